"""Home and profile: what stands, what was told, and the way to everything else."""

from campaign.values import Role, likes_of
from dialogs import words
from dialogs.citizen import talk
from dialogs.citizen.card import own_title, when_of_promise
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, dotted, lines, paragraphs
from dialogs.visit import Visit


async def home(visit: Visit) -> Screen | Address:
    """The middle of the talk: what was promised, and what can be done now."""
    say = visit.say
    own_desks = await desks(visit)
    if visit.citizen is None:
        return _visitor(visit, own_desks)
    promises = await visit.memory.replies.promises(visit.citizen.id, now=visit.now)
    kept = [
        Link(
            say("📌 {title}", title=promise.title),
            f"plan/{promise.opportunity_id}",
        )
        for promise in promises
    ]
    names = [
        lines(bold(own_title(say, one.title, one.language)), when_of_promise(say, one)) for one in promises
    ]
    resting = visit.citizen.stopped or (
        visit.citizen.paused_until is not None and visit.citizen.paused_until > visit.now
    )
    return Screen(
        name="promises" if promises else "home",
        text=paragraphs(
            say("You said yes to:") if promises else say("What would you like to do?"),
            *names,
            say("I send you nothing by myself now.") if resting else None,
        ),
        rows=rows(
            *kept,
            Link(say("🔎 What is nearby?"), "near"),
            Link(say("💬 Ask somebody"), "someone"),
            talk.way(say),
            *own_desks,
            (Link(say("👤 My profile"), "profile"), Link(say("❓ Help"), "help")),
        ),
    )


async def desks(visit: Visit) -> tuple[Link, ...]:
    """The ways to the desks of a member and of the campaign team; none for everybody else."""
    member, on_team = await visit.member(), await visit.has(Role.TEAM)
    say = visit.say
    found = []
    if member is not None:
        found.append(Link(say("🏢 {organisation}", organisation=short(member.organisation)), "desk"))
    if on_team:
        found.append(Link(say("🧭 Team"), "team"))
    return tuple(found)


def short(name: str, length: int = 40) -> str:
    """A name that fits on a button."""
    return name if len(name) <= length else f"{name[: length - 1].rstrip()}…"


def _visitor(visit: Visit, own_desks: tuple[Link, ...]) -> Screen:
    say = visit.say
    if visit.young:
        kept = say("You can look around. I keep no answers of yours.")
        keep = None
    else:
        kept = say("You can look around. I keep no answers yet, so I may ask you something twice.")
        keep = Link(say("💾 Keep my answers"), "keep")
    onward = Link(say("🔎 What is nearby?"), "near" if visit.profile.postcode else "place")
    return Screen(
        name="home-visitor",
        text=paragraphs(say("What would you like to do?"), kept),
        rows=rows(
            onward,
            Link(say("💬 Ask somebody"), "someone"),
            Link(say("⭐ What I like"), "likes"),
            keep,
            talk.way(say),
            *own_desks,
            (Link(say("🌐 Language"), "language"), Link(say("❓ Help"), "help")),
        ),
    )


async def profile(visit: Visit) -> Screen | Address:
    """All that was told, each with a button to change it."""
    say = visit.say
    told = visit.profile
    area = visit.area
    likes = [words.like(say, like) for like in likes_of(told.likes)]
    facts = (
        _fact(
            visit,
            say("📍 Place"),
            say("{place} ({postcode})", place=area.place, postcode=area.postcode) if area else None,
        ),
        _fact(visit, say("⭐ You like"), say.list(likes) if likes else None),
        _fact(visit, say("🗓 You can"), words.times(say, told.times) if told.times else None),
        _fact(visit, say("🔁 How often"), words.often(say, told.often) if told.often else None),
        _fact(visit, say("🚪 Volunteered before"), words.door(say, told.door) if told.door else None),
        _fact(
            visit,
            say("↔️ Distance"),
            dotted([say("up to {km} km", km=told.radius), say("and online") if told.online else Text("")]),
        ),
    )
    kept = (
        say("I keep these answers. You can change or erase them.")
        if visit.citizen
        else say("I keep no answers yet. They stand in the buttons below only.")
    )
    return Screen(
        name="profile",
        text=paragraphs(bold(say("This is what you told me")), lines(*facts), kept),
        rows=rows(
            (Link(say("📍 Place"), "place"), Link(say("↔️ Distance"), "radius")),
            (Link(say("⭐ What I like"), "likes"), Link(say("🗓 When I can"), "times")),
            (Link(say("🔁 How often"), "often"), Link(say("🚪 Volunteered before"), "door")),
            (Link(say("🌐 Language"), "language"), Link(say("🔒 Privacy"), "privacy")),
            (Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home")),
        ),
    )


def _fact(visit: Visit, name: Text, value: Text | None) -> Text:
    return visit.say("{name}: {value}", name=name, value=bold(value) if value else visit.say("not told yet"))


ROUTES = (
    Route("home", home),
    Route("profile", profile),
)
