"""Writes the privacy statement in every language into `docs/privacy/`: `python -m tools.privacy`.

The words are the bot's own (`dialogs.statement`), with the controller of the sample campaign.
`docs/privacy.md` leads to them.
"""

from collections.abc import Iterator
from pathlib import Path

from bot.campaign_file import load_campaign
from dialogs.languages import Languages
from dialogs.statement import statement
from dialogs.text import Language, Say

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "privacy"
SAMPLE = ROOT / "samples" / "campaign.toml"
MADE = "<!-- Made by: python -m tools.privacy. Change dialogs/statement.py or the catalogue instead. -->"
UNREAD = "*No native reader has checked this text yet.*"


def main() -> None:
    """Write them all."""
    PAGES.mkdir(exist_ok=True)
    for language in Languages.load():
        (PAGES / f"{language.code}.md").write_text(page(language), encoding="utf-8")


def page(language: Language) -> str:
    """The statement in one language, as Markdown."""
    return "\n".join([MADE, "", *_lines(language), ""])


def _lines(language: Language) -> Iterator[str]:
    campaign = load_campaign(SAMPLE)
    say = Say(language, campaign.zone)
    if language.right_to_left:
        yield from ('<div dir="rtl">', "")
    yield from (f"# {say('Your privacy').plain}", "")
    if not language.reviewed:
        yield from (UNREAD, "")
    for section in statement(say, campaign):
        yield from (f"## {section.title.plain}", "")
        for told in section.told:
            yield f"- {told.plain}" if section.listed else f"{told.plain}\n"
        if section.listed:
            yield ""
    if language.right_to_left:
        yield "</div>"


if __name__ == "__main__":
    main()
