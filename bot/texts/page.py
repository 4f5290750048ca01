"""The page of all screens of a language: as wide as a phone, in its direction, with nothing loaded."""

import html as escaping
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from bot.texts.album import BY_ITSELF, Album, Seen
from bot.texts.style import POLICY, STYLE
from bot.texts.walking import Step
from campaign.values import Role
from dialogs import catalogues
from dialogs.catalogues import Message
from dialogs.screen import Screen
from dialogs.site import Route
from dialogs.text import Language, Text

SECTIONS = {Role.CITIZEN: "Citizens", Role.MEMBER: "Organisations", Role.TEAM: "Campaign team"}
_BY_ITSELF = "Messages that come by themselves"
_OTHERS = "Texts that no screen here shows"
_ADDRESSES = "Every address"


def html(
    language: Language,
    album: Album,
    routes: Iterable[Route],
    texts: Iterable[Message],
    why: Mapping[str, str],
) -> str:
    """All screens, room by room; then the texts and the addresses, with those that are on none.

    `why` tells of routes that no screen stands at, the reason.
    """
    routes = list(routes)
    rooms = _rooms(album, routes)
    others = [message for message in texts if catalogues.key_of(message) not in album.texts]
    direction = "rtl" if language.right_to_left else "ltr"
    name = _plain(language.name)
    parts = [
        "<!doctype html>",
        f'<html lang="{language.plain}" dir="{direction}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        f"<title>Vraagbot: {name}</title><style>{STYLE}</style></head><body>",
        f"<header><h1>{name}</h1>",
        f'<p dir="ltr" lang="en">{len(album.screens)} screens, with invented data. Each has a name, such as '
        f"<code>near-2</code>, by which the spreadsheet of texts finds it.</p></header>",
        *_contents(rooms),
        "<main>",
        *(part for (section, room), screens in rooms.items() for part in _room(section, room, screens)),
        "</main>",
        *_other_texts(language, others),
        *_addresses(album, routes, why),
    ]
    return "\n".join([*parts, "</body></html>", ""])


def room_of(route: Route) -> str:
    """What a page's room is called: `plan` of `dialogs/citizen/plan.py`."""
    return route.page.__module__.rpartition(".")[2].replace("_", " ")


def _rooms(album: Album, routes: list[Route]) -> dict[tuple[str, str], list[Seen]]:
    """The screens by section and room, in the order in which people come to them."""
    place = {route.pattern: number for number, route in enumerate(routes)}
    by_itself = [one for one in album.screens if one.pattern not in place]
    ordered = sorted(
        (one for one in album.screens if one.pattern in place), key=lambda one: place[one.pattern]
    )
    found: dict[tuple[str, str], list[Seen]] = {}
    for role, section in SECTIONS.items():
        for one in ordered:
            route = routes[place[one.pattern]]
            if _section(route) is role:
                found.setdefault((section, room_of(route)), []).append(one)
        if role is Role.CITIZEN:
            found |= {(_BY_ITSELF, ""): by_itself} if by_itself else {}
    return found


def _section(route: Route) -> Role:
    """For whom a page is: what a desk tells those who left it stands beside that desk."""
    floor = route.page.__module__.split(".")[1]
    return {"organisation": Role.MEMBER, "team": Role.TEAM}.get(floor, route.role)


def _contents(rooms: Mapping[tuple[str, str], list[Seen]]) -> Iterator[str]:
    yield '<nav dir="ltr" lang="en"><h2>Contents</h2>'
    for section, keys in groupby(rooms, key=lambda key: key[0]):
        names = [room for _, room in keys]
        yield f'<h3><a href="#{_slug(section, names[0])}">{section}</a></h3><ul>'
        yield from (
            f'<li><a href="#{_slug(section, room)}">{_plain(room)}</a></li>' for room in names if room
        )
        yield "</ul>"
    yield f'<h3><a href="#{_slug(_OTHERS)}">{_OTHERS}</a></h3>'
    yield f'<h3><a href="#{_slug(_ADDRESSES)}">{_ADDRESSES}</a></h3></nav>'


