"""How the page's server says no."""

from aiohttp import web


def refusal(status: int, sentence: str) -> web.Response:
    """A refusal with a sentence for the person at the page."""
    return web.json_response({"error": sentence}, status=status)
