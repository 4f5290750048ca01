"""The campaign's file: what it sets, and every fault in it at once, in words."""

import logging
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.campaign_file import campaign_of, load_campaign
from bot.settings import BadSettings, Settings
from campaign.checks import faults
from campaign.population import Population, Shares
from campaign.weeks import STANDARD, Campaign, Kind, Policy, Who
from dialogs.languages import codes
from tests.bot.processes import ROOT, bot

SAMPLE = ROOT / "samples" / "campaign.toml"
WEEK = """
[[weeks]]
name = "spring"
first = 2027-03-22
last = 2027-03-28
titles = { nl = "Lente" }
"""
MOMENT = """
[[weeks.moments]]
name = "ask"
kind = "ask"
day = 1
time = "11:00"
"""

FOLLOW_UP = """
[[weeks.moments]]
name = "again"
kind = "follow_up"
day = 0
time = "11:00"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file of a test is."""
    return tmp_path / "campaign.toml"


def loaded(path: Path, text: str) -> Campaign:
    path.write_text(text, encoding="utf-8")
    return load_campaign(path)


def told(path: Path, text: str) -> list[str]:
    """What is told of a file that has faults."""
    with pytest.raises(BadSettings) as bad:
        loaded(path, text)
    assert bad.value.where == f"{path}: "
    return bad.value.faults


def test_the_sample_has_two_weeks_with_the_moments_of_the_product() -> None:
    campaign = load_campaign(SAMPLE)
    assert [(week.first, week.last) for week in campaign.weeks] == list(campaign.budget.weeks)
    winter, autumn = campaign.weeks
    assert (winter.first, winter.last) == (date(2027, 1, 18), date(2027, 1, 24))
    assert winter.first.weekday() == autumn.first.weekday() == 0
    for week in campaign.weeks:
        days = [(one.kind, (one.at.date() - week.first).days + 1) for one in week.moments]
        assert days == [(Kind.HEADS_UP, -2), (Kind.ASK, 1), (Kind.FOLLOW_UP, 4), (Kind.THANKS, 7)]
        assert {one.week for one in week.moments} == {week.name}
    assert len(campaign.events) == 2
    for texts in (*(week.titles for week in campaign.weeks), *(event.texts for event in campaign.events)):
        assert set(texts) == {"nl", "en"}
    plain = Campaign(weeks=campaign.weeks, events=campaign.events)
    assert (campaign.holdout, campaign.first_ask, campaign.asked_within, campaign.retention) == (
        *(plain.holdout, plain.first_ask, plain.asked_within, plain.retention),
    )
    assert (campaign.budget.hours, campaign.budget.per_week) == (plain.budget.hours, plain.budget.per_week)


def test_an_empty_file_is_a_campaign_without_weeks(path: Path) -> None:
    assert loaded(path, "") == STANDARD
    assert loaded(path, "\ufeff# saved by an editor that marks its files\n") == STANDARD


