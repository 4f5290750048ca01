"""The words of an invitation: one's own are typed, the bot's are there again at a tap."""

from campaign.inviting import LONGEST_WORDS, Invitation, leads_away
from dialogs.citizen.invitation import Answered, of_mine
from dialogs.citizen.invitation_message import fits, message
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, own, paragraphs, quote
from dialogs.typed import tidy
from dialogs.visit import Visit


@of_mine
async def words(visit: Visit, it: Invitation) -> Answered:
    """Read what is typed, or ask for it."""
    say, root = visit.say, f"invitation/{it.id}"
    trouble = None
    if visit.text is not None or visit.incoming.other:
        typed = tidy(visit.text or "")
        trouble = _trouble(visit, typed)
        if trouble is None:
            await visit.memory.invitations.change(it.id, words=typed, words_language=it.language)
            return Address(root)
    return Screen(
        name="message-words",
        text=paragraphs(
            bold(trouble or say("How would you say it?")),
            say("Now it says:"),
            quote(await message(visit, it)),
            say(
                "Type your own words in {language}. At most {n} letters. I put what it is about below them.",
                language=say.language_name(it.language),
                n=LONGEST_WORDS,
            )
            if it.opportunity_id is not None
            else say(
                "Type your own words in {language}. At most {n} letters.",
                language=say.language_name(it.language),
                n=LONGEST_WORDS,
            ),
        ),
        rows=rows(
            Link(say("↩️ Without words of my own"), f"{root}/words/none") if it.words else None,
            Link(say("Back"), root),
        ),
        waits=f"{root}/words",
    )


@of_mine
async def no_words(visit: Visit, it: Invitation) -> Answered:
    """Have the bot's words again."""
    await visit.memory.invitations.change(it.id, words="", words_language="")
    return Address(f"invitation/{it.id}")


def _trouble(visit: Visit, typed: str) -> Text | None:
    say, over = visit.say, len(typed) - LONGEST_WORDS
    if not typed:
        return say("I can only read text. Type your words, please.")
    if over > 0:
        return say.plural(
            "That is {n} letter too long. Make it shorter and send it again.",
            "That is {n} letters too long. Make it shorter and send it again.",
            over,
        )
    if not fits(own(typed)):
        return say("That is too long for a link. Make it shorter and send it again.")
    if leads_away(typed):
        return say("I see a link, or something like one. I cannot pass that on. Send it again without.")
    return None


ROUTES = (
    Route("invitation/{number:int}/words", words),
    Route("invitation/{number:int}/words/none", no_words),
)
