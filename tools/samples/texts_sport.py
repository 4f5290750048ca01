"""Texts: coaching, sports days, the canteen."""

from campaign.values import Dutch, Task
from tools.samples.wording import Wording

TEXTS = (
    Wording(
        "kleuters-bal",
        Task.COACHING,
        "sport",
        "Bewegen met de kleinsten",
        "Vijftien kinderen van vier en vijf jaar leren rennen, gooien en vangen. Jij helpt de trainer: je "
        "zet pionnen neer, rent mee en strikt veters. Je hoeft zelf geen sporter te zijn. Het duurt een "
        "uur.",
        "weekly saturday 09:30-10:30|10:45-11:45",
        (1, 3),
        likes="sport; children",
        min_age=16,
    ),
    Wording(
        "meisjesteam",
        Task.COACHING,
        "sport",
        "Helpen bij de training van de meiden",
        "Ons meisjesteam van twaalf jaar heeft een trainer, maar die staat er alleen voor. Jij doet de "
        "warming-up mee, verdeelt de groepjes en moedigt aan. De oefeningen staan op een kaart. Anderhalf "
        "uur per week, vroeg in de avond.",
        "weekly monday/tuesday/thursday 18:30-20:00",
        (1, 2),
        likes="sport; children",
    ),
    Wording(
        "stoelgym",
        Task.COACHING,
        "sport care house",
        "Meedoen bij gym op een stoel",
        "Twaalf ouderen doen oefeningen op een stoel, met muziek erbij. Je zit in de kring, doet alles mee "
        "en helpt wie het lastig vindt. De leraar staat vooraan. Je hoeft niet sportief te zijn en je bent "
        "een uur bezig.",
        "weekly weekday 10:00-11:00|14:00-15:00",
        (1, 2),
        likes="sport; care",
    ),
    Wording(
        "fietsles",
        Task.COACHING,
        "sport newcomers house",
        "Fietsles geven op een leeg plein",
        "Zes vrouwen willen leren fietsen. Je loopt ernaast, houdt het zadel vast en laat op tijd los. "
        "Onze fietslerares legt eerst uit hoe dat veilig gaat. Gewone schoenen en geduld zijn genoeg.",
        "dates weekend/friday 10:00-11:30",
        (2, 5),
        dutch=Dutch.NONE,
        likes="sport; language",
    ),
    Wording(
        "proefles",
        Task.COACHING,
        "sport",
        "Eén keer helpen bij een proefles",
        "Kinderen die nog nooit bij een club waren, mogen een middag bij ons proberen. Jij haalt ze op bij "
        "het hek, loopt mee naar het veld en blijft in de buurt. De trainers doen de rest. Twee uur, en "
        "daarna is er limonade.",
        "once wednesday/saturday 13:30-15:30",
        (2, 5),
        likes="sport; children",
    ),
    Wording(
        "toernooi",
        Task.SPORTS_DAY,
        "sport",
        "Scores bijhouden op het toernooi",
        "Zestien teams spelen een middag tegen elkaar. Jij zit met iemand aan een tafel, schrijft de "
        "scores op en zet ze op het grote bord. De regels hoef je niet te kennen. Koffie en een broodje "
        "staan klaar.",
        "once saturday/sunday 12:30-16:30",
        (1, 3),
    ),
    Wording(
        "finish",
        Task.SPORTS_DAY,
        "sport",
        "Water uitdelen bij de buurtloop",
        "Ruim honderd mensen uit {place} lopen vijf kilometer, en veel van hen voor het eerst. Jij staat "
        "met een paar anderen bij een tafel, geeft bekertjes aan en klapt voor de laatste net zo hard. Na "
        "twee uur ben je klaar.",
        "once sunday/saturday 10:00-12:00",
        (4, 8),
        dutch=Dutch.NONE,
        bring="Een warme jas",
    ),
    Wording(
        "sportdag-school",
        Task.SPORTS_DAY,
        "sport school",
        "Begeleider op de sportdag",
        "Je loopt een ochtend met acht kinderen van spel naar spel. Je leest de kaart, telt de punten en "
        "troost wie verliest. Bij elk spel staat iemand die het uitlegt. Zelf rennen hoeft niet.",
        "once weekday 08:45-12:15",
        (4, 8),
        likes="sport; children",
    ),
    Wording(
        "rolstoelbasket",
        Task.SPORTS_DAY,
        "sport",
        "Een dag sport voor iedereen",
        "Kinderen met en zonder rolstoel sporten een dag samen. Je gaat met één kind op pad, of je helpt "
        "bij een onderdeel. Vooraf praten we een half uur over wat fijn is. Ervaring is niet nodig, "
        "vrolijkheid wel.",
        "once saturday/sunday 10:00-15:00",
        (3, 8),
        min_age=16,
        likes="sport; care",
    ),
    Wording(
        "kantine",
        Task.CANTEEN,
        "sport",
        "Een dienst achter de bar van de club",
        "Je zet koffie, bakt tosti's en maakt een praatje met de ouders langs de lijn. Je staat er met "
        "iemand die weet hoe de kassa werkt. Een dienst duurt drie uur. Je kiest zelf hoe vaak je komt.",
        "free weekend morning; weekend afternoon",
        (2, 6),
        min_age=18,
        likes="sport; food",
    ),
    Wording(
        "kantine-soep",
        Task.CANTEEN,
        "sport",
        "Erwtensoep en broodjes op de clubdag",
        "Op de clubdag eten we met honderd mensen. Jij smeert broodjes, schept soep op en zet de afwas in "
        "de machine. We zijn met een ploeg van zes en er staat muziek aan. Je werkt drie uur en eet "
        "natuurlijk mee.",
        "once saturday/sunday 11:00-14:00",
        (2, 5),
        dutch=Dutch.NONE,
        likes="sport; food",
    ),
    Wording(
        "lijnen",
        Task.CANTEEN,
        "sport",
        "De club klaarmaken voor het weekend",
        "Op een rustige avond maken we alles klaar: tafels schoon, vlaggen buiten, ballen opgepompt. Je "
        "doet het met twee andere leden en je bent in twee uur klaar. Wie wil, drinkt daarna nog iets. "
        "Kennis van sport heb je hier niet voor nodig.",
        "weekly thursday/friday 19:00-21:00",
        (1, 3),
        dutch=Dutch.NONE,
        likes="sport; oddjobs",
    ),
)
