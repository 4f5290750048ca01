"""Arabic, as far as a page at the door needs it: for tests of reading from right to left."""

from dialogs.text import Catalogue, Language

_SAID: dict[str | tuple[str, str], tuple[str, ...]] = {
    "{name} asks you:": ("{name} تسألك:",),
    "{name} asks you something": ("{name} تسألك شيئًا",),
    "Would you do this?": ("هل تود القيام بهذا؟",),
    "{name} comes along.": ("{name} تأتي معك.",),
    "Gardening": ("العمل في الحديقة",),
    "🗓 {when}": ("🗓 {when}",),
    "📍 {where}": ("📍 {where}",),
    "{date}, {start} to {end}": ("{date}، من {start} إلى {end}",),
    "{address}, {place}": ("{address}، {place}",),
    "👥 {n} person still needed": ("👥 ما زلنا نحتاج إلى {n} من الأشخاص",) * 6,
    "💬 {dutch}": ("💬 {dutch}",),
    "A little Dutch is enough": ("القليل من الهولندية يكفي",),
    "🌱 Good if you never did it before": ("🌱 مناسب حتى لو كانت هذه أول مرة لك",),
    "🎒 To bring: {things}": ("🎒 أحضر معك: {things}",),
    "{organisation} asks:": ("تسأل {organisation}:",),
    "They write this in {language}:": ("كتبوا هذا باللغة {language}:",),
    "Do you want to know more, or join in?": ("هل تريد معرفة المزيد أو المشاركة؟",),
    "Call {organisation}:": ("اتصل بـ {organisation}:",),
    "☎️ {contact}": ("☎️ {contact}",),
    "Say that it is about: {title}": ("قل إن الأمر يتعلق بـ: {title}",),
    "{title} (in {language})": ("{title} (باللغة {language})",),
    "Do you have Telegram? There you answer with one tap, and see what else there is.": (
        "هل لديك تيليجرام؟ هناك تجيب بضغطة واحدة، وترى ما يمكنك فعله أيضًا.",
    ),
    "Open in Telegram": ("افتح في تيليجرام",),
    "No is a good answer too. {name} does not hear that you looked here.": (
        "لا هي أيضًا إجابة جيدة. لن تعرف {name} أنك نظرت هنا.",
    ),
    "Vraagbot made this page. It belongs to the Week van het Vragen, of Mensen maken Nederland.": (
        "هذه الصفحة من Vraagbot. وهو جزء من أسبوع السؤال لحملة Mensen maken Nederland.",
    ),
    "In that week people ask each other to help.": ("في ذلك الأسبوع يطلب الناس المساعدة من بعضهم.",),
    "This page keeps nothing about you, and uses no cookies.": (
        "لا تحتفظ هذه الصفحة بأي شيء عنك، ولا تستخدم ملفات تعريف الارتباط.",
    ),
    "Another language": ("لغة أخرى",),
}
ARABIC = Language("ar", "العربية", "ar", True, Catalogue(_SAID, lambda _: 5), reviewed=False)
