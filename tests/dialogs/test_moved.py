"""An organisation that moves a date: who said yes hears it, and comes on the new one."""

from tests.dialogs.test_introductions import introduced
from tests.dump import rows_of


async def test_who_said_yes_hears_that_the_day_has_changed(sqlite_url: str) -> None:
    async with introduced(sqlite_url) as (talk, ana, mia):
        for what in ("/desk", "[📋 What we have to do]", "[Samen de buurttuin opruimen (in Dutch)]"):
            await talk.does(mia, what)
        for what in ("[✏️ Change]", "[✏️ When]", "20-1-2027 13:00-15:00", "[💾 Save the changes]"):
            await talk.does(mia, what)
        heard = ana.messages[-1].text
        assert heard.startswith("The day has changed: Samen de buurttuin opruimen")
        assert "Wednesday 20 January, 13:00 to 15:00" in heard
        (reply,) = await rows_of(talk.app.store, "replies")
        (introduction,) = await rows_of(talk.app.store, "introductions")
        assert reply["on_date"] == introduction["on_date"]
        assert (reply["on_date"].day, reply["answer"]) == (20, "yes")
