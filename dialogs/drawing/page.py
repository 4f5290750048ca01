"""A page of `fpdf` on which runs are drawn as they are given; imported only where something is drawn."""

from collections.abc import Sequence

from fpdf import FPDF
from fpdf.line_break import Fragment


class Page(FPDF):
    """FPDF without its own splitting of text, which parts Arabic letters from their marks."""

    def _preload_bidirectional_text(self, text: str, markdown: bool) -> Sequence[Fragment]:
        assert self.text_shaping is not None
        direction = self.text_shaping["direction"]
        self.text_shaping |= {"fragment_direction": direction, "paragraph_direction": direction}
        return (Fragment(text, self._get_current_graphics_state(), self.k),)
