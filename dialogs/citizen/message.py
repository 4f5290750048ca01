"""The ready message by which a citizen introduces themselves, and the ways to send it."""

from urllib.parse import quote as percent

from campaign.records import Contact, Opportunity
from dialogs.screen import Button, Copy, Outside, Row
from dialogs.text import Say, Text, own
from storage.replies import Reply

COPYABLE = 256
"""Characters that Telegram lets a button copy."""


def ready_message(say: Say, one: Opportunity, reply: Reply | None) -> Text:
    """What to write to the organisation, in the language of `say`."""
    when = reply.on_date if reply else one.starts
    sentences = [
        say("Hello, my name is {name}.", name=reply.name or "") if reply and reply.name else say("Hello."),
        say("I would like to help with: {title}.", title=one.title),
        say("I can on {date}.", date=say.date(when)) if when else None,
        say("You can reach me at {reach}.", reach=reply.reach) if reply and reply.reach else None,
        say("Shall we arrange it?"),
        say("(Week van het Vragen)"),
    ]
    return Text(" ".join(sentence.html for sentence in sentences if sentence))


def ways(say: Say, contact: Contact, message: Text) -> tuple[Row, ...]:
    """Buttons that send the message or copy it, as far as the contact allows."""
    buttons: list[Button] = []
    number = international(contact.phone)
    if number:
        buttons.append(Outside(say("💬 WhatsApp"), f"https://wa.me/{number}?text={percent(message.plain)}"))
    if contact.link.startswith(("https://", "http://")):
        buttons.append(Outside(say("🌐 Their website"), contact.link))
    if len(message.plain) <= COPYABLE:
        buttons.append(Copy(say("📋 Copy the message"), message.plain))
    return tuple((button,) for button in buttons)


def reach(say: Say, contact: Contact) -> Text | None:
    """How to reach the organisation, a line each."""
    found = [
        say("👤 {name}", name=contact.name) if contact.name else None,
        say("📞 {phone}", phone=contact.phone) if contact.phone else None,
        say("✉️ {email}", email=contact.email) if contact.email else None,
        say("🌐 {link}", link=own(contact.link)) if contact.link else None,
    ]
    known = [line.html for line in found if line]
    return Text("\n".join(known)) if known else None


def international(phone: str) -> str:
    """A Dutch mobile number in digits as WhatsApp wants them, with 31 in front; "" for any other."""
    digits = "".join(character for character in phone if character.isdigit())
    if phone.strip().startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
    elif digits.startswith("06") and len(digits) == 10:
        digits = f"31{digits[1:]}"
    return digits if digits.startswith("316") and len(digits) == 11 else ""