def _room(section: str, room: str, screens: list[Seen]) -> Iterator[str]:
    title = f"{section}: {_plain(room)}" if room else section
    yield f'<section id="{_slug(section, room)}"><h2 dir="ltr" lang="en">{title}</h2><div class="screens">'
    yield from map(_article, screens)
    yield "</div></section>"


def _article(one: Seen) -> str:
    screen, name = one.screen, _plain(one.anchor)
    called = f" <i>{_plain(screen.name)}</i>" if screen.name else ""
    steps = "".join(f"<li>{_step(step)}</li>" for step in one.trail)
    trail = f"<details><summary>The way here</summary><ol>{steps}</ol></details>" if steps else ""
    at = "" if one.pattern.startswith(BY_ITSELF) else f"<code>{_plain(one.pattern)}</code>"
    return (
        f'<article id="{name}"><div class="name" dir="ltr" lang="en"><a href="#{name}">{name}</a>{called}'
        f'{at}{trail}</div><div class="phone">{_beside(screen)}<div class="bubble">{screen.text.html}</div>'
        f"{_buttons(screen)}</div></article>"
    )


def _step(step: Step) -> str:
    path = step.address.partition("?")[0]
    told = f" “{step.text}”" if step.text else f" + {step.brings}" if step.brings else ""
    return _plain(f"{path}{told}")


def _buttons(screen: Screen) -> str:
    rows = ["".join(_label(button.label) for button in row) for row in screen.rows]
    if screen.locate:
        rows.append(_label(screen.locate))
    return "".join(f'<div class="row">{row}</div>' for row in rows)


def _label(label: Text) -> str:
    return f"<span>{_plain(label.plain)}</span>"


def _beside(screen: Screen) -> str:
    """What is shown with the text: a notice, a place on the map, a file."""
    texts = [screen.toast, screen.locate_words]
    texts += [screen.venue.title, screen.venue.address] if screen.venue else []
    texts += [file.caption for file in (screen.picture, screen.document) if file]
    texts += [screen.voice.forbidden, screen.voice.lost] if screen.voice else []
    return "".join(f'<div class="beside">{_plain(text.plain)}</div>' for text in texts if text)


def _other_texts(language: Language, texts: list[Message]) -> Iterator[str]:
    """What stands in pictures, files, on the pages behind links, and on screens in rarer cases."""
    yield f'<section id="{_slug(_OTHERS)}" class="list"><div dir="ltr" lang="en"><h2>{_OTHERS}</h2>'
    yield "<p>They stand in pictures and files, on the pages behind links and codes, or on screens in cases"
    yield "that the invented data have not.</p></div>"
    by_file = sorted(texts, key=lambda message: message.locations[:1])
    for files, messages in groupby(by_file, key=lambda message: message.locations[:1]):
        file = files[0][0] if files else ""
        yield f'<h3 dir="ltr" lang="en"><code>{_plain(file)}</code></h3><dl>'
        for message in messages:
            context, english = key = catalogues.key_of(message)
            found = language.catalogue.messages.get((context, english) if context else english)
            told = "".join(f"<dd>{_plain(form)}</dd>" for form in found or ())
            yield (
                f'<div id="text-{catalogues.mark(*key)}"><dt dir="ltr" lang="en">{_plain(english)}</dt>'
                f"{told}</div>"
            )
        yield "</dl>"
    yield "</section>"


def _addresses(album: Album, routes: list[Route], why: Mapping[str, str]) -> Iterator[str]:
    yield f'<section id="{_slug(_ADDRESSES)}" class="list addresses" dir="ltr" lang="en">'
    yield f"<h2>{_ADDRESSES}</h2><ul>"
    for route in routes:
        seen = album.routes.get(route.pattern)
        there = _plain(seen.anchor if seen else why.get(route.pattern, "not shown"))
        where = f'<a href="#{there}">{there}</a>' if seen else there
        yield f"<li><code>{_plain(route.pattern)}</code> {where}</li>"
    yield "</ul></section>"


def _slug(*words: str) -> str:
    """What a part of the page is found by; no screen has a name with two hyphens."""
    return "--".join(words).lower().replace(" ", "-")


def _plain(words: str) -> str:
    return escaping.escape(words)
