"""Coming by a link: whose it is, that it was opened, and the way to what it shows."""

from dialogs.screen import Address
from dialogs.visit import Visit


async def by_friend(visit: Visit, code: str) -> Address | None:
    """Somebody opened a friend's link; None where there is no such invitation."""
    it = await visit.memory.invitations.of_code(code)
    if it is None:
        return None
    _speak(visit, it.language)
    citizen = visit.citizen.id if visit.citizen else None
    await visit.memory.openings.open(it, visit.chat.id, citizen, now=visit.now)
    return Address(f"invited/{it.id}")


async def by_poster(visit: Visit, code: str) -> Address | None:
    """Somebody opened the code on a poster; None where there is no such code, or no longer."""
    it = await visit.memory.codes.of_code(code)
    if it is None or it.closed is not None:
        return None
    _speak(visit, it.language)
    await visit.memory.openings.open_code(it, visit.chat.id, now=visit.now)
    return Address(f"poster/{it.id}")


async def back(visit: Visit) -> Address | None:
    """What the visitor's last link shows, for who gave no answer yet; None for who came without one."""
    opening = await visit.memory.openings.newest(visit.chat.id)
    if opening is None:
        return None
    if opening.invitation_id is not None:
        return Address(f"invited/{opening.invitation_id}")
    return Address(f"poster/{opening.code_id}")


def _speak(visit: Visit, language: str) -> None:
    """Speak the language of the link with somebody new; who speaks already keeps theirs."""
    if visit.chat.new and language in visit.house.languages:
        visit.use_language(language)
