"""All queries of one transaction, each group by its name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.asks import Asks
from storage.audit import Audit
from storage.brake import Brake
from storage.calls import Calls
from storage.came import WhoCame
from storage.centres import Centres
from storage.chats import Chats
from storage.choosing import Choosing
from storage.citizens import Citizens
from storage.closing import Closing
from storage.codes import Codes
from storage.contacts import Contacts
from storage.countings import Countings
from storage.crowd import Crowd
from storage.dates import Dates
from storage.days import Days
from storage.deliveries import Deliveries
from storage.drafts import Drafts
from storage.exporting import Exporting
from storage.exports import Exports
from storage.forecast import Forecasts
from storage.hearing import Hearing
from storage.holds import Holds
from storage.introductions import Introductions
from storage.invitations import Invitations
from storage.leases import Leases
from storage.leavings import Leavings
from storage.ledger import Ledger
from storage.live import Live
from storage.losses import Losses
from storage.making import Making
from storage.matches import Matches
from storage.members import Members
from storage.moments import Moments
from storage.mutes import Mutes
from storage.notices import Notices
from storage.nudging import Nudging
from storage.offering import Offering
from storage.openings import Openings
from storage.opportunities import Opportunities
from storage.organisations import Organisations
from storage.overview import Overview
from storage.pace import Pace
from storage.pairs import Pairs
from storage.people import People
from storage.readiness import Readiness
from storage.recordings import Recordings
from storage.reminding import Reminding
from storage.reopening import Reopening
from storage.replies import Replies
from storage.reports import Reports
from storage.rests import Rests
from storage.tallies import Tallies
from storage.trials import Trials
from storage.unasked import Unasked
from storage.unclear import Unclear
from storage.unfinished import Unfinished
from storage.waiting import Waiting
from storage.wordings import Wordings
from storage.writing import Writing


class Memory:
    """All queries of one transaction.

    Setting `erased` has SQLite write its log back and empty it after the commit, so that nothing of what was
    erased stays in a file.
    """

    __slots__ = ("connection", "erased")

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self.erased = False

    @asynccontextmanager
    async def undone(self) -> AsyncIterator[None]:
        """What is done inside is taken back at its end; the rest of the transaction stands."""
        erased, point = self.erased, await self.connection.begin_nested()
        try:
            yield
        finally:
            await point.rollback()
            self.erased = erased

    @property
    def chats(self) -> Chats:
        """Chats and the updates received in them."""
        return Chats(self.connection)

    @property
    def choosing(self) -> Choosing:
        """Messages whose one concrete thing is still to be chosen."""
        return Choosing(self.connection)

    @property
    def citizens(self) -> Citizens:
        """Citizens and their consents."""
        return Citizens(self.connection)

    @property
    def crowd(self) -> Crowd:
        """Invented citizens."""
        return Crowd(self.connection)

    @property
    def calls(self) -> Calls:
        """Who would like to be called."""
        return Calls(self.connection)

    @property
    def centres(self) -> Centres:
        """Local volunteer centres."""
        return Centres(self.connection)

    @property
    def contacts(self) -> Contacts:
        """Whom to call about organisations and what there is to do."""
        return Contacts(self.connection)

    @property
    def closing(self) -> Closing:
        """Weeks that close."""
        return Closing(self.connection)

    @property
    def exporting(self) -> Exporting:
        """What is given out in files."""
        return Exporting(self.connection)

    @property
    def exports(self) -> Exports:
        """Files that the campaign team asked for."""
        return Exports(self.connection)

    @property
    def opportunities(self) -> Opportunities:
        """Opportunities, their organisations and dates."""
        return Opportunities(self.connection)

    @property
    def dates(self) -> Dates:
        """The dates of opportunities, as time goes by."""
        return Dates(self.connection)

    @property
    def days(self) -> Days:
        """What happened day by day."""
        return Days(self.connection)

    @property
    def matches(self) -> Matches:
        """What came of a yes."""
        return Matches(self.connection)

    @property
    def members(self) -> Members:
        """Members of organisations and the campaign team."""
        return Members(self.connection)

    @property
    def organisations(self) -> Organisations:
        """Organisations and how far their screening is."""
        return Organisations(self.connection)

    @property
    def overview(self) -> Overview:
        """What waits and what runs, over all."""
        return Overview(self.connection)

    @property
    def audit(self) -> Audit:
        """Who did what when."""
        return Audit(self.connection)

    @property
    def readiness(self) -> Readiness:
        """What an asking week stands on."""
        return Readiness(self.connection)

    @property
    def recordings(self) -> Recordings:
        """What can be listened to."""
        return Recordings(self.connection)

    @property
    def reminding(self) -> Reminding:
        """Reminders of what citizens said yes to."""
        return Reminding(self.connection)

    @property
    def reopening(self) -> Reopening:
        """Asks that were full and go out again."""
        return Reopening(self.connection)

    @property
    def replies(self) -> Replies:
        """Replies."""
        return Replies(self.connection)

    @property
    def unfinished(self) -> Unfinished:
        """Yeses that hold a place while nobody was told of them."""
        return Unfinished(self.connection)

    @property
    def asks(self) -> Asks:
        """Asks of organisations."""
        return Asks(self.connection)

    @property
    def drafts(self) -> Drafts:
        """What organisations are still writing."""
        return Drafts(self.connection)

    @property
    def unclear(self) -> Unclear:
        """Texts that people say are not right."""
        return Unclear(self.connection)

    @property
    def wordings(self) -> Wordings:
        """Opportunities in further languages."""
        return Wordings(self.connection)

    @property
    def writing(self) -> Writing:
        """Opportunities written in the bot."""
        return Writing(self.connection)

    @property
    def making(self) -> Making:
        """Asks in the making."""
        return Making(self.connection)

    @property
    def live(self) -> Live:
        """Which asks have moved since their progress was shown."""
        return Live(self.connection)

    @property
    def deliveries(self) -> Deliveries:
        """Deliveries of asks to citizens."""
        return Deliveries(self.connection)

    @property
    def waiting(self) -> Waiting:
        """What waits to be sent."""
        return Waiting(self.connection)

    @property
    def mutes(self) -> Mutes:
        """Organisations that citizens hear no more of."""
        return Mutes(self.connection)

    @property
    def rests(self) -> Rests:
        """Asks and moments of which nothing goes out for a while."""
        return Rests(self.connection)

    @property
    def moments(self) -> Moments:
        """The moments of the asking weeks."""
        return Moments(self.connection)

    @property
    def nudging(self) -> Nudging:
        """Planning what is said at a moment."""
        return Nudging(self.connection)

    @property
    def unasked(self) -> Unasked:
        """Who was asked for nothing yet."""
        return Unasked(self.connection)

    @property
    def notices(self) -> Notices:
        """Notices of what another did."""
        return Notices(self.connection)

    @property
    def brake(self) -> Brake:
        """The brake on all sending."""
        return Brake(self.connection)

    @property
    def pace(self) -> Pace:
        """The one pace of all processes."""
        return Pace(self.connection)

    @property
    def leases(self) -> Leases:
        """What one process at a time may do."""
        return Leases(self.connection)

    @property
    def forecasts(self) -> Forecasts:
        """What was sent and held back, message by message."""
        return Forecasts(self.connection)

    @property
    def invitations(self) -> Invitations:
        """Asks that citizens make themselves."""
        return Invitations(self.connection)

    @property
    def offering(self) -> Offering:
        """The languages that were switched on or off."""
        return Offering(self.connection)

    @property
    def openings(self) -> Openings:
        """Who came by which link."""
        return Openings(self.connection)

    @property
    def codes(self) -> Codes:
        """Codes on posters."""
        return Codes(self.connection)

    @property
    def came(self) -> WhoCame:
        """What became of people whom codes brought."""
        return WhoCame(self.connection)

    @property
    def pairs(self) -> Pairs:
        """Two who come only if the other comes."""
        return Pairs(self.connection)

    @property
    def hearing(self) -> Hearing:
        """What askers may hear of a friend's yes."""
        return Hearing(self.connection)

    @property
    def leavings(self) -> Leavings:
        """Why people stop or cancel."""
        return Leavings(self.connection)

    @property
    def losses(self) -> Losses:
        """Messages after which somebody wanted no more."""
        return Losses(self.connection)

    @property
    def countings(self) -> Countings:
        """Closed weeks, and what was told of them."""
        return Countings(self.connection)

    @property
    def people(self) -> People:
        """What citizens did in a time."""
        return People(self.connection)

    @property
    def tallies(self) -> Tallies:
        """How often each thing happened."""
        return Tallies(self.connection)

    @property
    def ledger(self) -> Ledger:
        """What came of the asks that citizens made."""
        return Ledger(self.connection)

    @property
    def holds(self) -> Holds:
        """Places kept for a while."""
        return Holds(self.connection)

    @property
    def introductions(self) -> Introductions:
        """Introductions after a yes."""
        return Introductions(self.connection)

    @property
    def trials(self) -> Trials:
        """What came of trials."""
        return Trials(self.connection)

    @property
    def reports(self) -> Reports:
        """Reports that something is wrong."""
        return Reports(self.connection)
