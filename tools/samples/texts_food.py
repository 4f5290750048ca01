"""Texts: cooking, the food bank, neighbours, and what fits nowhere else."""

from campaign.values import Dutch, Task
from tools.samples.wording import Wording

TEXTS = (
    Wording(
        "soep",
        Task.COOKING,
        "house garden food",
        "Soep koken voor de buurt",
        "We snijden samen groente en koken twee grote pannen soep. Daarna eet iedereen mee die "
        "binnenloopt, meestal zo'n [dertig|veertig|vijfentwintig] buren. Je hoeft niet te kunnen koken, "
        "snijden is genoeg. Je bent drie uur bij ons.",
        "once any 10:30-13:30|15:30-18:30",
        (2, 5),
        dutch=Dutch.NONE,
    ),
    Wording(
        "eettafel",
        Task.COOKING,
        "house care",
        "Koken voor twintig buren",
        "Elke week staat er een warme maaltijd op tafel voor mensen die vaak alleen eten. Je schilt, roert "
        "en dekt de tafel, samen met een kok die al jaren meedoet. Het recept ligt klaar. Aan het eind eet "
        "je zelf mee.",
        "weekly weekday 15:30-18:30",
        (1, 3),
    ),
    Wording(
        "jouw-gerecht",
        Task.COOKING,
        "house newcomers",
        "Kook het gerecht van je oma",
        "Elke maand kookt iemand anders uit {place} een gerecht van thuis. Jij bedenkt wat, wij doen de "
        "boodschappen en helpen snijden. We eten met vijftien mensen. Je vertelt er iets bij, in welke "
        "taal dan ook.",
        "dates friday/saturday 16:00-19:00",
        (1, 2),
        dutch=Dutch.NONE,
        likes="food; language",
    ),
    Wording(
        "pannenkoeken",
        Task.COOKING,
        "youth house school",
        "Pannenkoeken bakken met kinderen",
        "Acht kinderen, vier pannen en heel veel beslag. Jij houdt het vuur in de gaten en zij doen de "
        "rest. We bakken en eten in twee uur en doen daarna samen de afwas. Een mislukte pannenkoek is ook "
        "lekker.",
        "once wednesday/saturday 15:30-17:30",
        (1, 3),
        likes="food; children",
        min_age=16,
    ),
    Wording(
        "taart",
        Task.COOKING,
        "care house chores",
        "Een taart bakken voor wie jarig is",
        "Sommige mensen in {place} krijgen nooit een taart. Eén keer in de maand bak jij er thuis een en "
        "breng je hem langs, met een kaartje erbij. De boodschappen betalen wij. Het mag ook cake zijn.",
        "free",
        (2, 6),
        likes="food; care",
    ),
    Wording(
        "inpakken",
        Task.FOOD_BANK,
        "food",
        "Pakketten inpakken bij het voedselpunt",
        "Aan een lange tafel vul je kratten met brood, groente en rijst. Je werkt in een rij van zes "
        "mensen en er staat muziek op. Na twee uur staan er tachtig pakketten klaar. Veel praten hoeft "
        "niet, een lijstje wijst de weg.",
        "weekly weekday 09:00-11:00|13:00-15:00",
        (2, 6),
        dutch=Dutch.NONE,
    ),
    Wording(
        "winkelactie",
        Task.FOOD_BANK,
        "food",
        "In de supermarkt om één pak extra vragen",
        "Een middag lang vragen we klanten of ze één ding extra kopen voor mensen die het nodig hebben. Je "
        "geeft een lijstje en neemt de spullen aan. Je staat er met z'n tweeën, twee uur lang. Bijna "
        "iedereen doet iets in de krat.",
        "once saturday/friday 12:00-14:00|14:00-16:00|10:00-12:00",
        (4, 8),
    ),
    Wording(
        "uitgifte",
        Task.FOOD_BANK,
        "food",
        "Mensen welkom heten bij de uitgifte",
        "Voor sommigen is het moeilijk om eten te komen halen. Jij zorgt voor koffie, een stoel en een "
        "gewoon praatje. Een ander doet de lijst en de pakketten. Twee uur, om de week of zo vaak als je "
        "kunt.",
        "free weekday afternoon",
        (1, 3),
        likes="food; care",
    ),
    Wording(
        "sorteren",
        Task.FOOD_BANK,
        "food",
        "Blikken en pakken sorteren",
        "Na een grote actie staan er honderd dozen in ons magazijn. Je kijkt naar de datum en zet alles op "
        "de goede plank. We doen het in één avond, met een ploeg van tien. Tillen mag, maar hoeft niet.",
        "once weekday 19:00-21:00|18:30-20:30",
        (4, 8),
        dutch=Dutch.NONE,
    ),
    Wording(
        "voedsel-rit",
        Task.FOOD_BANK,
        "food",
        "Mee in de bus langs de winkels",
        "Onze chauffeur haalt over wat winkels over hebben: brood, fruit, soms bloemen. Jij zit naast hem "
        "en helpt inladen. Een ronde door {place} duurt anderhalf uur. Een rijbewijs heb je niet nodig, en "
        "de zware kratten doet hij.",
        "weekly weekday 08:30-10:00|17:00-18:30",
        (1, 2),
        dutch=Dutch.NONE,
        likes="food; oddjobs",
        bring="Dichte schoenen",
    ),
    Wording(
        "burendag",
        Task.NEIGHBOURS,
        "house garden youth",
        "Slingers ophangen voor het straatfeest",
        "In één middag maken we van een parkeerplaats een feestplek. Je hangt slingers op, zet tafels neer "
        "en vult kannen limonade. Kinderen helpen mee. Daarna mag je natuurlijk blijven.",
        "once saturday/sunday 13:00-15:30",
        (3, 8),
        dutch=Dutch.NONE,
        likes="food; culture",
    ),
    Wording(
        "nieuwe-buren",
        Task.NEIGHBOURS,
        "house newcomers chores",
        "Nieuwe buren een plantje brengen",
        "Komt er iemand nieuw in de straat wonen, dan bel jij aan met een plantje en een kaart van de "
        "wijk. Je vertelt waar de bakker is en wanneer de groenbak gaat. Eén bezoekje duurt tien minuten. "
        "Je doet er één of twee per maand, samen met een buur.",
        "free",
        (2, 4),
        likes="food; language",
    ),
    Wording(
        "ruilkast",
        Task.NEIGHBOURS,
        "house",
        "De ruilkast van de buurt netjes houden",
        "Voor ons gebouw staat een kast waar iedereen iets in mag zetten en uit mag halen. Jij kijkt er "
        "elke week even naar: vegen, vouwen, en weg wat kapot is. Een half uur is genoeg. Wat jij mooi "
        "vindt, mag je meenemen.",
        "weekly any 09:30-10:30|16:00-17:00",
        (1, 2),
        dutch=Dutch.NONE,
    ),
    Wording(
        "ideeen",
        Task.NEIGHBOURS,
        "house",
        "Langs de deuren met één vraag",
        "Wat zou jij hier willen veranderen? Die vraag stellen we aan alle buren, met een kop koffie uit "
        "de bakfiets. Je loopt in tweetallen, twee uur lang, en schrijft de antwoorden op. Ook als je "
        "verlegen bent, is dit leuk: je maatje begint.",
        "once saturday/weekday 10:00-12:00|15:00-17:00",
        (4, 8),
        likes="food; care",
    ),
    Wording(
        "fotos",
        Task.OTHER,
        "house sport culture garden farm museum",
        "Foto's maken van een mooie dag",
        "We hebben een open dag en niemand heeft tijd om foto's te maken. Jij loopt twee uur rond met je "
        "telefoon of camera en vraagt eerst of het mag. De leukste tien stuur je naar ons. Perfect hoeft "
        "niet.",
        "once saturday/sunday 13:00-15:00|14:00-16:00",
        (1, 2),
        likes="culture; food",
    ),
    Wording(
        "kleding",
        Task.OTHER,
        "food newcomers house",
        "Kleding vouwen in de weggeefwinkel",
        "Mensen brengen kleren, jij vouwt ze en hangt de mooiste voor het raam. Daarna help je iemand een "
        "warme jas te vinden. Je staat er met twee anderen en we drinken veel thee. Kom zo vaak als je "
        "wilt.",
        "free weekday afternoon; saturday morning",
        (2, 4),
        dutch=Dutch.NONE,
    ),
    Wording(
        "folders",
        Task.OTHER,
        "house culture chores",
        "Kaartjes rondbrengen in je eigen straat",
        "Je krijgt een stapel van tachtig kaartjes over ons [feest|buurtdiner|spreekuur] en doet ze in de "
        "bus in jouw straat. Een half uur lopen, meer is het niet. Wanneer je gaat, bepaal je zelf. Met "
        "een kind aan de hand gaat het ook.",
        "free",
        (3, 8),
        dutch=Dutch.NONE,
    ),
    Wording(
        "bezoekersteller",
        Task.OTHER,
        "nature museum",
        "Een middag mensen de weg wijzen",
        "Je staat bij de ingang met een kaart in je hand en vertelt waar de koffie en de wc's zijn. Er "
        "komen vooral gezinnen uit {place}. Je bent met z'n tweeën en lost elkaar af. Wij leren je het "
        "terrein vooraf kennen.",
        "once saturday/sunday 12:30-15:30",
        (2, 4),
        likes="food; culture",
    ),
)
