"""What journeys begin with, and what must hold in the database when they are over."""

from tests.checks import citizens, friends, organisations
from tests.journeying import CHECKS, SCENES

__all__ = ["CHECKS", "SCENES", "citizens", "friends", "organisations"]
