"""Pairs: two who come only if the other comes, the places held for them, and how far the yes of each is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select

from campaign.inviting import Hold, Invitation
from campaign.values import Answer
from storage import schema
from storage.holds import Holds
from storage.invitations import Invitations
from storage.queries import Queries

_R = schema.replies.c


@dataclass(frozen=True, slots=True)
class Pair:
    """An invitation to come together, and what is held by it: a place for the asker, one for a friend.

    The friend's has no chat while nobody took it. `comes` tells that the asker said yes for good, `waiting`
    is the chat of a friend whose yes is complete and waits for that. It is kept as long as the asker's place;
    before that for a shorter time.
    """

    it: Invitation
    asker: Hold | None
    friend: Hold | None
    comes: bool
    waiting: int | None

    def stands(self, now: datetime) -> bool:
        """Whether the asker would come, or comes: a friend who says yes does not go alone."""
        return self.comes or (self.asker is not None and now < self.it.held_until)

    def is_promised(self, hold: Hold) -> bool:
        """Whether a place is kept for the whole time."""
        return hold.until >= self.it.held_until


class Pairs(Queries):
    """Queries about pairs."""

    __slots__ = ()

    async def of(self, invitation_id: int | None) -> Pair | None:
        """What stands behind an invitation to come together; None for any other."""
        invitations = Invitations(self.connection)
        it = await invitations.get(invitation_id) if invitation_id is not None else None
        if it is None or not it.together or it.opportunity_id is None:
            return None
        held, chat = await Holds(self.connection).of_invitation(it.id), await invitations.asker(it.id)
        asker = next((one for one in held if chat is not None and one.chat_id == chat), None)
        friend = next((one for one in held if one != asker), None)
        comes = it.citizen_id is not None and await self._says_yes(it.citizen_id, it.opportunity_id)
        pair = Pair(it, asker, friend, comes, None)
        if friend is None or friend.chat_id is None or not pair.is_promised(friend):
            return pair
        return Pair(it, asker, friend, comes, friend.chat_id)

    async def of_place(self, opportunity_id: int, chat_id: int) -> tuple[Pair, Hold] | None:
        """The pair whose place of this is kept for the person in this chat, and that place."""
        mine = await Holds(self.connection).of(opportunity_id, chat_id)
        if mine is None or not mine.together:
            return None
        pair = await self.of(mine.invitation_id)
        return None if pair is None else (pair, mine)

    async def friend_comes(self, pair: Pair) -> bool:
        """Whether a friend who was asked along comes, or waits for the asker's yes."""
        if pair.waiting is not None:
            return True
        yes = _R.invitation_id == pair.it.id, _R.answer == Answer.YES.value, _R.citizen_id.is_not(None)
        return bool((await self.connection.execute(select(exists().where(*yes)))).scalar_one())

    async def _says_yes(self, citizen_id: int, opportunity_id: int) -> bool:
        mine = _R.citizen_id == citizen_id, _R.opportunity_id == opportunity_id
        yes = select(exists().where(*mine, _R.answer == Answer.YES.value))
        return bool((await self.connection.execute(yes)).scalar_one())
