"""A picture with the campaign's slogan, filled in: "Mensen maken Zwijndrecht groener"; nothing is kept."""

from functools import partial

from campaign.values import Answer
from dialogs import slogan_words
from dialogs.citizen.home import short
from dialogs.drawing.cards import SloganCard, filled
from dialogs.drawing.slogan import slogan_picture
from dialogs.screen import LONGEST, Link, Picture, Row, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.slogan_words import LONGEST_PLACE, LONGEST_WORD, Goal, Refused, Slogan, Word
from dialogs.text import Say, Text, bold, own, paragraphs
from dialogs.visit import Visit

_GAP = Text("…")


async def slogan(visit: Visit) -> Screen:
    """Choose a word, or type all of it."""
    return _words(visit, None)


async def typed(visit: Visit) -> Screen:
    """Understand all of it, and draw it; a word in another form than the slogan asks for is asked about."""
    text = visit.text or ""
    found = slogan_words.read(visit.say, text)
    why = slogan_words.refusal(text, found)
    if why is not None:
        return _words(visit, _refused(visit.say, why))
    better = slogan_words.meant(visit.say, found.word)
    if not found.place:
        return _where_own(visit, better or found.word)
    return _meant(visit, found, better) if better is not None else _drawn(visit, found)


async def where(visit: Visit, word: str) -> Screen:
    """What people make so: chosen or typed."""
    chosen, say = _chosen(word), visit.say
    if visit.text is None and not visit.incoming.other:
        return _where(visit, chosen, None)
    text = visit.text or ""
    found = slogan_words.read_place(say, text, slogan_words.word(say, chosen).plain)
    why = slogan_words.refusal(text, found) if found.place else Refused.EMPTY
    return _where(visit, chosen, _refused(say, why)) if why else _drawn(visit, found)


async def picture(visit: Visit, word: str, where: str) -> Screen:
    """Draw a word and a place that were chosen."""
    say, chosen = visit.say, _chosen(word)
    area = visit.house.gazetteer.area(where)
    if area is not None:
        name = area.shown_municipality
    elif where in tuple(Goal):
        name = slogan_words.goal(say, Goal(where)).plain
    else:
        raise Nowhere(where)
    return _drawn(visit, Slogan(name, slogan_words.word(say, chosen).plain))


async def own_picture(visit: Visit, place: str, word: str) -> Screen:
    """Draw somebody's own words, as they stand in the address."""
    found = Slogan(slogan_words.tidy(place), slogan_words.tidy(word))
    if not found.place or slogan_words.refusal(f"{place} {word}", found) is not None:
        return _words(visit, None)
    return _drawn(visit, found)


def way(say: Say) -> Link:
    """The button that leads here."""
    return Link(say("🎨 Make a picture to share"), "slogan")


def _chosen(word: str) -> Word:
    if word not in tuple(Word):
        raise Nowhere(word)
    return Word(word)


def _words(visit: Visit, note: Text | None) -> Screen:
    """The words to choose from."""
    say = visit.say
    links = [Link(slogan_words.word(say, one), f"slogan/{one}") for one in Word]
    example = slogan_words.whole(say, own("Zwijndrecht"), slogan_words.word(say, Word.GREENER))
    return Screen(
        name="slogan",
        text=paragraphs(
            note,
            bold(slogan_words.whole(say, _GAP, _GAP)),
            say("Fill it in, and I make a picture of it to share. Choose a word."),
            say("Or type all of it. For example: {slogan}", slogan=example),
        ),
        rows=rows(*_pairs(links), (Link(say("📅 Calendar"), "calendar"), Link(say("🏠 Home"), "home"))),
        waits="slogan/typed",
    )


def _where(visit: Visit, word: Word, note: Text | None) -> Screen:
    """The places to choose from, for a word that was chosen."""
    say, so = visit.say, slogan_words.word(visit.say, word)
    links = [Link(slogan_words.goal(say, one), f"slogan/{word}/{one}") for one in Goal]
    if visit.area is not None:
        links.insert(0, Link(own(visit.area.shown_municipality), f"slogan/{word}/{visit.area.postcode}"))
    return Screen(
        name="slogan-where",
        text=paragraphs(
            note,
            bold(slogan_words.whole(say, _GAP, so)),
            say("What do people make {word}? Type a place, a street or a club, or choose one here.", word=so),
        ),
        rows=rows(*_pairs(links), Link(say("Another word"), "slogan")),
        waits=f"slogan/{word}",
    )


