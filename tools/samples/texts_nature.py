"""Texts: gardens, nature and animals."""

from campaign.values import Dutch, Task
from tools.samples.wording import Wording

TEXTS = (
    Wording(
        "kersenboom",
        Task.GARDENING,
        "",
        "Twee uur samen in de buurttuin",
        "Er is altijd iets te doen bij ons: zaaien, paden vegen, takken snoeien of gewoon thee schenken. "
        "Je werkt met vijf of zes buren, en Ria laat je alles zien. Je hoeft niets van planten te weten. "
        "Na afloop eten we soep aan de lange tafel, met uitzicht op de kersenboom.",
        "once saturday 10:00-12:00",
        (4, 4),
        dutch=Dutch.NONE,
        bring="Schoenen die vies mogen worden",
        likes="nature; food",
        most=1,
        within=9,
    ),
    Wording(
        "onkruid",
        Task.GARDENING,
        "garden house",
        "Samen de tuin bijwerken",
        "Met een groep buren maken we de tuin weer mooi. Je trekt onkruid, harkt blad of knipt de heg, net "
        "wat bij je past. Twee uur werken, met koffie halverwege. [Handschoenen liggen klaar.|Gereedschap "
        "en handschoenen zijn er genoeg.]",
        "once saturday/sunday 10:00-12:00|13:00-15:00",
        (3, 8),
        dutch=Dutch.NONE,
        bring="Oude kleren",
    ),
    Wording(
        "moestuin",
        Task.GARDENING,
        "garden food",
        "Groente telen voor de voedselbank",
        "Wat wij kweken, gaat naar mensen met weinig geld. Elke week zaaien, gieten en oogsten we met een "
        "vaste groep van acht. Je leert het al doende van een tuinder. Je mag ook zelf [een krop sla|een "
        "bos wortels] meenemen.",
        "weekly weekday 09:30-12:00|13:30-15:30",
        (2, 5),
        dutch=Dutch.NONE,
        likes="nature; food",
    ),
    Wording(
        "geveltuin",
        Task.GARDENING,
        "garden house nature",
        "Tegels eruit, planten erin",
        "We maken een grijze straat in {place} groen. Je wipt stoeptegels op, brengt aarde en zet planten "
        "langs de gevel. De bewoners doen zelf mee. Het is stevig werk, maar je kiest wat je aankunt; na "
        "drie uur is er taart.",
        "once saturday 09:30-12:30|13:00-16:00",
        (4, 8),
        dutch=Dutch.NONE,
        bring="Stevige schoenen",
        likes="nature; oddjobs",
    ),
    Wording(
        "binnentuin",
        Task.GARDENING,
        "care",
        "De plantenbakken van ons verzorgingshuis",
        "Voor de ramen van onze bewoners staan twaalf bakken. Je geeft water, haalt uitgebloeide bloemen "
        "weg en kiest iets nieuws uit. Vaak komt er een bewoner bij zitten die het beter weet. Een half "
        "uur per keer, wanneer jij wilt.",
        "free",
        (1, 2),
        dutch=Dutch.NONE,
        likes="nature; care",
    ),
    Wording(
        "tuin-water",
        Task.GARDENING,
        "garden",
        "Sleuteldrager van de tuin",
        "Eén keer per week doe jij het hek open en weer dicht. Daartussen geef je de planten in de kas "
        "water en leg je het gereedschap goed. Meestal is er een buur die koffie zet. Je krijgt een "
        "lijstje mee, dus je kunt niets vergeten.",
        "weekly any 09:00-10:00|17:00-18:00",
        (1, 3),
    ),
    Wording(
        "zwerfafval",
        Task.TIDYING_NATURE,
        "nature house youth",
        "[De wijk|Het park|De oever] schoon in een ochtend",
        "Met grijpers en zakken lopen we door {place} en rapen we op wat er niet hoort. Je loopt in een "
        "groepje van drie en kiest zelf je tempo. Na twee uur zetten we alle zakken op een rij en maken we "
        "een foto. Grijpers en hesjes zijn er.",
        "once saturday/sunday 10:00-12:00",
        (5, 8),
        dutch=Dutch.NONE,
    ),
    Wording(
        "wilgen",
        Task.TIDYING_NATURE,
        "nature",
        "Wilgen knotten langs de sloot",
        "We zagen de takken van een rij oude wilgen, zodat de steenuil er weer kan wonen. Je zaagt, sleept "
        "of stapelt. Iemand leert je hoe je veilig zaagt, en er is warme chocolademelk. Je bent een "
        "ochtend buiten.",
        "once saturday 09:00-12:30",
        (4, 8),
        dutch=Dutch.NONE,
        bring="Laarzen en warme kleren",
        min_age=16,
    ),
    Wording(
        "vogels",
        Task.TIDYING_NATURE,
        "nature",
        "Nestkasten schoonmaken",
        "In het bos bij {place} hangen zestig nestkasten. We lopen ze na: openmaken, leeghalen, weer "
        "ophangen. Jij houdt de ladder of de lijst vast. Vogels hoef je niet te kennen, die leer je "
        "onderweg.",
        "once weekend 09:30-12:00",
        (2, 4),
    ),
    Wording(
        "pad",
        Task.TIDYING_NATURE,
        "nature",
        "Een wandelpad begaanbaar houden",
        "Je krijgt een eigen stukje pad van twee kilometer. Je loopt het eens in de maand, knipt takken "
        "weg en meldt het als er iets kapot is. Je gaat wanneer het jou past, alleen of met een vriend. "
        "Een snoeischaar krijg je van ons.",
        "free",
        (2, 6),
    ),
    Wording(
        "padden",
        Task.TIDYING_NATURE,
        "nature",
        "Padden helpen oversteken",
        "Zodra het zacht wordt, trekken de padden naar het water, dwars over de weg. Met een lampje en een "
        "emmer breng je ze naar de overkant. We gaan in tweetallen, een avond van anderhalf uur. Je krijgt "
        "handschoenen en een hesje.",
        "dates any 19:30-21:00",
        (2, 6),
        bring="Een zaklamp",
        dutch=Dutch.NONE,
    ),
    Wording(
        "hond",
        Task.ANIMALS,
        "shelter",
        "Honden uitlaten van het asiel",
        "Onze honden wachten op een nieuw huis en willen elke dag naar buiten. Je loopt een uur met een "
        "hond die bij jou past. De eerste twee keer loopt een verzorger mee. Bang voor grote honden? Er "
        "zijn ook kleine.",
        "weekly any 09:00-10:00|16:00-17:00",
        (3, 6),
        dutch=Dutch.NONE,
        min_age=18,
    ),
    Wording(
        "kinderboerderij",
        Task.ANIMALS,
        "farm",
        "Geiten voeren en stallen vegen",
        "Om tien uur staan [twaalf geiten|twee ezels|zes schapen] te wachten op jou en een emmer brokken. "
        "Daarna veeg je de stal en zet je het hek open voor de kinderen. Je werkt samen met de beheerder. "
        "Je hoeft geen ervaring met dieren te hebben.",
        "weekly saturday/sunday/wednesday 10:00-12:00",
        (1, 4),
        dutch=Dutch.NONE,
        bring="Laarzen",
        likes="nature; children",
    ),
    Wording(
        "katten",
        Task.ANIMALS,
        "shelter",
        "Katten aaien die mensen spannend vinden",
        "Sommige katten in onze opvang kennen geen mensen. Je gaat een uur rustig bij ze zitten, leest een "
        "boek en wacht tot ze komen. Zo vinden ze sneller een thuis. Het is fijn werk voor wie van stilte "
        "houdt.",
        "free",
        (2, 4),
        dutch=Dutch.NONE,
    ),
    Wording(
        "egels",
        Task.ANIMALS,
        "nature farm shelter",
        "Huisjes bouwen voor egels",
        "We timmeren een middag lang twintig egelhuisjes voor de tuinen van {place}. Het hout is al "
        "gezaagd, jij schroeft en plakt het dak erop. We zitten met tien mensen aan twee werkbanken. Heb "
        "je nog nooit een schroef gedraaid, dan leer je het hier.",
        "once weekend 13:00-15:30",
        (3, 8),
        dutch=Dutch.NONE,
        likes="nature; oddjobs",
    ),
    Wording(
        "opendag-dieren",
        Task.ANIMALS,
        "farm",
        "Konijnen laten aaien op de open dag",
        "Op onze open dag willen alle kinderen een konijn op schoot. Jij zit op een strobaal, laat zien "
        "hoe je zacht aait en let op of het konijn het fijn vindt. Na elk uur wissel je af. In totaal ben "
        "je drie uur bij ons.",
        "once saturday/sunday 11:00-14:00",
        (2, 5),
        likes="nature; children",
    ),
    Wording(
        "dierenvoedsel",
        Task.ANIMALS,
        "farm shelter",
        "Dierenvoer ophalen bij winkels",
        "In vier winkels in {place} staat een ton waar mensen voer in doen voor onze dieren. Eens in de "
        "twee weken rijd je langs, laad je de auto in en drink je thee bij ons. Met de bakfiets kan het "
        "ook, die leen je van ons.",
        "free weekday daytime",
        (1, 2),
        likes="nature; oddjobs",
        min_age=18,
    ),
)
