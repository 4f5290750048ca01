"""Codes on posters, as the campaign team and organisations work with them: the same pages in two rooms."""
