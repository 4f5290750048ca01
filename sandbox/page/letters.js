/** What other people sent to a phone, above its talk with the bot, which hears nothing of it. */

import { h, icon } from "./dom.js";
import { drawMessage, touched } from "./message.js";

export class Letters {
  #phone;
  #drawn = new Map();

  constructor(phone) {
    this.#phone = phone;
    const id = `letters-${phone.id}`;
    this.words = h("span", {});
    const head = { type: "button", class: "letters-head", "aria-expanded": "false", "aria-controls": id, onclick: () => this.open(this.list.hidden) };
    this.head = h("button", head, icon("people", 18), this.words, icon("fold", 16));
    this.list = h("div", { id, class: "letters-list", tabindex: "-1", hidden: true, onclick: (event) => this.#clicked(event) });
    this.element = h("section", { class: "letters", "aria-label": `Messages from people to ${phone.personName}`, "aria-live": "polite", hidden: true }, this.head, this.list);
  }

  /** Show these; gives how many are new, and opens when some are. */
  update(letters) {
    const fresh = letters.filter(({ id }) => !this.#drawn.has(id));
    for (const letter of fresh) {
      const element = drawMessage(letter, this.#phone, letters);
      this.#drawn.set(letter.id, element);
      this.list.append(element);
    }
    if (!fresh.length) return 0;
    const last = letters.at(-1);
    this.element.hidden = false;
    this.words.replaceChildren(letters.length === 1 ? "A message from " : `${letters.length} messages, the last from `, h("bdi", {}, last.sender));
    this.open(true);
    this.list.scrollTop = this.#drawn.get(fresh[0].id).offsetTop - this.list.offsetTop;
    return fresh.length;
  }

  open(open) {
    if (!open && this.list.contains(document.activeElement)) this.head.focus();
    this.list.hidden = !open;
    this.head.setAttribute("aria-expanded", String(open));
  }

  #clicked(event) {
    const link = event.target.closest(".text a[href], .preview");
    const command = event.target.closest("[data-command]");
    if (command) event.preventDefault();
    else if (link) this.#phone.openLink(link.href, event);
    else touched(event);
  }
}
