"""The language of an invitation: the friend's, whatever one speaks oneself."""

from campaign.inviting import Invitation
from dialogs.citizen.invitation import Answered, of_mine
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import bold, own, paragraphs
from dialogs.visit import Visit


@of_mine
async def language(visit: Visit, it: Invitation) -> Answered:
    """Choose the language that the friend reads."""
    say, root = visit.say, f"invitation/{it.id}"
    buttons = [
        Link(own(f"✓ {one.name}" if one.code == it.language else one.name), f"{root}/in/{one.code}")
        for one in visit.house.languages
    ]
    return Screen(
        name="message-language",
        text=paragraphs(
            bold(say("Which language does this person read best?")),
            say("I put the message into that language. Words that you typed yourself stay as they are."),
        ),
        rows=rows(
            *(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)),
            Link(say("Back"), root),
        ),
    )


@of_mine
async def into(visit: Visit, it: Invitation, code: str) -> Answered:
    """The same in this language, with a link of its own: the earlier link may have been sent already.

    Two who go together have one link between them, which changes its language.
    """
    if code not in visit.house.languages or visit.citizen is None:
        raise Nowhere(code)
    if it.together:
        await visit.memory.invitations.change(it.id, language=code)
    elif code != it.language:
        it = await visit.memory.invitations.make(
            visit.citizen.id,
            visit.chat.id,
            opportunity_id=it.opportunity_id,
            postcode=it.postcode,
            language=code,
            name=it.name,
            words=it.words,
            words_language=it.words_language,
            now=visit.now,
        )
    return Address(f"invitation/{it.id}")


ROUTES = (
    Route("invitation/{number:int}/language", language),
    Route("invitation/{number:int}/in/{code:word}", into),
)
