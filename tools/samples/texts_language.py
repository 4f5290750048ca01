"""Texts: talking Dutch, forms and letters, buddies for newcomers."""

from campaign.values import Dutch, Task
from tools.samples.wording import Wording

TEXTS = (
    Wording(
        "taalcafe",
        Task.TALKING_DUTCH,
        "library house newcomers",
        "Nederlands praten in het taalcafé",
        "Aan elke tafel zitten vier mensen die Nederlands leren en één die het al spreekt. Dat ben jij. "
        "Jullie praten over eten, werk of het weekend, met kaartjes erbij als het stilvalt. Lesgeven hoeft "
        "niet, rustig praten wel.",
        "weekly weekday 10:00-11:30|19:00-20:30",
        (2, 6),
        dutch=Dutch.GOOD,
    ),
    Wording(
        "taalwandeling",
        Task.TALKING_DUTCH,
        "newcomers house",
        "Praten en wandelen tegelijk",
        "Met een groepje lopen we door {place} en noemen we alles bij de naam: de brug, de bakker, de "
        "regen. Jij loopt naast één iemand die Nederlands leert. Fouten maken mag, ook door jou. Na "
        "anderhalf uur is er thee.",
        "once weekend 10:30-12:00|14:00-15:30",
        (3, 8),
        likes="language; care",
    ),
    Wording(
        "taalmaatje",
        Task.TALKING_DUTCH,
        "newcomers library",
        "Taalmaatje: één uur, één persoon",
        "Je spreekt met één nieuwkomer af, in de bibliotheek of bij een kop koffie. Jullie oefenen wat die "
        "week nodig is: bellen met de dokter, een praatje met de buren. Dag en uur kiezen jullie samen. "
        "Wij blijven bereikbaar voor vragen.",
        "free",
        (3, 8),
        dutch=Dutch.GOOD,
    ),
    Wording(
        "kookpraat",
        Task.TALKING_DUTCH,
        "newcomers house garden",
        "Nederlands oefenen in de keuken",
        "Wie samen snijdt, praat vanzelf. We koken met acht mensen, de helft leert nog Nederlands, en "
        "iedereen zegt hardop wat hij doet. Jij doet mee en herhaalt een woord als dat helpt. Om half twee "
        "staan de borden leeg op het aanrecht.",
        "once friday/saturday 11:00-13:30",
        (2, 4),
        likes="language; food",
    ),
    Wording(
        "spelavond-taal",
        Task.TALKING_DUTCH,
        "newcomers library",
        "Spelletjesavond met nieuwe Nederlanders",
        "Kaarten, dobbelen, woorden raden: spelen kan met weinig taal. Jij legt een spel uit aan drie of "
        "vier mensen en speelt mee. Verlies je, dan leer je een woord in hun taal. Het begint na het eten "
        "en duurt twee uur.",
        "once weekday 19:00-21:00",
        (2, 5),
    ),
    Wording(
        "brieven",
        Task.FORMS,
        "library house newcomers",
        "Samen een moeilijke brief lezen",
        "Mensen komen binnen met een brief die ze niet begrijpen. Je leest hem samen, zegt in gewone "
        "woorden wat er staat en wie je kunt bellen. Naast je zit iemand met ervaring. Je hoeft niet alles "
        "te weten, wel rustig te blijven.",
        "weekly weekday 09:30-12:00|13:30-15:30",
        (1, 3),
        dutch=Dutch.GOOD,
        min_age=18,
    ),
    Wording(
        "mapjes",
        Task.FORMS,
        "chores house",
        "Een plastic tas vol post op orde brengen",
        "Iemand in {place} durft zijn post niet meer open te maken. Samen sorteren jullie: weg, bewaren, "
        "betalen. Je komt een paar keer, met een maatje van ons erbij. Goed kunnen ordenen is genoeg, van "
        "geldzaken weten wij genoeg.",
        "free",
        (1, 3),
        dutch=Dutch.GOOD,
        min_age=18,
        beginners=False,
        likes="language; care",
    ),
    Wording(
        "toeslagen",
        Task.FORMS,
        "library house",
        "Formulierenmiddag in de wijk",
        "Op één middag helpen we zoveel mogelijk mensen met formulieren. Jij vraagt bij de ingang wat er "
        "nodig is, legt papieren klaar en brengt mensen naar de goede tafel. Het invullen doen anderen. Je "
        "bent drie uur bij ons en er is soep.",
        "once weekday 13:00-16:00",
        (2, 4),
        dutch=Dutch.LITTLE,
    ),
    Wording(
        "wegwijs",
        Task.BUDDY,
        "newcomers",
        "{place} laten zien aan een nieuw gezin",
        "Een gezin woont net een maand in {place}. Jij laat op een middag zien waar de markt is, welke bus "
        "waar gaat en waar kinderen kunnen spelen. Iemand van ons loopt mee. Een gids hoef je niet te "
        "zijn, jouw eigen plekken zijn goed.",
        "once saturday/sunday 13:30-16:00",
        (1, 3),
        likes="language; culture",
    ),
    Wording(
        "maatje",
        Task.BUDDY,
        "newcomers",
        "Maatje van een nieuwe stadgenoot",
        "Je doet een half jaar lang om de week iets samen: een fiets kopen, een formulier bekijken, gewoon "
        "thee drinken. Zo leert iemand {place} kennen, en jij ook een beetje opnieuw. We zoeken iemand die "
        "bij je past. De eerste keer zijn we erbij.",
        "free",
        (2, 6),
        min_age=18,
    ),
    Wording(
        "sportmaatje",
        Task.BUDDY,
        "newcomers sport",
        "Samen voor het eerst naar de sportclub",
        "Alleen een kleedkamer binnenlopen waar je niemand kent, is eng. Jij gaat drie keer mee met een "
        "jongere die hier nieuw is. Jullie trainen mee of kijken eerst. Daarna kan hij of zij het zelf, en "
        "heb jij er een bekende bij.",
        "dates weekday 18:30-20:00",
        (1, 3),
        dutch=Dutch.NONE,
        likes="language; sport",
    ),
    Wording(
        "moedergroep",
        Task.BUDDY,
        "newcomers school youth",
        "Thee met moeders die hier nieuw zijn",
        "Elke week drinken tien moeders samen thee terwijl de kleintjes spelen. Jij schuift aan, "
        "beantwoordt vragen over school en de huisarts, en vraagt zelf ook. Je hoeft geen kinderen te "
        "hebben. Na twee uur gaan we samen naar het schoolplein.",
        "weekly weekday 09:00-11:00|13:00-15:00",
        (1, 3),
        likes="language; children",
    ),
)
