"""Links: which ones Telegram takes, and which ones start this bot."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What a link that starts a bot may carry."""


@lru_cache(maxsize=1024)
def check_link(url: str) -> str:
    """The link as Telegram keeps it. Raises `ValueError` with Telegram's reason when it is none."""
    if url.lower().startswith("tg://"):
        return url
    scheme, found, rest = url.partition("://")
    if found and scheme.lower() not in ("http", "https"):
        raise ValueError("Unsupported URL protocol")
    host = re.split(r"[/?#]", rest if found else url, maxsplit=1)[0].rpartition("@")[2]
    if not host:
        raise ValueError("URL host is empty")
    if "." not in host or re.search(r"\s", url):
        raise ValueError("Wrong HTTP URL")
    return url if found else f"http://{url}"


def start_payload(url: str, username: str) -> str | None:
    """The payload of a link that starts this bot, "" when it has none; None for any other link."""
    if username.lower() not in url.lower():
        return None
    parts = urlsplit(url if "://" in url else f"https://{url}")
    query = parse_qs(parts.query, keep_blank_values=True)
    if parts.scheme == "tg" and parts.netloc == "resolve":
        name = query.get("domain", [""])[0]
    elif parts.hostname in ("t.me", "telegram.me"):
        name = parts.path.strip("/")
    else:
        return None
    return query.get("start", [""])[0] if name.lower() == username.lower() else None
