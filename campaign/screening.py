"""The screening list: what the team checks before an organisation may ask people."""

from enum import StrEnum


class Check(StrEnum):
    """One thing the team checks; its member value stands in addresses: never rename one."""

    CONTACT = "contact"
    REGISTRATION = "registration"
    VOG = "vog"
    HOME = "home"
    AGE = "age"

    @property
    def bit(self) -> int:
        """This check as a mask of one bit."""
        return 1 << _CHECKS.index(self)


_CHECKS = tuple(Check)
ALL_CHECKED = (1 << len(_CHECKS)) - 1


def unchecked(mask: int) -> tuple[Check, ...]:
    """The checks that are still to be done, in the order of the list."""
    return tuple(check for check in _CHECKS if not mask & check.bit)
