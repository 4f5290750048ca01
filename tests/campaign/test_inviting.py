"""What may go out in an asker's own words, and who is reminded."""

from datetime import UTC, datetime, timedelta

import pytest

from campaign.inviting import is_reminded, leads_away
from campaign.records import Citizen, Profile

NOW = datetime(2027, 1, 13, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    "words",
    [
        "look at https://example.org/a",
        "www.example.org",
        "EXAMPLE.ORG is nice",
        "write to me@example.org",
        "t.me/prizes",
        "ask @prizes_bot",
        "tg://resolve?domain=x",
        "/forget",
        "пример.рф",
    ],
)
def test_what_a_phone_makes_a_link_of_leads_away(words: str) -> None:
    assert leads_away(words)


@pytest.mark.parametrize(
    "words",
    [
        "Ga je mee? Het is om 14.30 uur, a.u.b. op tijd.",
        "Leuk... echt waar! 3/4 van de straat komt en/of kijkt.",
        "@ 5 uur bij mij",
        "€5,- voor koffie :-)",
        "هل تأتي معي؟ شكرا.",
        "",
    ],
)
def test_plain_words_lead_nowhere(words: str) -> None:
    assert not leads_away(words)


def test_who_is_left_alone_is_not_reminded() -> None:
    ana = Citizen(1, 1, Profile())
    later, before = NOW + timedelta(seconds=1), NOW
    assert is_reminded(ana, NOW)
    assert is_reminded(Citizen(1, 1, Profile(), may_ask=True, paused_until=before), NOW)
    for left_alone in (
        Citizen(1, 1, Profile(), may_ask=False),
        Citizen(1, 1, Profile(), may_ask=True, paused_until=later),
        Citizen(1, 1, Profile(), stopped=True),
    ):
        assert not is_reminded(left_alone, NOW)
