"""A page of screens to look at: as wide as a phone, in the direction of its language, with nothing loaded."""

import html as escaping
from collections.abc import Mapping, Sequence

from bot.texts.album import Seen
from bot.texts.walking import Step
from dialogs.screen import Screen
from dialogs.text import Language, Text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body { margin: 0; background: #dfe7ec; color: #111; font: 16px/1.4 system-ui, sans-serif; }
main { display: flex; flex-wrap: wrap; gap: 24px; padding: 24px; align-items: flex-start; }
h1, h2, p.about { width: 100%; margin: 0; }
article { width: 360px; max-width: 100%; }
.trail { font-size: 12px; color: #456; direction: ltr; text-align: left; overflow-wrap: anywhere; }
.bubble { background: #fff; border-radius: 12px; padding: 10px 12px; white-space: pre-wrap;
  overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start; }
.row { display: flex; gap: 4px; margin-top: 4px; }
.row span { flex: 1 1 0; min-width: 0; background: #3b5b73; color: #fff; border-radius: 8px; padding: 8px 4px;
  text-align: center; font-size: 15px; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.beside { background: #fff8dc; border-radius: 8px; padding: 6px 10px; margin-top: 4px; font-size: 14px;
  unicode-bidi: plaintext; }
blockquote { margin: 0; border-inline-start: 3px solid #3b5b73; padding-inline-start: 8px;
  unicode-bidi: plaintext; text-align: start; }
""".strip()


def html(language: Language, seen: Mapping[str, Sequence[Seen]], unseen: Sequence[str]) -> str:
    """All screens, page by page, and the addresses at which nothing was seen."""
    direction = "rtl" if language.right_to_left else "ltr"
    code = language.plain
    told = (
        f"Screens: {sum(map(len, seen.values()))}, with invented data. "
        f"Not seen at their own address: {', '.join(unseen) or 'none'}."
    )
    parts = [
        "<!doctype html>",
        f'<html lang="{code}" dir="{direction}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>Vraagbot: {_plain(language.name)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{_plain(language.name)}</h1>",
        f'<p class="about" dir="ltr">{_plain(told)}</p>',
    ]
    for pattern, screens in seen.items():
        parts += [_article(pattern, one) for one in screens]
    return "\n".join([*parts, "</main></body></html>", ""])


def _article(pattern: str, one: Seen) -> str:
    steps = " → ".join(_step(step) for step in one.trail)
    return (
        f'<article id="{_plain(pattern)}"><div class="trail">{_plain(steps)}</div>'
        f'{_beside(one.screen)}<div class="bubble">{one.screen.text.html}</div>'
        f"{_buttons(one.screen)}</article>"
    )


def _step(step: Step) -> str:
    path = step.address.partition("?")[0]
    return f"{path} “{step.text}”" if step.text else path


def _buttons(screen: Screen) -> str:
    rows = ["".join(_label(button.label) for button in row) for row in screen.rows]
    if screen.locate:
        rows.append(_label(screen.locate))
    return "".join(f'<div class="row">{row}</div>' for row in rows)


def _label(label: Text) -> str:
    return f"<span>{_plain(label.plain)}</span>"


def _beside(screen: Screen) -> str:
    """What is shown with the text: a notice, a place on the map, a file."""
    texts = [screen.toast, screen.locate_words]
    texts += [screen.venue.title, screen.venue.address] if screen.venue else []
    texts += [file.caption for file in (screen.picture, screen.document) if file]
    return "".join(f'<div class="beside">{_plain(text.plain)}</div>' for text in texts if text)


def _plain(words: str) -> str:
    return escaping.escape(words)
