/** The people at the page: their phones side by side, the switcher between them, and the form for a new one. */

import { avatar, h, unseen } from "./dom.js";
import { Phone } from "./phone.js";
import { languageField } from "./sheets.js";
import { post } from "./state.js";

export class People {
  #page;
  #phones = new Map();
  #chips = new Map();
  #active = null;
  #wanted = null;
  #added = null;

  constructor(page) {
    this.#page = page;
    this.strip = document.getElementById("phones");
    this.switcher = document.getElementById("switcher");
    this.dialog = document.getElementById("new-person");
    this.nobody = document.getElementById("nobody");
    for (const button of document.querySelectorAll("[data-add]")) button.addEventListener("click", () => this.ask());
    this.#prepareForm();
    this.seen = new IntersectionObserver((entries) => entries.forEach((entry) => this.#sighted(entry)), { threshold: 0.5 });
    new ResizeObserver(() => this.#measure()).observe(this.strip);
    this.strip.addEventListener("focusin", (event) => this.#touched(event));
    this.strip.addEventListener("pointerdown", (event) => this.#touched(event));
  }

  update(state, now) {
    const first = this.#phones.size === 0;
    for (const view of state.phones) {
      const known = this.#phones.get(view.id);
      if (!known) this.#add(view, now);
      else if (known.update(view) && !this.#isSighted(view.id)) this.#mark(view.id, true);
    }
    this.nobody.hidden = state.people.length > 0;
    this.switcher.parentElement.hidden = state.people.length === 0;
    const more = document.getElementById("not-shown");
    more.hidden = state.not_shown === 0;
    more.textContent = `${state.not_shown} more people are here without a phone on this page.`;
    if (this.#wanted !== null && this.#phones.has(this.#wanted)) this.show(this.#wanted);
    else if (first && state.people.length) this.show(state.people[0].id, state.phones[0].messages.length === 0);
  }

  tick(now) {
    for (const phone of this.#phones.values()) phone.tick(now);
  }

  /** Bring a phone into view, and the focus to it. */
  show(id, focus = true) {
    this.#wanted = null;
    this.#activate(id);
    const phone = this.#phones.get(id);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    phone.element.scrollIntoView({ behavior: calm ? "auto" : "smooth", inline: "center", block: "nearest" });
    phone.log.toEnd();
    if (focus) phone.focus();
  }

  #add(view, now) {
    const phone = new Phone(this.#page, view);
    phone.tick(now);
    this.#phones.set(view.id, phone);
    this.strip.insertBefore(phone.element, document.getElementById("add-card"));
    this.seen.observe(phone.element);
    const chip = h(
      "button",
      { type: "button", class: "chip", onclick: () => this.show(view.id, !matchMedia("(pointer: coarse)").matches) },
      avatar(view.name),
      h("bdi", {}, view.name),
    );
    this.#chips.set(view.id, chip);
    this.switcher.append(h("li", {}, chip));
    this.#measure();
  }

  #activate(id) {
    if (this.#active === id) return;
    this.#active = id;
    for (const [other, phone] of this.#phones) phone.element.classList.toggle("active", other === id);
    for (const [other, chip] of this.#chips) {
      if (other === id) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    }
    this.#mark(id, false);
    this.#chips.get(id).scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #touched(event) {
    const place = event.target.closest(".place");
    if (place) this.#activate(Number(place.dataset.person));
  }

  #sighted({ target, isIntersecting }) {
    target.toggleAttribute("data-sighted", isIntersecting);
    if (isIntersecting) this.#mark(Number(target.dataset.person), false);
  }

  #isSighted(id) {
    return this.#phones.get(id).element.hasAttribute("data-sighted");
  }

  #mark(id, unread) {
    const chip = this.#chips.get(id);
    if (!chip || chip.classList.contains("unread") === unread) return;
    chip.classList.toggle("unread", unread);
    if (unread) chip.append(unseen(" (new messages)"));
    else chip.querySelector(".unseen")?.remove();
  }

  #measure() {
    document.body.classList.toggle("crowded", this.strip.scrollWidth > this.strip.clientWidth + 4);
  }

  /** Ask who is to come: gives their id and name, or null when nobody is. */
  ask() {
    this.dialog.querySelector("form").reset();
    this.dialog.querySelector(".form-error").textContent = "";
    this.dialog.showModal();
    return new Promise((resolve) => {
      this.#added = resolve;
    });
  }

  #prepareForm() {
    const form = this.dialog.querySelector("form");
    const language = languageField("nl");
    document.getElementById("new-language").replaceWith(language);
    language.id = "new-language";
    this.dialog.querySelector("[data-cancel]").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => this.#added?.(null));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const name = document.getElementById("new-name").value.trim();
      try {
        const { id } = await post("/api/people", { name, language: language.value || null });
        this.#added?.({ id, name });
        this.dialog.close();
        if (this.#phones.has(id)) this.show(id);
        else this.#wanted = id;
      } catch (error) {
        this.dialog.querySelector(".form-error").textContent = error.message;
      }
    });
  }
}
