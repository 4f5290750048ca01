"""Roughly how many an ask will reach, and who is left out and why."""

from campaign.records import Ask, Opportunity
from dialogs.organisation import ask_words
from dialogs.text import Text, paragraphs
from dialogs.visit import Visit
from storage.asks import Preview
from storage.store import Memory


async def counts(visit: Visit, ask: Ask, one: Opportunity) -> Text:
    """The numbers in words, rounded so that nobody can be singled out."""
    expected = await estimate(visit, ask, one)
    say = visit.say
    return paragraphs(ask_words.reached(say, expected.count), ask_words.left_out(say, expected.left_out))


async def estimate(visit: Visit, ask: Ask, one: Opportunity) -> Preview:
    """How many would get it if it went out now."""
    near = {} if one.point is None else visit.house.gazetteer.within(one.point, ask.audience.radius)
    languages = await reading(visit, one)

    async def look(memory: Memory) -> Preview:
        return await memory.asks.preview(
            one,
            ask.audience,
            now=visit.now,
            near=near,
            languages=languages,
            ask_id=ask.id,
            zone=visit.say.zone,
        )

    return await visit.look_long(f"preview/{ask.id}", look)


async def reading(visit: Visit, one: Opportunity) -> dict[str, str]:
    """For each language of the bot, the one in which its readers get the organisation's words."""
    written = {one.language, *await visit.memory.making.written(one.id)}
    return {
        language.code: base if (base := language.code.partition("@")[0]) in written else one.language
        for language in visit.house.languages
    }
