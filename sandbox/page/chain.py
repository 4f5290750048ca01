"""The chain of asks as the page's panel gets it: the asks themselves, and how many by generation."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.page.hands import ChainLink

MOST = 400
"""Asks that are drawn, the first that are given; the counts are of all."""


def drawn(links: Sequence[ChainLink], names: Mapping[int, str]) -> dict[str, Any]:
    """The chain as JSON; `names` are of those who have a phone on the page, by their id."""
    return {
        "total": len(links),
        "generations": _generations(links),
        "links": [
            {
                "id": link.id,
                "parent": link.parent,
                "generation": link.generation,
                "opened": link.opened,
                "answer": link.answer,
                "asker": names.get(link.asker) if link.asker is not None else None,
            }
            for link in sorted(links[:MOST], key=lambda link: link.id)
        ],
    }


def _generations(links: Sequence[ChainLink]) -> list[dict[str, int]]:
    """How many asks of each generation were made, opened, answered and answered with yes."""
    counts = {number: Counter[str]() for number in sorted({link.generation for link in links})}
    for link in links:
        counts[link.generation].update(
            asked=1,
            opened=int(link.opened or link.answer is not None),
            answered=int(link.answer is not None),
            yes=int(link.answer == "yes"),
        )
    return [
        {"generation": number, **{name: count[name] for name in ("asked", "opened", "answered", "yes")}}
        for number, count in counts.items()
    ]
