"""A card in each of the thirteen languages, for tests: the same ask in each."""

from dataclasses import replace

from dialogs.drawing.cards import AskCard, Poster

LINK = "https://t.me/Vraagbot?start=i_8f3kd92kdLs0"
DUTCH = AskCard(
    heading="Een vraag aan jou",
    words="Hoi Omar, ik moest meteen aan jou denken. Kom je zaterdag met mij mee? Na afloop is er soep.",
    asker="Fatima",
    what="Iets doen in de natuur, een keer",
    title="Samen de buurttuin opruimen",
    when="zaterdag 16 januari, 10:00–12:00",
    where="Buurttuin De Kers, Kersenbloesempad 1, Zwijndrecht",
    link=LINK,
    link_text="Scan de code of ga naar t.me/Vraagbot",
    phone="078 123 45 67",
    phone_whose="Liever bellen? Vrijwilligerspunt Zwijndrecht",
    footer="Week van het Vragen · Mensen maken Nederland",
    language="nl",
    right_to_left=False,
)
_OTHERS = {
    "en": (
        "A question for you",
        "I thought of you at once. Will you come along?",
        "Fatima",
        "Saturday 16 January",
    ),
    "ar": ("سؤال لك", "فكرت فيك فوراً. هل تأتي معي يوم السبت؟", "فاطمة", "السبت 16 يناير، 10:00–12:00"),
    "tr": (
        "Sana bir soru",
        "Aklıma hemen sen geldin. Iğdırlı İsmail de geliyor.",
        "Şükran",
        "16 Ocak cumartesi",
    ),
    "pl": (
        "Pytanie do ciebie",
        "Od razu pomyślałam o tobie. Pójdziesz?",
        "Łucja Źdźbło",
        "sobota, 16 stycznia",
    ),
    "uk": (
        "Запитання до тебе",
        "Я одразу подумала про тебе. Підеш? Ґанок, їжак, є.",
        "Фатіма",
        "субота, 16 січня",
    ),
    "fa": (
        "سؤالی از تو",
        "پچ‌پچ نکن: می‌آیی شنبه با من به گردش؟ ژاله هم هست.",
        "فاطمه",
        "شنبه ۱۶ ژانویه، ۱۰:۰۰",
    ),
    "ti": ("ሕቶ ንዓኻ", "ብቐጥታ ንዓኻ ሓሲበካ። ቀዳም ምሳይ ትመጽእ ዶ?", "ፋጢማ", "ቀዳም 16 ጥሪ"),
    "so": (
        "Su'aal adiga kuu taal",
        "Isla markiiba waan ku xasuustay. Ma imanaysaa?",
        "Faadumo",
        "Sabti 16 Janaayo",
    ),
    "fr": (
        "Une question pour toi",
        "J’ai tout de suite pensé à toi : tu viens ? Œuf, ça.",
        "Anaïs",
        "samedi 16 janvier",
    ),
    "es": ("Una pregunta para ti", "Pensé en ti enseguida. ¿Vienes mañana?", "Íñigo", "sábado 16 de enero"),
    "de": (
        "Eine Frage an dich",
        "Ich dachte gleich an dich. Kommst du? Grüße, große.",
        "Jürgen",
        "Samstag, 16. Januar",
    ),
    "pap": (
        "Un pregunta pa bo",
        "Mi a pensa riba bo mes ora. Bo ta bini ku mi?",
        "Señora Ñeca",
        "djasabra 16 di yanüari",
    ),
}
CARDS = {"nl": DUTCH} | {
    code: replace(
        DUTCH,
        heading=heading,
        words=words,
        asker=asker,
        what=heading,
        when=when,
        language=code,
        right_to_left=code in ("ar", "fa"),
    )
    for code, (heading, words, asker, when) in _OTHERS.items()
}


def poster_of(card: AskCard) -> Poster:
    """A poster with a card's words."""
    return Poster(
        heading=card.heading,
        words=card.words,
        place_name="Bibliotheek Zwijndrecht",
        link=card.link,
        link_text=card.link_text,
        phone=card.phone,
        phone_whose=card.phone_whose,
        footer=card.footer,
        language=card.language,
        right_to_left=card.right_to_left,
    )
