"""The words that ask for help when they are the whole message, in every language at once."""

from dialogs.folding import bare

HELP_WORDS = (
    # Dutch
    *("help", "hulp", "uitleg", "help me", "help mij", "hoe werkt dit", "hoe werkt het", "hoe werkt dat"),
    *("ik snap het niet", "ik begrijp het niet"),
    # English
    *("how does it work", "how does this work", "i do not understand", "i don't understand"),
    # Arabic
    *("مساعدة", "المساعدة", "ساعدني", "ساعدوني", "شرح"),
    # Turkish
    *("yardım", "yardım et", "yardım edin", "açıklama"),
    # Polish
    *("pomoc", "pomocy", "pomóż mi", "wyjaśnienie"),
    # Ukrainian, and Russian, which many who read it type
    *("допомога", "допоможіть", "довідка", "пояснення", "помощь", "помогите", "справка"),
    # Persian
    *("کمک", "راهنما", "راهنمایی", "توضیح"),
    # Tigrinya
    *("ሓገዝ", "መብርሂ"),
    # Somali
    *("caawimo", "caawimaad", "i caawi", "sharaxaad"),
    # French
    *("aide", "aidez-moi", "aide-moi", "explication"),
    # Spanish
    *("ayuda", "ayúdame", "ayúdeme", "explicación"),
    # German
    *("hilfe", "hilf mir", "erklärung"),
    # Papiamento
    *("yudansa", "ayudo", "yuda mi", "splikashon"),
)
PLACES = ("place/typed", "talk/typed", "someone/typed")
"""Addresses that wait for a place; none is called like that."""

_LONGEST = 60
"""Characters beyond which nothing is such a word, however much surrounds it."""
_FOUND = frozenset(map(bare, HELP_WORDS))


def help_word(text: str) -> bool:
    """Whether the whole message asks for help."""
    return len(text) <= _LONGEST and bare(text) in _FOUND
