"""Small groups: which counts of people may be told, so that none of fewer than ten can be worked out.

A table tells how many people of each group (of each language, say) got to each level of the funnel; the
total of every level is known to all. For each level the groups fall into those that are told, each by itself,
and all others, which are told as one number. Nothing is blanked out inside: what is told is a coarser table,
whole and exact, and whoever adds and subtracts finds sums of its parts and nothing else. (To blank out cells
instead needs further, "complementary" cells to hide them: L. Willenborg and T. de Waal, Elements of
Statistical Disclosure Control, 2001. Here the others are each other's complement.) It is safe where

1. every group that is told has ten people or more, and so have the others together. Where there could be
   others there are some: that there are none would tell of each of them that it is nobody;
2. between any two levels of which groups are told, ten people or more make the difference: in every part of
   the finest division that is coarser than both, and between the others of the wider level and those of them
   that the narrower one tells. These are all the counts of people that subtracting levels can find: the
   numbers of who got to a level are independent of those of another;
3. the others are not all so near to nine that their sum gives each of them away to somebody who knows that
   those which are not told are small.

A hidden count that is small is then never one number alone, unless the totals by themselves leave no other:
the tests add, subtract and try out all that may have been.

Where a group fails it joins the others, else the smallest does; of a level of which no group can be told
there is its total. Levels are looked at in the order given: the first is the last to lose anything. Tables of
one thing each (one by language, one by door) do not add up to more, since in each of them every part and all
beside it have ten people or more; of places, the table of provinces is part of that of municipalities.

How many there are of some groups can be `known` from elsewhere, as asks of organisations are from the exact
figures of each ask: the rest then has to hold without them too.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

FEW = 10
"""Of fewer people no count is told."""
_OTHERS = ""
"""Stands for the others where it is they who fail."""

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Level:
    """What may be told of one level: groups by themselves, and how many people all others are together."""

    told: Counts
    rest: int
    others: frozenset[str]


def tell(
    levels: Sequence[Counts], groups: Collection[str], *, known: Collection[str] = (), few: int = FEW
) -> list[Level]:
    """What may be told of a table of nested levels, each with how many people of each group got to it.

    `groups` are all that there can be, whoever came; ValueError for a count of another. The levels come in
    the order of their weight.
    """
    whole = frozenset(groups)
    if strange := set().union(*levels) - whole:
        raise ValueError(f"no such groups: {sorted(strange)}")
    views = [whole, whole.difference(known)] if known else [whole]
    cuts: list[_Cut] = []
    for counts in levels:
        cuts.append(_cut(counts, views, cuts, few))
    return [_level(cut, whole) for cut in cuts]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A level with the groups that are told of it."""

    counts: Counts
    told: frozenset[str]

    def sum(self, groups: Collection[str]) -> int:
        return sum(self.counts.get(group, 0) for group in groups)


def _cut(counts: Counts, views: Sequence[frozenset[str]], before: Sequence[_Cut], few: int) -> _Cut:
    """As many groups of a level as can be told beside the levels before it."""
    told = {group for group in views[0] if counts.get(group, 0) >= few}
    while told:
        cut = _Cut(counts, frozenset(told))
        failing = {group for view in views for group in _failing(cut, view, before, few)}
        if not failing:
            return cut
        told -= failing & told or {min(told, key=lambda group: (counts[group], group))}
    return _Cut(counts, frozenset())


def _failing(cut: _Cut, view: frozenset[str], before: Sequence[_Cut], few: int) -> Iterator[str]:
    """The groups, or the others, because of which this cannot be told."""
    others = view - cut.told
    if others and (cut.sum(others) < few or _gives_away(cut, others, few)):
        yield _OTHERS
    for earlier in before:
        if not earlier.told:
            continue
        for part in _parts(view, others, view - earlier.told):
            if abs(earlier.sum(part) - cut.sum(part)) < few:
                yield min(part) if len(part) == 1 else _OTHERS
        wide, narrow = sorted((cut, earlier), key=lambda one: one.sum(view), reverse=True)
        rest = view - wide.told
        inside = rest & narrow.told
        if inside and wide.sum(rest) - narrow.sum(inside) < few:
            yield _OTHERS


def _gives_away(cut: _Cut, others: Collection[str], few: int) -> bool:
    """Whether the others are all small, and as large as small ones are."""
    most = max(cut.counts.get(group, 0) for group in others)
    return most < few and cut.sum(others) > len(others) * (few - 1) - few // 3


def _parts(view: frozenset[str], one: frozenset[str], two: frozenset[str]) -> Iterator[frozenset[str]]:
    """The parts of the finest division coarser than two, of each of which some groups are one part."""
    lumps = [one | two] if one & two else [lump for lump in (one, two) if lump]
    yield from lumps
    yield from (frozenset((group,)) for group in view.difference(*lumps))


def _level(cut: _Cut, whole: frozenset[str]) -> Level:
    others = whole - cut.told
    return Level({group: cut.counts[group] for group in sorted(cut.told)}, cut.sum(others), others)
