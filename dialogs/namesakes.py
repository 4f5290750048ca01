"""Places that bear one name: a button for each, told apart by what lies around it."""

from collections.abc import Iterable

from dialogs.screen import Link
from dialogs.text import Say
from storage.gazetteer import Match


def namesakes(say: Say, options: Iterable[Match], root: str) -> list[Link]:
    """A button for each place, which leads to its postcode under `root`."""
    return [
        Link(
            say("{place} (municipality of {municipality})", place=one.name, municipality=one.municipality)
            if one.name != one.municipality
            else say("{place}, {province}", place=one.name, province=one.province),
            f"{root}/{one.area.postcode}",
        )
        for one in options
    ]
