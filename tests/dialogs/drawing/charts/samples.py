"""Charts to look at and to test: the same numbers in Dutch, Arabic and Tigrinya."""

from typing import Any

from dialogs.drawing.charts.amounts import Amount
from dialogs.drawing.charts.frame import Frame
from dialogs.drawing.charts.funnel import Funnel

FOOT = {
    "nl": "Week van het Vragen · Mensen maken Nederland",
    "ar": "أسبوع السؤال · \u2068Mensen maken Nederland\u2069",
    "ti": "ሰሙን ምሕታት · Mensen maken Nederland",
}
NOTE = {
    "nl": "Eerste week, 18 t/m 24 januari · alle vragen",
    "ar": "الأسبوع الأول، 18–24 يناير · كل الأسئلة",
    "ti": "ቀዳማይ ሰሙን፣ 18–24 ጥሪ · ኩሎም ሕቶታት",
}
EMPTY = {"nl": "Er is nog niets te zien.", "ar": "لا يوجد شيء لعرضه بعد.", "ti": "ክሳብ ሕጂ ዝርአ የለን።"}
HIDDEN = {"nl": "minder dan 10", "ar": "أقل من 10", "ti": "ትሕቲ 10"}


def frame(code: str, title: str) -> Frame:
    """A chart's words around it."""
    return Frame(title, NOTE[code], FOOT[code], EMPTY[code], code, code == "ar")


_STEPS = {
    "nl": ("Gevraagd", "Bericht kwam aan", "Gaf antwoord", "Zei ja", "Maakte kennis", "Werd een match"),
    "ar": ("طُرح عليهم السؤال", "وصلت الرسالة", "أجابوا", "قالوا نعم", "تم التعارف", "أصبحوا متطوعين"),
    "ti": ("ዝተሓቱ", "መልእኽቲ በጺሕዎም", "ዝመለሱ", "እወ ዝበሉ", "ዝተላለዩ", "ዝሰመሩ"),
}
_FUNNEL_TITLES = {
    "nl": "Van elke 100 mensen die we vroegen, zeiden er 9 ja",
    "ar": "من كل 100 شخص سألناهم، قال 9 نعم",
    "ti": "ካብ 100 ዝሓተትናዮም ሰባት 9 እወ ኢሎም",
}
_SHARES = {
    "nl": "{n} % van de stap ervoor",
    "ar": "{n} % من الخطوة السابقة",
    "ti": "{n} % ካብቲ ቅድሚኡ ዝነበረ ስጉምቲ",
}
_NUMBERS = (12480, 11862, 3104, 1127, 640, None)


def told(code: str, number: float | None) -> str:
    """A number as it is written."""
    if number is None:
        return HIDDEN[code]
    return f"{number:,.0f}".replace(",", "." if code == "nl" else ",")


def funnel(code: str) -> Funnel:
    """All six steps, the last of which is too small to show."""
    steps = []
    before = None
    for label, number in zip(_STEPS[code], _NUMBERS, strict=True):
        share = (
            "" if before is None or number is None else _SHARES[code].format(n=round(100 * number / before))
        )
        steps.append(Amount(label, number, told(code, number), share))
        before = number
    return Funnel(frame(code, _FUNNEL_TITLES[code]), tuple(steps))


CODES = ("nl", "ar", "ti")
SAMPLES: dict[str, dict[str, Any]] = {"funnel": {code: funnel(code) for code in CODES}}
