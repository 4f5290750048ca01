"""Answering in inline mode: an invitation as a card in any chat, for its asker alone to choose."""

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)

from dialogs.inline import Card, Offered

START = "someone"
"""What the button to the bot brings along: where the bot goes on."""


async def answer(bot: Bot, query_id: str, offered: Offered) -> None:
    """Offer this to who asked alone, and hold nothing; a query too old to answer counts as answered."""
    button = None
    if offered.make_one is not None:
        button = InlineQueryResultsButton(text=offered.make_one.plain, start_parameter=START)
    try:
        await bot.answer_inline_query(
            query_id,
            [_article(card) for card in offered.cards],
            cache_time=0,
            is_personal=True,
            button=button,
        )
    except TelegramBadRequest as error:
        if "query is too old" not in error.message:
            raise


def _article(card: Card) -> InlineQueryResultArticle:
    look = InlineKeyboardButton(text=card.look.plain, url=card.url)
    return InlineQueryResultArticle(
        id=card.code,
        title=card.title.plain,
        description=card.text.plain,
        input_message_content=InputTextMessageContent(
            message_text=card.text.html, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[look]]),
    )
