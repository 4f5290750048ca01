"""The towns of the samples, with the area code of their telephones."""

from collections.abc import Mapping

AREA_CODES: Mapping[str, str] = {
    "Zwijndrecht": "078",
    "Dordrecht": "078",
    "Hendrik-Ido-Ambacht": "078",
    "Papendrecht": "078",
    "Rotterdam": "010",
    "Den Haag": "070",
    "Leiden": "071",
    "Amsterdam": "020",
    "Haarlem": "023",
    "Alkmaar": "072",
    "Den Burg": "0222",
    "Utrecht": "030",
    "Amersfoort": "033",
    "Zeist": "030",
    "Almere": "036",
    "Lelystad": "0320",
    "Dronten": "0321",
    "Arnhem": "026",
    "Nijmegen": "024",
    "Apeldoorn": "055",
    "Zwolle": "038",
    "Enschede": "053",
    "Deventer": "0570",
    "Groningen": "050",
    "Winschoten": "0597",
    "Appingedam": "0596",
    "Leeuwarden": "058",
    "Sneek": "0515",
    "West-Terschelling": "0562",
    "Assen": "0592",
    "Emmen": "0591",
    "Hoogeveen": "0528",
    "Maastricht": "043",
    "Heerlen": "045",
    "Venlo": "077",
    "Vaals": "043",
    "Middelburg": "0118",
    "Vlissingen": "0118",
    "Goes": "0113",
    "Zierikzee": "0111",
    "Eindhoven": "040",
    "Tilburg": "013",
    "Breda": "076",
    "'s-Hertogenbosch": "073",
    "Oirschot": "0499",
    "Diemen": "020",
}

CENTRAL = 8
"""So many postcode areas around a town's middle are used, the nearest first."""

STREETS = (
    *("Kersenbloesempad", "Lange Regenstraat", "Oude Theehof", "Zonnewijzerplein", "Wolkenkade"),
    *("Bakfietssteeg", "Kastanjevlonder", "Zeven Stoepen", "Brievenbuslaan", "Spreeuwenplantsoen"),
    *("Paraplusteeg", "Warme Wanten", "Appeltaartpad", "Hinkelbaan", "Kruimeldijk", "Lantaarnhof"),
    *("Stoelendans", "Vlinderstoep", "Soeplepelstraat", "Buitenbeentje", "Klompenmakersrij"),
    *("Regentonpad", "Schommelweide", "Waslijnstraat", "Pindakaasplein", "Ganzenbordlaan"),
)
"""Streets that are invented."""