def test_everything_that_is_set_is_used(path: Path) -> None:
    campaign = loaded(
        path,
        """
name = "Vraagweek"
time_zone = "America/Curacao"
languages = ["nl", "en"]
sending = { from = "9:30", until = 21:00:00 }
budget = { per_week = 3 }
follow_ups = { holdout = 0 }
guarantee = { first_ask_days = 2, asked_within_days = 5 }
retention = { visitors_hours = 12, blocked_days = 20, untouched_days = 100, after_campaign_days = 60 }
population.languages = { source = "CBS, 2025", shares = { nl = 90, tr = 2.5 } }

[[events]]
name = "party"
starts = 2027-03-22T19:00:00
ends = 2027-03-22T22:00:00-04:00
titles = { nl = "Feest" }
link = "https://party.example"

[[moments]]
name = "shared"
kind = "heads_up"
day = 0
time = "12:00"
"""
        + WEEK
        + """
[[weeks.moments]]
name = "ask"
kind = "ask"
day = 2
time = 11:15:00
deadline = "+2 18:00"
who = "unasked"
late = "shift"
missed = "skip"

[[weeks]]
name = "later"
first = 2027-05-03
last = 2027-05-09
titles = { nl = "Later" }

[[weeks]]
name = "silent"
first = 2027-06-07
last = 2027-06-13
titles = { nl = "Stil" }
moments = []
""",
    )
    zone = ZoneInfo("America/Curacao")
    assert (campaign.name, campaign.zone, campaign.languages) == ("Vraagweek", zone, ("nl", "en"))
    assert (campaign.budget.zone, campaign.budget.hours) == (zone, (time(9, 30), time(21)))
    assert (campaign.budget.per_week, campaign.holdout) == (3, 0)
    assert (campaign.first_ask, campaign.asked_within) == (timedelta(days=2), timedelta(days=5))
    kept = campaign.retention
    assert (kept.visitors, kept.blocked) == (timedelta(hours=12), timedelta(days=20))
    assert (kept.untouched, kept.after_campaign) == (timedelta(days=100), timedelta(days=60))
    assert campaign.population == Population(languages=Shares("CBS, 2025", {"nl": 90, "tr": 2.5}))
    (party,) = campaign.events
    assert (party.starts, party.ends.hour, party.texts) == (datetime(2027, 3, 22, 23, tzinfo=UTC), 2, {})
    spring, later, silent = campaign.weeks
    (ask,) = spring.moments
    assert (ask.at, ask.deadline) == (
        datetime(2027, 3, 23, 15, 15, tzinfo=UTC),
        datetime(2027, 3, 25, 22, tzinfo=UTC),
    )
    assert (ask.who, ask.late, ask.missed) == (Who.UNASKED, Policy.SHIFT, Policy.SKIP)
    (shared,) = later.moments
    assert shared.key == ("later", "shared")
    assert shared.at == datetime(2027, 5, 2, 16, tzinfo=UTC)
    assert shared.deadline == datetime(2027, 5, 3, 1, tzinfo=UTC), (
        "without a deadline: the end of sending hours"
    )
    assert silent.moments == ()


