"""The words that say yes, no or maybe when they are the whole message, in every language at once."""

import re

from campaign.values import Answer
from dialogs.folding import bare

WORDS: dict[Answer, tuple[str, ...]] = {
    Answer.YES: (
        # Dutch
        *("ja", "jawel", "jazeker", "ja hoor", "ja graag", "graag", "ja dat mag", "ja dat wil ik"),
        *("ja ik wil", "ja ik doe mee", "ik doe mee", "ja dank je", "ja bedankt"),
        # English
        *("yes", "yeah", "yep", "yes please", "yes i do", "yes i will", "yes you may", "of course"),
        # Arabic
        *("نعم", "أجل", "أيوه", "أيوا", "نعم من فضلك", "نعم شكرا", "aywa"),
        # Turkish
        *("evet", "evet lütfen", "evet isterim", "evet olur"),
        # Polish
        *("tak", "no tak", "tak proszę", "tak chętnie", "tak chcę", "chętnie"),
        # Ukrainian, and Russian, which many who read it type
        *("так", "так будь ласка", "так хочу", "да", "да пожалуйста", "да хочу"),
        # Persian
        *("بله", "آره", "آری", "بله لطفا", "بله حتما"),
        # Tigrinya, and Amharic
        *("እወ", "እወ በጃኹም", "እወ ደስ ይብለኒ", "አዎ", "አዎን"),
        # Somali
        *("haa", "haa fadlan", "haa waan rabaa"),
        # French
        *("oui", "ouais", "oui merci", "oui s'il vous plaît", "oui bien sûr", "bien sûr", "oui je veux bien"),
        # Spanish
        *("sí", "sí por favor", "sí gracias", "claro", "claro que sí", "sí claro", "por supuesto"),
        # German
        *("jawohl", "ja gerne", "ja gern", "ja bitte", "gerne", "gern", "ja klar", "ja natürlich"),
        # Papiamento
        *("si danki", "si por fabor", "claro ku si"),
    ),
    Answer.NO: (
        # Dutch
        *("nee", "neen", "nee hoor", "nee dank je", "nee dankjewel", "nee dank u", "nee bedankt"),
        *("nee liever niet", "liever niet", "nu niet", "nee nu niet"),
        # English
        *("no", "nope", "no thanks", "no thank you", "no not now", "not now", "rather not"),
        # Arabic
        *("لا", "لا شكرا", "لا ليس الآن", "ليس الآن"),
        # Turkish
        *("hayır", "hayır teşekkürler", "hayır sağ olun", "şimdi değil", "yok"),
        # Polish
        *("nie", "nie dziękuję", "nie teraz", "raczej nie"),
        # Ukrainian and Russian
        *("ні", "ні дякую", "не зараз", "нет", "нет спасибо", "не сейчас"),
        # Persian
        *("نه", "نه ممنون", "نه مرسی", "نه متشکرم", "نخیر", "الان نه"),
        # Tigrinya
        *("ኣይፋል", "ኣይፋልን", "ኣይፋል የቐንየለይ", "ኣይደልን", "ኣይኮነን", "ሕጂ ኣይኮነን"),
        # Somali
        *("maya", "maya mahadsanid", "hadda maya"),
        # French
        *("non", "non merci", "pas maintenant"),
        # Spanish
        *("no gracias", "ahora no", "por ahora no"),
        # German
        *("nein", "nö", "nein danke", "jetzt nicht", "lieber nicht"),
        # Papiamento
        *("nò danki", "awor no", "no awor"),
    ),
    Answer.MAYBE: (
        # Dutch
        *("misschien", "misschien wel", "mss"),
        # English
        *("maybe", "perhaps", "not sure"),
        # Arabic
        *("ربما", "يمكن", "ممكن"),
        # Turkish
        *("belki", "belki olur"),
        # Polish
        *("może", "być może"),
        # Ukrainian and Russian
        *("може", "можливо", "може бути", "может быть", "возможно"),
        # Persian
        *("شاید", "ممکنه", "ممکن است"),
        # Tigrinya
        *("ምናልባት", "ምናልባሽ"),
        # Somali
        *("malaha", "laga yaabaa", "waa laga yaabaa"),
        # French
        *("peut-être", "peut être que oui"),
        # Spanish
        *("quizás", "quizá", "tal vez", "a lo mejor"),
        # German
        *("vielleicht", "eventuell", "mal sehen"),
        # Papiamento
        *("kisas", "podisé"),
    ),
}
"""Words that cannot be misread alone: "ok" can be a mere "I have read it", and is none of them."""

OTHERWISE: dict[str, frozenset[str]] = {"pl": frozenset({"no"})}
"""What means something else where one speaks this language: "no" is a Polish "well, yes"."""

_LONGEST = 60
"""Characters beyond which nothing is such a word, however much surrounds it."""
_BETWEEN = re.compile(r"[,.;:!¡?¿…،؛؟።፣\s]+")
_FOUND = {bare(word): answer for answer, words in WORDS.items() for word in words}


def answer_word(text: str, language: str) -> Answer | None:
    """What the whole message answers for who speaks this language (its plain code); None where nothing."""
    if len(text) > _LONGEST:
        return None
    word = bare(_BETWEEN.sub(" ", text))
    return None if word in OTHERWISE.get(language, ()) else _FOUND.get(word)
