"""Figures: what came of asking, in words, for the campaign team and for an organisation alike."""
