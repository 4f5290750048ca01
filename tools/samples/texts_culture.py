"""Texts: the library, music, events."""

from campaign.values import Dutch, Task
from tools.samples.wording import Wording

TEXTS = (
    Wording(
        "terugzetten",
        Task.LIBRARY,
        "library",
        "Boeken terugzetten en mensen op weg helpen",
        "Je rijdt met een kar langs de kasten en zet boeken op hun plek. Onderweg vraagt altijd iemand "
        "waar de kookboeken staan. Het is rustig werk, twee uur per week. Het alfabet kennen is genoeg.",
        "weekly weekday 10:00-12:00|13:30-15:30",
        (1, 3),
    ),
    Wording(
        "boek-thuis",
        Task.LIBRARY,
        "library",
        "Boeken naar huis brengen",
        "Sommige lezers kunnen niet meer zelf komen. Je kiest met ze een stapel boeken, brengt die met de "
        "fiets en haalt ze na vier weken weer op. Je hoort vanzelf wat ze ervan vonden. Je krijgt twee "
        "vaste adressen in {place}.",
        "free",
        (2, 4),
        likes="culture; care",
    ),
    Wording(
        "minibieb",
        Task.LIBRARY,
        "library house school",
        "Een boekenkastje in de straat vullen",
        "Er komt een boekenkastje voor kinderen in de wijk. We stempelen, kaften en kiezen op een middag "
        "de eerste honderd boeken. Je doet het met ouders en een paar kinderen die alles al gelezen "
        "hebben. Twee uur, zonder voorkennis.",
        "once wednesday/saturday 14:00-16:00",
        (2, 5),
        likes="culture; children",
    ),
    Wording(
        "boekenmarkt",
        Task.LIBRARY,
        "library",
        "Achter een kraam op de boekenmarkt",
        "We verkopen duizend oude boeken voor een euro per stuk. Jij pakt uit, legt ze op tafel en rekent "
        "af uit een geldkistje. Je staat er met z'n drieën. Je mag als eerste kiezen.",
        "once saturday/sunday 10:00-14:00",
        (2, 6),
    ),
    Wording(
        "zingen",
        Task.MUSIC,
        "care house culture",
        "Samen zingen met ouderen",
        "Een uur lang zingen we liedjes die iedereen kent. Jij zit tussen de mensen, slaat het boek open "
        "op de goede bladzij en zingt mee. Zuiver hoeft niet, hardop wel. De pianist is er al.",
        "once weekday 14:30-15:30|10:30-11:30",
        (2, 6),
        likes="culture; care",
    ),
    Wording(
        "speel-muziek",
        Task.MUSIC,
        "care",
        "Speel je iets? Kom het laten horen",
        "Gitaar, piano, saz of mondharmonica: onze bewoners luisteren graag. Je speelt een half uur in de "
        "woonkamer, alleen of met een vriend. Foutjes hoort niemand. We spreken af wanneer het jou "
        "uitkomt.",
        "free",
        (1, 4),
        dutch=Dutch.NONE,
        likes="culture; care",
    ),
    Wording(
        "fanfare",
        Task.MUSIC,
        "culture",
        "Een handje helpen bij het jeugdorkest",
        "Dertig kinderen met trompetten en trommels hebben een extra paar handen nodig. Je zet lessenaars "
        "neer, deelt bladmuziek uit en zoekt het kwijtgeraakte mondstuk. Noten lezen hoef je niet. De "
        "repetitie duurt anderhalf uur.",
        "weekly friday/saturday/tuesday 18:30-20:00",
        (1, 2),
        likes="culture; children",
    ),
    Wording(
        "buurtkoor",
        Task.MUSIC,
        "culture house",
        "Koffie en liedbladen voor het buurtkoor",
        "Ons koor zingt liedjes uit tien landen. Jij komt een half uur eerder, zet koffie en legt de "
        "teksten klaar. Daarna mag je meezingen of luisteren. Het is elke week, en een keer missen is geen "
        "ramp.",
        "weekly weekday 19:00-21:00",
        (1, 2),
        dutch=Dutch.NONE,
        likes="culture; food",
    ),
    Wording(
        "festival",
        Task.EVENTS,
        "culture house",
        "Opbouwen voor het wijkfestival",
        "In één ochtend staat er een podium, een rij kramen en een tent vol kussens. Je sjouwt, plakt en "
        "hangt lampjes op met een ploeg van twaalf. We delen het werk zo dat iedereen iets kan. Na het "
        "opruimen eten we samen.",
        "once saturday 08:30-12:30|09:00-13:00",
        (4, 8),
        dutch=Dutch.NONE,
    ),
    Wording(
        "lichtjes",
        Task.EVENTS,
        "culture youth house",
        "Meelopen met de lichtjesoptocht",
        "Honderd kinderen lopen met een lampion door {place}. Jij loopt aan de rand mee in een geel hesje "
        "en zorgt dat niemand de stoep af gaat. We lopen een uur, stapvoets, en drinken warme "
        "chocolademelk. Er zijn lampions over voor grote mensen.",
        "once friday/saturday 18:00-20:00|18:30-20:30",
        (4, 8),
        likes="culture; children",
    ),
    Wording(
        "museumzaal",
        Task.EVENTS,
        "museum",
        "Gastheer of gastvrouw in een klein museum",
        "Je zit in een zaal vol [oude klokken|schilderijen|gereedschap van vroeger] en zegt mensen gedag. "
        "Vragen ze iets, dan staat het antwoord op een kaart, of je zoekt het samen op. Je bent met z'n "
        "tweeën. Eén of twee middagen in de maand is fijn.",
        "free weekend afternoon; friday afternoon",
        (1, 4),
    ),
    Wording(
        "theater-jassen",
        Task.EVENTS,
        "culture",
        "Jassen aannemen bij een voorstelling",
        "Buurtbewoners spelen hun eigen toneelstuk. Jij neemt jassen aan, scheurt kaartjes en zoekt een "
        "plek voor wie slecht loopt. Zodra het licht uitgaat, mag je gaan zitten en kijken. Het is één "
        "avond van drie uur.",
        "once friday/saturday 19:00-22:00",
        (2, 4),
    ),
    Wording(
        "maaltijd-feest",
        Task.EVENTS,
        "house newcomers food",
        "Een feestmaal voor de hele straat dekken",
        "We vieren dat we buren zijn, met een tafel van vijftig meter. Je dekt, vouwt servetten en brengt "
        "schalen rond. Iedereen kookt iets, dus je proeft van alles. We beginnen in de middag en zijn na "
        "het eten klaar.",
        "once saturday/sunday 15:00-19:00",
        (4, 8),
        dutch=Dutch.NONE,
        likes="culture; food",
    ),
    Wording(
        "film",
        Task.EVENTS,
        "culture library house",
        "Filmavond met popcorn",
        "Je maakt popcorn, verkoopt kaartjes van een euro en zet de film aan. Er komen zo'n dertig mensen "
        "uit de buurt. Je doet het met een maatje, van zeven tot tien. De film kiezen jullie samen.",
        "dates friday/thursday 19:00-22:00",
        (1, 3),
        dutch=Dutch.LITTLE,
    ),
)
