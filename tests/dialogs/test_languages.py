"""Languages: every catalogue is read, and everybody gets the language nearest to their own."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dialogs.languages import DEFAULT, SIMPLE, SOURCE, Languages, codes
from dialogs.text import Say

ZONE = ZoneInfo("Europe/Amsterdam")
HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural};\\n"

"""
TWO = "nplurals=2; plural=(n != 1)"
THREE = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"


def catalogue(folder: Path, code: str, body: str, *, plural: str = TWO, comment: str = "") -> None:
    """Write a catalogue as translators do."""
    path = folder / code / "LC_MESSAGES" / "bot.po"
    path.parent.mkdir(parents=True)
    path.write_text(comment + HEADER.format(plural=plural) + body, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Dutch in two registers, Polish, Arabic, Brazilian Portuguese and Chinese."""
    catalogue(tmp_path, "nl", 'msgid "Yes"\nmsgstr "Ja"\n', comment="# Reviewed-by-native-reader: yes\n")
    catalogue(tmp_path, "nl@simple", 'msgid "Yes"\nmsgstr "Ja!"\n')
    catalogue(
        tmp_path,
        "pl",
        'msgid "{n} day"\nmsgid_plural "{n} days"\n'
        'msgstr[0] "{n} dzień"\nmsgstr[1] "{n} dni"\nmsgstr[2] "{n} dnia"\n\n'
        'msgctxt "a verb"\nmsgid "Open"\nmsgstr "Otwórz"\n',
        plural=THREE,
    )
    for code in ("ar", "pt_BR", "zh"):
        catalogue(tmp_path, code, "")
    return tmp_path


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("nl", "nl"),
        ("nl-BE", "nl"),
        ("NL_be", "nl"),
        ("nl-Latn-BE", "nl"),
        ("nl@simple", "nl@simple"),
        ("nl-NL@euro", "nl"),
        ("nld", "nl"),
        ("fy", "nl"),
        ("fy-NL", "nl"),
        ("pt-br", "pt_BR"),
        ("PT_BR", "pt_BR"),
        ("zh-hans", "zh"),
        ("zh-Hant-TW", "zh"),
        ("EN_us", "en"),
        ("eng", "en"),
        ("ar-EG", "ar"),
        ("ary", "ar"),
        ("apc-SY", "ar"),
        (" pl ", "pl"),
        ("pl-x-private", "pl"),
        ("pt", SIMPLE),
        ("pt-PT", SIMPLE),
        ("tr", SIMPLE),
        ("it-IT", SIMPLE),
        ("ku", SIMPLE),
        ("ckb-IQ", SIMPLE),
        ("ru", SIMPLE),
        ("gsw", SIMPLE),
        (None, SIMPLE),
        ("", SIMPLE),
        ("-", SIMPLE),
        ("@", SIMPLE),
        ("--nl", SIMPLE),
        ("🙂", SIMPLE),
        ("nl.po/../../etc", SIMPLE),
        ("x" * 300, SIMPLE),
        ("-".join("x" * 150), SIMPLE),
    ],
)
def test_an_app_may_call_its_language_anything(asked: str | None, spoken: str, folder: Path) -> None:
    languages = Languages.load(folder)
    assert languages.choose(asked) == languages.get(asked).code == spoken
    assert languages.find(asked) in (None, spoken)


@pytest.mark.parametrize(
    ("asked", "ours"),
    [
        ("prs-AF", "fa"),
        ("fa-IR", "fa"),
        ("tir", "ti"),
        ("ti-ER", "ti"),
        ("som", "so"),
        ("so-SO", "so"),
        ("pap-AW", "pap"),
        ("pap-CW", "pap"),
        ("uk-UA", "uk"),
        ("fr-MA", "fr"),
        ("es-419", "es"),
        ("ca", "es"),
        ("de-CH", "de"),
        ("lb", "de"),
        ("tr-CY", "tr"),
    ],
)
def test_every_language_of_ours_is_found_by_the_names_that_its_readers_phones_have(
    asked: str, ours: str, tmp_path: Path
) -> None:
    for code in ("nl", "nl@simple", ours):
        catalogue(tmp_path, code, "")
    assert Languages.load(tmp_path).choose(asked) == ours


def test_who_reads_none_of_them_gets_simple_dutch_or_what_there_is(folder: Path) -> None:
    languages = Languages.load(folder)
    assert languages.otherwise == SIMPLE
    assert languages.only(("nl", "pl")).otherwise == languages.only(("nl", "pl")).choose("ku") == "nl"
    assert languages.only(("en", "pl")).choose("ku") == "en"


def test_a_language_that_nobody_checked_is_offered_only_where_the_campaign_names_it(folder: Path) -> None:
    languages = Languages.load(folder)
    assert {language.code for language in languages.live(())} == {"nl", "en"}
    assert {language.code for language in languages.live(("ar", "xx"))} == {"nl", "en", "ar"}


def test_catalogues_are_read_with_their_plurals_contexts_and_direction(folder: Path) -> None:
    languages = Languages.load(folder)
    assert next(iter(languages)).code == DEFAULT
    assert {language.code for language in languages} == {"nl", "nl@simple", "pl", "ar", "pt_BR", "zh", "en"}
    assert [language.code for language in languages if language.right_to_left] == ["ar"]
    assert {language.code for language in languages if language.reviewed} == {"nl", "en"}
    polish = Say(languages.get("pl"), ZONE)
    assert polish.plural("{n} day", "{n} days", 22).html == "22 dni"
    assert polish.plural("{n} day", "{n} days", 1).html == "1 dzień"
    assert polish.about("a verb", "Open").html == "Otwórz"
    assert polish("No").html == "No"
    assert languages.get("pl").name == "Polski"
    assert Say(languages.get("nl"), ZONE)("Yes").html == "Ja"


@pytest.mark.parametrize(
    "body",
    [
        'msgid "Yes"\nmsgstr ""\n\nmsgid "No"\nmsgstr "Non"\n',
        'msgid "No"\nmsgstr "Non"\n\nmsgid "Yes"\nmsgstr ""',
        '#, fuzzy\nmsgid "Yes"\nmsgstr "Non"\n',
        '#, python-brace-format, fuzzy\nmsgid "{n} day"\nmsgstr "{n} an"\n',
        'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} jour"\nmsgstr[1] ""\n',
    ],
)
def test_a_language_that_is_not_whole_is_absent_unless_one_looks_at_the_work(body: str, folder: Path) -> None:
    catalogue(folder, "fr", body)
    assert "fr" not in codes(folder)
    assert "fr" not in Languages.load(folder)
    assert Languages.load(folder).choose("fr") == SIMPLE
    looked_at = Languages.load(folder, unfinished={"fr"})
    assert "fr" in looked_at
    assert Say(looked_at.get("fr"), ZONE)("Yes").html == "Yes"  # neither nothing nor a guess is said


def test_a_long_translation_is_not_taken_for_none(folder: Path) -> None:
    catalogue(folder, "fr", 'msgid "Yes"\nmsgstr ""\n"Oui, "\n"volontiers"\n\n#~ msgid "Old"\n#~ msgstr ""\n')
    assert "fr" in codes(folder)
    assert Say(Languages.load(folder).get("fr"), ZONE)("Yes").html == "Oui, volontiers"


def test_the_campaigns_own_language_is_there_whatever_it_lacks(tmp_path: Path) -> None:
    catalogue(tmp_path, DEFAULT, 'msgid "Yes"\nmsgstr ""\n\nmsgid "No"\nmsgstr "Nee"\n')
    dutch = Say(Languages.load(tmp_path).get(DEFAULT), ZONE)
    assert (dutch("Yes").html, dutch("No").html) == ("Yes", "Nee")


def test_a_code_that_is_gone_gets_the_campaigns_own_language(folder: Path, tmp_path: Path) -> None:
    languages = Languages.load(folder)
    assert "pl" in languages
    assert "tr" not in languages
    assert languages.get("tr").code == languages.get(None).code == SIMPLE
    alone = Languages.load(tmp_path / "nothing here")
    assert [language.code for language in alone] == [SOURCE]
    assert alone.get("nl").code == alone.choose("nl") == SOURCE


def test_a_broken_catalogue_is_named(folder: Path) -> None:
    catalogue(folder, "fr", 'msgid "Yes"\nmsgstr "Oui"\n<<<<<<< mine\n')
    with pytest.raises(ValueError, match=r"fr/LC_MESSAGES/bot\.po"):
        Languages.load(folder)


def test_a_language_that_nobody_knows_is_named(folder: Path) -> None:
    catalogue(folder, "xx-nowhere", "")
    with pytest.raises(ValueError, match=r"xx-nowhere/LC_MESSAGES/bot\.po"):
        Languages.load(folder)


def test_a_campaign_speaks_all_languages_or_those_it_chose(folder: Path) -> None:
    languages = Languages.load(folder)
    assert {one.code for one in languages} == set(codes(folder))
    assert languages.only(()) is languages
    chosen = languages.only(("nl", "pl"))
    assert [one.code for one in chosen] == ["nl", "pl"]
    assert chosen.choose("ar") == chosen.get("ar").code == "nl"
