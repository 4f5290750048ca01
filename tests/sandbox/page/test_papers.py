"""Which files a tab may show."""

from sandbox.page.papers import OPENED_IN_A_TAB


def test_a_tab_shows_only_kinds_that_do_nothing_there() -> None:
    opened = ("text/plain", "text/html", "application/json", "application/pdf", "image/png", "audio/ogg")
    assert all(OPENED_IN_A_TAB.fullmatch(kind) for kind in opened)
    saved = ("image/svg+xml", "text/calendar", "application/xml", "")
    assert not any(OPENED_IN_A_TAB.fullmatch(kind) for kind in saved)
