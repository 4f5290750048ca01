"""What stands around every chart, as plain words in the reader's language."""

from dataclasses import dataclass

from dialogs.drawing.shaping import Reading


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around the numbers. What is empty is left out, and leaves no gap.

    `title` says in one sentence what is seen; `note` of what it is: which week, ask, language, place; `foot`
    whose figures they are. `empty` stands where there is nothing to draw.
    """

    title: str
    note: str
    foot: str
    empty: str
    language: str
    right_to_left: bool

    @property
    def reading(self) -> Reading:
        """For whose eyes it is."""
        return Reading(self.language, self.right_to_left)
