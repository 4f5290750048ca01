"""Words that stand around a place's name, and names of what is too large or too far to be one."""

from storage.gazetteer.words import key, words


def _set(text: str) -> frozenset[str]:
    return frozenset(word for part in text.split() for word in words(part))


def _keys(text: str) -> frozenset[str]:
    return frozenset(key(words(name)) for name in text.split("|"))


AROUND = _set(
    # Dutch
    "ik wij we woon wonen woonachtig leef zit ben kom uit in bij te van naast nabij rond rondom "
    "omgeving buurt de het een ergens tussen mijn m'n onze adres is gemeente stad dorp wijk plaats "
    "woonplaats postcode nu momenteel hier vlakbij dichtbij regio midden centrum binnenstad centraal "
    "cs station en of nog steeds ook naar graag hoi hallo dag weet niet geen idee nederland holland "
    # English
    "i we live living lives in near nearby at from around close to the my place is city town village "
    "center centre of am hello hi netherlands "
    # German, French, Spanish, Papiamentu
    "ich wir wohne wohnen in bei der nahe aus niederlande j' je nous habite habitons à a près pres de "
    "du la le ville vivo en cerca ciudad soy estoy mi ta biba na pays bas países bajos "
    # Turkish, Polish, Somali
    "ben biz da de ta te dan yaşıyorum oturuyorum yakın yakınında yakınlarında şehir hollanda "
    "mieszkam mieszkamy w we koło blisko miasto jestem z holandia holandii waxaan ku noolahay "
    "magaalada "
    # Ukrainian, Russian
    "я ми мы живу живемо в у на біля поруч з із місто около рядом город из нідерланди нидерланды "
    "голландия "
    # Arabic, Persian
    "أنا أسكن أعيش في من قرب بالقرب مدينة هولندا در نزدیک شهر زندگی می میکنم کنم هستم هلند "
)
"""What people say around a place's name in the languages of the bot; leaves the name alone."""

PROVINCE = frozenset({"provincie", "province"})
"""With one of these before it a name is that of the province."""

BROAD = _keys(
    "Nederland|Holland|The Netherlands|Netherlands|Niederlande|Pays-Bas|Países Bajos|Hollanda|Holandia|"
    "Hulanda|هولندا|هلند|Нідерланди|Нидерланды|Голландия|Голландія|ሆላንድ|ኔዘርላንድ|Randstad|Groene Hart|"
    "Twente|Salland|Achterhoek|De Achterhoek|Veluwe|De Veluwe|Betuwe|De Betuwe|Kennemerland|"
    "West-Friesland|Kop van Noord-Holland|Het Gooi|Gooi|Bollenstreek|Alblasserwaard|Drechtsteden|"
    "Zeeuws-Vlaanderen|Walcheren|Zuid-Beveland|De Kempen|Kempen|De Peel|Peel|West-Brabant|Oost-Brabant|"
    "Noord-Limburg|Midden-Limburg|Zuid-Limburg|Parkstad|Waddeneilanden|Oost-Groningen|Ommelanden|"
    "Rijnmond|Bommelerwaard|Land van Maas en Waal|Heuvelland|Zaanstreek"
)
"""The country, and regions that hold many places."""

ABROAD = _keys(
    "België|Belgie|Belgium|Belgique|Belgien|Belçika|Belgia|Бельгія|Бельгия|بلجيكا|Vlaanderen|Duitsland|"
    "Germany|Deutschland|Allemagne|Almanya|Niemcy|Німеччина|Германия|ألمانيا|آلمان|Luxemburg|"
    "Luxembourg|Frankrijk|France|Engeland|England|United Kingdom|UK|Spanje|Turkije|Türkiye|Polen|"
    "Polska|Oekraïne|Ukraine|Україна|Украина|Syrië|Syria|سوريا|Eritrea|Somalië|Iran|Marokko|Suriname|"
    "Curaçao|Aruba|Bonaire|Antwerpen|Antwerp|Anvers|Brussel|Brussels|Bruxelles|Gent|Ghent|Brugge|"
    "Leuven|Luik|Liège|Mechelen|Hasselt|Berlijn|Berlin|Keulen|Köln|Cologne|Düsseldorf|Aken|Aachen|"
    "Kleef|Kleve|Emmerich|Bocholt|Gronau|Nordhorn|Münster|Hamburg|Bremen|Londen|London|Parijs|Paris|"
    "Istanbul|Damascus|Kyiv|Kiev|Київ|Киев|دمشق|Paramaribo"
)
"""Countries from which people come, and towns just over the border or known to all."""

SHORT_PROVINCES = {
    "gr": "Groningen",
    "gn": "Groningen",
    "fr": "Friesland",
    "frl": "Friesland",
    "dr": "Drenthe",
    "ov": "Overijssel",
    "ovl": "Overijssel",
    "fl": "Flevoland",
    "gld": "Gelderland",
    "ut": "Utrecht",
    "utr": "Utrecht",
    "nh": "Noord-Holland",
    "zh": "Zuid-Holland",
    "zl": "Zeeland",
    "zld": "Zeeland",
    "nb": "Noord-Brabant",
    "brab": "Noord-Brabant",
    "lb": "Limburg",
    "lim": "Limburg",
}
"""How people shorten a province behind a place's name."""

_STREETS = ("straat", "laan", "weg", "plein", "kade", "singel", "steeg")


def is_around(word: str) -> bool:
    """Whether a word leaves a place's name as clear as it was: "in", "centrum", a street, a number."""
    return (
        word in AROUND
        or word in PROVINCE
        or word.endswith(_STREETS)
        or any(letter.isdecimal() for letter in word)
    )
