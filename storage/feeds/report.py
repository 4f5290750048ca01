"""What an import did, or would do."""

from collections import Counter
from dataclasses import dataclass, field

from campaign.offers import Fault

MOST_FAULTS = 1000
"""Faults that are kept in full; beyond it they are only counted."""


@dataclass(slots=True)
class Report:
    """The outcome of one import; counts are of opportunities unless they say otherwise.

    `changed` includes `reopened`, those that came back. `left_closed` are in the file but stay closed because
    people closed them here. `over` are in the file with a time that is past; the open ones among them are in
    `closed`. `faulty` counts the rows that did not come in; `faults` has the first thousand of these and of
    those that are over. Of what is no longer in the file, either all is in `closed`, or all is in
    `kept_open_because_too_many` or `kept_open_because_incomplete`. `notes` say how the file was read,
    `warnings` what was understood otherwise than it was written and in how many rows, `incomplete` why rows
    of the file may be missing.
    """

    source: str
    dry_run: bool = False
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    reopened: int = 0
    left_closed: int = 0
    over: int = 0
    closed: int = 0
    kept_open_because_too_many: int = 0
    kept_open_because_incomplete: int = 0
    faulty: int = 0
    faults: list[Fault] = field(default_factory=list)
    warnings: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    incomplete: str = ""

    @property
    def good(self) -> int:
        """Rows that came in, whether they brought something new or not."""
        return self.added + self.changed + self.unchanged + self.left_closed

    def blame(self, fault: Fault) -> None:
        """Note a row that did not come in."""
        if fault.over:
            self.over += 1
        else:
            self.faulty += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)
