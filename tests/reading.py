"""A page of HTML, read as by somebody who sees no pictures: its headings, tables, pictures and words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "img"}


@dataclass
class Table:
    """A table: its caption, the heads of its columns, and its rows, each under the head that it stands in."""

    caption: str = ""
    heads: list[str] = field(default_factory=list)
    rows: list[tuple[str, list[str]]] = field(default_factory=list)

    def row(self, head: str) -> dict[str, str]:
        """The cells of the row with this head, by their columns."""
        return next(dict(zip(self.heads, cells, strict=True)) for _, cells in self.rows if cells[0] == head)


class Page(HTMLParser):
    """All of a page; AssertionError where it is not well formed, or cannot be read by everybody."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.tables: list[Table] = []
        self.pictures: list[dict[str, str]] = []
        self.attributes: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self._text: list[str] = []
        self._within = ""
        self._cells: list[str] = []
        self._hidden = 0
        self.feed(html)
        self.close()
        assert not self.open, "everything that is opened is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Something begins."""
        told = {name: value or "" for name, value in attrs}
        self.attributes.append((tag, told))
        if tag == "img":
            self.pictures.append(told)
        if tag in VOID:
            return
        self.open.append(tag)
        if tag == "table":
            self.tables.append(Table())
        if tag in ("caption", "th", "td", "h1", "h2", "h3", "h4"):
            self._text = []
        if tag == "th":
            assert told.get("scope") in ("col", "row", "rowgroup"), told
        if told.get("aria-hidden") == "true" or tag in ("style", "title"):
            self._hidden = len(self.open)

    def handle_endtag(self, tag: str) -> None:
        """Something ends: what was opened last."""
        assert self.open, tag
        if self._hidden == len(self.open):
            self._hidden = 0
        assert self.open.pop() == tag, (tag, self.open)
        text = " ".join("".join(self._text).split())
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append((int(tag[1]), text))
        elif tag == "caption":
            self.tables[-1].caption = text
        elif tag in ("th", "td"):
            self._cells.append(text)
        elif tag == "tr":
            self._row(self.tables[-1])

    def _row(self, table: Table) -> None:
        cells, self._cells = self._cells, []
        if "thead" in self.open:
            table.heads = cells
        elif len(cells) == 1 and len(table.heads) > 1:
            self._within = cells[0]
        else:
            table.rows.append((self._within, cells))

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._hidden:
            self._text.append(data)
            self.words += data

    def table(self, caption: str) -> Table:
        """The table with this caption."""
        return next(table for table in self.tables if table.caption == caption)
