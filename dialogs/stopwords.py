"""The words that stop the bot when they are the whole message, in every language at once."""

STOP_WORDS = (
    "stop",
    "stoppen",
    "hou op",
    "ophouden",
    "afmelden",
    "uitschrijven",
    "geen berichten meer",
    "unsubscribe",
    "no more",
    "leave me alone",
)
"""Never move one: its place in this tuple stands in addresses."""

_EDGES = " \t\n.!?,;:¡¿"


def stop_word(text: str) -> int | None:
    """The place of the stop word that is the whole message, None where it is none."""
    words = " ".join(text.casefold().strip(_EDGES).split())
    return STOP_WORDS.index(words) if words in STOP_WORDS else None
