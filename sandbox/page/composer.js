/** The foot of a phone: what one types, attaches and picks from the bot's menu and keyboard. */

import { h, icon, iconButton, unseen } from "./dom.js";
import { replyKeyboard } from "./keyboard.js";
import { openMenu } from "./menu.js";
import { named } from "./message.js";

const TALLEST = 132; // pixels the field grows to before it scrolls

export class Composer {
  #phone;
  #keyboard = "";
  #commands = [];
  #replyTo = null;
  offered = null;

  constructor(phone) {
    this.#phone = phone;
    this.field = h("textarea", {
      rows: "1",
      dir: "auto",
      maxlength: "4096",
      autocomplete: "off",
      "aria-label": `Message from ${phone.personName}`,
      oninput: () => this.#grow(),
      onkeydown: (event) => this.#key(event),
    });
    const popup = { "aria-haspopup": "menu", "aria-expanded": "false" };
    const menu = { type: "button", class: "commands", "aria-label": "Menu", ...popup, onclick: () => this.#openCommands() };
    this.menu = h("button", menu, icon("menu", 18), h("span", {}, "Menu"));
    this.clip = iconButton("clip", "Attach", () => this.#openAttach(), popup);
    this.keys = iconButton("keyboard", "Show or hide the bot's keyboard", () => this.#toggle(), { "aria-expanded": "true" });
    this.send = h("button", { type: "submit", class: "send", "aria-label": "Send", title: "Send" }, icon("send", 22));
    this.quote = h("div", { class: "answering", hidden: true });
    this.board = h("div", { class: "board", role: "group", "aria-label": "The bot's keyboard", hidden: true });
    this.form = h(
      "form",
      { class: "composer", onsubmit: (event) => this.#submit(event) },
      this.menu,
      h("div", { class: "field" }, this.field, this.keys, this.clip),
      this.send,
    );
    this.start = h("button", { type: "button", class: "start", onclick: () => phone.start() });
    this.element = h("footer", { class: "foot" }, this.quote, this.form, this.start, this.board);
  }

  update(view) {
    this.#commands = view.commands ?? [];
    this.menu.hidden = this.#commands.length === 0;
    const empty = view.messages.length === 0;
    const hadFocus = this.element.contains(document.activeElement);
    this.form.hidden = view.blocked || empty || this.offered !== null;
    this.start.hidden = !this.form.hidden;
    const words = view.blocked && !this.offered ? "Restart bot" : "Start";
    if (this.start.textContent !== words) this.start.textContent = words;
    if (hadFocus && (document.activeElement === document.body || document.activeElement.closest("[hidden]"))) this.focus();
    this.#showKeyboard(this.form.hidden ? null : view.keyboard);
  }

  /** Put Start in place of the field, for a link to the bot that was opened; null takes it away. */
  offer(link, view) {
    this.offered = link;
    this.update(view);
  }

  focus() {
    (this.form.hidden ? this.start : this.field).focus();
  }

  /** Let the next message be an answer to this one. */
  answer(message) {
    this.#replyTo = message?.id ?? null;
    this.quote.hidden = !message;
    if (message) {
      const words = h("p", { dir: "auto" }, unseen("Reply to: "), message.text || named(message));
      const never = iconButton("cross", "Do not reply to this message", () => this.answer(null));
      this.quote.replaceChildren(icon("reply", 20), words, never);
    }
    this.focus();
  }

  #showKeyboard(keyboard) {
    const content = JSON.stringify(keyboard ?? null);
    if (content === this.#keyboard) return;
    this.#keyboard = content;
    const hadFocus = this.board.contains(document.activeElement);
    this.keys.hidden = !keyboard;
    this.board.hidden = !keyboard;
    this.keys.setAttribute("aria-expanded", String(Boolean(keyboard)));
    this.board.replaceChildren(...(keyboard ? replyKeyboard(keyboard, this.#phone) : []));
    this.field.placeholder = keyboard?.placeholder || "Message";
    if (hadFocus) this.focus();
  }

  #toggle() {
    this.board.hidden = !this.board.hidden;
    this.keys.setAttribute("aria-expanded", String(!this.board.hidden));
  }

  #openCommands() {
    const items = this.#commands.map(({ command, description }) => ({
      text: description,
      detail: `/${command}`,
      run: () => this.#phone.say(`/${command}`),
    }));
    openMenu(this.menu, this.#phone.screen, "What the bot can do", items);
  }

  #openAttach() {
    const phone = this.#phone;
    openMenu(this.clip, phone.screen, "Attach", [
      { icon: "pin", text: "Location", run: () => phone.pickPlace() },
      { icon: "picture", text: "Photo", run: () => phone.act("photo") },
      { icon: "tulip", text: "Sticker", run: () => phone.act("sticker") },
      { icon: "microphone", text: "Voice message", run: () => phone.speak() },
      { icon: "person", text: "My contact", run: () => phone.act("contact") },
    ]);
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      this.form.requestSubmit();
    } else if (event.key === "Escape" && this.#replyTo !== null) {
      this.answer(null);
    }
  }

  async #submit(event) {
    event.preventDefault();
    const text = this.field.value;
    if (!text.trim()) return;
    const replyTo = this.#replyTo;
    this.field.value = "";
    this.#grow();
    if (replyTo !== null) this.answer(null);
    const sent = await this.#phone.say(text, replyTo);
    if (!sent && !this.field.value) {
      this.field.value = text;
      this.#grow();
    }
  }

  #grow() {
    this.send.classList.toggle("ready", this.field.value.trim() !== "");
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(TALLEST, this.field.scrollHeight)}px`;
  }
}
