"""Settings: read from the environment, every fault told at once in words, and no secret in any of them."""

import re
from pathlib import Path

import pytest

from bot.settings import TELEGRAM, BadSettings, Settings, load
from bot.webhook import secret_of

TOKEN = "123456:ABC-secret-DEF"
DATABASE = "postgresql://ana:topsecret@db.example/bot"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment without any setting of ours, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def faults(environment: pytest.MonkeyPatch, **settings: str) -> list[str]:
    """What is wrong with these settings."""
    for name, value in settings.items():
        environment.setenv(name, value)
    with pytest.raises(BadSettings) as bad:
        load()
    assert bad.value.__cause__ is None
    assert bad.value.__suppress_context__
    assert "; ".join(bad.value.faults) == str(bad.value)
    return bad.value.faults


def test_without_settings_the_bot_has_all_but_a_token(environment: pytest.MonkeyPatch) -> None:
    settings = load()
    assert settings.bot_token is None
    assert settings.bot_api_url == TELEGRAM
    assert settings.database.startswith("sqlite:///")
    assert settings.team_ids == ()
    assert settings.host == "127.0.0.1"


def test_settings_are_read_from_the_environment_and_a_file(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(f"BOT_TOKEN={TOKEN}\nPORT=1\nSOMEBODY_ELSES=yes\n", encoding="utf-8")
    environment.setenv("DATABASE_URL", DATABASE)
    environment.setenv("BOT_API_URL", "http://127.0.0.1:8081/")
    environment.setenv("TEAM_IDS", " 12, 4503599627370496 ,")
    environment.setenv("PORT", "9000")
    environment.setenv("LOG_FORMAT", "json")
    settings = load()
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.database == DATABASE
    assert settings.bot_api_url == "http://127.0.0.1:8081"
    assert settings.team_ids == (12, 4503599627370496)
    assert (settings.port, settings.log_format) == (9000, "json")


@pytest.mark.parametrize("token", ["", "  ", "\n"])
def test_an_empty_token_is_none(token: str, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("BOT_TOKEN", token)
    assert load().bot_token is None


def test_a_token_may_come_with_a_line_end(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("BOT_TOKEN", f" {TOKEN}\n")
    token = load().bot_token
    assert token is not None
    assert token.get_secret_value() == TOKEN


def test_every_fault_is_told_at_once_in_words_and_without_a_secret(environment: pytest.MonkeyPatch) -> None:
    told = faults(
        environment,
        BOT_TOKEN="topsecret-not-a-token",
        BOT_API_URL="ftp://topsecret.example",
        DATABASE_URL="mysql://ana:topsecret@db.example/bot",
        TEAM_IDS="12, topsecret",
        PORT="topsecret",
        LOG_FORMAT="topsecret",
    )
    names = [fault.partition(": ")[0] for fault in told]
    assert names == ["BOT_TOKEN", "BOT_API_URL", "DATABASE_URL", "TEAM_IDS", "PORT", "LOG_FORMAT"]
    for fault in told:
        assert "topsecret" not in fault
        assert "Value error" not in fault
        assert len(fault.partition(": ")[2].split()) > 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "123456"),
        ("BOT_TOKEN", "123456:"),
        ("BOT_TOKEN", "abc:defghij"),
        ("BOT_TOKEN", "123456:ABC DEF"),
        ("BOT_API_URL", "api.telegram.org"),
        ("BOT_API_URL", "https://"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "a file"),
        ("DATABASE_URL", "sqlite://"),
        ("TEAM_IDS", "12;13"),
        ("TEAM_IDS", "-12"),
        ("TEAM_IDS", "²"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", ""),
        ("LOG_FORMAT", "xml"),
        ("PUBLIC_URL", "vraagbot.example"),
        ("PUBLIC_URL", "http://vraagbot.example"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://vraagbot.example/?a=b"),
        ("PUBLIC_URL", "https://vraagbot.example/#a"),
        ("PUBLIC_URL", "https://me:secret@vraagbot.example"),
        ("PUBLIC_URL", "https://vraagbot.example:many"),
        ("PUBLIC_URL", "https://vraagbot .example"),
        ("PUBLIC_URL", "https://[::1"),
        ("PUBLIC_URL", "javascript://vraagbot.example"),
        ("WEBHOOK_URL", "http://vraagbot.example/hook"),
    ],
)
def test_each_unusable_setting_is_one_fault(name: str, value: str, environment: pytest.MonkeyPatch) -> None:
    (fault,) = faults(environment, **{name: value})
    assert fault.startswith(f"{name}: ")


def test_settings_do_not_show_their_secrets_and_do_not_change(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("BOT_TOKEN", TOKEN)
    environment.setenv("DATABASE_URL", DATABASE)
    settings = load()
    for shown in (repr(settings), str(settings), settings.model_dump_json()):
        words = shown.lower().replace("secretstr", "").replace("webhook_secret", "")
        assert "secret" not in words
    with pytest.raises(ValueError, match="frozen"):
        settings.port = 1


@pytest.mark.parametrize("pace", ["0", "1001", "-5", "2.5", "fast", "٢٥"])
def test_a_pace_that_telegram_would_not_take_is_told(environment: pytest.MonkeyPatch, pace: str) -> None:
    assert faults(environment, PACE=pace) == ["PACE: write messages a second, a whole number from 1 to 1,000"]


def test_the_pace_leaves_room_for_conversations_unless_it_is_set(environment: pytest.MonkeyPatch) -> None:
    assert load().pace == 25
    environment.setenv("PACE", "1000")
    assert load().pace == 1000


@pytest.mark.parametrize(
    ("public", "webhook", "door"),
    [
        ("", "", ""),
        ("https://vraagbot.example/", "", "https://vraagbot.example"),
        (" https://vraagbot.example/door\n", "https://other.example/x", "https://vraagbot.example/door"),
        ("", "https://vraagbot.example:8443/hook/1", "https://vraagbot.example:8443"),
        ("http://127.0.0.1:8080", "", "http://127.0.0.1:8080"),
        ("http://[::1]:8080", "", "http://[::1]:8080"),
    ],
)
def test_the_door_is_at_the_public_address_else_where_webhooks_come_in(
    environment: pytest.MonkeyPatch, public: str, webhook: str, door: str
) -> None:
    environment.setenv("PUBLIC_URL", public)
    environment.setenv("WEBHOOK_URL", webhook)
    settings = load()
    assert settings.door == door
    assert bool(settings.public_url) is bool(public), "what webhooks tell is not taken for a wish to serve"


def test_a_secret_that_telegram_would_not_take_is_told_and_not_repeated(
    environment: pytest.MonkeyPatch,
) -> None:
    for secret in ("topsecret!", "é", "x" * 257, "top secret"):
        (fault,) = faults(environment, WEBHOOK_SECRET=secret)
        assert fault == "WEBHOOK_SECRET: write at most 256 letters, digits, _ or -, as Telegram wants it"
    environment.setenv("WEBHOOK_SECRET", " top_Secret-1\n")
    secret = load().webhook_secret
    assert secret is not None
    assert secret.get_secret_value() == "top_Secret-1"
    environment.setenv("WEBHOOK_SECRET", "")
    assert load().webhook_secret is None


def test_without_a_secret_every_process_derives_the_same_from_the_token(
    environment: pytest.MonkeyPatch,
) -> None:
    environment.setenv("BOT_TOKEN", TOKEN)
    first, second = secret_of(load()), secret_of(load())
    environment.setenv("BOT_TOKEN", f"{TOKEN}x")
    assert first == second != secret_of(load())
    assert re.fullmatch(r"[A-Za-z0-9_-]{32,256}", first)
    assert TOKEN.partition(":")[2] not in first
    environment.setenv("WEBHOOK_SECRET", "own")
    assert secret_of(load()) == "own"


@pytest.mark.parametrize(
    "url", ["https://bot.example/{x}", "https://bot.example/a?b", "http://bot.example/x"]
)
def test_a_webhook_that_cannot_be_served_or_sent_to_is_told(
    environment: pytest.MonkeyPatch, url: str
) -> None:
    assert len(faults(environment, WEBHOOK_URL=url)) == 1


def test_watching_is_off_unless_it_is_set_and_its_faults_are_told(environment: pytest.MonkeyPatch) -> None:
    assert (load().metrics_port, load().sentry_dsn, load().log_level) == (None, None, "info")
    for name in ("METRICS_PORT", "SENTRY_DSN"):
        environment.setenv(name, " ")
    assert (load().metrics_port, load().sentry_dsn) == (None, None)
    environment.setenv("LOG_LEVEL", "DEBUG")
    environment.setenv("METRICS_PORT", "9100")
    environment.setenv("SENTRY_DSN", "https://secret-key@sentry.example/42")
    settings = load()
    assert (settings.log_level, settings.metrics_port) == ("debug", 9100)
    assert "secret-key" not in repr(settings)
    told = faults(
        environment, PORT="9100", SENTRY_DSN="https://sentry.example/42?secret-key", LOG_LEVEL="loud"
    )
    assert len(told) == 3
    assert any(one.startswith("METRICS_PORT: take another port than PORT") for one in told)
    assert any(one.startswith("SENTRY_DSN: write the DSN") for one in told)
    assert any(one.startswith("LOG_LEVEL: ") for one in told)
    assert "secret-key" not in "".join(told)
    assert any(one.startswith("METRICS_PORT: ") for one in faults(environment, METRICS_PORT="70000"))
