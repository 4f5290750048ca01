/** Telegram's "choose somebody": words or a message go to the phone of somebody else. */

import { avatar, h, icon } from "./dom.js";
import { written } from "./links.js";
import { choices, openSheet } from "./sheet.js";

/** Forward a message. */
export function forward(phone, message) {
  const send = async (to) => {
    close();
    if (await phone.act("forward", { message_id: message.id, to: to.id })) phone.toast(`Forwarded to ${to.name}`);
  };
  const close = choose(phone, "Forward to", phone.others(), send);
}

/** Send the words of a share link, which can be changed before they go. */
export function share(phone, what) {
  const { through } = what;
  const words = h("textarea", { rows: "5", dir: "auto", maxlength: "4096" }, written(what));
  const owner = what.number && phone.others().find(({ id }) => numberOf(id) === what.number);
  const send = async (to) => {
    close();
    if (await phone.act("share", { text: words.value, to: to.id, through })) phone.toast(`Sent to ${to.name} through ${through}`);
  };
  const before = [
    h("label", { class: "labelled" }, "This is sent; you can change it", words),
    h("button", { type: "button", class: "small", onclick: () => phone.copy(words.value) }, icon("copy", 16), "Copy"),
    what.number && !owner && h("p", { class: "faint" }, `It is meant for +${what.number}. Nobody here has that number; choose who gets it.`),
  ];
  const title = through === "Telegram" ? "Choose somebody" : `Send through ${through}`;
  const close = choose(phone, title, owner ? [owner] : phone.others(), send, before);
}

/** Choose a chat in which the bot offers something, and there what it offers. */
export function inChat(phone, asked, query) {
  const close = choose(phone, "Choose a chat", phone.others(), (to) => {
    close();
    offer(phone, asked, query, to);
  });
}

async function offer(phone, asked, query, to) {
  const list = h("div", { class: "scrolls" }, h("p", { class: "nothing" }, "The bot is looking…"));
  const line = h("p", { class: "shared", dir: "ltr" }, `@${phone.bot.username} ${query}`);
  const close = openSheet(phone.screen, { title: `To ${to.name}`, content: h("div", { class: "stack" }, list, line) });
  const { answered, cards, button } = await phone.look(`/api/offered/${asked}`);
  const lines = (cards ?? []).map((card) => ({
    text: card.title,
    detail: card.description,
    mark: avatar(phone.bot.name),
    run: async () => {
      close();
      if (await phone.act("card", { asked, card: card.id, to: to.id })) phone.toast(`Sent to ${to.name} via @${phone.bot.username}`);
    },
  }));
  const start = () => {
    close();
    phone.openLink(`https://t.me/${phone.bot.username}?start=${button.start}`);
  };
  if (button) lines.unshift({ text: button.text, run: start });
  const none = h("p", { class: "nothing" }, answered ? "The bot offers nothing." : "The bot does not answer.");
  list.replaceChildren(lines.length ? choices(lines) : none);
  if (phone.screen.contains(document.activeElement)) list.querySelector("button")?.focus();
}

function choose(phone, title, people, send, before = []) {
  const lines = people.map((one) => ({ text: one.name, mark: avatar(one.name), run: () => send(one) }));
  const somebodyNew = async () => {
    const added = await phone.addPerson();
    if (added) await send(added);
  };
  lines.push({ text: "Add a person…", mark: h("span", { class: "mark" }, icon("plus", 18)), run: somebodyNew });
  const list = choices(lines);
  const close = openSheet(phone.screen, { title, content: h("div", { class: "stack" }, before, h("div", { class: "scrolls" }, list)) });
  if (phone.screen.contains(document.activeElement)) list.querySelector("button").focus();
  return close;
}

/** The telephone number that a person of the sandbox shares as their contact. */
const numberOf = (id) => `316${String(id).padStart(8, "0")}`;
