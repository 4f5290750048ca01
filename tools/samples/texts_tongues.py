"""Texts of organisations that write in English, Turkish, Arabic or Ukrainian."""

from campaign.values import Dutch, Task
from tools.samples.wording import Wording

TEXTS = (
    Wording(
        "en-table",
        Task.COOKING,
        "",
        "Cook a big vegetable curry with us",
        "We chop, stir and laugh for three hours and then feed forty people from the neighbourhood. You "
        "work next to someone who has done it before. You do not need to be a cook, and English is fine.",
        "once any 15:30-18:30",
        (3, 6),
        dutch=Dutch.NONE,
        language="en",
        most=1,
    ),
    Wording(
        "en-canal",
        Task.TIDYING_NATURE,
        "",
        "Fish litter out of the canal by kayak",
        "Two people, one kayak, one net. We paddle slowly for two hours and pick up what does not belong "
        "in the water. You get a life jacket and a short lesson first. You need to be able to swim, "
        "nothing more.",
        "once weekend 10:00-12:00",
        (4, 8),
        dutch=Dutch.NONE,
        language="en",
        bring="A towel and dry clothes",
        most=1,
    ),
    Wording(
        "en-buddy",
        Task.BUDDY,
        "",
        "Show a new student around",
        "Many students arrive here without knowing anyone. You meet one of them for coffee, show your "
        "favourite street and answer everyday questions. You choose the time together. We join you the "
        "first time.",
        "free",
        (2, 6),
        dutch=Dutch.NONE,
        language="en",
        most=1,
    ),
    Wording(
        "en-football",
        Task.COACHING,
        "",
        "Play football with boys from the shelter",
        "Every week a group of teenagers plays on the small pitch for an hour and a half. You join in, "
        "keep an eye on the time and bring the mood up. You do not have to be good at football.",
        "weekly tuesday/thursday 17:00-18:30",
        (2, 3),
        dutch=Dutch.NONE,
        language="en",
        min_age=18,
        most=1,
    ),
    Wording(
        "tr-cay",
        Task.COMPANY,
        "",
        "Yaşlı komşularla çay sohbeti",
        "Her hafta on beş kadar yaşlı komşumuzla çay içip sohbet ediyoruz. Sen çay dağıtıyor, yanlarına "
        "oturuyor ve onları dinliyorsun. Bir buçuk saat sürüyor. Deneyim gerekmez, güler yüz yeter.",
        "weekly weekday 14:00-15:30",
        (2, 4),
        dutch=Dutch.NONE,
        language="tr",
        most=1,
    ),
    Wording(
        "tr-borek",
        Task.COOKING,
        "",
        "Mahalle şenliği için börek yapalım",
        "Şenlikten önceki gün mutfakta buluşup birlikte börek açıyoruz. Hamuru hazır getiriyoruz, sen "
        "içini koyup sarıyorsun. Altı kişi olacağız ve üç saat sürecek. Daha önce yapmadıysan sana "
        "gösteririz.",
        "once friday/saturday 13:00-16:00",
        (3, 6),
        dutch=Dutch.NONE,
        language="tr",
        bring="Bir önlük",
        most=1,
    ),
    Wording(
        "ar-forms",
        Task.FORMS,
        "",
        "مساعدة الجيران في فهم الرسائل",
        "يأتي إلينا أشخاص وصلتهم رسائل لا يفهمونها. تقرأ الرسالة معهم وتشرح لهم بالعربية ما هو مكتوب فيها. "
        "يجلس بجانبك شخص لديه خبرة، ولست مضطرًا لمعرفة كل شيء. ساعتان في الأسبوع.",
        "weekly weekday 10:00-12:00",
        (1, 3),
        dutch=Dutch.GOOD,
        language="ar",
        min_age=18,
        most=1,
    ),
    Wording(
        "ar-garden",
        Task.GARDENING,
        "",
        "نزرع النعناع والبقدونس معًا",
        "لدينا حديقة صغيرة خلف المبنى. نزرع ونسقي ونشرب الشاي مع الجيران لمدة ساعتين. لا تحتاج إلى أي "
        "خبرة، والأدوات موجودة عندنا. الأطفال مرحب بهم.",
        "once saturday/sunday 13:00-15:00",
        (3, 6),
        dutch=Dutch.NONE,
        language="ar",
        likes="nature; food",
        most=1,
    ),
    Wording(
        "uk-children",
        Task.PLAYING,
        "",
        "Малювати й гратися з дітьми",
        "Поки батьки вчать нідерландську, ми дві години граємося з їхніми дітьми. Ти малюєш, читаєш або "
        "граєш у м'яч, як тобі подобається. Поруч завжди є досвідчена вихователька. Нідерландська не "
        "потрібна.",
        "weekly tuesday/thursday 10:00-12:00",
        (2, 4),
        dutch=Dutch.NONE,
        language="uk",
        most=1,
    ),
    Wording(
        "uk-varenyky",
        Task.COOKING,
        "",
        "Ліпити вареники для сусідів",
        "Ми ліпимо вареники на сто людей і запрошуємо всіх сусідів до столу. Ти працюєш разом з п'ятьма "
        "іншими, три години. Якщо ти ще ніколи не ліпив, ми покажемо. Потім їмо всі разом.",
        "once saturday/sunday 14:00-17:00",
        (3, 6),
        dutch=Dutch.NONE,
        language="uk",
        likes="food; culture",
        most=1,
    ),
)
