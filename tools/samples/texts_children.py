"""Texts: playing with children, reading aloud, helping at school."""

from campaign.values import Dutch, Task
from tools.samples.wording import Wording

TEXTS = (
    Wording(
        "speelmiddag",
        Task.PLAYING,
        "youth house",
        "Meespelen op de speelmiddag",
        "Twintig kinderen, een plein en een grote kist met ballen en touwen. Jij doet mee: je draait het "
        "springtouw, telt af bij verstoppertje en plakt een pleister. We zijn met vier volwassenen en het "
        "duurt twee uur. Je hoeft geen spelletjes te kennen.",
        "once wednesday/saturday 14:00-16:00",
        (2, 4),
        min_age=16,
    ),
    Wording(
        "knutselen",
        Task.PLAYING,
        "youth library culture museum",
        "Knutselen met [karton|klei|papier] en veel lijm",
        "Kinderen van zes tot tien maken een [stad|dierentuin|kasteel], en jij helpt met knippen en "
        "lijmen. Alles ligt klaar en één van ons leidt de middag. Je hoeft zelf niet goed te zijn in "
        "knutselen. Na twee uur ruimen we samen op.",
        "once wednesday/saturday 13:30-15:30",
        (2, 4),
        dutch=Dutch.LITTLE,
        bring="Kleren die vies mogen worden",
        likes="children; culture",
    ),
    Wording(
        "speelotheek",
        Task.PLAYING,
        "youth house",
        "Speelgoed uitlenen aan gezinnen",
        "Bij ons lenen gezinnen speelgoed, zoals een boek uit de bibliotheek. Je pakt een puzzel van de "
        "plank, kijkt of alle stukjes er zijn en praat even met de ouders. Je staat er met z'n tweeën. Een "
        "uitleg van tien minuten is genoeg.",
        "weekly saturday/wednesday 10:00-12:00",
        (1, 3),
    ),
    Wording(
        "bouwdag",
        Task.PLAYING,
        "youth",
        "Hutten bouwen met kinderen",
        "Een dag lang bouwen kinderen uit de buurt hutten van pallets. Jij houdt planken vast, deelt "
        "spijkers uit en zegt waar de pleisters liggen. Er is altijd een leider bij die het vaker deed. "
        "Een deel van de dag meedoen is ook goed.",
        "once saturday 10:00-15:00",
        (4, 8),
        dutch=Dutch.NONE,
        bring="Stevige schoenen en een lunch",
        min_age=18,
        likes="children; oddjobs",
    ),
    Wording(
        "voorlezen-thuis",
        Task.READING_ALOUD,
        "library",
        "Voorlezen bij een gezin thuis",
        "Je leest twaalf weken lang een uur per week voor aan kinderen die Nederlands leren. Een ouder is "
        "er altijd bij. De boeken krijg je van ons mee. De eerste keer gaan we samen.",
        "weekly weekday 16:00-17:00|18:30-19:30",
        (2, 5),
        dutch=Dutch.GOOD,
        min_age=18,
        likes="children; language",
    ),
    Wording(
        "voorleeshoek",
        Task.READING_ALOUD,
        "library school",
        "Voorlezen in de kussenhoek",
        "Een half uur voor, dan limonade, dan nog een half uur. Tien kleuters luisteren naar jouw verhaal, "
        "en één wil altijd op schoot. Jij kiest het boek uit onze kast. Gekke stemmetjes mogen, maar "
        "hoeven niet.",
        "once tuesday/friday 10:00-11:30|13:30-15:00",
        (1, 2),
        dutch=Dutch.GOOD,
    ),
    Wording(
        "leesmaatje",
        Task.READING_ALOUD,
        "school",
        "Leesmaatje voor een kind uit groep [4|5]",
        "Elke week zit je drie kwartier naast hetzelfde kind en lezen jullie om de beurt een bladzij. Zo "
        "gaat het lezen vanzelf beter. De juf legt uit hoe je helpt bij een moeilijk woord. Je hoeft geen "
        "les te kunnen geven.",
        "weekly weekday 08:45-09:30|13:15-14:00",
        (2, 6),
        dutch=Dutch.GOOD,
    ),
    Wording(
        "twee-talen",
        Task.READING_ALOUD,
        "library school newcomers",
        "Een verhaal vertellen in jouw eigen taal",
        "Spreek je Turks, Arabisch, Pools of nog iets anders? Je leest een prentenboek voor in jouw taal, "
        "en één van ons leest het in het Nederlands. De kinderen vinden het prachtig. Je Nederlands hoeft "
        "niet goed te zijn, en het duurt een uur.",
        "once wednesday 10:30-11:30|14:00-15:00",
        (1, 3),
        dutch=Dutch.NONE,
        likes="children; language",
    ),
    Wording(
        "uitstapje",
        Task.SCHOOL_HELP,
        "school",
        "Mee met de klas naar [het museum|het bos|de boerderij]",
        "Groep 6 gaat op pad en heeft extra ogen nodig. Je loopt mee met een groepje van vijf kinderen en "
        "telt ze af en toe. De juf heeft de leiding. We zijn de hele ochtend weg, en je krijgt een "
        "broodje.",
        "once weekday 08:45-12:30",
        (2, 4),
        min_age=18,
    ),
    Wording(
        "huiswerk",
        Task.SCHOOL_HELP,
        "school house library",
        "Helpen bij het huiswerk",
        "In onze huiswerkkamer zitten twaalf kinderen van tien tot veertien. Je zit naast ze, vraagt wat "
        "ze moeten doen en helpt ze te beginnen. Je hoeft niet alles te weten: samen zoeken is ook leren. "
        "Je bent er anderhalf uur.",
        "weekly weekday 15:30-17:00",
        (2, 5),
        dutch=Dutch.GOOD,
    ),
    Wording(
        "beroep",
        Task.SCHOOL_HELP,
        "school",
        "Vertel een klas over jouw werk",
        "Buschauffeur, kapper, verpleegkundige of moeder van vijf: kinderen van groep 8 willen weten wat "
        "jij doet. Je vertelt een half uur en zij stellen vragen. Je hoeft niets voor te bereiden. We "
        "spreken een moment af dat jou past.",
        "free weekday morning",
        (1, 6),
    ),
    Wording(
        "ontbijt",
        Task.SCHOOL_HELP,
        "school",
        "Broodjes smeren voor het schoolontbijt",
        "Niet elk kind eet thuis. Daarom dekken we vóór schooltijd een lange tafel. Je smeert boterhammen, "
        "schenkt melk in en zegt iedereen gedag. Om negen uur ben je weer klaar, en je werkt met twee "
        "ouders samen.",
        "weekly weekday 07:30-09:00",
        (1, 3),
        dutch=Dutch.NONE,
        likes="children; food",
    ),
)
