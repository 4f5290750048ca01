"""The kind of a task, read from its code, from Dutch or English words, or from an organisation's causes."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from campaign.values import Like, Task, mask_of_likes
from storage.feeds.wording import plain

_CODES: Mapping[str, Task] = {plain(task.code): task for task in Task}

STEMS: Mapping[Task, str] = {
    Task.TALKING_DUTCH: (
        "taalmaat taalmaatje taalcafe taalcoach taalbuddy taalles conversatie nederlands_oefenen "
        "nederlands_spreken speak_dutch practise_dutch practice_dutch language_cafe conversation"
    ),
    Task.FORMS: (
        "formulier formulieren administratie thuisadministratie belasting toeslag schuldhulp budget "
        "papierwerk brieven= forms= paperwork taxes debt"
    ),
    Task.READING_ALOUD: "voorlez voorlees voorleze leesmaat reading_aloud read_aloud reading_to storytell",
    Task.COMPUTERS: (
        "computer digitaal digitale digihulp laptop smartphone telefoonhulp tablet= ipad= website ict= "
        "internet it_skills digital"
    ),
    Task.FOOD_BANK: "voedselbank voedselpakket voedselhulp food_bank foodbank food_parcel kledingbank",
    Task.REPAIRING: (
        "repair reparatie repareren repaircafe fietsenmaker fietsen_maken herstel naaien naaimachine "
        "mending= fix="
    ),
    Task.CANTEEN: "kantine canteen bardienst barmedewerker clubhuis clubhouse",
    Task.SPORTS_DAY: (
        "sportdag toernooi scheidsrechter wedstrijd sportevenement sports_day tournament referee marathon "
        "avondvierdaagse vierdaagse parkrun"
    ),
    Task.COACHING: (
        "trainer trainen training jeugdtrainer sportcoach sportles zwemles zwemmen voetbal hockey= "
        "basketbal judo= gym= sportclub football swimming coaching_sport sport"
    ),
    Task.PLAYING: (
        "speeltuin speelmiddag speelmaat kindermiddag kinderopvang kinderclub spelen_met peuter kleuter "
        "knutsel jeugdwerk scouting jeugdclub kinderactiviteit playing playground toddler youth_club"
    ),
    Task.SCHOOL_HELP: (
        "huiswerk bijles schoolhulp basisschool overblijf schoolplein mentor klas= klassen= school "
        "homework tutor classroom"
    ),
    Task.ANIMALS: (
        "dier= dieren dierenasiel hond= honden= hondenuitlaat kat= katten asiel= kinderboerderij paard= "
        "paarden vogelopvang egelopvang animal= animals= dog= dogs= cat= cats= horse="
    ),
    Task.GARDENING: "tuin moestuin volkstuin groentetuin garden schoffel plantenbak",
    Task.TIDYING_NATURE: (
        "natuur natuurwerk natuurbeheer bos= bossen= bosbeheer zwerfafval zwerfvuil opruim knotwilg "
        "knotten wilgen landschap strand milieu duurzaam nature litter woodland conservation beach_clean "
        "clean_up"
    ),
    Task.COOKING: (
        "kok= koken= eettafel buurtmaaltijd maaltijd samen_eten buurtrestaurant eethuis bakken= keuken "
        "cook= cooking= kitchen meal lunch baking="
    ),
    Task.DRIVING: (
        "chauffeur rijden= vervoer rijder= buurtbus plusbus boodschappendienst autorit bezorg driv "
        "transport deliver minibus"
    ),
    Task.WALKING: "wandel duofiets rolstoel fietsmaatje ommetje walk= walks= walking= wheelchair",
    Task.VISITING: "bezoek visiting visit= visits= visitor belcirkel telefoonster eenzaam lonely",
    Task.MUSIC: (
        "muziek koor= zing= zingen= zanger theater toneel orkest band_spelen piano gitaar dansen music "
        "choir theatre sing= singing= drama="
    ),
    Task.LIBRARY: "bibliotheek museum rondleid suppoost archief library guide heritage gallery",
    Task.EVENTS: (
        "festival evenement feest braderie kermis koningsdag markt= intocht optocht carnaval event= "
        "events= celebration fair= party="
    ),
    Task.BUDDY: "nieuwkomer statushouder vluchteling asielzoeker inburger maatje buddy newcomer refugee azc",
    Task.ODD_JOBS: (
        "klus klussen klusjes klusdienst schilder timmer verhuis onderhoud handyman odd_job painting "
        "carpent maintenance technisch"
    ),
    Task.COMPANY: (
        "gastvrouw gastheer gezelschap koffie ouderen verpleeghuis verzorgingshuis zorgcentrum "
        "dagbesteding bingo inloop spelletjes hospice company elderly older_people care_home befriend "
        "host="
    ),
    Task.NEIGHBOURS: "buurt wijk buren burenhulp buurthuis dorpshuis neighbour community_centre village",
}
"""Beginnings of words that tell the kind of task, or with a `=` whole words; the first kind met counts."""

CAUSES: Mapping[str, tuple[Task, Like]] = {
    "animalwelfare": (Task.ANIMALS, Like.NATURE),
    "antipoverty": (Task.OTHER, Like.FOOD),
    "artsandculture": (Task.OTHER, Like.CULTURE),
    "care": (Task.OTHER, Like.CARE),
    "community": (Task.NEIGHBOURS, Like.FOOD),
    "disability": (Task.OTHER, Like.CARE),
    "educationlanguages": (Task.OTHER, Like.LANGUAGE),
    "educationandlanguages": (Task.OTHER, Like.LANGUAGE),
    "environment": (Task.TIDYING_NATURE, Like.NATURE),
    "ethnicminorities": (Task.OTHER, Like.LANGUAGE),
    "families": (Task.OTHER, Like.CHILDREN),
    "health": (Task.OTHER, Like.CARE),
    "heritage": (Task.LIBRARY, Like.CULTURE),
    "illness": (Task.OTHER, Like.CARE),
    "incare": (Task.OTHER, Like.CARE),
    "learningdisabilities": (Task.OTHER, Like.CARE),
    "literacyneeds": (Task.OTHER, Like.LANGUAGE),
    "localcommunity": (Task.NEIGHBOURS, Like.FOOD),
    "loneparents": (Task.OTHER, Like.CHILDREN),
    "lowincomehouseholds": (Task.OTHER, Like.FOOD),
    "mentalhealth": (Task.OTHER, Like.CARE),
    "olderpeople": (Task.COMPANY, Like.CARE),
    "parents": (Task.OTHER, Like.CHILDREN),
    "physicaldisability": (Task.OTHER, Like.CARE),
    "refugeesasylumseekers": (Task.BUDDY, Like.LANGUAGE),
    "refugeesandasylumseekers": (Task.BUDDY, Like.LANGUAGE),
    "residentsofdisadvantagedneighbourhoods": (Task.NEIGHBOURS, Like.FOOD),
    "sensoryimpairment": (Task.OTHER, Like.CARE),
    "sportoutdooractivities": (Task.OTHER, Like.SPORT),
    "sportandoutdooractivities": (Task.OTHER, Like.SPORT),
    "unemployment": (Task.OTHER, Like.LANGUAGE),
    "youthchildren": (Task.PLAYING, Like.CHILDREN),
    "youthandchildren": (Task.PLAYING, Like.CHILDREN),
}
"""Causes of Volunteering Data, without strokes and capitals: a like in every case, and the kind of task where
the cause makes it plain."""

_STEMS = tuple(
    (task, re.compile("|".join(f"(?:^|_){stem.replace('=', '(?:_|$)')}" for stem in stems.split())))
    for task, stems in STEMS.items()
)
_COMPOUNDS: Mapping[str, Task] = {
    "tuin": Task.GARDENING,
    "natuur": Task.TIDYING_NATURE,
    "sport": Task.COACHING,
    "taal": Task.TALKING_DUTCH,
    "dieren": Task.ANIMALS,
    "feest": Task.EVENTS,
    "koor": Task.MUSIC,
    "museum": Task.LIBRARY,
}
"""Found inside a longer word too, for Dutch writes its words together: pluktuin, kinderfeest."""

_COMPOUND = re.compile("|".join(_COMPOUNDS))


@lru_cache(maxsize=4096)
def task_of(words: str) -> Task | None:
    """The kind of task that a code or some words tell; None where they tell none."""
    said = plain(words)
    if said in _CODES:
        return _CODES[said]
    for task, stems in _STEMS:
        if stems.search(said):
            return task
    inside = _COMPOUND.search(said)
    return _COMPOUNDS[inside[0]] if inside else None


def task_and_likes(code: str, title: str, hints: Iterable[str]) -> tuple[Task, int, bool]:
    """The kind of task, the mask of likes, and whether anything told them.

    `code` is what the file says the kind is. Where it says nothing, the title is read, then `hints`: causes
    of Volunteering Data by name.
    """
    if code:
        task = task_of(code)
        return (task, task.like.bit, True) if task else (Task.OTHER, Task.OTHER.like.bit, False)
    task = task_of(title)
    if task is not None:
        return task, task.like.bit, True
    causes = [CAUSES[name] for hint in hints if (name := plain(hint).replace("_", "")) in CAUSES]
    if causes:
        told = next((task for task, _ in causes if task is not Task.OTHER), Task.OTHER)
        return told, mask_of_likes(like for _, like in causes[:3]), True
    return Task.OTHER, Task.OTHER.like.bit, False
