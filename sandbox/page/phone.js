/** One person's phone: shows its view, and does what that person does with it. */

import { browse } from "./browser.js";
import { Composer } from "./composer.js";
import { avatar, h, icon, iconButton } from "./dom.js";
import { languageName, time } from "./format.js";
import { Letters } from "./letters.js";
import { meaning } from "./links.js";
import { Log } from "./log.js";
import { openMenu } from "./menu.js";
import { scan } from "./scan.js";
import * as send from "./send.js";
import { Away, post, read } from "./state.js";
import * as sheets from "./sheets.js";
import { Waiting } from "./waiting.js";

export class Phone {
  #page;
  #view = null;
  #queue = Promise.resolve();
  #waiting;
  #toast = null;
  #toastTimer = 0;

  /** `page` gives what all phones share: the latest state, people, places, notice, phone(id). */
  constructor(page, view) {
    this.#page = page;
    this.id = view.id;
    this.personName = view.name;
    this.bot = view.bot;
    this.#waiting = new Waiting(this, page);
    this.log = new Log(this, `Talk of ${view.name} with ${view.bot.name}`);
    this.composer = new Composer(this);
    this.letters = new Letters(this);
    this.toasts = h("div", { class: "toasts", role: "status" });
    this.element = this.#frame();
    this.#toast = view.toast?.n ?? 0;
    this.update(view);
  }

