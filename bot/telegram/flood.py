"""Before the edge: what one person sends beyond any human pace is answered cheaply, and not looked into."""

import logging

from aiogram import Bot
from aiogram.types import Update, User

from bot.app import App
from bot.logs import told
from bot.telegram import render
from bot.telegram.reading import chat_of, command_of
from bot.telegram.voice import Tap, Voice
from bot.throttle import Throttle
from dialogs.pages import not_so_fast, too_much
from dialogs.stopwords import stop_word
from dialogs.text import Say

log = logging.getLogger("bot.flood")
ALWAYS = frozenset({"stop", "forget"})
"""Commands, and the first word of addresses, that are heard however much comes with them."""
EMPTY = 5
"""Seconds for which Telegram may keep it to itself that a query in another chat finds nothing."""


class Flood:
    """Tells what is taken; what is not counts as received, and its sender hears so once in a while."""

    def __init__(self, bot: Bot, app: App, voice: Voice, throttle: Throttle) -> None:
        self._bot = bot
        self._app = app
        self._voice = voice
        self._throttle = throttle

    def takes(self, update: Update) -> bool:
        """Whether this one is taken: within the pace, or something that always is."""
        chat_id = chat_of(update)
        if chat_id is None or _always(update):
            return True
        if update.inline_query is not None:
            return self._throttle.takes_query(chat_id)
        return self._throttle.takes(chat_id)

    def give_back(self, update: Update) -> None:
        """It could not be saved and comes again: it is not counted twice, where it was counted at all."""
        chat_id = chat_of(update)
        if chat_id is not None and update.inline_query is None and not _always(update):
            self._throttle.give_back(chat_id)

    async def answer(self, update: Update) -> None:
        """Answer one that is not taken, without the database."""
        try:
            if (query := update.callback_query) is not None:
                say = self._say(query.from_user) if self._throttle.toasts(query.from_user.id) else None
                await self._voice.answer(Tap(query.id, None), render.toast(not_so_fast(say)) if say else None)
            elif update.inline_query is not None:
                await self._bot.answer_inline_query(
                    update.inline_query.id, [], cache_time=EMPTY, is_personal=True
                )
            elif (message := update.message) is not None:
                sender, private = message.from_user, message.chat.type == "private"
                if private and sender is not None and self._throttle.speaks(message.chat.id):
                    await self._bot.send_message(message.chat.id, too_much(self._say(sender)).html)
        except Exception as error:
            log.info("somebody who sends too much could not be told", extra=told(error))

    def _say(self, who: User) -> Say:
        languages = self._app.house.languages
        spoken = self._throttle.language(who.id) or languages.choose(who.language_code)
        return Say(languages.get(spoken), self._app.zone)


def _always(update: Update) -> bool:
    if update.my_chat_member is not None:
        return True
    if update.callback_query is not None:
        return (update.callback_query.data or "").partition("?")[0].partition("/")[0] in ALWAYS
    text = update.message.text if update.message is not None else None
    if text is None:
        return False
    command = command_of(text)
    return command[0] in ALWAYS if command else stop_word(text) is not None
