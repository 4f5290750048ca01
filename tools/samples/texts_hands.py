"""Texts: repairing, driving, odd jobs, help with computers."""

from campaign.values import Dutch, Task
from tools.samples.wording import Wording

TEXTS = (
    Wording(
        "lampen",
        Task.REPAIRING,
        "repair",
        "Kapotte lampen en koffiezetters maken",
        "Mensen komen met iets stuks, en samen kijken jullie wat eraan mankeert. Je zit naast een maker "
        "met ervaring en mag alles vragen. Lukt het niet, dan heb je het samen geprobeerd. Een ochtend "
        "duurt drie uur.",
        "dates saturday 10:00-13:00",
        (1, 4),
        dutch=Dutch.NONE,
    ),
    Wording(
        "fietsen",
        Task.REPAIRING,
        "repair newcomers youth",
        "Fietsen opknappen voor kinderen",
        "Oude fietsen worden bij ons weer nieuw. Je plakt banden, zet een zadel recht en poetst het stuur. "
        "Aan het eind rijdt er een kind op weg. Je leert het van onze fietsenmaker, in een middag van "
        "tweeënhalf uur.",
        "once wednesday/saturday 13:00-15:30",
        (2, 4),
        dutch=Dutch.NONE,
        bring="Een oude broek",
        likes="oddjobs; children",
    ),
    Wording(
        "naaien",
        Task.REPAIRING,
        "repair house",
        "Knopen aanzetten en ritsen maken",
        "Aan onze naaitafel herstellen we kleren van buren. Jij zet knopen aan, maakt een zoom of leert "
        "het van wie naast je zit. Er zijn vier naaimachines en heel veel garen. Elke week, twee uur, en "
        "je mag een keer overslaan.",
        "weekly weekday 19:00-21:00|13:30-15:30",
        (1, 3),
        dutch=Dutch.NONE,
        likes="oddjobs; culture",
    ),
    Wording(
        "ontvangst-repair",
        Task.REPAIRING,
        "repair",
        "Gastheer of gastvrouw bij de reparatietafels",
        "Je vraagt wat er kapot is, schrijft het op en wijst een stoel aan. Wie moet wachten, krijgt van "
        "jou koffie. Zelf repareren hoeft niet. Zo'n middag met veertig mensen duurt drie uur.",
        "once saturday/sunday 13:00-16:00",
        (1, 2),
        likes="oddjobs; food",
    ),
    Wording(
        "ziekenhuis",
        Task.DRIVING,
        "chores care",
        "Iemand naar het ziekenhuis brengen",
        "Met de bus naar het ziekenhuis is ver als je slecht loopt. Jij haalt iemand thuis op, drinkt "
        "koffie in de hal en rijdt weer terug. Je krijgt de kilometers betaald. Je zegt zelf op welke "
        "dagen het kan.",
        "free weekday daytime",
        (2, 6),
        min_age=18,
        bring="Je rijbewijs",
        beginners=False,
        likes="oddjobs; care",
    ),
    Wording(
        "uitje-busje",
        Task.DRIVING,
        "care",
        "Chauffeur voor een middag naar [zee|de markt|het bos]",
        "Acht bewoners gaan eruit met ons busje. Jij rijdt, twee begeleiders gaan mee, en onderweg stoppen "
        "we voor [een ijsje|pannenkoeken|een kop koffie]. Een gewoon rijbewijs is genoeg. We oefenen "
        "vooraf een kwartier op de parkeerplaats.",
        "once weekday 13:00-17:00",
        (1, 2),
        min_age=21,
        bring="Je rijbewijs",
        beginners=False,
        likes="oddjobs; care",
    ),
    Wording(
        "maaltijden",
        Task.DRIVING,
        "care chores food",
        "Warme maaltijden rondbrengen",
        "Je brengt met de fiets of de auto acht maaltijden rond in {place}. Bij elke deur maak je een kort "
        "praatje, want soms ben jij de enige die dag. Het duurt een uur. De route staat op een briefje.",
        "weekly any 11:30-12:30|16:45-17:45",
        (1, 4),
        min_age=18,
        likes="oddjobs; food",
    ),
    Wording(
        "teamrijder",
        Task.DRIVING,
        "sport",
        "Kinderen naar de uitwedstrijd rijden",
        "Drie ouders hebben geen auto, maar hun kinderen spelen wel mee. Jij rijdt heen en terug, en kijkt "
        "langs de lijn. Er gaat altijd nog een ouder mee. Eén keer helpen is al fijn.",
        "once saturday 08:30-12:00|09:00-12:30",
        (1, 3),
        min_age=21,
        beginners=False,
        bring="Je rijbewijs",
        likes="oddjobs; sport",
    ),
    Wording(
        "lampje",
        Task.ODD_JOBS,
        "chores house",
        "Een lamp ophangen bij een buurvrouw",
        "Een klein klusje is groot als je het niet zelf kunt. Je hangt een lamp op, draait een plank vast "
        "of zet een kast recht bij iemand uit {place}. Je gaat met z'n tweeën. Je kiest zelf welke klusjes "
        "je doet.",
        "free",
        (2, 6),
        min_age=18,
    ),
    Wording(
        "verhuizen",
        Task.ODD_JOBS,
        "chores newcomers",
        "Helpen bij een verhuizing",
        "Een [moeder met twee kinderen|jong gezin|alleenstaande vader] krijgt een eigen huis. We dragen "
        "dozen, zetten een bed in elkaar en drinken thee tussen de kratten. Zes mensen, één bus, drie uur. "
        "Zwaar tillen doen de anderen als jij dat liever niet doet.",
        "once saturday/sunday 09:30-12:30|13:00-16:00",
        (3, 6),
        dutch=Dutch.NONE,
        likes="oddjobs; language",
    ),
    Wording(
        "verven",
        Task.ODD_JOBS,
        "house youth care school",
        "Een muur verven in een vrolijke kleur",
        "Onze [hal|keuken|speelkamer] is grijs en moet [geel|groen|oranje] worden. We plakken af, rollen "
        "en doen daarna nog een laag. Met z'n vijven ben je in drie uur klaar. Verven leer je in vijf "
        "minuten, en voor lunch zorgen wij.",
        "once any 10:00-13:00",
        (3, 5),
        dutch=Dutch.NONE,
        bring="Kleren waar verf op mag",
    ),
    Wording(
        "boodschappen",
        Task.ODD_JOBS,
        "chores",
        "Boodschappen doen voor een buur",
        "Je haalt één keer per week een tas boodschappen voor iemand die slecht kan lopen. Het lijstje "
        "krijg je vooraf en het geld regelen wij. Vaak staat de koffie klaar als je terugkomt. Met drie "
        "kwartier ben je rond.",
        "weekly any 10:00-11:00|16:00-17:00",
        (1, 4),
        likes="oddjobs; care",
    ),
    Wording(
        "stoelen",
        Task.ODD_JOBS,
        "culture house",
        "Stoelen zetten en het licht bedienen",
        "Voor elke voorstelling zetten we honderd stoelen klaar. Daarna doe jij op een teken het licht uit "
        "en aan, en zie je de rest gratis. We leren je de knoppen in een kwartier. Je komt op de avonden "
        "die je kiest.",
        "dates friday/saturday 18:30-22:00",
        (2, 4),
        likes="oddjobs; culture",
    ),
    Wording(
        "telefoonuur",
        Task.COMPUTERS,
        "house library care repair",
        "Helpen met telefoons en tablets",
        "Hoe stuur je een foto, hoe zet je letters groter? Je zit naast iemand en zoekt het rustig samen "
        "uit. Je hoeft geen computerkenner te zijn: wat jij elke dag doet, is genoeg. Het inloopuur is "
        "elke week, met koffie.",
        "weekly weekday 10:00-11:30|14:00-15:30",
        (1, 4),
        dutch=Dutch.LITTLE,
        likes="oddjobs; care",
    ),
    Wording(
        "laptops",
        Task.COMPUTERS,
        "repair school library",
        "Oude laptops klaarmaken voor leerlingen",
        "Bedrijven geven ons hun oude laptops. Je maakt ze leeg, zet er een nieuw systeem op en plakt er "
        "een naam op. Een stap-voor-stapkaart ligt ernaast. Op één avond maken we er met z'n zessen dertig "
        "klaar.",
        "once weekday 18:30-21:00",
        (2, 5),
        dutch=Dutch.LITTLE,
        likes="oddjobs; children",
    ),
    Wording(
        "inloggen",
        Task.COMPUTERS,
        "library house",
        "Samen inloggen, stap voor stap",
        "Een afspraak maken bij de gemeente of de dokter gaat steeds vaker online. Je helpt iemand om het "
        "zelf te doen, op onze computer of een eigen telefoon. Je kijkt mee en neemt het niet over. Je "
        "krijgt vooraf een korte uitleg over wat wel en niet mag.",
        "weekly weekday 13:00-15:00|10:00-12:00",
        (1, 3),
        dutch=Dutch.GOOD,
        min_age=18,
        likes="oddjobs; language",
    ),
    Wording(
        "nieuwe-telefoon",
        Task.COMPUTERS,
        "care chores",
        "Een nieuwe telefoon instellen",
        "[Een bewoner|Een buurvrouw van 81] kreeg een telefoon van de kleinkinderen, maar durft er nog "
        "niets mee. Jij zet de namen erin en oefent het bellen met beeld. Je komt een of twee keer een "
        "uur, op een moment dat jullie past. Geduld is alles wat je nodig hebt.",
        "free weekday afternoon",
        (1, 2),
        likes="oddjobs; care",
    ),
)
