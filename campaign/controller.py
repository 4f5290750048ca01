"""The controller: who decides what happens with people's data, as the law has it, and how to reach them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")
"""What an e-mail address looks like; whether it is read, nobody can tell from here."""


@dataclass(frozen=True, slots=True)
class Controller:
    """The organisation behind the bot (GDPR article 13: identity and contact details).

    `officer` is the e-mail address of its data protection officer, and `host` who runs the computers and
    where; both may be empty. Without a `name` nobody said yet who it is.
    """

    name: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    officer: str = ""
    host: str = ""

    def __bool__(self) -> bool:
        return bool(self.name)


NOBODY = Controller()


def faults(controller: Controller) -> Iterator[str]:
    """What cannot be right, in sentences, each with its place."""
    for place, email in (("email", controller.email), ("officer", controller.officer)):
        if email and not _EMAIL.fullmatch(email):
            yield f'controller.{place}: "{email}" is no e-mail address; write one such as "info@example.org"'
    if controller and not (controller.email or controller.phone):
        yield "controller: give an email or a phone, so that people can reach somebody"
