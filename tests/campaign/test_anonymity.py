"""What rows say of people, against somebody who holds the rows and every figure that is told besides."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product
from random import Random

import pytest

from campaign import crossing, groups
from campaign.anonymity import FEW, Counts, Group, Label, labels
from campaign.groups import OTHERS, Cell, Person, Stage
from campaign.remainders import CHAIN, Remainder, Table, remainders, tables
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
STAGES = (Stage.ANSWERED, Stage.YES, Stage.INTRODUCED)
"""What rows tell of: how far people got, each stage a part of the one before."""

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
    return labels(answered, tables(figures(crowd), answered[0]))


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

    plain = [
        cell
        for cell in figures(crowd)
        if cell.dimension != groups.Dimension.MUNICIPALITY and cell.stage is not Stage.MATCHED
    ]
    return Attacker([*map(of, plain), *rows_of(crowd, said).values()])


def rows_of(
    crowd: Mapping[Micro, int], said: Mapping[Group, Label]
) -> dict[tuple[Label, Stage], list[Micro]]:
    """The rows of each label, and whose they may be; nobody knows of whom there are none."""
    kinds = sorted({*said.values()}, key=lambda label: (sum(one is not None for one in label), str(label)))
    found: dict[tuple[Label, Stage], list[Micro]] = {}
    for group in sorted({group for group, _ in crowd}):
        label = said.get(group) or next((one for one in kinds if fits(one, group)), None)
        for reached in ORDER[2:] if label is not None else ():
            found.setdefault((label, reached), []).append((group, reached))
    return found


def fits(label: Label, group: Group) -> bool:
    """Whether a row that says this may be of the group."""
    return all(one in (None, value) for one, value in zip(label, group, strict=True))


def few(crowd: Mapping[Micro, int], said: Mapping[Group, Label], most: int = 300) -> list[list[Micro]]:
    """Sets of one to nine people that rows do not show, and that do not follow from totals and rows alone.

    They are of some values of one kind, and got to a stage, but not (or of some of these values not) to a
    further one: of who did not answer too, of whom there are no rows.
    """
    totals = [[micro for micro in crowd if ORDER.index(micro[1]) >= first] for first in range(len(ORDER))]
    plain = Attacker([*totals, *rows_of(crowd, said).values()])
    found: list[list[Micro]] = []
    for place in range(3):
        counts: dict[str, Counter[int]] = {}
        for (group, reached), number in crowd.items():
            if reached in ORDER[:2] or said[group][place] is None:
                counts.setdefault(group[place], Counter())[ORDER.index(reached)] += number
        values = sorted(counts)
        for first, last in combinations(range(6), 2):
            for way in product((None, last, 5), repeat=len(values)):
                spans = {value: (first, end) for value, end in zip(values, way, strict=True) if end}
                number = sum(
                    people
                    for value, span in spans.items()
                    for at, people in counts[value].items()
                    if span[0] <= at < span[1]
                )
                if last < 5 and 0 < number < FEW:
                    found.append(_set(crowd, said, place, spans))
    Random(1).shuffle(found)
    return [one for one in found if not plain.find(one)][:most]


def _set(
    crowd: Mapping[Micro, int], said: Mapping[Group, Label], place: int, spans: Mapping[str, tuple[int, int]]
) -> list[Micro]:
    """People of these values, from one stage on up to another, whose rows do not show their value."""
    found = []
    for group in sorted({group for group, _ in crowd}):
        first, end = spans.get(group[place], (0, 0))
        for reached in ORDER[first:end]:
            label = said.get(group)
            if reached in ORDER[:2] or label is None or label[place] is None:
                found.append((group, reached))
    return found


@pytest.mark.parametrize("size", [60, 250, 1_000, 4_000, 20_000])
def test_whoever_adds_and_subtracts_rows_and_figures_finds_no_few(size: int) -> None:
    """Of people whose rows do not say what they are, no number below ten follows from all that is known."""
    for seed in (4, 5, 6):
        crowd = people(seed, size)
        said = told(crowd)
        attacker = everything(crowd, said)
        for some in few(crowd, said):
            assert not attacker.find(some), (seed, some, [crowd[one] for one in some])


@pytest.mark.parametrize("size", [250, 1_000, 4_000, 20_000])
def test_of_no_combination_one_finds_how_few_did_not_answer(size: int) -> None:
    """Whoever takes rows away from the combinations that are told, or from what is left of a group."""
    told_of = 0
    for seed in range(3):
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
    for seed in range(2):
        crowd = people(seed, 20_000)
        answered = stages(crowd)[0]
        said = {group: group if number >= FEW else (None, None, None) for group, number in answered.items()}
        attacker = everything(crowd, said)
        found += sum(attacker.find(some) for some in few(crowd, said, 200))
    assert found > 10


def left(
    crowd: Mapping[Micro, int], told: Sequence[Sequence[Table]], said: Mapping[Group, Label]
) -> set[int]:
    """How many people are left of each mark, where all rows that show it are taken away."""
    found = set()
    for place, some in enumerate(told):
        hiding = {group[place] for group in said if said[group][place] is None}
        shown = [Counter[str]() for _ in CHAIN]
        for (group, reached), number in crowd.items():
            for far in range(5) if ORDER.index(reached) > 1 and said[group][place] is not None else ():
                shown[far][group[place]] += number if ORDER.index(reached) >= far else 0
        found |= {one.number for one in remainders(some, shown, hiding)}
    return found


def test_a_figure_that_was_counted_a_moment_earlier_gives_nobody_away_either() -> None:
    """Who had everything erased between the count and the rows is in the figure and not in the rows."""
    crowd = people(1, 5_000)
    facts = tables(figures(crowd), stages(crowd)[0])
    gone = next(micro for micro in crowd if micro[1] is Stage.YES and micro[0][0] == "ar")
    crowd[gone] -= 1
    assert not {
        number for number in left(crowd, facts, labels(stages(crowd), facts)) if 0 < abs(number) < FEW
    }
    shared = {group: group for group in stages(crowd)[0]}
    assert {number for number in left(crowd, facts, shared) if 0 < abs(number) < FEW}


def test_all_who_got_the_ask_may_have_answered_and_a_few_may_not_have_kept_silent() -> None:
    """Where all answered, and it is ten or more, the rows say so; where three did not, some say less."""
    crowd = Counter({(("pl", "Utrecht", "never"), Stage.YES): 20, (("nl", "Utrecht", "now"), Stage.YES): 60})
    cells = [
        Cell("language", "", "pl", Stage.DELIVERED, 20),
        Cell("language", "", OTHERS, Stage.DELIVERED, 60),
    ]
    told = tables(cells, stages(crowd)[0])
    assert labels(stages(crowd), told) == {group: group for group, _ in crowd}

    cells[0] = Cell("language", "", "pl", Stage.DELIVERED, 23)
    told = tables(cells, stages(crowd)[0])
    said = labels(stages(crowd), told)
    assert said["pl", "Utrecht", "never"][0] is None
    assert said["nl", "Utrecht", "now"] == ("nl", "Utrecht", "now")


def test_what_is_left_is_found_between_stages_that_do_not_tell_the_same_values() -> None:
    """By door: never is told of who got the ask; of who answered it is told with those who did not tell."""
    got = Table(1, {frozenset({"never"}): 15, frozenset({"now"}): 40, frozenset({"unknown", OTHERS}): 30})
    answered = Table(2, {frozenset({"now"}): 20, frozenset({"never", "unknown", OTHERS}): 32})
    assert tables(
        [
            *(
                Cell("door", "", door, Stage.DELIVERED, n)
                for door, n in (("never", 15), ("now", 40), (OTHERS, 30))
            ),
            *(Cell("door", "", door, Stage.ANSWERED, n) for door, n in (("now", 20), (OTHERS, 32))),
            Cell("origin", "", "friend", Stage.YES, 15),
        ],
        [("nl", "Utrecht", "never"), ("nl", "Utrecht", "unknown")],
    ) == [[], [], [got, answered]]
    shown = [{"now": 20, "unknown": 20}] * 5
    found = remainders([got, answered], shown, {"never"})
    less = {"never": 2}
    assert Remainder(frozenset({"never"}), 1, less, frozenset({"unknown", OTHERS}), 3) in found
    found = remainders([got, answered], [{"now": 20}] * 5, {"never", "unknown"})
    assert {one.number for one in found} == {15, 20, 30, 13, 0, 32}


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