def test_every_fault_is_told_in_one_go_with_its_place(path: Path) -> None:
    assert told(
        path,
        """
nmae = "x"
time_zone = "Mars/Phobos"
languages = ["en", "tlh", 3]
sending = { from = "25:00", till = "20:00" }
budget = { per_week = "2" }
follow_ups = { holdout = 0.9 }
guarantee = { first_ask_days = 9 }
retention = { visitors_hours = 48 }

[[moments]]
name = "ask"
kind = "aks"
day = 1

[[weeks]]
name = "voor jaar"
first = 2027-01-18
last = "2027-01-24"
titles = "Voorjaar"

[[weeks]]
name = "voorjaar"
first = 2027-01-18
last = 2027-01-10
titles = { en = "", xx = "hoi" }

[[weeks.moments]]
name = "thanks"
kind = "thanks"
day = 7
time = "9:00"
deadline = "08:00"
who = "all"

[[events]]
starts = 2027-01-18
ends = 2027-01-18T12:00:00
titles = { nl = "Feest" }
link = "party.example"
""",
    ) == [
        "languages, number 3: write words between quotes",
        'sending.from: write a time such as "11:00"',
        "sending.till: is not known here; did you mean until?",
        "budget.per_week: write a whole number, without quotes",
        "follow_ups.holdout: write 0.5 or less",
        "retention.visitors_hours: write 24 or less",
        "nmae: is not known here; did you mean name?",
        'time_zone: "Mars/Phobos" is not known; write one such as "Europe/Amsterdam"',
        "moment \"ask\", kind: write one of 'heads_up', 'ask', 'follow_up', 'thanks'",
        'moment "ask", time: is missing',
        'week "voor jaar", name: write a short key of a-z, 0-9 and "-", at most 16 characters',
        'week "voor jaar", last: write a date such as 2027-01-18, without quotes',
        'week "voor jaar", titles: write a table of names and values',
        'week "voorjaar", titles.en: write something between the quotes',
        "week \"voorjaar\", moment \"thanks\", who: write one of 'everybody', 'unasked', 'volunteers'",
        "event 1, name: is missing",
        "event 1, starts: write a date and a time such as 2027-01-18 14:00:00, without quotes",
        "event 1, link: write a web address that starts with https:// or http://",
        f'languages: the bot does not speak "tlh"; it speaks {", ".join(sorted(codes()))}',
        'languages: "nl" has to be one of them',
        "guarantee: asked_within_days has to be more than first_ask_days",
        'week "voorjaar": its last day (2027-01-10) is before its first (2027-01-18)',
        'week "voorjaar": titles: the Dutch text (nl) is missing',
        f'week "voorjaar": titles: the bot does not speak "xx"; it speaks {", ".join(sorted(codes()))}',
        'week "voorjaar", moment "thanks": its deadline is not after its time',
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            WEEK + WEEK.replace("spring", "other"),
            'weeks "spring" and "other" overlap: a day belongs to one week',
        ),
        (
            WEEK + WEEK.replace("2027-03", "2027-05"),
            'week "spring": the name is used 2 times',
        ),
        (WEEK + MOMENT + MOMENT, 'week "spring": moment "ask": the name is used 2 times'),
        (
            WEEK + MOMENT.replace("11:00", "21:00") + 'deadline = "23:00"',
            'week "spring", moment "ask": its time (21:00) is outside sending hours (10:00 to 20:00)',
        ),
        (
            WEEK + MOMENT + FOLLOW_UP,
            'week "spring", moment "again": it is before the ask that it follows',
        ),
        (
            'sending = { from = "00:00", until = "23:00" }' + WEEK
            + MOMENT.replace("day = 1", "day = 7").replace("11:00", "02:30"),
            'week "spring", moment "ask": time: there is no 02:30 on 2027-03-28: the clock goes forward then',
        ),
        (WEEK + MOMENT.replace("day = 1", "day = 99"), 'week "spring", moment "ask", day: write 35 or less'),
        (
            WEEK + MOMENT + 'deadline = "soon"',
            'week "spring", moment "ask", deadline: write a time such as "18:00",'
            ' or "+2 18:00" for two days later',
        ),
        (
            'sending = { from = "20:00", until = "10:00" }',
            "sending: until (10:00) has to be later than from (20:00)",
        ),
        ("weeks = 3", "weeks: write a list"),
        ("[population.doors]\nshares = { now = 1 }", "population.doors.source: is missing"),
        ('[population.doors]\nsource = "x"\nshares = {}', "population.doors.shares: write something in it,"
            " or leave it out"),
        ('[population.doors]\nsource = "x"\nshares = { now = 150 }',
            "population.doors.shares.now: write 100 or less"),
        ('[population.doors]\nsource = "x"\nshares = { now = 100 }',
            "population.doors.shares: never, usedto: missing; write 0 for a group that is nobody's"),
        ('[controller]\nemail = "x@y.nl"', "controller.name: is missing"),
        ('[controller]\nname = "x"', "controller: give an email or a phone,"
            " so that people can reach somebody"),
        ('[controller]\nname = "x"\nemail = "x.nl"', 'controller.email: "x.nl" is no e-mail address;'
            ' write one such as "info@example.org"'),
        ("[population.towns]",
            "population.towns: is not known here; known are languages, doors, provinces, combinations"),
        ("budget = 3", "budget: write a table of names and values"),
        ("[[moments]]\nkind = 1\n[week]", "week: is not known here; did you mean weeks?"),
        (WEEK + "[[weeks.moments.x]]", 'week "spring", moments: write a list'),
        ("events = [3]", "event 1: write a table of names and values"),
        (
            '[[events]]\nname = "a"\nstarts = 2027-01-02T10:00:00\nends = 2027-01-02T10:00:00\n'
            'titles = { nl = "x" }\ntexts = { en = "x" }',
            'event "a": it ends before it starts',
        ),
    ],
)  # fmt: skip
def test_each_fault_is_told_in_words(path: Path, text: str, fault: str) -> None:
    assert fault in told(path, text)


