"""Asking somebody to go in one's place: a message ready to be sent on by Telegram."""

from campaign.records import Opportunity
from dialogs import words
from dialogs.citizen import card
from dialogs.citizen.promise import when
from dialogs.inviting_links import in_telegram, plain_link
from dialogs.screen import Outside
from dialogs.text import Text, own, paragraphs
from dialogs.visit import Visit
from storage.replies import Reply


def button(visit: Visit, one: Opportunity, reply: Reply) -> Outside | None:
    """A button that opens Telegram's list of chats; None where nobody can go any more."""
    over = one.closed or (reply.on_date is not None and reply.on_date <= visit.now)
    if over or not visit.incoming.bot_name:
        return None
    sheet = in_telegram(plain_link(visit.incoming.bot_name), ready_text(visit, one, reply).plain)
    return Outside(visit.say("📤 Ask somebody to go instead"), sheet)


def ready_text(visit: Visit, one: Opportunity, reply: Reply) -> Text:
    """What to write to them, in the citizen's own language."""
    say = visit.say
    return paragraphs(
        say("I cannot make it after all. Would you go in my place?"),
        say(
            "{organisation} asks: {task}. When: {when}. Where: {where}.",
            organisation=own(one.organisation),
            task=words.task(say, one.task),
            when=when(visit, one, reply),
            where=card.where(say, one),
        ),
        say("The link opens Vraagbot. There you can say yes."),
    )
