/** The crowd: how many may come, and how they answer while an ask goes out. */

import { h } from "./dom.js";
import { post } from "./state.js";

const NAMES = [
  ["people", "people"],
  ["reached", "got a message"],
  ["yes", "said yes"],
  ["maybe", "said maybe"],
  ["no", "said no"],
  ["stop", "want no more"],
  ["silent", "silent so far"],
  ["blocked", "blocked the bot"],
];

export class Crowd {
  #notice;

  constructor(notice) {
    this.#notice = notice;
    this.button = document.getElementById("crowd");
    this.dialog = document.getElementById("the-crowd");
    this.form = this.dialog.querySelector("form");
    this.sizes = document.getElementById("crowd-size");
    this.counts = document.getElementById("crowd-counts");
    this.empty = document.getElementById("crowd-empty");
    this.come = document.getElementById("crowd-come");
    this.label = this.button.querySelector(".label");
    this.button.addEventListener("click", () => this.dialog.showModal());
    this.dialog.querySelector("[data-cancel]").addEventListener("click", () => this.dialog.close());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#bring(Number(this.sizes.value));
    });
  }

  update(state) {
    this.button.hidden = !state.crowd;
    if (!state.crowd) return;
    const { counts, sizes } = state.crowd;
    if (!this.sizes.options.length) {
      for (const size of sizes) this.sizes.append(h("option", { value: String(size) }, size.toLocaleString("en")));
    }
    const busy = state.busy === "crowd";
    this.come.disabled = busy;
    this.come.textContent = busy ? "They are coming…" : "Let them come";
    const shown = { ...counts };
    const answered = ["yes", "maybe", "no", "stop"].reduce((sum, name) => sum + (shown[name] ?? 0), 0);
    shown.silent = (shown.reached ?? 0) - answered;
    this.empty.hidden = shown.people > 0;
    this.counts.hidden = !shown.people;
    this.counts.replaceChildren(
      ...NAMES.map(([name, words]) =>
        h("div", { "data-count": name }, h("dt", {}, words), h("dd", {}, (shown[name] ?? 0).toLocaleString("en"))),
      ),
    );
    this.label.textContent = shown.people ? `Crowd: ${shown.people.toLocaleString("en")}, ${shown.yes ?? 0} yes` : "Crowd";
  }

  async #bring(number) {
    try {
      const done = await post("/api/crowd", { number });
      this.#notice(`${number.toLocaleString("en")} people came in ${done.seconds} seconds.`);
    } catch (error) {
      this.#notice(error.message, "error");
    }
  }
}
