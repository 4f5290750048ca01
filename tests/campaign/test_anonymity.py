"""What rows say of people, against somebody who holds the rows and every figure that is told besides."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from random import Random

import pytest

from campaign import crossing, groups
from campaign.anonymity import FEW, STAGES, Counts, Group, Known, Label, known, labels
from campaign.groups import OTHERS, Cell, Person, Stage
from tests.campaign.attacker import Sums as Attacker

LANGUAGES = {"nl": 60, "en": 12, "ar": 9, "tr": 6, "pl": 4, "uk": 3, "fa": 2, "so": 1}
TOWNS = {"Rotterdam": 40, "Zeist": 25, "Groningen": 12, "Vlissingen": 5, "Emmen": 2}
PROVINCES = {
    "Rotterdam": "Zuid-Holland",
    "Zeist": "Utrecht",
    "Groningen": "Groningen",
    "Vlissingen": "Zeeland",
    "Emmen": "Drenthe",
}
DOORS = {"never": 5, "usedto": 4, "now": 3, "unknown": 1}
REACHED = {Stage.ASKED: 20, Stage.DELIVERED: 20, Stage.ANSWERED: 35, Stage.YES: 10, Stage.INTRODUCED: 15}
ORDER = tuple(REACHED)

Micro = tuple[Group, Stage]
"""People of a group who got exactly so far."""


def people(seed: int, size: int) -> Counter[Micro]:
    """So many people who were asked, of whom some answered."""
    chance = Random(seed)
    values = (LANGUAGES, TOWNS, DOORS, REACHED)
    drawn = [chance.choices([*one], [*one.values()], k=size) for one in values]
    return Counter(
        ((language, PROVINCES[town], door), reached)
        for language, town, door, reached in zip(*drawn, strict=True)
    )  # type: ignore[misc]


def stages(crowd: Mapping[Micro, int]) -> list[Counts]:
    """Of each group who answered, who said yes, who was introduced."""
    found = []
    for stage in STAGES:
        counts = Counter[Group]()
        for (group, reached), number in crowd.items():
            if ORDER.index(reached) >= ORDER.index(stage):
                counts[group] += number
        found.append(counts)
    return found


def figures(crowd: Mapping[Micro, int]) -> list[Cell]:
    """What is told of these people by language, door, province and municipality."""
    sums: groups.Sums = {}
    towns = {province: town for town, province in PROVINCES.items()}
    for ((language, province, door), reached), number in crowd.items():
        for _ in range(number):
            town = towns[province]
            groups.add(sums, Person(language, door, "friend", town, reached, province=province))
    cells = [*groups.cells(sums, PROVINCES)]
    return [*cells, *crossing.cells(sums, cells, PROVINCES)]


def told(crowd: Mapping[Micro, int]) -> dict[Group, Label]:
    """What the rows of who answered say beside these figures."""
    answered = stages(crowd)
    return labels(answered, known(figures(crowd), answered[0]))


def test_what_a_row_says_at_least_ten_people_share() -> None:
    for size in (5, 40, 300, 3_000):
        crowd = people(size, size)
        said, shared = told(crowd), Counter[Label]()
        for group, number in stages(crowd)[0].items():
            shared[said[group]] += number
            assert all(one in (None, value) for one, value in zip(said[group], group, strict=True))
        silent = shared.pop((None, None, None), 0)
        assert all(number >= FEW for number in shared.values())
        assert silent == 0 or silent >= FEW or not shared
        if size == 3_000:
            assert sum(shared[label] for label in shared if None not in label) > size / 4


def everything(crowd: Mapping[Micro, int], said: Mapping[Group, Label]) -> Attacker[Micro]:
    """Somebody who knows every figure that is told, and holds the rows."""
    every = {(group, reached) for group, _ in crowd for reached in ORDER}
    beside: dict[tuple[str, str, Stage], set[str]] = {}
    for cell in figures(crowd):
        beside.setdefault((cell.dimension, cell.within, cell.stage), set()).add(cell.group)

    def of(cell: Cell) -> Iterator[Micro]:
        others = beside[cell.dimension, cell.within, cell.stage] - {OTHERS}
        for micro in every:
            (language, province, door), reached = micro
            group = {"language": language, "province": province, "door": door, "municipality": province}.get(
                cell.dimension, f"{language}/{door}/{province}"
            )
            far = cell.stage is not Stage.MATCHED and ORDER.index(reached) >= ORDER.index(cell.stage)
            if far and (
                cell.dimension == groups.ALL
                or (group not in others if cell.group == OTHERS else group == cell.group)
            ):
                yield micro

    rows = {
        (said[group], reached): [(one, reached) for one in said if said[one] == said[group]]
        for group in said
        for reached in ORDER[2:]
    }
    plain = [
        cell
        for cell in figures(crowd)
        if cell.dimension != groups.Dimension.MUNICIPALITY and cell.stage is not Stage.MATCHED
    ]
    return Attacker([*map(of, plain), *rows.values()])


def hidden(crowd: Mapping[Micro, int], said: Mapping[Group, Label]) -> Iterator[list[Micro]]:
    """People of whom the rows do not say it: of one value or two of a kind, at a stage, or between two."""
    for place in range(3):
        values = sorted({group[place] for group in said if said[group][place] is None})
        sets = [*((one,) for one in values), *combinations(values, 2)]
        spans = [ORDER[first:last] for first in range(2, 5) for last in range(first + 1, 6)]
        for some in sets:
            for span in spans:
                yield [
                    (group, reached)
                    for group in said
                    for reached in span
                    if group[place] in some and said[group][place] is None
                ]


@pytest.mark.parametrize("size", [60, 250, 1_000, 4_000, 20_000])
def test_whoever_adds_and_subtracts_rows_and_figures_finds_no_few(size: int) -> None:
    """Of people whose rows do not say what they are, no number below ten follows from all that is known."""
    for seed in range(4):
        crowd = people(seed, size)
        said = told(crowd)
        attacker = everything(crowd, said)
        for some in hidden(crowd, said):
            number = sum(crowd.get(one, 0) for one in some)
            assert number == 0 or number >= FEW or not attacker.find(some), (seed, some[:3], number)


@pytest.mark.parametrize("size", [250, 1_000, 4_000, 20_000])
def test_of_no_combination_one_finds_how_few_did_not_answer(size: int) -> None:
    """Whoever takes rows away from the combinations that are told, or from what is left of a group."""
    told_of = 0
    for seed in range(4):
        crowd = people(seed, size)
        for micro in crowd:
            crowd[micro] *= 3 if micro[1] is Stage.INTRODUCED else 1
        said = told(crowd)
        attacker = everything(crowd, said)
        crossed = {cell.group for cell in figures(crowd) if cell.dimension == groups.CROSSED} - {OTHERS}
        told_of += len(crossed)
        combined = {group for group in said if f"{group[0]}/{group[2]}/{group[1]}" in crossed}
        alike: dict[tuple[int, str], set[Group]] = {}
        for group in said:
            for place, value in enumerate(group):
                alike.setdefault((place, value), set()).add(group)
        for some in [
            *({group} for group in said),
            *(one - combined for one in alike.values() if one & combined),
        ]:
            silent = [(group, Stage.DELIVERED) for group in some]
            number = sum(crowd.get(one, 0) for one in silent)
            assert number >= FEW or not silent or not attacker.find(silent), (seed, silent[:3], number)
    assert told_of or size < 1_000


def test_the_same_attacker_finds_people_where_rows_look_at_nothing_but_how_many_share_them() -> None:
    found = 0
    for seed in range(4):
        crowd = people(seed, 20_000)
        answered = stages(crowd)[0]
        said = {group: group if number >= FEW else (None, None, None) for group, number in answered.items()}
        attacker = everything(crowd, said)
        for some in hidden(crowd, said):
            found += 0 < sum(crowd.get(one, 0) for one in some) < FEW and attacker.find(some)
    assert found > 10


def test_a_figure_that_was_counted_a_moment_earlier_gives_nobody_away_either() -> None:
    """Who had everything erased between the count and the rows is in the figure and not in the rows."""
    crowd = people(1, 5_000)
    cells = figures(crowd)
    gone = next(micro for micro in crowd if micro[1] is Stage.YES and micro[0][0] == "ar")
    crowd[gone] -= 1
    answered = stages(crowd)
    facts = [*known(cells, answered[0])]
    said = labels(answered, facts)
    for one in facts:
        counts = answered[one.stage]
        if one.without is None:
            shown = sum(n for group, n in counts.items() if said[group][one.place] in one.values)
            left = one.number - shown
            assert left == 0 or abs(left) >= FEW or shown == 0, one


def test_what_is_known_is_what_is_told_and_the_differences_between_stages() -> None:
    cells = [
        Cell("door", "", "never", Stage.ANSWERED, 40),
        Cell("door", "", OTHERS, Stage.ANSWERED, 30),
        Cell("door", "", "now", Stage.YES, 15),
        Cell("door", "", OTHERS, Stage.YES, 25),
        Cell("origin", "", "friend", Stage.YES, 15),
        Cell("door", "", "never", Stage.ASKED, 60),
    ]
    crowd: Sequence[Group] = [("nl", "Utrecht", door) for door in DOORS]
    rest, others = frozenset({"usedto", "now", "unknown"}), frozenset({"never", "usedto", "unknown"})
    assert set(known(cells, crowd)) == {
        Known(2, frozenset({"never"}), 0, None, 40),
        Known(2, rest, 0, None, 30),
        Known(2, frozenset({"now"}), 1, None, 15),
        Known(2, others, 1, None, 25),
        Known(2, frozenset(DOORS), 0, 1, 30),
    }


def test_more_people_never_make_the_rows_of_all_silent() -> None:
    silent = []
    for size in (100, 1_000, 10_000, 100_000):
        crowd = people(1, size)
        said, answered = told(crowd), stages(crowd)[0]
        silent.append(sum(n for group, n in answered.items() if said[group][0] is None) / size)
    assert all(later <= earlier for earlier, later in pairwise(silent))
    assert silent[-1] < 0.02


def test_a_language_is_told_without_the_province_where_ten_share_no_more() -> None:
    some = Counter({("ar", province, "never"): 4 for province in PROVINCES.values()})
    some["nl", "Utrecht", "now"] = 50
    said = labels([some], [])
    assert {said["ar", province, "never"] for province in PROVINCES.values()} == {("ar", None, "never")}
    assert labels([{("nl", "Utrecht", "now"): 9}], []) == {("nl", "Utrecht", "now"): (None, None, None)}
    assert labels([{}], []) == {}
