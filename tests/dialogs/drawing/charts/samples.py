"""Charts to look at and to test: the same numbers in Dutch, Arabic and Tigrinya."""

from typing import Any

from dialogs.drawing.charts.amounts import Amount
from dialogs.drawing.charts.bars import Bars
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


_LANGUAGES = (
    ("Nederlands", 5210),
    ("العربية", 2630),
    ("Nederlands in makkelijke woorden", 1984),
    ("Türkçe", 1204),
    ("Українська", 655),
    ("ትግርኛ", 480),
    ("فارسی", 233),
    ("Papiamentu", 41),
    ("Soomaali", None),
    ("English", None),
)
_LANGUAGE_TITLES = {
    "nl": "4 van de 10 antwoorden waren in het Nederlands",
    "ar": "4 من كل 10 إجابات كانت بالهولندية",
    "ti": "ካብ 10 መልስታት 4 ብቋንቋ ሆላንድ እየን",
}


def languages(code: str) -> Bars:
    """Languages in their own names, two of them hidden."""
    total = sum(number or 0 for _, number in _LANGUAGES)
    return Bars(
        frame(code, _LANGUAGE_TITLES[code]),
        tuple(
            Amount(label, number, told(code, number), f"{100 * number / total:.0f} %" if number else "")
            for label, number in _LANGUAGES
        ),
    )


_PLACES = """Nuenen, Gerwen en Nederwetten
's-Hertogenbosch
Bergen op Zoom
Geldrop-Mierlo
Gilze en Rijen
Sint-Michielsgestel
Altena
Alphen-Chaam
Eindhoven
Tilburg
Goirle
Hilvarenbeek
Heeze-Leende
Baarle-Nassau""".splitlines()
_PLACE_TITLES = {
    "nl": "In Noord-Brabant antwoordden de meeste mensen in Nuenen",
    "ar": "في شمال برابانت، أجاب معظم الناس في نوينن",
    "ti": "ኣብ ኖርድ-ብራባንት መብዛሕትኦም ሰባት ኣብ ኑነን መሊሶም",
}
_ELSEWHERE = {"nl": "Andere gemeenten", "ar": "بلديات أخرى", "ti": "ካልኦት ምምሕዳራት"}


def municipalities(code: str) -> Bars:
    """Municipalities of a province, the small ones put together."""
    numbers = [round(12_000 / (rank + 1) ** 1.6) for rank in range(len(_PLACES))]
    named = [
        Amount(place, number, told(code, number)) for place, number in zip(_PLACES, numbers, strict=True)
    ]
    return Bars(frame(code, _PLACE_TITLES[code]), (*named, Amount(_ELSEWHERE[code], 88, told(code, 88))))


CODES = ("nl", "ar", "ti")
SAMPLES: dict[str, dict[str, Any]] = {
    "funnel": {code: funnel(code) for code in CODES},
    "languages": {code: languages(code) for code in CODES},
    "municipalities": {code: municipalities(code) for code in CODES},
}
