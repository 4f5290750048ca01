"""Texts: visiting, keeping company, walking together."""

from campaign.values import Dutch, Task
from tools.samples.wording import Wording

TEXTS = (
    Wording(
        "koffiebezoek",
        Task.VISITING,
        "care chores",
        "Koffie bij iemand die weinig buiten komt",
        "Je gaat een uurtje langs bij een [oudere bewoner|oudere buurvrouw|oudere buurman] in {place}. "
        "Jullie drinken koffie en praten over van alles. De eerste keer gaat iemand van ons met je mee. Je "
        "hoeft niemand te verzorgen, alleen te luisteren.",
        "weekly weekday 10:00-11:00|14:30-15:30",
        (1, 3),
        dutch=Dutch.GOOD,
        min_age=18,
    ),
    Wording(
        "krant",
        Task.VISITING,
        "care",
        "Samen de krant lezen",
        "Een paar bewoners zien niet goed meer, maar willen graag weten wat er gebeurt. Je leest een uur "
        "voor uit de krant van {place}, en daarna praten jullie erover. Je hoeft geen mooie stem te "
        "hebben. Er is altijd iemand van ons in de kamer.",
        "weekly weekday 10:30-11:30",
        (1, 2),
        dutch=Dutch.GOOD,
    ),
    Wording(
        "handmassage",
        Task.VISITING,
        "care",
        "Nagels lakken en handcrème smeren",
        "Een middag lang maken we het gezellig in de woonkamer. Je lakt nagels, smeert handen in en kletst "
        "met de bewoners. Je hoeft het niet netjes te kunnen: het gaat om de aandacht. We doen dit met "
        "[drie|vier] mensen tegelijk.",
        "once any 14:00-16:00|13:30-15:30",
        (2, 4),
    ),
    Wording(
        "spelletje",
        Task.VISITING,
        "care",
        "Een potje [dammen|rummikub|sjoelen] met een bewoner",
        "Eén van onze bewoners speelt graag, maar mist iemand aan de andere kant van de tafel. Je speelt "
        "een uur mee en drinkt thee. Je spreekt samen af wanneer je komt. Ken je het spel niet, dan leert "
        "zij het je met plezier.",
        "free weekday afternoon",
        (1, 2),
    ),
    Wording(
        "lange-tafel",
        Task.COMPANY,
        "house care",
        "Aanschuiven aan de lange tafel",
        "Bij {organisation} eten elke week dertig mensen samen. Sommigen komen alleen en vinden dat "
        "spannend. Jij gaat naast hen zitten, eet mee en houdt het gesprek gaande. Koken hoeft niet, dat "
        "doet een ander.",
        "weekly weekday 17:30-19:30|12:00-14:00",
        (2, 4),
    ),
    Wording(
        "breiclub",
        Task.COMPANY,
        "house library",
        "Breien en bijpraten",
        "Onze breigroep zoekt gezelschap. Je schuift een middag aan, helpt een steek oprapen en drinkt "
        "koffie mee. Kun je niet breien, dan leer je het hier. We maken [mutsen|sjaals|dekentjes] voor "
        "mensen die ze goed kunnen gebruiken.",
        "dates weekday 13:30-15:30",
        (2, 5),
        dutch=Dutch.NONE,
        likes="care; culture",
    ),
    Wording(
        "welkom",
        Task.COMPANY,
        "house",
        "Bij de deur staan en welkom zeggen",
        "De eerste keer ergens binnenlopen is lastig. Daarom staat er bij onze open middag iemand bij de "
        "deur die hallo zegt, een jas aanneemt en koffie aanwijst. Dat ben jij, samen met een buurvrouw "
        "die iedereen kent. Het duurt twee uur.",
        "once weekday 13:30-15:30|14:00-16:00",
        (1, 2),
    ),
    Wording(
        "bellen",
        Task.COMPANY,
        "chores care",
        "Elke week even bellen",
        "Je belt één keer per week met iemand uit {place} die vaak alleen is. Een kwartier is genoeg. "
        "Jullie praten over het weer, de kleinkinderen of voetbal. Je krijgt vooraf een kop koffie en drie "
        "goede tips.",
        "weekly any 10:00-11:00|19:00-20:00",
        (2, 5),
        dutch=Dutch.GOOD,
        min_age=18,
    ),
    Wording(
        "thee-tuin",
        Task.COMPANY,
        "garden care",
        "Thee schenken op het terras",
        "Op een mooie dag zit ons terras vol buren. Je schenkt thee, brengt een koekje rond en gaat zelf "
        "ook zitten. We doen het met z'n [drieën|vieren], twee uur lang. Een dienblad dragen is het "
        "moeilijkste wat je doet.",
        "once weekend 14:00-16:00",
        (2, 3),
        dutch=Dutch.NONE,
        likes="care; food",
    ),
    Wording(
        "rolstoel",
        Task.WALKING,
        "care",
        "Een rondje met de rolstoel",
        "Buiten zijn doet onze bewoners goed. Je duwt een rolstoel door [het park|de wijk|het centrum] en "
        "vertelt wat je ziet. We gaan met een groep en zijn na anderhalf uur terug. We leggen je uit hoe "
        "de remmen werken.",
        "once any 14:00-15:30|10:30-12:00",
        (3, 8),
        dutch=Dutch.NONE,
    ),
    Wording(
        "wandelmaatje",
        Task.WALKING,
        "care chores house",
        "Wandelmaatje voor een buurman",
        "Hij is 78, loopt graag en kent {place} op zijn duimpje. Alleen lopen durft hij niet meer. Jullie "
        "maken samen een rondje van drie kwartier, op een moment dat jullie allebei past. Snel lopen hoeft "
        "niet, hij heeft een stok.",
        "free weekday daytime",
        (1, 1),
    ),
    Wording(
        "buurtwandeling",
        Task.WALKING,
        "house sport",
        "Meelopen met de wandelgroep",
        "Elke week lopen we met een groep buren een uur door {place}. Jij loopt achteraan, zodat niemand "
        "alleen blijft. Je hoeft de weg niet te kennen en we stoppen vaak. Na afloop is er koffie.",
        "weekly weekday 09:30-11:00|19:00-20:30",
        (1, 3),
        likes="care; sport",
    ),
    Wording(
        "duofiets",
        Task.WALKING,
        "care",
        "Een ritje op de duofiets",
        "Wij hebben een fiets voor twee, met een motortje. Jij fietst en stuurt, een bewoner trapt mee en "
        "wijst [haar oude school|zijn oude straat] aan. Een rit duurt een uur. Je oefent eerst op ons "
        "plein, en je mag zo vaak komen als je wilt.",
        "free weekday daytime",
        (2, 4),
        likes="care; sport",
    ),
    Wording(
        "markt",
        Task.WALKING,
        "care",
        "Mee naar de markt",
        "[Acht|Zes] bewoners willen weer eens zelf een haring kiezen op de markt. Ieder heeft één iemand "
        "naast zich nodig voor een arm of een tas. We lopen rustig en drinken samen koffie. Je bent in "
        "totaal twee uur bezig.",
        "once weekday 10:00-12:00",
        (4, 8),
    ),
)
