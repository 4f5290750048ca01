"""What was typed, carried in the address that shows its answer once more, for it is kept nowhere."""

from urllib.parse import unquote

_MARK = "/="
"""Stands before it: `place/typed/=Hengelo`."""
_HIDDEN = str.maketrans({"%": "%25", "?": "%3F"})
"""What would be taken for the end of a path."""


def write(path: str, typed: str | None, room: int) -> str:
    """The path with what was typed there; without it where both take more bytes than there are."""
    if not typed:
        return path
    whole = f"{path}{_MARK}{typed.translate(_HIDDEN)}"
    return whole if len(whole.encode()) <= room else path


def read(path: str) -> tuple[str, str | None]:
    """The path, and what was typed there; None where nothing is carried."""
    before, mark, typed = path.partition(_MARK)
    return (before, unquote(typed)) if mark else (path, None)
