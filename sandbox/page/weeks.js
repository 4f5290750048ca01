/** The strip of days around an asking week, and the buttons that play them. */

import { h } from "./dom.js";
import { date as dayOf, moment, time } from "./format.js";
import { post, read } from "./state.js";

const SOON = 150; // milliseconds until a look at the days, so that what was just sent is written
const OFTEN = 700; // milliseconds between two looks, at least
const ROWS = [
  ["sent", "Went out"],
  ["answered", "Answered"],
  ["held", "Held back"],
];
const NAMES = { moment: "the next moment", day: "the next day", week: "the whole week" };

const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "short", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" });
const long = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const full = new Intl.NumberFormat("en");

export class Weeks {
  #notice;
  #latest = null;
  #busy = null;
  #asked = 0;
  #waiting = null;
  #stale = false;
  #columns = new Map();
  #drawn = "";
  #shown = null;

  constructor(notice) {
    this.#notice = notice;
    this.section = document.getElementById("weeks");
    this.title = document.getElementById("week-title");
    this.says = document.getElementById("week-says");
    this.buttons = document.getElementById("plays");
    this.playing = document.getElementById("playing");
    this.progress = this.playing.querySelector("progress");
    this.table = document.getElementById("strip");
    this.detail = document.getElementById("strip-detail");
    this.fold = document.getElementById("fold");
    for (const button of this.buttons.querySelectorAll("[data-play]")) {
      button.addEventListener("click", () => this.#play(button.dataset.play));
    }
    this.playing.querySelector("button").addEventListener("click", () => this.#stop());
    this.table.addEventListener("pointerover", (event) => this.#look(event.target.closest("[data-day]")));
    this.table.addEventListener("pointerleave", () => this.#look(null));
    this.table.addEventListener("focusin", (event) => this.#look(event.target.closest("[data-day]")));
    this.table.addEventListener("focusout", () => this.#look(null));
    this.table.addEventListener("click", (event) => this.#look(event.target.closest("[data-day]")));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#look(null));
    this.fold.addEventListener("click", () => this.#fold(!this.section.classList.contains("folded")));
    this.#fold(kept() ? kept() === "folded" : innerHeight < 760 || innerWidth < 700);
  }

  update(state) {
    this.section.hidden = !state.weeks || !this.#latest;
    this.#busy = state.busy;
    if (!state.weeks) return;
    this.buttons.hidden = !state.plays || Boolean(state.playing);
    this.playing.hidden = !state.playing;
    for (const button of this.buttons.querySelectorAll("button")) {
      button.setAttribute("aria-disabled", String(Boolean(state.busy)));
    }
    if (state.playing) {
      const [began, until, now] = [state.playing.began, state.playing.until, state.now].map(Date.parse);
      this.progress.value = Math.min(1, Math.max(0, (now - began) / Math.max(1, until - began)));
      this.says.textContent = `Playing ${NAMES[state.playing.what]}, up to ${words(state.playing.until)}`;
    } else {
      this.#tellNext();
    }
    this.#fetch();
  }

  #tellNext() {
    if (!this.#latest || !this.playing.hidden) return;
    const ahead = this.#latest.moments.find((one) => one.ahead);
    this.says.textContent = ahead ? `Next: ${ahead.words}, ${words(ahead.at)}` : "No moment of this week is to come.";
  }

  /** Look at the days again, but not too often. */
  #fetch() {
    this.#stale = true;
    if (this.#waiting) return;
    const wait = Math.max(SOON, this.#asked + OFTEN - performance.now());
    this.#waiting = setTimeout(async () => {
      this.#asked = performance.now();
      this.#stale = false;
      try {
        this.#latest = await read("/api/weeks");
        if (this.#latest) this.#draw(this.#latest);
        this.#tellNext();
        this.section.hidden = !this.#latest;
      } catch {
        /* The state says when the sandbox is away. */
      } finally {
        this.#waiting = null;
        if (this.#stale) this.#fetch();
      }
    }, wait);
  }

  #draw(strip) {
    this.title.textContent = strip.title;
    const key = strip.days.map((day) => day.date).join();
    if (this.#drawn !== key) this.#make(strip);
    this.#drawn = key;
    const most = Math.max(1, ...strip.days.flatMap((day) => ROWS.map(([name]) => day[name])));
    for (const day of strip.days) {
      const column = this.#columns.get(day.date);
      const moments = strip.moments.filter((one) => one.date === day.date);
      column.marks.replaceChildren(
        ...moments.map((one) => h("span", { class: one.ahead ? "moment-mark ahead" : "moment-mark" }, one.words)),
      );
      column.button.setAttribute("aria-label", sentence(day, moments));
      column.detail = () => detail(day, moments);
      for (const [name] of ROWS) {
        column[name].textContent = day[name] < 10_000 ? full.format(day[name]) : short.format(day[name]);
        column[name].classList.toggle("none", day[name] === 0);
        column.bars[name].style.height = `${day[name] ? Math.max(6, (100 * day[name]) / most) : 0}%`;
      }
    }
    if (this.#shown) this.#look(this.#columns.get(this.#shown)?.button ?? null);
    this.tick();
  }

  /** The table anew, for other days than before. */
  #make(strip) {
    this.#columns.clear();
    this.#shown = null;
    const rows = { marks: [], head: [], bars: [], sent: [], answered: [], held: [] };
    for (const { date, in_week: inWeek } of strip.days) {
      const at = new Date(`${date}T12:00Z`);
      const bars = Object.fromEntries(ROWS.map(([name]) => [name, h("i", { class: `tally ${name}` })]));
      const column = {
        bars,
        marks: h("td", {}),
        button: h("button", { type: "button" }, h("b", {}, weekday.format(at)), ` ${at.getUTCDate()}`, h("span", { class: "month" }, ` ${month.format(at)}`)),
        box: h("td", { "aria-hidden": "true" }, h("div", { class: "bars" }, ...Object.values(bars))),
        ...Object.fromEntries(ROWS.map(([name]) => [name, h("td", { "data-count": name })])),
      };
      column.head = h("th", { scope: "col" }, column.button);
      const cells = [column.marks, column.head, column.box, column.sent, column.answered, column.held];
      for (const cell of cells) {
        cell.dataset.day = date;
        cell.classList.toggle("in-week", inWeek);
      }
      Object.keys(rows).forEach((name, index) => rows[name].push(cells[index]));
      column.cells = cells;
      this.#columns.set(date, column);
    }
    const line = (name, head, ...more) => h("tr", { class: `row-${name}`, ...more[0] }, head, rows[name]);
    this.table.tHead.replaceChildren(
      line("marks", h("th", { scope: "row" }, "Moments")),
      line("head", h("td", {})),
    );
    this.table.tBodies[0].replaceChildren(
      line("bars", h("td", {}), { "aria-hidden": "true" }),
      ...ROWS.map(([name, label]) => line(name, h("th", { scope: "row" }, h("i", { class: `swatch ${name}` }), label))),
    );
  }

  /** Mark the day that it is by the campaign's clock. */
  tick(now = this.now) {
    this.now = now;
    if (!now) return;
    const today = dayOf(now);
    for (const [date, { cells, button }] of this.#columns) {
      for (const cell of cells) {
        cell.classList.toggle("today", date === today);
        cell.classList.toggle("past", date < today);
      }
      if (date === today) button.setAttribute("aria-current", "date");
      else button.removeAttribute("aria-current");
    }
  }

  /** Tell the numbers of a day, and the reasons why something was held back. */
  #look(cell) {
    const column = cell && this.#columns.get(cell.dataset.day);
    this.#shown = column ? cell.dataset.day : null;
    for (const { cells } of this.#columns.values()) for (const one of cells) one.classList.remove("looked-at");
    this.detail.hidden = !column;
    if (!column) return;
    for (const one of column.cells) one.classList.add("looked-at");
    this.detail.replaceChildren(...column.detail());
    const [box, here] = [column.head.getBoundingClientRect(), this.section.getBoundingClientRect()];
    const wide = this.detail.offsetWidth;
    const left = Math.min(Math.max(8, box.left + box.width / 2 - wide / 2), innerWidth - wide - 8);
    this.detail.style.left = `${left - here.left}px`;
  }

  #fold(folded) {
    this.section.classList.toggle("folded", folded);
    this.fold.setAttribute("aria-expanded", String(!folded));
    try {
      localStorage.setItem("strip", folded ? "folded" : "open");
    } catch {
      /* A browser that keeps nothing shows it again next time. */
    }
  }

  async #play(what) {
    if (this.#busy) return;
    this.#busy = "play";
    try {
      await post("/api/play", { what });
    } catch (error) {
      this.#notice(error.message, "error");
    }
  }

  async #stop() {
    try {
      await post("/api/stop");
    } catch (error) {
      this.#notice(error.message, "error");
    }
  }
}

function kept() {
  try {
    return localStorage.getItem("strip");
  } catch {
    return null;
  }
}

function words(iso) {
  const at = new Date(iso);
  return `${moment(at)}, ${time(at)}`;
}

const list = (pairs) => pairs.map(([name, number]) => `${full.format(number)} ${name}`).join(", ");

/** A day in words, for who hears it. */
function sentence(day, moments) {
  const parts = [
    ...moments.map((one) => `${one.words} at ${time(new Date(one.at))}`),
    `${full.format(day.sent)} went out`,
    `${full.format(day.answered)} answered${day.answered ? ` (${list(day.answers)})` : ""}`,
    `${full.format(day.held)} held back${day.held ? ` (${list(day.why)})` : ""}`,
  ];
  return `${long.format(new Date(`${day.date}T12:00Z`))}: ${parts.join("; ")}`;
}

function detail(day, moments) {
  const line = (name, number, text) =>
    h("li", {}, h("i", { class: `swatch ${name}` }), h("b", {}, full.format(number)), ` ${text}`);
  const because = (pairs) => pairs.length > 0 && h("ul", {}, pairs.map(([name, number]) => h("li", {}, h("b", {}, full.format(number)), ` ${name}`)));
  return [
    h("h3", {}, long.format(new Date(`${day.date}T12:00Z`))),
    moments.length > 0 && h("p", {}, moments.map((one) => `${one.words} at ${time(new Date(one.at))}`).join(", ")),
    h("ul", {}, line("sent", day.sent, "went out"), line("answered", day.answered, "answered")),
    because(day.answers),
    day.touched > 0 && h("p", {}, `${full.format(day.touched)} messages were tapped under`),
    h("ul", {}, line("held", day.held, "held back")),
    because(day.why),
  ].filter(Boolean);
}
