"""The team looks ahead in the chat: it is done beside everything else, and nothing is lost by a restart."""

from sandbox.person import Person
from tests.bot.test_moments import come, in_town
from tests.talk import Talk
from tests.weeks import at, campaign

TESSA = 7_654_321_003


def last(person: Person) -> str:
    """What stands on the phone last."""
    return str(person.messages[-1].text)


async def test_the_team_sees_what_would_come_and_gets_it_as_a_file(sqlite_url: str) -> None:
    """Also after a restart, which forgets what was found: the old button looks again."""
    async with Talk(sqlite_url, campaign=campaign(), start=at(17, 15), team_ids=[TESSA]) as talk:
        await in_town(talk)
        people = [await come(talk, f"P{number}") for number in range(3)]
        tessa = talk.telegram.add_person("Tessa", "en", user_id=TESSA)
        await talk.does(tessa, "/preview")
        await talk.does(tessa, "[1 day]")
        assert last(tessa).startswith("I am looking ahead.")
        await talk.does(tessa, "[🔄 How far is it now?]")
        assert "If nobody answers, this comes until Monday 18 January:" in last(tessa)
        assert "Asks: 3" in last(tessa)
        await talk.restart()
        await talk.does(tessa, "[📄 Every message as a file]")
        assert last(tessa).startswith("I am looking ahead.")
        await talk.does(tessa, "[🔄 How far is it now?]")
        await talk.does(tessa, "[📄 Every message as a file]")
        assert "Every message stands in this file" in str([message.text for message in tessa.messages])
        assert [len(person.messages) for person in people] == [0, 0, 0], "nothing was sent"


async def test_nobody_else_looks_ahead(sqlite_url: str) -> None:
    async with Talk(sqlite_url, campaign=campaign(), start=at(17, 15), team_ids=[TESSA]) as talk:
        ana = talk.telegram.add_person("Ana", "en")
        await talk.does(ana, "/preview")
        assert "look ahead" not in last(ana)
        assert talk.app.house.ahead is not None
        assert talk.app.house.ahead.found(1) is None
