"""The settings, from the environment; every fault is told at once, in words."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from storage.url import understand

TELEGRAM = "https://api.telegram.org"
PACE = 25
"""Messages a second that are sent on schedule: below Telegram's 30, so that conversations keep headroom."""
BURST = 60
"""Taps and messages that one person may send at once, before they wait a second for each: whoever taps as
fast as they can, three a second, is held off after half a minute, and no page takes so many taps."""
POOL = 10
"""Connections to PostgreSQL that a process holds at most."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""What this machine calls itself."""
FREE, FASTEST = 30, 1000
"""Messages a second that Telegram takes at most: for nothing, and where a broadcast is paid for."""


class BadSettings(Exception):
    """Settings that cannot be used: `faults` are sentences, one for each; `where` is what they begin with."""

    def __init__(self, faults: list[str], *, where: str = "Setting ") -> None:
        super().__init__("; ".join(faults))
        self.faults = faults
        self.where = where


class Settings(BaseSettings):
    """What can be set from outside; the names are the environment's, in capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True, frozen=True)

    bot_token: SecretStr | None = None
    bot_api_url: str = TELEGRAM
    database_url: SecretStr = SecretStr("sqlite:///vraagbot.sqlite")
    campaign_file: Path | None = None
    team_ids: Annotated[tuple[int, ...], NoDecode] = ()
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: str = ""
    webhook_url: str = ""
    webhook_secret: SecretStr | None = None
    database_pool: int = Field(default=POOL, ge=1, le=100)
    pace: int = PACE
    burst: int = Field(default=BURST, ge=0, le=100_000)
    log_format: Literal["text", "json"] = "text"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    metrics_port: int | None = Field(default=None, ge=0, le=65535)
    sentry_dsn: SecretStr | None = None

    @field_validator("team_ids", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        words = [word.strip() for word in value.split(",") if word.strip()]
        if not all(word.isascii() and word.isdigit() for word in words):
            raise ValueError("write Telegram ids, whole numbers with commas between")
        return tuple(int(word) for word in words)

    @field_validator("pace", mode="before")
    @classmethod
    def _messages_a_second(cls, value: object) -> object:
        word = str(value).strip()
        if not (word.isascii() and word.isdigit() and 1 <= int(word) <= FASTEST):
            raise ValueError(f"write messages a second, a whole number from 1 to {FASTEST:,}")
        return int(word)

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _small_letters(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("metrics_port", mode="before")
    @classmethod
    def _none(cls, value: object) -> object:
        return str(value if value is not None else "").strip() or None

    @field_validator("metrics_port")
    @classmethod
    def _apart(cls, value: int | None, told: ValidationInfo) -> int | None:
        if value and value == told.data.get("port"):
            raise ValueError("take another port than PORT, which the public reaches")
        return value

    @field_validator("sentry_dsn", mode="before")
    @classmethod
    def _project(cls, value: object) -> object:
        address = str(value or "").strip()
        if not address:
            return None
        try:
            parts = urlsplit(address)
            whole = parts.hostname and parts.username and parts.path.rpartition("/")[2].isdigit()
            good = parts.scheme in ("http", "https") and parts.port != 0 and bool(whole)
        except ValueError:
            good = False
        if not good:
            raise ValueError("write the DSN of a project at Sentry, like https://key@host/123")
        return address

    @field_validator("bot_api_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).netloc:
            raise ValueError("write a web address that starts with https:// or http://")
        return value.rstrip("/")

    @field_validator("public_url", "webhook_url")
    @classmethod
    def _public(cls, value: str) -> str:
        value = value.strip()
        if not value:
            return ""
        try:
            parts = urlsplit(value)
            wrong = not parts.hostname or parts.port == 0 or any(mark in value for mark in "?#@\\")
        except ValueError:
            wrong = True
        if wrong or parts.scheme not in ("http", "https") or len(value.split()) > 1:
            raise ValueError("write a web address that starts with https://, and nothing behind a ? or #")
        if parts.scheme == "http" and parts.hostname not in LOOPBACK:
            raise ValueError("write https:// before it; http:// is for this machine alone")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr) -> SecretStr:
        understand(value.get_secret_value())
        return value

    @field_validator("webhook_url")
    @classmethod
    def _route(cls, value: str) -> str:
        if any(mark in value for mark in "{}"):
            raise ValueError("write a web address without { and }")
        return value

    @field_validator("webhook_secret", mode="before")
    @classmethod
    def _secret(cls, value: object) -> object:
        secret = str(value or "").strip()
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
            raise ValueError("write at most 256 letters, digits, _ or -, as Telegram wants it")
        return secret or None

    @field_validator("campaign_file", mode="before")
    @classmethod
    def _file(cls, value: object) -> object:
        return str(value or "").strip() or None

    @field_validator("bot_token", mode="before")
    @classmethod
    def _token(cls, value: object) -> object:
        token = str(value or "").strip()
        if not token:
            return None
        number, _, secret = token.partition(":")
        if not number.isdigit() or len(secret) < 4 or len(token.split()) > 1:
            raise ValueError("a token from BotFather looks like 123456:ABC-DEF…")
        return token

    @property
    def token(self) -> str:
        """The bot's token; empty where there is none."""
        return self.bot_token.get_secret_value() if self.bot_token else ""

    @property
    def door(self) -> str:
        """Where people reach the pages for whoever has no Telegram; empty where they do not."""
        if self.public_url or not self.webhook_url:
            return self.public_url
        parts = urlsplit(self.webhook_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def database(self) -> str:
        """The database's URL."""
        return self.database_url.get_secret_value()


def load() -> Settings:
    """The settings of this environment; BadSettings with every fault at once."""
    try:
        return Settings()
    except ValidationError as error:
        raise BadSettings([_sentence(fault["loc"], fault["msg"]) for fault in error.errors()]) from None


def around() -> dict[str, str]:
    """The whole environment, as programs that we start get it."""
    return dict(os.environ)


def _sentence(where: tuple[int | str, ...], message: str) -> str:
    name = str(where[0]).upper() if where else "?"
    return f"{name}: {message.removeprefix('Value error, ')}"
