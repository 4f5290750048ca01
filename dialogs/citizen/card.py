"""How an opportunity reads: its core in everybody's language, the organisation's own words below."""

from campaign.records import Opportunity
from campaign.values import Answer, Often
from dialogs import words
from dialogs.screen import Link, Row, rows
from dialogs.text import Say, Text, bold, italic, lines, own, paragraphs, quote
from storage.replies import Promise

SHORT = 400
"""Characters of a description shown with an ask; the rest comes with "tell me more"."""
LONG = 2000
"""Characters of a description shown on its own page, well inside Telegram's 4,096 for all."""


def brief(say: Say, one: Opportunity, reasons: Text | None = None) -> Text:
    """The ask in short: what, when, where, and the organisation's own title."""
    return paragraphs(
        lines(bold(words.task(say, one.task)), *where_and_when(say, one), reasons),
        own_words(say, one, SHORT),
    )


def full(say: Say, one: Opportunity, reasons: Text | None = None) -> Text:
    """Everything there is to know before saying yes."""
    return paragraphs(
        lines(bold(words.task(say, one.task)), *facts(say, one), reasons),
        own_words(say, one, LONG),
        bring(say, one),
    )


def facts(say: Say, one: Opportunity) -> tuple[Text | None, ...]:
    """What is known of it in everybody's language, a line each; None for what does not matter."""
    return (
        *where_and_when(say, one),
        say("🔁 {often}", often=words.often(say, one.often)) if one.often is not Often.ONCE else None,
        *needs(say, one),
        say("🌱 Good if you never did it before") if one.beginners else None,
        say("🔞 From {age} years", age=one.min_age) if one.min_age > 16 else None,
    )


def needs(say: Say, one: Opportunity) -> tuple[Text | None, Text]:
    """How many people, and how much Dutch, a line each."""
    return _places(say, one) if one.free else None, say("💬 {dutch}", dutch=words.dutch(say, one.dutch))


def bring(say: Say, one: Opportunity) -> Text | None:
    """What to bring, where there is anything."""
    return say("🎒 To bring: {things}", things=one.bring) if one.bring else None


def where_and_when(say: Say, one: Opportunity) -> tuple[Text, Text]:
    """When and where, a line each."""
    return say("🗓 {when}", when=when(say, one)), say("📍 {where}", where=where(say, one))


def when(say: Say, one: Opportunity) -> Text:
    """The first date still to come, or the times of the week, or a time to agree on."""
    if one.starts is not None:
        return say.moment(one.starts, one.ends)
    if one.times:
        return words.times(say, one.times)
    return say("You agree on a time together")


def where(say: Say, one: Opportunity) -> Text:
    """The place, or online."""
    if one.online:
        return say("From home, online")
    if one.address:
        return say("{address}, {place}", address=one.address, place=one.place)
    return own(one.place)


def own_title(say: Say, title: str, language: str) -> Text:
    """An organisation's title, marked when it is in another language than the reader's."""
    if language == _base(say):
        return own(title)
    return say("{title} (in {language})", title=title, language=say.language_name(language))


def own_words(say: Say, one: Opportunity, length: int) -> Text:
    """Title and description as the organisation wrote them, as a quotation with its language."""
    mark = foreign(say, one.language)
    words = lines(bold(own(one.title)), own(shortened(one.description, length)))
    return lines(italic(mark) if mark else None, quote(words))


def shortened(description: str, length: int) -> str:
    """So many characters of a description."""
    return description if len(description) <= length else f"{description[:length].rstrip()}…"


def foreign(say: Say, language: str) -> Text | None:
    """Said before an organisation's words in another language than the reader's."""
    if language == _base(say):
        return None
    return say("They write this in {language}:", language=say.language_name(language))


def asking(say: Say, head: Text, one: Opportunity, reasons: Text | None) -> Text:
    """The ask outright, under a head that asks it: "Would you do this?"."""
    return paragraphs(bold(head), asker(say, one), brief(say, one, reasons))


def answers(say: Say, one: Opportunity, other: str, *, asked: int | None = None) -> tuple[Row, ...]:
    """What one can say to an ask outright; `other` is where "Something else" leads.

    `asked` is its place among the asks of the campaign, where that is what it is: more about it knows it too.
    """
    more = f"opportunity/{one.id}" if asked is None else f"opportunity/{one.id}/{asked}"
    return rows(
        Link(say("👍 Yes"), f"reply/{one.id}/yes", word=Answer.YES),
        (
            Link(say("Tell me more"), more, word=Answer.MAYBE),
            Link(say.about("another thing to do", "Something else"), other),
        ),
        (
            Link(say("Not now"), "notnow", word=Answer.NO),
            Link(say("⚠️ Something is wrong"), f"wrong/{one.id}"),
        ),
    )


def asker(say: Say, one: Opportunity) -> Text:
    """Who really asks."""
    mark = example(say, one)
    return paragraphs(italic(mark) if mark else None, asks(say, one))


def asks(say: Say, one: Opportunity) -> Text:
    """The organisation, as the beginning of what it asks."""
    return say("{organisation} asks:", organisation=bold(own(one.organisation)))


def example(say: Say, one: Opportunity) -> Text | None:
    """Said with what is invented."""
    return say("🧪 This is an invented example. Nobody is waiting for you.") if one.sample else None


def when_of_promise(say: Say, promise: Promise) -> Text | None:
    """The date of what was promised, where there is one."""
    return say("🗓 {when}", when=say.moment(promise.on_date, None)) if promise.on_date else None


def _places(say: Say, one: Opportunity) -> Text:
    return say.plural("👥 {n} person still needed", "👥 {n} people still needed", one.free)


def _base(say: Say) -> str:
    return say.language.plain
