"""Dutch adjectives compared as one writes them, and left alone where they compare already."""

import pytest

from campaign.comparing import comparative

COMPARED = """
plain: groen groener, mooi mooier, leuk leuker, warm warmer, sterk sterker, wild wilder, jong jonger, oud
    ouder, zacht zachter, kort korter, lang langer, licht lichter, dicht dichter, hecht hechter, trots
    trotser, fantastisch fantastischer, logisch logischer, boeiend boeiender, gezond gezonder, modern
    moderner, correct correcter, complex complexer, lax laxer, chill chiller, robuust robuuster, bewust
    bewuster, kalm kalmer, spannend spannender, relaxt relaxter
its own way: goed beter, veel meer, weinig minder, graag liever, precies preciezer, welkom welkomer, moe
    moeër, grof grover, hees heser, cool cooler, relaxed relaxter, ver verder
short vowel: wit witter, dik dikker, snel sneller, fel feller, nat natter, vol voller, dun dunner, knap
    knapper, gek gekker, vlot vlotter, hip hipper, fit fitter, dom dommer, kapot kapotter, fris frisser,
    knus knusser
short vowel before f and s: laf laffer, tof toffer, los losser, gewis gewisser
no stress on the end: simpel simpeler, flexibel flexibeler, edel edeler, soepel soepeler, veilig
    veiliger, rustig rustiger, gezellig gezelliger, levendig levendiger, open opener, tevreden
    tevredener, verbonden verbondener
long vowel: groot groter, laat later, laag lager, breed breder, hoog hoger, rood roder, geel geler, kaal
    kaler, schoon schoner, vroom vromer, sociaal socialer, normaal normaler, eenzaam eenzamer, duurzaam
    duurzamer, zorgzaam zorgzamer, compleet completer, cultureel cultureler, klimaatneutraal
    klimaatneutraler
long vowel with two dots: reëel reëler, financieel financiëler, individueel individueler
f becomes v: lief liever, braaf braver, gaaf gaver, doof dover, stijf stijver, half halver, creatief
    creatiever, actief actiever, sportief sportiever, inclusief inclusiever
s becomes z: boos bozer, wijs wijzer, grijs grijzer, vies viezer, dwaas dwazer, serieus serieuzer,
    nerveus nerveuzer, zorgeloos zorgelozer
s stays: vers verser, divers diverser, intens intenser, vals valser
two letters for one vowel: diep dieper, koel koeler, zoet zoeter, fijn fijner, rijk rijker, klein
    kleiner, ruim ruimer, stout stouter, vrolijk vrolijker, makkelijk makkelijker, uniek unieker, leuk
    leuker, kindvriendelijk kindvriendelijker
i, j and w: fraai fraaier, taai taaier, lui luier, blij blijer, vrij vrijer, gastvrij gastvrijer, blauw
    blauwer, nieuw nieuwer, ruw ruwer
r: duur duurder, zwaar zwaarder, raar raarder, puur puurder, klaar klaarder, zuur zuurder, stoer
    stoerder, fier fierder, teer teerder, populair populairder, bereikbaar bereikbaarder
ends in -er as it is: lekker lekkerder, helder helderder, zeker zekerder, bijzonder bijzonderder
as before a noun: groene groener, leuke leuker, mooie mooier, blije blijer, lieve liever, witte witter,
    goede beter, dure duurder, zware zwaarder, rare raarder, stoere stoerder, lekkere lekkerder, groenere
    groener
with a capital: Groen groener, GROEN groener
"""
LEFT_ALONE = """
compare already: groener mooier beter meer minder leuker duurder lekkerder fraaier luier blijer moeër nieuwer
    vrijer zuiverder socialer verder hoger fitter taaier reëler gedweeër liever
have no other degree: samen thuis anders extra gratis heel overal
are no adjective: mensen wandelen zee wie knie lila happy ok 2 a-b @groen groen! één
"""


def _words(table: str, apart: str | None) -> list[str]:
    """The words of a table, without what stands before each colon."""
    rows: list[str] = []
    for line in table.strip().splitlines():
        if line.startswith(" "):
            rows[-1] += f" {line.strip()}"
        else:
            rows.append(line.partition(":")[2].strip())
    return [word.strip() for row in rows for word in row.split(apart) if word.strip()]


@pytest.mark.parametrize("pair", _words(COMPARED, ","))
def test_an_adjective_is_compared(pair: str) -> None:
    word, compared = pair.split()
    assert comparative(word) == compared
    assert comparative(compared) is None, "what compares is not compared again"


@pytest.mark.parametrize("word", _words(LEFT_ALONE, None))
def test_a_word_that_compares_or_cannot_is_left_alone(word: str) -> None:
    assert comparative(word) is None


@pytest.mark.parametrize(
    "word", ["", "e", "er", "ee", "aër", "x" * 5_000, "ëë", "sssss", "\u202egroen", "ij", "i"]
)
def test_nonsense_breaks_nothing(word: str) -> None:
    found = comparative(word)
    assert found is None or found.endswith("er")
