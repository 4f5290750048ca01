"""Lots: which of two ways somebody is dealt with in a trial, the same every time it is drawn.

A lot is drawn by hashing the citizen's number with what the trial is called, so that nothing needs to be
remembered between two processes or two starts, and nothing of a person decides but their number. Different
trials have different names, so that the heaps of one tell nothing of those of another, nor of who is held out
of follow-ups (`campaign.nudges.heap`). BLAKE2 (RFC 7693) mixes every bit of a name into all of the hash,
where a sum or a product would leave the heaps of two trials shifted against each other.
"""

from enum import IntEnum
from hashlib import blake2b


class Way(IntEnum):
    """One of the two ways of a trial; its number is what stands in the database and in exports."""

    FIRST = 1
    SECOND = 2

    @property
    def other(self) -> "Way":
        """The way that it is compared with."""
        return Way.SECOND if self is Way.FIRST else Way.FIRST


def of_ask(citizen_id: int, ask_id: int) -> Way:
    """Which of an organisation's two wordings a citizen reads, in every message that carries the ask."""
    return draw(citizen_id, f"ask/{ask_id}")


def of_moment(citizen_id: int, week: str, name: str) -> Way:
    """Which of the campaign's two openings a citizen reads at a moment of a week, both by their names."""
    return draw(citizen_id, f"moment/{week}/{name}")


def draw(citizen_id: int, trial: str) -> Way:
    """The lot of a citizen in a trial of this name: each way for one half of all."""
    mixed = blake2b(f"{trial}:{citizen_id}".encode(), digest_size=8).digest()
    return Way(1 + mixed[0] % 2)
