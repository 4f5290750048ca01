"""The columns of an opportunity in a file: their names, the other names they go by, and a row of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from storage.feeds.wording import by_word, plain

COLUMNS: Mapping[str, str] = {
    "id": "nummer kenmerk code vacature_id vacaturenummer identifier source_id opportunity_id",
    "title": "titel naam_vacature vacature vacaturetitel functie name",
    "description": "omschrijving beschrijving tekst vacaturetekst toelichting",
    "language": "taal taal_van_de_tekst lang",
    "organisation": "organisatie organization organisatienaam naam_organisatie organisation_name",
    "organisation_id": "organisatie_id organization_id organisatienummer kvk",
    "organisation_description": "organisatie_omschrijving over_de_organisatie organization_description",
    "organisation_website": "website organisatie_website site organization_website",
    "task": "taak soort soort_taak kind kind_of_task activiteit activity categorie category",
    "likes": "interesses interesse wat_je_leuk_vindt thema themas interests",
    "often": "hoe_vaak frequentie frequency how_often inzet commitment",
    "date": "datum dates datums data wanneer when dag",
    "start": "begin begintijd starttijd aanvang van start_time vanaf",
    "end": "einde eind eindtijd tot end_time",
    "until": "tot_en_met einddatum laatste_datum last_date end_date",
    "times": "dagdelen dagdeel tijden beschikbaarheid availability",
    "postcode": "postal_code zip zipcode pc",
    "place": "plaats woonplaats stad city town plaatsnaam",
    "municipality": "gemeente",
    "latitude": "lat breedtegraad",
    "longitude": "lon lng long lengtegraad",
    "address": "adres straat street straatnaam",
    "online": "thuis op_afstand remote vanuit_huis",
    "places": "plekken aantal aantal_plaatsen aantal_vrijwilligers vrijwilligers_nodig spots needed",
    "dutch": "nederlands taalniveau niveau_nederlands dutch_level",
    "beginners": "voor_beginners beginner geschikt_voor_beginners good_for_beginners",
    "bring": "meenemen wat_neem_je_mee to_bring",
    "min_age": "leeftijd minimumleeftijd minimum_leeftijd minimum_age vanaf_leeftijd",
    "contact_name": "contact contactpersoon naam_contactpersoon",
    "contact_phone": "telefoon telefoonnummer phone tel mobiel",
    "contact_email": "email e_mail mail mailadres e_mailadres",
    "contact_link": "link url aanmelden aanmeldlink apply_link deeplink",
    "show_from": "tonen_vanaf publish_start publicatie_van",
    "show_until": "tonen_tot publish_end publicatie_tot",
    "modified": "gewijzigd laatst_gewijzigd last_modified updated",
    "sample": "voorbeeld",
}
"""Every column, with the other names that are understood; strokes, spaces and capitals make no difference."""

REQUIRED = ("id", "title", "organisation")
"""Columns a file cannot do without; besides them, each row needs somewhere to be."""

WHERE = ("postcode", "place", "latitude", "online")
"""Of these at least one must be there."""

_NAMES = by_word(COLUMNS) | {name: name for name in COLUMNS}


@dataclass(frozen=True, slots=True)
class Row:
    """One opportunity as it stands in a file: text by column without spaces around, nothing checked.

    `hints` are words that may tell the kind of task where the column does not (causes and skills).
    """

    line: int
    cells: Mapping[str, str]
    hints: Sequence[str] = field(default=())

    def get(self, name: str) -> str:
        """The cell; empty where there is none."""
        return self.cells.get(name, "")


def column_of(heading: str) -> str | None:
    """The column that a heading means."""
    return _NAMES.get(plain(heading))


def lacking(names: Sequence[str]) -> str | None:
    """A sentence about the columns that are not there and must be."""
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        return f"the first line must name the columns; there is no column {', '.join(missing)}"
    if not any(name in names for name in WHERE):
        return f"there is no column that tells where it is: {', '.join(WHERE)}"
    return None
