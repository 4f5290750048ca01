/** Draws the two keyboards of a bot: the buttons under a message, and the one in place of the letters. */

import { h, icon, unseen } from "./dom.js";
import { safeAddress } from "./sanitise.js";

/** The buttons under a message; `phone` presses, opens and copies. */
export function inlineKeyboard(message, phone) {
  const lines = message.rows.map((row, r) =>
    h(
      "div",
      { class: "keys-row" },
      row.map((button, c) => inlineKey(button, message, r, c, phone)),
    ),
  );
  return h("div", { class: "keys", role: "group", "aria-label": "Buttons" }, lines);
}

function inlineKey(button, message, row, column, phone) {
  const words = h("span", { class: "words", dir: "auto" }, button.text);
  const shared = { class: "key", "data-at": `${row}:${column}`, title: button.text };
  if (button.url !== undefined) {
    const open = (event) => phone.pressLink(message.id, row, column, button.url, event);
    const link = { href: safeAddress(button.url), target: "_blank", rel: "noopener noreferrer", onclick: open };
    return h("a", { ...shared, ...link }, words, unseen(" (link)"), corner("out"));
  }
  if (button.copy !== undefined) {
    const copy = () => phone.pressCopy(message.id, row, column, button.copy);
    return h("button", { ...shared, type: "button", onclick: copy }, words, unseen(" (copies)"), corner("copy"));
  }
  if (button.asks !== undefined) {
    const ask = () => phone.pressInChat(message.id, row, column, button.asks);
    return h("button", { ...shared, type: "button", onclick: ask }, words, unseen(" (in a chat)"), corner("forward"));
  }
  const waiting = phone.isWaiting(message.id, row, column);
  const press = () => phone.press(message.id, row, column);
  return h(
    "button",
    { ...shared, type: "button", onclick: press, "aria-busy": waiting ? "true" : undefined },
    words,
    h("span", { class: "spinner", "aria-hidden": "true" }),
  );
}

function corner(name) {
  const drawing = icon(name, 11);
  drawing.classList.add("corner");
  return drawing;
}

/** The keyboard in place of the letters. */
export function replyKeyboard(keyboard, phone) {
  return keyboard.rows.map((row) =>
    h(
      "div",
      { class: "keys-row" },
      row.map((button) => replyKey(button, phone)),
    ),
  );
}

function replyKey(button, phone) {
  const press = () => phone.pressReply(button);
  const words = h("span", { class: "words", dir: "auto" }, button.text);
  return h("button", { type: "button", class: "key", title: button.text, onclick: press }, words);
}
