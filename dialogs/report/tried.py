"""How asking spreads from person to person, and what was tried in two ways."""

import re

from campaign.disclosure import FEW
from campaign.experiments import Arm, Interval, Trying, share
from campaign.ledger import Generation, together
from campaign.lots import Way
from campaign.ratio import Ratio
from dialogs.citizen.card import own_title
from dialogs.door.html import element
from dialogs.figures import pictures
from dialogs.figures.trials import is_few, of_trial, way
from dialogs.organisation import trial_words
from dialogs.report.facts import Facts, Tried
from dialogs.report.parts import Content, Figure, Line, Value, beside, paragraph, simple
from dialogs.report.words import Words
from dialogs.team import moment_words
from dialogs.text import Text, dotted, own

_PICTOGRAM = re.compile(r"^[^\w<&]+")
"""What a chat shows before a word, and paper does not."""
ROUNDS = 5
"""Generations that are told by themselves, the last of them with those after it."""


def chain(words: Words, facts: Facts) -> Content:
    """Asking-R by generation, with its bounds."""
    if not facts.rounds:
        return [paragraph(words("chain_told")), paragraph(words("chain_none"))]
    rounds = [*facts.rounds[: ROUNDS - 1]]
    if later := facts.rounds[ROUNDS - 1 :]:
        rounds.append(together(later[0].number, later))
    named = [(words("round_n", n=one.number), one) for one in rounds]
    heads = [words(one) for one in ("round", "asks", "new_asks", "asking_r", "bounds")]
    lines = [Line(name, _round(words, one)) for name, one in named]
    table = simple(words, words("chain_caption"), heads, lines)
    return [
        paragraph(words("chain_told")),
        beside(pictures.of_generations(words.say, named, Text("")), table),
        paragraph(words("chain_note", few=FEW), "note"),
    ]


def _round(words: Words, one: Generation) -> tuple[Value, ...]:
    """Links and what grew from them; of few links nothing."""
    ratio = one.on_made
    if ratio is None or one.asks < FEW:
        return (None, None, None, None)
    value = words.say.decimal(ratio.value, 2)
    grown = one.grown if one.grown >= FEW else None
    return (one.asks, grown, Figure(value), Figure(_bounds(words, ratio)))


def _bounds(words: Words, ratio: Ratio) -> Text:
    ends = {"low": words.say.decimal(ratio.low, 2), "high": words.say.decimal(ratio.high, 2)}
    return words("roughly" if ratio.rough else "from_to", **ends)


def trials(words: Words, facts: Facts) -> Content:
    """Each trial that was counted: the sentence that may be said, both ways, and a picture."""
    told = [one for one in facts.trials if not is_few(one.outcome)]
    few = len(facts.trials) - len(told)
    content: Content = [paragraph(words("trials_told"))]
    for one in told:
        content += _trial(words, one)
    if not facts.trials:
        content.append(paragraph(words("trials_none")))
    if few:
        content.append(paragraph(words("trials_few", n=few, few=FEW), "note"))
    return content


def _trial(words: Words, one: Tried) -> Content:
    say, found = words.say, one.outcome
    arms = zip(Way, (found.first, found.second), strict=True)
    heads = [words(name) for name in ("way", "people", "yes_share", "answered_share")]
    lines = [Line(way(say, one.what, which), _arm(words, arm)) for which, arm in arms]
    drawn = of_trial(say, one.what, found, Text(""))
    finding = element("p", element("strong", trial_words.finding(say, one.what, found)))
    between = found.difference
    return [
        element("h3", words(f"trial_{one.what.value}", name=_name(words, one))),
        beside(
            drawn,
            finding,
            simple(words, words("trial_caption"), heads, lines),
            paragraph(_difference(words, between)) if between is not None else None,
        ),
    ]


def _name(words: Words, one: Tried) -> Text:
    say = words.say
    if one.ask is not None:
        return dotted([own_title(say, one.ask.title, one.ask.language), own(one.ask.organisation)])
    if one.moment is None or one.what not in (Trying.OPENING, Trying.HOLDOUT):
        return Text("")
    moment = one.moment.course.moment
    kind = _PICTOGRAM.sub("", moment_words.kind(say, moment).html)
    return dotted([Text(kind), say.date(moment.at)])


def _arm(words: Words, arm: Arm) -> tuple[Value, ...]:
    return (arm.people, *(_share(words, share(some, arm.people)) for some in (arm.yes, arm.answered)))


def _share(words: Words, found: Interval | None) -> Text:
    return words("share_between", **_points(words, found)) if found is not None else Text("")


def _difference(words: Words, found: Interval) -> Text:
    return words("difference", **_points(words, found))


def _points(words: Words, found: Interval) -> dict[str, Text]:
    ends = {"value": found.value, "low": found.low, "high": found.high}
    return {name: words.say.decimal(100 * one, 1) for name, one in ends.items()}
