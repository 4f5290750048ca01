"""The gazetteer of the Netherlands: postcode areas, names of places, distances."""

from storage.gazetteer.gazetteer import Gazetteer
from storage.gazetteer.geography import distance_km
from storage.gazetteer.records import Area, Found, Match, Unclear

__all__ = ["Area", "Found", "Gazetteer", "Match", "Unclear", "distance_km"]
