"""Serves the documents, pictures and recordings of the sandbox to the page."""

import re
from urllib.parse import quote

from aiohttp import web

from sandbox.telegram import Refusal, Telegram

MIME = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
PDF = "application/pdf"
OPENED_IN_A_TAB = re.compile(
    rf"text/(plain|html|markdown)|application/json|{PDF}|image/(png|jpeg|gif|webp)|audio/.+"
)
POLICY = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'"
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""Not every browser's viewer starts in a sandbox; what runs in the file itself runs in the viewer's own."""


def serve(telegram: Telegram, request: web.Request) -> web.Response:
    """One file; unless it is of a kind a tab can show, or with ?download=1, it is saved."""
    try:
        name, mime, content = telegram.file(request.match_info["file_id"])
    except (LookupError, ValueError, Refusal):
        raise web.HTTPNotFound from None
    mime = mime if MIME.fullmatch(mime) else "application/octet-stream"
    shown = OPENED_IN_A_TAB.fullmatch(mime) and "download" not in request.query
    response = web.Response(body=content)
    response.headers["Content-Type"] = f"{mime}; charset=utf-8" if mime.startswith("text/") else mime
    way = "inline" if shown else "attachment"
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Security-Policy"] = PDF_POLICY if mime == PDF else POLICY
    return response
