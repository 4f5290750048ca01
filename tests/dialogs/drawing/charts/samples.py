"""Charts to look at and to test: the same numbers in Dutch, Arabic and Tigrinya."""

from dataclasses import replace
from itertools import pairwise
from math import exp
from typing import Any

from dialogs.drawing.charts.amounts import Amount
from dialogs.drawing.charts.bars import Bars
from dialogs.drawing.charts.estimates import Estimates
from dialogs.drawing.charts.experiment import Experiment
from dialogs.drawing.charts.frame import Frame
from dialogs.drawing.charts.funnel import Funnel
from dialogs.drawing.charts.hours import Day, Hours, Week
from dialogs.drawing.charts.intervals import Estimate, Intervals
from dialogs.drawing.charts.provinces import Provinces
from dialogs.drawing.charts.scale import Mark, bands

CODES = ("nl", "ar", "ti")
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


_DAYS = {
    "nl": ("ma", "di", "wo", "do", "vr", "za", "zo"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "ti": ("ሰኑይ", "ሰሉስ", "ረቡዕ", "ሓሙስ", "ዓርቢ", "ቀዳም", "ሰንበት"),
}
_WEEKS = {
    "nl": ("Eerste week, 18–24 januari", "Tweede week, 14–20 juni"),
    "ar": ("الأسبوع الأول، 18–24 يناير", "الأسبوع الثاني، 14–20 يونيو"),
    "ti": ("ቀዳማይ ሰሙን፣ 18–24 ጥሪ", "ካልኣይ ሰሙን፣ 14–20 ሰነ"),
}
_HOURS_TITLES = {
    "nl": "De meeste antwoorden kwamen maandag om 19 uur",
    "ar": "جاءت معظم الإجابات يوم الاثنين الساعة 19",
    "ti": "መብዛሕትኡ መልሲ ሰኑይ ሰዓት 19 መጺኡ",
}
_QUIET = {
    "nl": "rustige uren: dan sturen wij niets",
    "ar": "ساعات الهدوء: لا نرسل شيئًا",
    "ti": "ናይ ህድኣት ሰዓታት፦ ሽዑ ዋላ ሓንቲ ኣይንሰድድን",
}
_UP = {"nl": "{n} of meer", "ar": "{n} أو أكثر", "ti": "{n} ወይ ልዕሊኡ"}


def _hours(week: int, day: int) -> tuple[int | None, ...]:
    """Few at night, most in the evening, the fewer the later in the week."""
    counts = [
        round(
            (900 - 300 * week) / (1 + day) * (exp(-((hour - 19) ** 2) / 8) + exp(-((hour - 12) ** 2) / 6) / 2)
        )
        for hour in range(24)
    ]
    return tuple(count if count >= 10 or hour < 3 else None for hour, count in enumerate(counts))


def hours(code: str) -> Hours:
    """Both weeks, the second with fewer."""
    weeks = []
    for number, label in enumerate(_WEEKS[code]):
        days = []
        for day, name in enumerate(_DAYS[code]):
            counts = _hours(number, day)
            days.append(Day(name, counts, told(code, sum(count or 0 for count in counts))))
        weeks.append(Week(label, tuple(days)))
    begins = [round(begin) for begin in bands(10, 900, 4)]
    ranges = [f"{low}–{high - 1}" for low, high in pairwise(begins)]
    return Hours(
        replace(frame(code, _HOURS_TITLES[code]), note=""),
        tuple(weeks),
        tuple(Mark(hour, str(hour)) for hour in (0, 6, 10, 15, 20, 24)),
        tuple(map(Mark, begins, [*ranges, _UP[code].format(n=begins[-1])])),
        HIDDEN[code],
        (20, 10),
        _QUIET[code],
    )


_PROVINCES = {
    "Friesland": ("Fryslân", "فريزلاند", "ፍሪስላንድ", 210),
    "Groningen": ("Groningen", "خرونينغن", "ግሮኒንገን", 344),
    "Noord-Holland": ("Noord-Holland", "شمال هولندا", "ሰሜን ሆላንድ", 12480),
    "Flevoland": ("Flevoland", "فليفولاند", "ፍለቮላንድ", 96),
    "Overijssel": ("Overijssel", "أوفرآيسل", "ኦቨራይሰል", 402),
    "Drenthe": ("Drenthe", "درينته", "ድረንተ", None),
    "Zuid-Holland": ("Zuid-Holland", "جنوب هولندا", "ደቡብ ሆላንድ", 3104),
    "Utrecht": ("Utrecht", "أوتريخت", "ኡትረክት", 988),
    "Gelderland": ("Gelderland", "خيلدرلاند", "ገልደርላንድ", 655),
    "Zeeland": ("Zeeland", "زيلاند", "ዘይላንድ", 12),
    "Noord-Brabant": ("Noord-Brabant", "شمال برابانت", "ሰሜን ብራባንት", 1204),
    "Limburg": ("Limburg", "ليمبورخ", "ሊምቡርግ", None),
}
_PROVINCE_TITLES = {
    "nl": "De meeste mensen die antwoord gaven, wonen in Noord-Holland",
    "ar": "يعيش معظم من أجابوا في شمال هولندا",
    "ti": "መብዛሕትኦም ዝመለሱ ሰባት ኣብ ሰሜን ሆላንድ ይነብሩ",
}


def provinces(code: str) -> Provinces:
    """All twelve, two of them hidden."""
    begins = [round(begin) for begin in bands(10, 12480, 4)]
    ranges = [f"{told(code, low)}–{told(code, high - 1)}" for low, high in pairwise(begins)]
    return Provinces(
        frame(code, _PROVINCE_TITLES[code]),
        tuple(
            (name, Amount(names[CODES.index(code)], number, told(code, number)))
            for name, (*names, number) in _PROVINCES.items()
        ),
        tuple(map(Mark, begins, [*ranges, _UP[code].format(n=told(code, begins[-1]))])),
    )


_GENERATION_TITLES = {
    "nl": "Wie gevraagd wordt, vraagt nog niet genoeg anderen om het vanzelf te laten groeien",
    "ar": "من يُسأل لا يسأل بعدُ عددًا كافيًا من الآخرين",
    "ti": "ዝተሓቱ ሰባት ክሳብ ሕጂ እኹላት ካልኦት ኣይሓተቱን",
}
_GENERATIONS = {
    "nl": (
        "Gevraagd door een organisatie",
        "Gevraagd door een vriend",
        "En door diens vriend",
        "En zo verder",
    ),
    "ar": ("سألتهم منظمة", "سألهم صديق", "ثم صديق الصديق", "وهكذا"),
    "ti": ("ትካል ዝሓተቶም", "ዓርኪ ዝሓተቶም", "ዓርኪ ዓርኪ", "ከምኡ ይቕጽል"),
}
_LINE = {
    "nl": "1: het groeit vanzelf",
    "ar": "1: ينمو من تلقاء نفسه",
    "ti": "1፦ ባዕሉ ይዓቢ",
}
_BETWEEN = {"nl": "tussen {low} en {high}", "ar": "بين {low} و{high}", "ti": "ካብ {low} ክሳብ {high}"}
_ROUGH = {"nl": "; ruw, want het zijn er weinig", "ar": "؛ تقريبي لأن العدد قليل", "ti": "፤ ብግምት፣ ውሑዳት እዮም"}
_TOO_FEW = {"nl": "te weinig om te zeggen", "ar": "أقل من أن نعرف", "ti": "ንምፍላጡ ውሑድ እዩ"}
_RATIOS = ((0.62, 0.55, 0.70, False), (1.24, 0.91, 1.66, False), (0.8, 0.2, 4.4, True), None)


def decimal(code: str, value: float, digits: int = 2) -> str:
    """A figure as it is written."""
    return f"{value:.{digits}f}".replace(".", "," if code == "nl" else ".").replace("-", "−")


def generations(code: str) -> Estimates:
    """Four of them, one roughly known and the last not at all."""
    estimates = []
    for label, found in zip(_GENERATIONS[code], _RATIOS, strict=True):
        if found is None:
            estimates.append(Estimate(label, None, 0, 0, _TOO_FEW[code], ""))
            continue
        value, low, high, rough = found
        between = _BETWEEN[code].format(low=decimal(code, low), high=decimal(code, high))
        between += _ROUGH[code] if rough else ""
        estimates.append(Estimate(label, value, low, high, decimal(code, value), between, rough))
    marks = tuple(Mark(value, decimal(code, value, 1)) for value in (0, 0.5, 1, 1.5, 2))
    found = Intervals(tuple(estimates), marks, Mark(1, _LINE[code]))
    return Estimates(frame(code, _GENERATION_TITLES[code]), found)


_EXPERIMENT_TITLES = {
    "nl": "Van de twee manieren van vragen levert de tweede misschien meer ja op",
    "ar": "قد تؤدي الصيغة الثانية إلى إجابات نعم أكثر",
    "ti": "እታ ካልአይቲ ኣገባብ ዝያዳ እወ ተምጽእ ትኸውን",
}
_WORDINGS = {
    "nl": (
        "A: “Wil je zaterdag helpen?”",
        "B: “Kom je zaterdag twee uur mee in de buurttuin?”",
        "Verschil: B min A",
    ),
    "ar": ("أ: «هل تساعد يوم السبت؟»", "ب: «هل تأتي معنا ساعتين إلى الحديقة؟»", "الفرق: ب ناقص أ"),
    "ti": ("ሀ፦ «ቀዳም ትሕግዝ ዶ?»", "ለ፦ «ቀዳም ንክልተ ሰዓት ናብ ጀርዲን ትመጽእ ዶ?»", "ፍልልይ፦ ለ ሲነኪ ሀ"),
}
_VERDICTS = {
    "nl": "We kunnen het nog niet zeggen.",
    "ar": "لا يمكننا الجزم بعد.",
    "ti": "ክሳብ ሕጂ ክንብል ኣይንኽእልን።",
}
_SAME = {"nl": "0: geen verschil", "ar": "0: لا فرق", "ti": "0፦ ፍልልይ የለን"}


def experiment(code: str) -> Experiment:
    """Two wordings that do not differ for certain."""
    first, second, difference = _WORDINGS[code]

    def estimate(label: str, value: float, low: float, high: float) -> Estimate:
        between = _BETWEEN[code].format(low=decimal(code, 100 * low, 1), high=decimal(code, 100 * high, 1))
        return Estimate(label, value, low, high, f"{decimal(code, 100 * value, 1)} %", f"{between} %")

    return Experiment(
        frame(code, _EXPERIMENT_TITLES[code]),
        Intervals(
            (estimate(first, 0.113, 0.094, 0.135), estimate(second, 0.137, 0.116, 0.161)),
            tuple(Mark(value, f"{100 * value:.0f} %") for value in (0, 0.05, 0.1, 0.15, 0.2)),
        ),
        Intervals(
            (estimate(difference, 0.024, -0.006, 0.054),),
            tuple(Mark(value, f"{decimal(code, 100 * value, 0)} %") for value in (-0.05, 0, 0.05, 0.1)),
            Mark(0, _SAME[code]),
        ),
        _VERDICTS[code],
    )


SAMPLES: dict[str, dict[str, Any]] = {
    "funnel": {code: funnel(code) for code in CODES},
    "hours": {code: hours(code) for code in CODES},
    "provinces": {code: provinces(code) for code in CODES},
    "generations": {code: generations(code) for code in CODES},
    "experiment": {code: experiment(code) for code in CODES},
    "languages": {code: languages(code) for code in CODES},
    "municipalities": {code: municipalities(code) for code in CODES},
}
