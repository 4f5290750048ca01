"""How Telegram says no: a Bot API error with its code and words."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """A Bot API error, in Telegram's words.

    `code` is the HTTP status and `error_code`; `retry_after` is in seconds and goes with 429 only.
    """

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def body(self) -> dict[str, Any]:
        """The JSON body of the response."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


class Fault(Refusal):
    """A refusal of a call that no bot should ever make, such as one with an unknown field.

    Telegram itself is often lenient here; the sandbox also keeps these in `Telegram.faults`.
    """


class Garbled(Exception):
    """An answer that did not come from the Bot API but from something before it, such as a 502 in HTML."""

    def __init__(self, code: int, html: str) -> None:
        super().__init__(html)
        self.code = code
        self.html = html


def bad_request(words: str) -> Refusal:
    return Refusal(400, f"Bad Request: {words}")


def forbidden(words: str) -> Refusal:
    return Refusal(403, f"Forbidden: {words}")


def faulty(words: str) -> Fault:
    return Fault(400, f"Bad Request: {words}")