def _where_own(visit: Visit, word: str) -> Screen:
    """The places to choose from, for somebody's own word; it is not kept, so a place is typed with it."""
    say = visit.say
    names = [slogan_words.goal(say, one).plain for one in Goal]
    if visit.area is not None:
        names.insert(0, visit.area.shown_municipality)
    links = [Link(own(short(name)), to) for name in names if (to := _address(name, word))]
    return Screen(
        name="slogan-where",
        text=paragraphs(
            bold(slogan_words.whole(say, _GAP, own(word))),
            say("What do people make {word}? Choose something, or type all of it in one line.", word=word),
        ),
        rows=rows(*_pairs(links), Link(say("Another word"), "slogan")),
        waits="slogan/typed",
    )


def _meant(visit: Visit, found: Slogan, better: str) -> Screen:
    """Offer the word in the form that the slogan asks for, beside what was typed."""
    say = visit.say
    yes, no = _address(found.place, better), _address(found.place, found.word)
    if yes is None or no is None:
        return _drawn(visit, found)
    return Screen(
        name="slogan-meant",
        text=paragraphs(
            bold(say("Do you mean “{word}”?", word=better)),
            slogan_words.whole(say, own(found.place), own(better)),
        ),
        rows=rows(
            Link(say("Yes, {word}", word=better), yes, word=Answer.YES),
            Link(say("No, {word}", word=found.word), no, word=Answer.NO),
            Link(say("Another word"), "slogan"),
        ),
        waits="slogan/typed",
    )


def _drawn(visit: Visit, found: Slogan) -> Screen:
    say, language = visit.say, visit.say.language
    line = slogan_words.whole(say, own(filled(found.place)), own(filled(found.word)))
    card = SloganCard(
        lines=(line.plain,),
        campaign_line=say("Week van het Vragen · Mensen maken Nederland").plain,
        language=language.code,
        right_to_left=language.right_to_left,
    )
    return Screen(
        name="slogan-picture",
        text=paragraphs(
            bold(say("Here is your picture.")),
            say("Send it on to whoever you like. I keep nothing of it."),
        ),
        rows=rows(
            Link(say("🎨 Another picture"), "slogan"),
            (Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home")),
        ),
        picture=Picture(
            "slogan.png",
            partial(slogan_picture, card),
            slogan_words.whole(say, own(found.place), own(found.word)),
        ),
    )


def _refused(say: Say, why: Refused) -> Text:
    words = {
        Refused.EMPTY: say("I cannot read that. Type it in words."),
        Refused.LINK: say("I make no pictures with a web address or an @name. Leave it out."),
        Refused.NUMBER: say("I make no pictures with only a number or a phone number. Use words."),
        Refused.LONG_PLACE: say(
            "That is too long for the picture. Use at most {n} letters.", n=LONGEST_PLACE
        ),
        Refused.LONG_WORD: say(
            "That last word is too long for the picture. Use at most {n} letters.", n=LONGEST_WORD
        ),
        Refused.UNKIND: say("I would rather not make that picture. Can you say it in a kinder way?"),
    }
    return words[why]


def _address(place: str, word: str) -> str | None:
    """The address of somebody's own words; None where Telegram takes no address so long."""
    address = f"slogan/own/{place}/{word}"
    return address if len(address.encode()) <= LONGEST else None


def _pairs(links: list[Link]) -> list[Row]:
    return [tuple(links[start : start + 2]) for start in range(0, len(links), 2)]


ROUTES = (
    Route("slogan", slogan),
    Route("slogan/typed", typed),
    Route("slogan/{word:word}", where),
    Route("slogan/{word:word}/{where:word}", picture),
    Route("slogan/own/{place:word}/{word:word}", own_picture),
)