def test_a_file_that_is_no_campaign_is_told(path: Path, tmp_path: Path) -> None:
    assert told(path, "name = ")[0].startswith("it is not TOML: ")
    path.write_bytes("name = 'caf\xe9'".encode("latin-1"))
    with pytest.raises(BadSettings, match="UTF-8"):
        load_campaign(path)
    for missing in (tmp_path / "no.toml", tmp_path):
        with pytest.raises(BadSettings, match="cannot be read"):
            load_campaign(missing)


WALL = st.times(time(10), time(19, 59)).map(lambda one: one.replace(second=0, microsecond=0))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([date(2027, 3, 22), date(2027, 10, 25)]), st.integers(-6, 14), WALL, st.integers(1, 9))
def test_times_are_those_on_the_wall_across_the_clock_changes(
    path: Path, first: date, day: int, clock: time, later: int
) -> None:
    campaign = loaded(
        path,
        f"""
[[moments]]
name = "ask"
kind = "ask"
day = {day}
time = "{clock:%H:%M}"
deadline = "+{later} {clock:%H:%M}"

[[weeks]]
name = "change"
first = {first}
last = {first + timedelta(days=6)}
titles = {{ nl = "Wisselweek" }}
""",
    )
    (ask,) = campaign.moments
    at, deadline = ask.at.astimezone(campaign.zone), ask.deadline.astimezone(campaign.zone)
    assert (at.date() - first).days + 1 == day
    assert (deadline.date() - at.date()).days == later
    assert at.time() == deadline.time() == clock
    assert campaign.budget.in_hours(ask.at)
    assert faults(campaign, known=codes()) == []


def test_without_a_file_there_are_no_weeks_and_a_file_that_is_named_has_to_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CAMPAIGN_FILE", raising=False)
    with caplog.at_level(logging.INFO, "bot"):
        assert campaign_of(Settings()) is STANDARD
    assert "no campaign.toml" in caplog.text
    assert campaign_of(Settings(), otherwise=SAMPLE).weeks
    (tmp_path / "campaign.toml").write_text('name = "Mine"', encoding="utf-8")
    assert campaign_of(Settings(), otherwise=SAMPLE).name == "Mine"
    monkeypatch.setenv("CAMPAIGN_FILE", "")
    assert campaign_of(Settings()).name == "Mine"
    monkeypatch.setenv("CAMPAIGN_FILE", "elsewhere.toml")
    with pytest.raises(BadSettings, match="cannot be read"):
        campaign_of(Settings())


@pytest.mark.parametrize("command", [("run",), ("clock",), ("demo",), ("export", "opportunities")])
def test_a_command_ends_with_2_and_every_fault_of_the_file(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "campaign.toml").write_text("name = 3\n[budget]\nper_week = 9", encoding="utf-8")
    bot("migrate", cwd=tmp_path)
    refused = bot(*command, cwd=tmp_path, BOT_TOKEN="123456:ABC-DEF")
    assert refused.returncode == 2
    assert "campaign.toml: name: write words between quotes" in refused.stderr
    assert "campaign.toml: budget.per_week: write 7 or less" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_limit_above_which_asking_rests_is_set_within_reason(path: Path) -> None:
    assert STANDARD.opt_outs == load_campaign(SAMPLE).opt_outs == 10
    assert loaded(path, "[health]\nopt_outs_per_thousand = 7.5\n").opt_outs == 7.5
    for wrong in ("0", "101", '"ten"', "true"):
        (fault,) = told(path, f"[health]\nopt_outs_per_thousand = {wrong}\n")
        assert fault.startswith("health.opt_outs_per_thousand: "), fault
    assert told(path, "[health]\nopt_out_per_thousand = 7\n")
