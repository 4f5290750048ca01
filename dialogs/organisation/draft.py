"""Something to do in the making: its card with what is missing, and from there each thing in any order."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from campaign.drafting import Draft, Field, Sketch, sketch_of
from campaign.records import Contact, Opportunity
from campaign.values import Answer, OrganisationState, Role
from dialogs import words
from dialogs.citizen import card
from dialogs.citizen.reminder import minute_of
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Say, Text, bold, lines, own, paragraphs, quote
from dialogs.visit import Visit
from storage.gazetteer import Area
from storage.writing import may_be_changed

Answered = Screen | Address
STANDS = (OrganisationState.WAITING, OrganisationState.APPROVED)
"""How an organisation stands that may write."""


def of_draft(page: Callable[..., Awaitable[Answered]]) -> Callable[..., Awaitable[Answered]]:
    """A page about a draft of the visitor's organisation; one that is gone leads to what there is."""

    async def looked_up(visit: Visit, number: int, **more: Any) -> Answered:
        member = await visit.member()
        draft = await visit.memory.drafts.access(member.organisation_id, number) if member else None
        if draft is None:
            raise Nowhere(f"draft {number}")
        return await page(visit, draft, **more)

    return looked_up


async def tell(visit: Visit, draft: Draft, **told: Any) -> Address:
    """Keep what was told, and go on: to what is still asked in a quick ask, else back to the card."""
    sketch = replace(draft.sketch, **told)
    await visit.memory.drafts.keep(draft.id, sketch, now=visit.now)
    visit.text = None  # it is taken: the next page asks for something else
    return onward(visit, replace(draft, sketch=sketch))


def onward(visit: Visit, draft: Draft) -> Address:
    """What comes next."""
    missing = draft.sketch.missing(visit.now)
    return Address(f"draft/{draft.id}/{missing[0]}" if draft.quick and missing else f"draft/{draft.id}")


@of_draft
async def overview(visit: Visit, draft: Draft) -> Answered:
    """All that was told as people will see it, what is missing, and a button for each."""
    say, root = visit.say, f"draft/{draft.id}"
    missing = draft.sketch.missing(visit.now)
    if missing:
        names = say.list([_name(say, field) for field in missing])
        seen = paragraphs(_told(draft.sketch), say("Still missing: {things}.", things=names))
        go = None
    else:
        shown = await _shown(visit, draft)
        seen = paragraphs(say("This is what people see:"), card.full(say, shown), _contact(say, draft.sketch))
        go = Link(say("💾 Save the changes") if _changes(draft) else say("✅ This is right"), f"{root}/done")
    fields = [_field(visit, draft, field) for field in Field]
    return Screen(
        text=paragraphs(bold(_heading(say, draft)), seen, await _warning(visit, draft)),
        rows=rows(
            go,
            *(tuple(fields[start : start + 2]) for start in range(0, len(fields), 2)),
            (Link(say("✏️ Explanation"), f"{root}/description"), Link(say("🎒 To bring"), f"{root}/bring")),
            (Link(say("🔁 How often"), f"{root}/often"), Link(say("💬 How much Dutch"), f"{root}/dutch")),
            (Link(say("🌱 For beginners"), f"{root}/first"), Link(say("🌍 Language"), f"{root}/language")),
            Link(say("🗣 Which languages will do"), f"{root}/speak"),
            (Link(say("🗑 Throw away"), f"{root}/drop"), Link(say("🏢 Desk"), "desk")),
        ),
    )


