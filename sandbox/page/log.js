/** Keeps the messages of one phone on the screen: changes only what changed, so focus, scroll and selection stay. */

import { h, icon } from "./dom.js";
import { day } from "./format.js";
import { drawMessage, isMine, touched } from "./message.js";

const NEAR = 48; // pixels from the end that still count as reading the newest message

export class Log {
  #phone;
  #drawn = new Map();
  #pinned = true;
  #unread = 0;
  #top = 0;

  constructor(phone, label) {
    this.#phone = phone;
    this.list = h("div", { class: "messages" });
    const spoken = { role: "log", "aria-live": "polite", "aria-label": label, "aria-describedby": "log-help" };
    this.element = h("div", { class: "log", tabindex: "0", ...spoken }, this.list);
    this.chip = h("button", { type: "button", class: "newer", hidden: true, onclick: () => this.toEnd(true) });
    this.element.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.element.addEventListener("keydown", (event) => this.#move(event));
    this.element.addEventListener("focusin", ({ target }) => this.#controls().includes(target) && this.#rove(target));
    this.element.addEventListener("click", (event) => this.#clicked(event));
    const watch = new ResizeObserver(() => this.#pinned && this.toEnd());
    watch.observe(this.element);
    watch.observe(this.list);
  }

  /** Show these messages; gives how many of them are new from somebody else. */
  update(messages) {
    const wanted = entries(messages);
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, { element }] of this.#drawn) {
      if (keys.has(key)) continue;
      if (element.contains(document.activeElement)) this.element.focus({ preventScroll: true });
      element.remove();
      this.#drawn.delete(key);
    }
    const first = this.#drawn.size === 0;
    let heard = 0;
    let spoke = false;
    let before = null;
    for (const entry of wanted) {
      const known = this.#drawn.get(entry.key);
      const element = known?.content === entry.content ? known.element : this.#draw(entry, messages, known?.element);
      if (!known && entry.message) {
        if (!first) element.classList.add("arriving");
        if (isMine(entry.message)) spoke = true;
        else heard += 1;
      }
      this.#drawn.set(entry.key, { element, content: entry.content });
      const place = before ? before.nextSibling : this.list.firstChild;
      if (element !== place) this.list.insertBefore(element, place);
      before = element;
    }
    this.#group();
    this.#rove(this.list.querySelector("[data-stop]") ?? null, heard > 0);
    if (first || spoke) this.#pinned = true;
    if (this.#pinned) this.toEnd();
    else this.#count(this.#unread + heard);
    return first ? 0 : heard;
  }

  toEnd(asked = false) {
    this.#pinned = true;
    this.element.scrollTop = this.element.scrollHeight;
    this.#count(0);
    if (asked) this.element.focus({ preventScroll: true });
  }

  #draw({ key, message, label }, messages, old) {
    if (!message) return h("p", { class: "day", "data-key": key }, h("span", {}, label));
    const element = drawMessage(message, this.#phone, messages);
    if (!old) return element;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const twin = focused && (counterpart(focused, old, element) ?? this.element);
    old.replaceWith(element);
    twin?.focus({ preventScroll: true });
    return element;
  }

  #group() {
    let last = null;
    for (const element of this.list.children) {
      const side = element.classList.contains("mine") ? "mine" : element.classList.contains("theirs") ? "theirs" : null;
      element.classList.toggle("follows", side !== null && side === last);
      last = side;
    }
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (atEnd) this.#count(0);
    if (atEnd || scrollTop < this.#top) this.#pinned = atEnd;
    this.#top = scrollTop;
  }

  #count(unread) {
    this.#unread = unread;
    this.chip.hidden = unread === 0;
    this.chip.replaceChildren(icon("down", 16), `${unread} new`);
  }

  #controls() {
    return controls(this.list);
  }

  /** One stop for the Tab key in the whole talk: where one was last, or the newest keyboard; arrows do the rest. */
  #rove(current, fresh = false) {
    const all = this.#controls();
    const keep = current && !(fresh && !this.list.contains(document.activeElement));
    const newest = [...this.list.querySelectorAll(".keys")].at(-1)?.querySelector(".key");
    const stop = keep ? current : (newest ?? all.at(-1));
    for (const control of all) {
      control.tabIndex = control === stop ? 0 : -1;
      control.toggleAttribute("data-stop", control === stop);
    }
  }

  #move(event) {
    const at = event.target;
    const all = this.#controls();
    const here = all.indexOf(at);
    if (here < 0 || event.altKey || event.ctrlKey || event.metaKey) {
      if ((event.key === "Enter" || event.key === " ") && at.classList?.contains("spoiler")) uncover(at);
      return;
    }
    const row = at.closest(".keys-row");
    const inRow = row ? controls(row) : [at];
    const to = {
      ArrowRight: here + 1,
      ArrowLeft: here - 1,
      ArrowDown: all.indexOf(inRow.at(-1)) + 1,
      ArrowUp: all.indexOf(inRow[0]) - 1,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (to !== undefined && all[to]) {
      event.preventDefault();
      all[to].focus();
    } else if ((event.key === "Enter" || event.key === " ") && at.classList.contains("spoiler")) {
      event.preventDefault();
      uncover(at);
    }
  }

  #clicked(event) {
    const cover = event.target.closest(".spoiler");
    const command = event.target.closest("[data-command]");
    const link = event.target.closest(".text a[href]");
    if (cover && !cover.classList.contains("open")) uncover(cover, event);
    else if (command) this.#say(command.dataset.command, event);
    else if (link) this.#phone.openLink(link.href, event);
    else touched(event);
  }

  #say(command, event) {
    event.preventDefault();
    this.#phone.say(command);
  }
}

function controls(element) {
  return [...element.querySelectorAll("button, a[href], .spoiler:not(.open)")];
}

/** What in the message drawn anew stands where `control` stood: the button in its place, or else the nearest. */
function counterpart(control, old, element) {
  const key = control.dataset.at && element.querySelector(`[data-at="${control.dataset.at}"]`);
  const now = controls(element);
  return key ?? now[Math.min(controls(old).indexOf(control), now.length - 1)];
}

function uncover(cover, event) {
  event?.preventDefault();
  cover.classList.add("open");
  cover.removeAttribute("role");
  cover.removeAttribute("aria-label");
}

/** Messages with a line for each new day between them. */
function entries(messages) {
  const made = [];
  let last = null;
  for (const message of messages) {
    const label = day(new Date(message.date));
    if (label !== last) made.push({ key: `day ${message.date.slice(0, 10)} ${label}`, content: label, label });
    last = label;
    made.push({ key: `message ${message.id}`, content: JSON.stringify(message), message });
  }
  return made;
}
