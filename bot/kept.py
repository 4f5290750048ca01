"""What rounds work with."""

from typing import Protocol

from bot.clock import Clock
from campaign.weeks import Campaign
from storage.gazetteer import Gazetteer
from storage.store import Store


class Kept(Protocol):
    """What rounds work with: less than a whole app, so that a process that only keeps time stays small."""

    @property
    def store(self) -> Store: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def campaign(self) -> Campaign: ...
    @property
    def team_ids(self) -> frozenset[int]: ...
    @property
    def gazetteer(self) -> Gazetteer: ...