@of_draft
async def done(visit: Visit, draft: Draft) -> Answered:
    """It stands: what was new goes on to its ask, what was changed is shown."""
    if draft.sketch.missing(visit.now):
        return Address(f"draft/{draft.id}")
    member = await visit.member()
    if member is None or member.state not in STANDS:
        return Address("desk")
    memory, area = visit.memory, _area(visit, draft.sketch)
    number = draft.opportunity_id
    if number is not None:
        one = await memory.opportunities.get(number)
        if one is not None and draft.sketch.places < one.taken:
            return Address(f"draft/{draft.id}/places")
        await memory.writing.change(number, draft.sketch, area, zone=visit.say.zone, now=visit.now)
        if one is not None and one.starts is not None and one.starts != draft.sketch.starts:
            chats = await memory.reminding.move(number, one.starts, draft.sketch.starts)
            await memory.notices.add(chats, f"moved/{number}/{minute_of(visit.now)}", due=visit.by_day)
        what = "opportunity_changed"
    else:
        number = await memory.writing.add(
            draft.organisation_id,
            draft.sketch,
            area,
            zone=visit.say.zone,
            visible=member.state is OrganisationState.APPROVED,
            now=visit.now,
        )
        what = "opportunity_written"
    await visit.note(what, Role.MEMBER, organisation_id=draft.organisation_id, opportunity_id=number)
    if draft.quick:
        await memory.drafts.keep(draft.id, draft.sketch, now=visit.now, opportunity_id=number)
        return Address(f"asknew/{number}/anew")
    await memory.drafts.drop(draft.id)
    return Address(f"opp/{number}")


@of_draft
async def drop(visit: Visit, draft: Draft) -> Answered:
    """Ask once before throwing it away."""
    say = visit.say
    stays = say("What people see now stays as it is.") if draft.opportunity_id else None
    return Screen(
        text=paragraphs(bold(say("Throw this away?")), title(say, draft.sketch), stays),
        rows=rows(
            Link(say("🗑 Yes, throw it away"), f"draft/{draft.id}/drop/yes", word=Answer.YES),
            Link(say("No, go back"), f"draft/{draft.id}", word=Answer.NO),
        ),
    )


@of_draft
async def dropped(visit: Visit, draft: Draft) -> Answered:
    """Throw it away."""
    await visit.memory.drafts.drop(draft.id)
    return Address(f"opp/{draft.opportunity_id}" if draft.opportunity_id else "opps")


async def edit(visit: Visit, number: int) -> Answered:
    """Begin to change one that stands; changes begun before are gone on with."""
    one = await mine(visit, number)
    if not may_be_changed(one):
        return Address(f"opp/{number}")
    before = await visit.memory.drafts.of_opportunity(one.organisation_id, number)
    if before is not None:
        return Address(f"draft/{before.id}")
    made = await visit.memory.drafts.add(
        one.organisation_id, sketch_of(one), now=visit.now, opportunity_id=number
    )
    return Address(f"draft/{made}")


async def copy(visit: Visit, number: int) -> Answered:
    """Write the same anew, with the date still to be told."""
    one = await mine(visit, number)
    made = await visit.memory.drafts.add(one.organisation_id, copied(one), now=visit.now)
    return Address(f"draft/{made}")


def copied(one: Opportunity) -> Sketch:
    """The sketch of the same at another time."""
    return replace(sketch_of(one), starts=None, ends=None)


async def first_sketch(visit: Visit, organisation_id: int) -> Sketch:
    """What is known before anything is told: the language, and how people reached them the last time."""
    sketch = Sketch(language=visit.say.language.plain)
    last = await visit.memory.writing.last(organisation_id)
    one = await visit.memory.opportunities.get(last) if last is not None else None
    return replace(sketch, contact=sketch_of(one).contact) if one is not None else sketch


async def mine(visit: Visit, number: int) -> Opportunity:
    """An opportunity of the visitor's organisation; Nowhere for any other."""
    member = await visit.member()
    one = await visit.memory.opportunities.get(number)
    if member is None or one is None or one.organisation_id != member.organisation_id:
        raise Nowhere(f"opportunity {number}")
    return one