  #frame() {
    const title = `name-${this.id}`;
    this.language = h("span", { class: "plate-language" });
    this.clock = h("span", { class: "clock-small" });
    this.subtitle = h("span", { class: "bar-subtitle" });
    this.title = h("span", { class: "bar-title", dir: "auto" });
    this.hello = h("div", { class: "hello" });
    const open = (event) => this.#openOptions(event.currentTarget);
    const popup = { "aria-haspopup": "menu", "aria-expanded": "false" };
    const options = iconButton("dots", `Options of ${this.personName}'s phone`, open, popup);
    const camera = iconButton("scan", "Scan a code", () => scan(this));
    const who = h("div", { class: "bar-words" }, this.title, this.subtitle);
    const bar = h("header", { class: "bar" }, avatar(this.bot.name, "bot"), who, camera, options);
    const app = h("div", { class: "app" }, bar, this.letters.element, h("div", { class: "chat" }, this.hello, this.log.element, this.log.chip), this.composer.element);
    const top = h("div", { class: "status-bar", "aria-hidden": "true" }, this.clock, h("i", { class: "camera" }), icon("battery", 20));
    this.screen = h("div", { class: "screen" }, top, app, this.toasts);
    return h(
      "section",
      { class: "place", "aria-labelledby": title, "data-person": this.id },
      h("div", { class: "plate" }, avatar(this.personName), h("h2", { id: title }, h("bdi", {}, this.personName)), this.language),
      h("div", { class: "phone" }, this.screen),
    );
  }

  /** Show this view; gives how many messages came in. */
  update(view) {
    this.#view = view;
    this.bot = view.bot;
    const tongue = view.language ? [h("bdi", {}, languageName(view.language)), ` · ${view.language}`] : ["no language told"];
    this.language.replaceChildren(...tongue);
    this.title.textContent = this.bot.name;
    this.subtitle.textContent = view.blocked ? "blocked" : view.typing ? "typing" : "bot";
    this.subtitle.classList.toggle("typing", Boolean(view.typing));
    this.#greet(view);
    const heard = this.log.update(view.messages) + this.letters.update(view.letters);
    this.#waiting.settle();
    this.composer.update(view);
    this.#showToast(view.toast);
    return heard;
  }

  tick(now) {
    const words = time(now);
    if (this.clock.textContent !== words) this.clock.textContent = words;
  }

  focus() {
    this.composer.focus();
  }

  settled() {
    this.log.element.dispatchEvent(new Event("scroll"));
  }

  /** What the sandbox says at an address; nothing, and a notice, when it refuses. */
  async look(path) {
    try {
      return await read(path);
    } catch (error) {
      this.#page.notice(error.message, "error");
      return {};
    }
  }

  /** Send one deed of this person, after those before it; gives the answer, or null when it was refused. */
  act(deed, body = {}) {
    const done = this.#queue.then(async () => {
      try {
        return await post(`/api/people/${this.id}/${deed}`, body);
      } catch (error) {
        if (!(error instanceof Away)) this.#page.notice(error.message, "error");
        return null;
      }
    });
    this.#queue = done;
    return done;
  }

  say(text, replyTo = null) {
    return this.act("say", replyTo === null ? { text } : { text, reply_to: replyTo });
  }

  /** Press Start: for the link that was opened, or else to say hello. */
  async start() {
    const link = this.composer.offered;
    if (link) {
      this.composer.offer(null, this.#view);
      return this.act("open", { url: link });
    }
    if (this.#view.blocked) await this.act("unblock");
    return this.say("/start");
  }

  press(messageId, row, column) {
    return this.#waiting.press(messageId, row, column);
  }

  isWaiting(messageId, row, column) {
    return this.#waiting.has(messageId, row, column);
  }

  /** A button that is a link: the talk keeps that it was pressed, unless it leads to Start, which is kept itself. */
  pressLink(messageId, row, column, address, event) {
    const starts = meaning(address, this.bot.username).kind === "bot";
    if (!starts && !this.#view.blocked) this.act("tap", { message_id: messageId, row, column });
    this.openLink(address, event);
  }

  pressCopy(messageId, row, column, text) {
    if (!this.#view.blocked) this.act("tap", { message_id: messageId, row, column });
    return this.copy(text);
  }

  /** A button that has the bot offer something in a chat with somebody. */
  async pressInChat(messageId, row, column, query) {
    const sent = await this.act("tap", { message_id: messageId, row, column });
    if (sent?.asked) send.inChat(this, sent.asked, query);
  }

  pressReply(button) {
    if (button.request_location) return sheets.pickPlace(this, this.#page.places);
    return button.request_contact ? this.act("contact") : this.act("tap", { label: button.text });
  }

  pickPlace() {
    sheets.pickPlace(this, this.#page.places);
  }

  speak() {
    sheets.voice(this);
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toast("Copied");
    } catch {
      sheets.showWords(this, "Copy these words", text);
    }
  }

  /** Do what this link does on a phone; a link out of Telegram is left to the browser. */
  openLink(address, event) {
    const what = meaning(address, this.bot.username);
    if (what.kind === "web") {
      if (!event) window.open(address, "_blank", "noopener,noreferrer");
      return;
    }
    event?.preventDefault();
    if (what.kind === "share") return send.share(this, what);
    if (what.kind === "door") return browse(this, what.path);
    if (what.kind === "bot") return this.#openBot(address, what.payload);
    return this.#page.notice("That is no link that a phone can open.", "error");
  }

  /** The talk with the bot comes up, with Start in place of the field where the link has something to pass on. */
  #openBot(address, payload) {
    if (payload === null) this.#page.notice("Telegram drops what this link passes on: it takes at most 64 letters, digits, _ and -.", "error");
    this.letters.open(false);
    this.composer.offer(payload ? address : null, this.#view);
    this.composer.focus();
  }

  openMessageMenu(button, message) {
    const items = [{ icon: "forward", text: "Forward to…", run: () => send.forward(this, message) }];
    if (!message.through) items.unshift({ icon: "reply", text: "Reply", run: () => this.composer.answer(message) });
    if (message.text) items.push({ icon: "copy", text: "Copy the text", run: () => this.copy(message.text) });
    openMenu(button, this.screen, "This message", items);
  }

  #openOptions(button) {
    const { blocked, forbids_voice: mute } = this.#view;
    openMenu(button, this.screen, "This phone", [
      { icon: "globe", text: "App language…", run: () => sheets.language(this, this.#view.language) },
      { icon: "microphone", text: mute ? "Allow voice messages" : "Forbid voice messages", run: () => this.act(mute ? "allowvoice" : "forbidvoice") },
      blocked
        ? { icon: "block", text: "Unblock the bot", run: () => this.act("unblock") }
        : { icon: "block", text: "Block the bot", danger: true, run: () => this.act("block") },
    ]);
  }

  /** Who else has a phone here. */
  others() {
    return this.#page.people.filter(({ id }) => id !== this.id);
  }

  /** Somebody new, once they are there; null when one thinks better of it. */
  addPerson() {
    return this.#page.addPerson();
  }

  #greet(view) {
    this.hello.hidden = view.messages.length > 0;
    this.log.element.classList.toggle("empty", !this.hello.hidden);
    if (this.hello.hidden || this.hello.childElementCount) return;
    const { description, name } = this.bot;
    this.hello.append(
      h("h3", {}, "What can this bot do?"),
      h("p", { dir: "auto" }, description || `${this.personName} has not talked to ${name} yet. Press Start to say hello.`),
    );
  }

  #showToast(toast) {
    if (!toast || toast.n === this.#toast) return;
    this.#toast = toast.n;
    if (!toast.text) return;
    if (toast.alert) sheets.alert(this, toast.text);
    else this.toast(toast.text);
  }

  /** A few words over the talk that go away by themselves. */
  toast(text) {
    clearTimeout(this.#toastTimer);
    this.toasts.replaceChildren(h("p", { dir: "auto" }, text));
    this.#toastTimer = setTimeout(() => this.toasts.replaceChildren(), 3500 + text.length * 45);
  }
}
