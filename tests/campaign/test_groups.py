"""Groups: all tables of a week together tell of no few people, whoever adds them up."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from campaign import crossing, groups
from campaign.disclosure import FEW
from campaign.groups import ALL, CROSSED, OTHERS, UNKNOWN, Cell, Dimension, Person, Stage, Sums
from tests.campaign.attacker import Sums as Attacker

LANGUAGES = ("nl", "en", "tr", OTHERS)
DOORS = ("never", "usedto", "now", UNKNOWN)
ORIGINS = ("campaign", "organisation", "friend")
PROVINCES = {"Zwijndrecht": "Zuid-Holland", "Dordrecht": "Zuid-Holland", "Delft": "Zuid-Holland"}
PROVINCES |= {"Urk": "Flevoland"}
PLACES = (*PROVINCES, UNKNOWN)
NESTED = (Stage.ASKED, Stage.DELIVERED, Stage.ANSWERED, Stage.YES, Stage.INTRODUCED)
MARKS = tuple(product(LANGUAGES, DOORS, ORIGINS, PLACES))
"""All that there may be: nobody in these weeks reads another language, but that is not told."""
SEEN = [mark for mark in MARKS if mark[0] != OTHERS]

Mark = tuple[str, str, str, str]
Micro = tuple[Mark, str]
"""People with the same marks who got equally far; or who matched, which is apart."""

WEEKS = st.builds(
    lambda seeds, sizes: [
        (SEEN[seed * 7919 % len(SEEN)], NESTED[seed % 5], seed % 11 == 0, size)
        for seed, size in zip(seeds, sizes, strict=True)
    ],
    st.lists(st.integers(0, 10**6), min_size=25, max_size=25),
    st.lists(st.sampled_from((1, 1, 2, 3, 5, 9, 14, 40)), min_size=25, max_size=25),
)
"""People: so many with these marks who got so far, and whether they matched."""


def counted(week: Sequence[tuple[Mark, Stage, bool, int]]) -> Sums:
    """The sums of a week."""
    sums: Sums = {}
    for (language, door, origin, place), reached, matched, size in week:
        for _ in range(size):
            province = PROVINCES.get(place, UNKNOWN)
            groups.add(sums, Person(language, door, origin, place, reached, matched, province))
    return sums


def told(week: Sequence[tuple[Mark, Stage, bool, int]]) -> list[Cell]:
    """All that is told of a week, with the combinations of language, door and province."""
    sums = counted(week)
    cells = list(groups.cells(sums, PROVINCES))
    return [*cells, *crossing.cells(sums, cells, PROVINCES)]


def further(stage: Stage) -> list[str]:
    """The stages, exactly reached, of who got to this one."""
    return [Stage.MATCHED] if stage is Stage.MATCHED else [one.value for one in NESTED[NESTED.index(stage) :]]


def marked(dimension: str, group: str, mark: Mark) -> bool:
    """Whether people with these marks are of a group."""
    province = PROVINCES.get(mark[3], UNKNOWN)
    groups_of = dict(zip(("language", "door", "origin", "municipality"), mark, strict=True))
    return (
        group == (groups_of | {"province": province, CROSSED: f"{mark[0]}/{mark[1]}/{province}"})[dimension]
    )


def people(cell: Cell, told: set[str]) -> Iterator[Micro]:
    """The people that a cell counts; `told` are the groups beside it in its table."""
    for mark in MARKS:
        inside = cell.dimension == ALL or not cell.within or PROVINCES.get(mark[3]) == cell.within
        if cell.dimension != ALL:
            if cell.group == OTHERS:
                inside &= not any(marked(cell.dimension, one, mark) for one in told)
            else:
                inside &= marked(cell.dimension, cell.group, mark)
        if inside:
            yield from ((mark, stage) for stage in further(cell.stage))


def attacker(cells: Sequence[Cell]) -> Attacker[Micro]:
    """Somebody who knows all that is told of a week."""
    beside: dict[tuple[str, str, Stage], set[str]] = {}
    for cell in cells:
        beside.setdefault((cell.dimension, cell.within, cell.stage), set()).add(cell.group)
    return Attacker(
        people(cell, beside[cell.dimension, cell.within, cell.stage] - {OTHERS}) for cell in cells
    )


@settings(max_examples=20, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(WEEKS)
def test_all_tables_of_a_week_together_tell_of_no_few(week: list[tuple[Mark, Stage, bool, int]]) -> None:
    """By one mark and by two, at every stage and between any two of them, unless of everybody."""
    sums = attacker(told(week))
    marks = [
        (dimension.value, group)
        for dimension, some in (
            (Dimension.LANGUAGE, LANGUAGES),
            (Dimension.DOOR, DOORS),
            (Dimension.ORIGIN, ORIGINS),
            (Dimension.MUNICIPALITY, PLACES),
            (Dimension.PROVINCE, (*set(PROVINCES.values()), UNKNOWN)),
        )
        for group in some
    ]
    for some in [*((one,) for one in marks), *combinations(marks, 2)]:
        mine = [mark for mark in MARKS if all(marked(*one, mark) for one in some)]
        if not mine:
            continue
        counts = {
            stage: sum(
                size
                for mark, reached, matched, size in week
                if mark in mine and (matched if stage is Stage.MATCHED else reached.value in further(stage))
            )
            for stage in Stage
        }
        for first, last in combinations((*Stage, None), 2):
            if Stage.MATCHED in (first, last) and last is not None:
                continue
            stretch = set(further(first)) - set(further(last) if last else ())
            count = counts[first] - (counts[last] if last else 0)
            if count < FEW:
                assert not sums.find(product(mine, stretch)), (some, first, last)


CROWDS = st.builds(
    lambda seed, sizes: [
        (SEEN[(seed + number) * 7919 % len(SEEN)], NESTED[(seed + number) % 5], False, size)
        for number, size in enumerate(sizes)
    ],
    st.integers(0, 10**6),
    st.lists(st.sampled_from((1, 3, 8, 11, 14, 30, 60)), min_size=60, max_size=60),
)
"""Weeks of which many combinations may be told."""


@settings(max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(CROWDS)
def test_combinations_beside_all_tables_tell_of_no_few(week: list[tuple[Mark, Stage, bool, int]]) -> None:
    """By language, door and province, two or three of them, their unions, and who did not answer."""
    cells = told(week)
    sums, crossed = attacker(cells), [cell.group for cell in cells if cell.dimension == CROSSED]
    where = [*dict.fromkeys(PROVINCES.values()), UNKNOWN]
    kinds = [("language", LANGUAGES), ("door", DOORS), ("province", where)]
    marks = [[(name, one) for one in some] for name, some in kinds]
    asked_for = [
        {mark for mark in MARKS if all(marked(*one, mark) for one in some)}
        for two in (*combinations(marks, 2), tuple(marks))
        for some in product(*two)
    ]
    alone = [{mark for mark in MARKS if marked(*one, mark)} for some in marks for one in some]
    known = {mark for mark in MARKS if any(marked(CROSSED, group, mark) for group in crossed)}
    asked_for += [some - known for some in alone] + [
        (one | two) - known for one, two in combinations(alone, 2)
    ]
    for mine in asked_for:
        for last in (None, Stage.ANSWERED, Stage.YES):
            stretch = set(further(Stage.DELIVERED)) - set(further(last) if last else ())
            count = sum(size for mark, reached, _, size in week if mark in mine and reached.value in stretch)
            if mine and count < FEW:
                assert not sums.find(product(mine, stretch)), (sorted(mine)[:3], last)


def test_the_same_attacker_finds_few_where_every_combination_of_ten_is_told() -> None:
    """Of the Turkish speakers who got an ask three are left."""
    week = [
        (("nl", "never", "organisation", "Zwijndrecht"), Stage.DELIVERED, False, 40),
        (("nl", "now", "campaign", UNKNOWN), Stage.DELIVERED, False, 40),
        (("tr", "never", "organisation", "Delft"), Stage.DELIVERED, False, 12),
        (("tr", "now", "organisation", "Delft"), Stage.DELIVERED, False, 3),
        (("en", "never", "organisation", "Urk"), Stage.DELIVERED, False, 12),
    ]
    cells = told(week)
    assert "nl/never/Zuid-Holland" in {cell.group for cell in cells if cell.dimension == CROSSED}
    assert "tr/never/Zuid-Holland" not in {cell.group for cell in cells}
    too_much = Cell(CROSSED, "", "tr/never/Zuid-Holland", Stage.DELIVERED, 12)
    mine = [mark for mark in MARKS if mark[0] == "tr" and not marked(CROSSED, too_much.group, mark)]
    few = list(product(mine, further(Stage.DELIVERED)))
    assert not attacker(cells).find(few)
    assert attacker([*cells, too_much]).find(few)


def test_cells_add_up_to_what_there_is() -> None:
    """Of each table and stage the groups that are told and the others are everybody, each counted right."""
    week = [
        (("nl", "never", "organisation", "Zwijndrecht"), Stage.INTRODUCED, False, 40),
        (("nl", "now", "organisation", "Dordrecht"), Stage.DELIVERED, False, 60),
        (("en", "now", "friend", "Urk"), Stage.YES, True, 30),
        (("tr", UNKNOWN, "campaign", UNKNOWN), Stage.ANSWERED, False, 12),
    ]
    cells = list(groups.cells(counted(week), PROVINCES))
    found = {(one.dimension, one.within, one.group, one.stage): one.people for one in cells}
    assert found[ALL, "", OTHERS, Stage.DELIVERED] == found[ALL, "", OTHERS, Stage.ASKED] == 142
    assert found["language", "", "nl", Stage.DELIVERED] == 100
    assert found["language", "", OTHERS, Stage.DELIVERED] == 12
    assert found["province", "", "Zuid-Holland", Stage.DELIVERED] == 100
    assert found["municipality", "Zuid-Holland", "Dordrecht", Stage.DELIVERED] == 60
    assert found["municipality", "Zuid-Holland", OTHERS, Stage.DELIVERED] == 40
    assert ("language", "", "nl", Stage.ASKED) not in found, "all who were asked got their message"
    for dimension in (Dimension.LANGUAGE, Dimension.DOOR, Dimension.ORIGIN, Dimension.PROVINCE):
        for stage in Stage:
            some = [one.people for one in cells if (one.dimension, one.stage) == (dimension.value, stage)]
            assert not some or sum(some) == found[ALL, "", OTHERS, stage], (dimension, stage)


def test_stages_hold_those_before_them() -> None:
    yes = Person("nl", "never", "friend", "Urk", Stage.YES)
    assert yes.stages == (Stage.ASKED, Stage.DELIVERED, Stage.ANSWERED, Stage.YES)
    came = Person("nl", "never", "friend", "Urk", None, matched=True)
    assert came.stages == (Stage.MATCHED,)
    assert groups.origin_of({"campaign", "friend"}) == "friend"
    assert groups.origin_of({"campaign", "friend", "organisation"}) == "organisation"
    assert groups.origin_of(set()) == "campaign"


def test_nobody_is_nothing() -> None:
    cells = list(groups.cells({}, PROVINCES))
    assert {(one.dimension, one.people) for one in cells} == {(ALL, 0)}