async def _shown(visit: Visit, draft: Draft) -> Opportunity:
    """The opportunity that the sketch would be."""
    sketch, area = draft.sketch, _area(visit, draft.sketch)
    member = await visit.member()
    stands = await visit.memory.opportunities.get(draft.opportunity_id) if draft.opportunity_id else None
    if sketch.task is None or member is None:
        raise Nowhere("sketch")
    place = None if sketch.online else area
    return Opportunity(
        id=0,
        organisation_id=draft.organisation_id,
        organisation=member.organisation,
        task=sketch.task,
        likes=sketch.task.like.bit,
        times=sketch.times,
        often=sketch.often,
        places=sketch.places,
        taken=stands.taken if stands else 0,
        dutch=sketch.dutch,
        beginners=sketch.beginners,
        online=sketch.online,
        point=None,
        postcode=place.postcode if place else "",
        place=place.place if place else "",
        municipality=place.municipality if place else "",
        address=sketch.address,
        language=sketch.language,
        title=sketch.title,
        description=sketch.description,
        bring=sketch.bring,
        contact=Contact(),
        source="",
        source_id="",
        starts=sketch.starts,
        ends=sketch.ends,
        min_age=0,
        sample=False,
        closed=False,
        updated=visit.now,
        languages=sketch.languages,
    )


def _area(visit: Visit, sketch: Sketch) -> Area | None:
    return visit.house.gazetteer.area(sketch.postcode) if sketch.postcode else None


def _changes(draft: Draft) -> bool:
    return draft.opportunity_id is not None and not draft.quick


def _heading(say: Say, draft: Draft) -> Text:
    if _changes(draft):
        return say("You change this")
    return say("What you ask people for")


async def _warning(visit: Visit, draft: Draft) -> Text | None:
    one = await visit.memory.opportunities.get(draft.opportunity_id) if draft.opportunity_id else None
    if one is None:
        return None
    say = visit.say
    taken = say.plural(
        "⚠️ {n} person said yes already. Tell them yourself if something changes.",
        "⚠️ {n} people said yes already. Tell them yourself if something changes.",
        one.taken,
    )
    further = list(await visit.memory.wordings.of(one.id)) if _changes(draft) else []
    names = say.list([say.language_name(code) for code in further])
    return lines(
        taken if one.taken else None,
        say("🌍 The texts in {languages} stay as they are. Change them there too.", languages=names)
        if further
        else None,
    )


def _contact(say: Say, sketch: Sketch) -> Text:
    return say("☎️ Whoever said yes reaches you here: {contact}", contact=sketch.contact)


def _told(sketch: Sketch) -> Text | None:
    """The words that were told so far."""
    told = (
        lines(bold(own(sketch.title)), own(sketch.description)) if sketch.title else own(sketch.description)
    )
    return quote(told) if told else None


def title(say: Say, sketch: Sketch) -> Text:
    """What it is called, as far as that is told."""
    if sketch.title:
        return own(sketch.title)
    if sketch.task:
        return words.task(say, sketch.task)
    return own(sketch.description) if sketch.description else say("Nothing is told yet.")


def _field(visit: Visit, draft: Draft, field: Field) -> Link:
    name = _name(visit.say, field)
    missing = field in draft.sketch.missing(visit.now)
    label = visit.say("❗ {thing}", thing=name) if missing else visit.say("✏️ {thing}", thing=name)
    return Link(label, f"draft/{draft.id}/{field}")


def _name(say: Say, field: Field) -> Text:
    names = {
        Field.TASK: say.about("of something to do", "What"),
        Field.TITLE: say.about("of something to do", "In one line"),
        Field.WHEN: say.about("of something to do", "When"),
        Field.WHERE: say.about("of something to do", "Where"),
        Field.PLACES: say.about("of something to do", "How many"),
        Field.CONTACT: say.about("of something to do", "Contact"),
    }
    return names[field]


ROUTES = (
    Route("opp/{number:int}/edit", edit, Role.MEMBER),
    Route("opp/{number:int}/copy", copy, Role.MEMBER),
    Route("draft/{number:int}", overview, Role.MEMBER),
    Route("draft/{number:int}/done", done, Role.MEMBER),
    Route("draft/{number:int}/drop", drop, Role.MEMBER),
    Route("draft/{number:int}/drop/yes", dropped, Role.MEMBER),
)
