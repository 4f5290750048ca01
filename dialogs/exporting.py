"""Files of what happened, as pages ask for them: a small one is there at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from campaign.exporting import Format, What, Window
from storage.memory import Memory


@dataclass(frozen=True, slots=True)
class Small:
    """A file of few rows; `content` writes it, in any thread."""

    name: str
    rows: int
    content: Callable[[], bytes]


class Files(Protocol):
    """What makes files."""

    async def small(
        self,
        memory: Memory,
        what: What,
        format: Format,
        window: Window | None,
        *,
        language: str,
        now: datetime,
    ) -> Small | None:
        """The file, where it is small enough to be made at once; None of what is to be waited for."""
        ...
