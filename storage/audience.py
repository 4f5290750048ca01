"""The statements that find whom to ask: the rule of `campaign.asking`, over a million citizens at once."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Float,
    Insert,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    column,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
)

from campaign import asking
from campaign.asking import Aim
from campaign.budget import Budget
from campaign.values import DeliveryState, WhyNot
from storage import schema

_C, _CHAT = schema.citizens.c, schema.chats.c
_D, _S, _R = schema.deliveries.c, schema.spent.c, schema.replies.c
_M = schema.mutes.c
_TO_GO = (DeliveryState.PLANNED.value, DeliveryState.CLAIMED.value)


@dataclass(frozen=True, slots=True)
class Search:
    """Whom to look for, and when the message would go.

    `near` maps postcodes to kilometres; it does not count for online work. `ask_id` is 0 for an ask that is
    not there yet.
    """

    aim: Aim
    opportunity_id: int
    organisation_id: int
    ask_id: int
    near: Mapping[str, float]
    now: datetime
    due: datetime
    budget: Budget
    embedded: bool


def best(search: Search, wanted: int, *, looked: int | None) -> Select[Any]:
    """The best `wanted` who may be asked (id, fit), best fit first, among the `looked` whom it fits best.

    What keeps somebody from being asked is looked up for these alone; for everybody where `looked` is None.
    """
    near = _near(search)
    points = _fit(search.aim, near).label("points")
    turn = _turn(search.ask_id).label("turn")
    if looked is None:
        some = select(_C.id, points).select_from(schema.citizens).join(schema.chats, _CHAT.id == _C.chat_id)
        some = some.where(*_audience(search.aim, near), _why(search).is_(None))
        return some.order_by(points.desc(), turn, _C.id).limit(wanted)
    some = select(_C.id, points, turn).select_from(schema.citizens)
    awake = or_(_C.paused_until.is_(None), _C.paused_until <= search.now)
    some = some.where(*_audience(search.aim, near), ~_C.stopped, awake)
    top = some.order_by(points.desc(), turn, _C.id).limit(looked).subquery("top")
    return (
        select(top.c.id, top.c.points)
        .join_from(top, schema.citizens, _C.id == top.c.id)
        .join(schema.chats, _CHAT.id == _C.chat_id)
        .where(_why(search).is_(None))
        .order_by(top.c.points.desc(), top.c.turn, top.c.id)
        .limit(wanted)
    )


def plan(search: Search, chosen: Iterable[tuple[int, int]], *, wave: int) -> Insert:
    """Plan a message to each of the chosen (id, fit) whom nothing keeps from being asked by now."""
    rows = [{"id": key, "points": points} for key, points in chosen]
    some = _table(rows, {"id": BigInteger(), "points": Integer()}, "chosen", search.embedded)
    found = (
        select(
            literal(search.ask_id, BigInteger),
            literal(search.opportunity_id, BigInteger),
            some["id"],
            literal(DeliveryState.PLANNED.value),
            literal(wave),
            some["points"],
            literal(search.due, schema.Utc),
            literal(False),
        )
        .join_from(schema.citizens, schema.chats, _CHAT.id == _C.chat_id)
        .where(_C.id == some["id"], _C.may_ask, _why(search).is_(None))
        .order_by(some["points"].desc(), _turn(search.ask_id), _C.id)
    )
    names = ("ask_id", "opportunity_id", "citizen_id", "state", "wave", "fit", "due", "redraw")
    return insert(schema.deliveries).from_select(names, found)


def counted(search: Search) -> Select[Any]:
    """How many are in the audience by the reason that keeps them from being asked (why) and by language."""
    near = _near(search)
    why = _why(search).label("why")
    people = (
        select(why, _CHAT.language.label("language"))
        .select_from(schema.citizens)
        .join(schema.chats, _CHAT.id == _C.chat_id)
        .where(*_audience(search.aim, near))
        .subquery("people")
    )
    number = func.count().label("number")
    return select(people.c.why, people.c.language, number).group_by(people.c.why, people.c.language)


_Near = dict[str, ColumnElement[Any]] | None


def _near(search: Search) -> _Near:
    """Postcodes with their distance and what it is worth; None for work that is done from home."""
    if search.aim.online:
        return None
    rows = [
        {"postcode": postcode, "km": km, "points": asking.nearness(km)}
        for postcode, km in search.near.items()
    ]
    types = {"postcode": String(), "km": Float(), "points": Integer()}
    return _table(rows, types, "near", search.embedded)


def _table(
    rows: list[dict[str, Any]], types: dict[str, Any], name: str, embedded: bool
) -> dict[str, ColumnElement[Any]]:
    """Values handed in as one parameter, to be joined like a table: its columns by name."""
    if embedded:
        each = func.json_each(literal(json.dumps(rows))).table_valued("value", name=name)
        return {key: func.json_extract(each.c.value, f"$.{key}", type_=kind) for key, kind in types.items()}
    columns = [column(key, kind) for key, kind in types.items()]
    each = func.json_to_recordset(literal(rows, JSON)).table_valued(*columns)
    each = each.render_derived(name=name, with_types=True)
    return {key: each.c[key] for key in types}


def _audience(aim: Aim, near: _Near) -> list[ColumnElement[bool]]:
    """`campaign.asking.in_audience`."""
    audience = aim.audience
    inside = [_C.may_ask, _meets(_C.likes, aim.likes)]
    inside += [_meets(_C.likes, audience.likes)] if audience.likes else []
    inside += [_meets(_C.times, times) for times in (aim.times, audience.times) if times]
    if audience.doors:
        inside.append(_C.door.in_([door.value for door in audience.doors]))
    if near is None:
        return [*inside, _C.online]
    reached = and_(near["km"] <= _C.radius, near["km"] <= audience.radius)
    return [*inside, _C.postcode == near["postcode"], reached]


def _why(search: Search) -> ColumnElement[str | None]:
    """`campaign.asking.why_not`.

    As one CASE it is decided row by row: left to themselves, the same conditions become joins on PostgreSQL,
    whose order stands or falls by statistics, which are stale when an ask has just gone out.
    """
    day = search.budget.day_of(search.due)
    monday, sunday = search.budget.week_of(day)
    morning, night = search.budget.hours_of(day)
    days = select(func.count()).where(_S.citizen_id == _C.id, _S.day.between(monday, sunday))
    spent = exists().where(_S.citizen_id == _C.id, _S.day == day)
    going = (_D.state.in_(_TO_GO), _D.due >= morning, _D.due < night)
    muted = exists().where(_M.citizen_id == _C.id, _M.organisation_id == search.organisation_id)
    answered = exists().where(_R.citizen_id == _C.id, _R.opportunity_id == search.opportunity_id)
    asked = exists().where(_D.citizen_id == _C.id, _D.ask_id == search.ask_id)
    languages = search.aim.languages
    reasons: dict[WhyNot, ColumnElement[bool]] = {
        WhyNot.STOPPED: _C.stopped,
        WhyNot.PAUSED: _C.paused_until > search.now,
        WhyNot.BLOCKED: _CHAT.blocked.is_not(None),
        WhyNot.MUTED: muted,
        WhyNot.ANSWERED: answered,
        WhyNot.ASKED: asked,
        WhyNot.LANGUAGE: false() if languages is None else ~_reads(languages),
        WhyNot.WEEK: days.scalar_subquery() >= search.budget.per_week,
        WhyNot.DAY: or_(spent, exists().where(_D.citizen_id == _C.id, *going)),
    }
    return case(*((reasons[why], literal(why.value)) for why in WhyNot if why in reasons))


def _reads(languages: Iterable[str]) -> ColumnElement[bool]:
    mine = func.coalesce(_CHAT.language, asking.UNKNOWN_LANGUAGE)
    some = sorted(languages)
    return or_(mine.in_(some), *(mine.startswith(f"{code}@", autoescape=True) for code in some))


def _meets(told: ColumnElement[int], wanted: int) -> ColumnElement[bool]:
    return or_(told == 0, told.bitwise_and(wanted) != 0)


def _fit(aim: Aim, near: _Near) -> ColumnElement[int]:
    """`campaign.asking.fit`."""
    told = [case((each == 0, asking.UNTOLD), else_=asking.MET) for each in (_C.likes, _C.times)]
    near_by: ColumnElement[int] = literal(asking.ONLINE) if near is None else near["points"]
    rarer = [often.value for often in asking.less_often(aim.often)]
    too_often = case((_C.often.in_(rarer), asking.TOO_OFTEN), else_=0)
    return told[0] + told[1] + near_by + too_often


def _turn(ask_id: int) -> ColumnElement[int]:
    """`campaign.asking.turn`, of a column."""
    key: Any = _C.id
    turn: Any = asking.turn(key, ask_id)
    return cast(turn, BigInteger)
