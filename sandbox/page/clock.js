/** The campaign's clock that bot and sandbox share, and the controls beside it. */

import { local, moment, time, useZone } from "./format.js";
import { post } from "./state.js";

const HOUR = 3600;

export class Clock {
  #base = null;
  #runs = true;
  #notice;
  #ticked;

  constructor(notice, ticked) {
    this.#notice = notice;
    this.#ticked = ticked;
    this.group = document.getElementById("clock");
    this.face = document.getElementById("time");
    this.date = document.getElementById("date");
    this.restart = document.getElementById("restart");
    this.chooser = document.getElementById("to-date");
    this.when = document.getElementById("when");
    const choose = document.getElementById("choose-date");
    document.getElementById("hour").addEventListener("click", () => this.#move({ add_seconds: HOUR }));
    document.getElementById("day").addEventListener("click", () => this.#move({ add_seconds: 24 * HOUR }));
    choose.addEventListener("click", () => this.#choose(choose, this.chooser.hidden));
    this.chooser.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#choose(choose, false);
      this.#move({ to: this.when.value });
    });
    this.chooser.addEventListener("keydown", (event) => event.key === "Escape" && this.#choose(choose, false));
    document.addEventListener("pointerdown", (event) => {
      if (!this.chooser.hidden && !event.target.closest(".moves")) this.#choose(choose, false, false);
    });
    this.restart.addEventListener("click", () => this.#restart());
    setInterval(() => this.#show(), 1000);
  }

  update(state) {
    useZone(state.time_zone);
    const now = new Date(state.now);
    if (this.#base) {
      const here = performance.now() - this.#base.at;
      if (here > 3000) this.#runs = now - this.#base.now > here / 2;
    }
    this.#base = { now, at: performance.now() };
    this.group.querySelector(".moves").hidden = !state.clock;
    this.restart.hidden = !state.restart;
    document.getElementById("zone").textContent = state.time_zone.replace("_", " ");
    this.#busy(state.busy);
    this.#show();
  }

  get now() {
    if (!this.#base) return new Date();
    return new Date(this.#base.now.getTime() + (this.#runs ? performance.now() - this.#base.at : 0));
  }

  #show() {
    if (!this.#base) return;
    const now = this.now;
    if (this.face.textContent === time(now) && this.date.textContent === moment(now)) return;
    this.face.textContent = time(now);
    this.face.dateTime = now.toISOString();
    this.date.textContent = moment(now);
    this.#ticked(now);
  }

  #choose(button, open, focus = true) {
    this.chooser.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (!open) return focus && button.focus();
    const soonest = new Date(this.now.getTime() + 60_000);
    this.when.min = local(soonest);
    const tomorrow = local(new Date(this.now.getTime() + 24 * HOUR * 1000));
    this.when.value = `${tomorrow.slice(0, 10)}T10:00`;
    this.when.focus();
  }

  #busy(what) {
    this.group.setAttribute("aria-busy", String(what === "clock"));
    this.restart.setAttribute("aria-busy", String(what === "restart"));
    this.restart.querySelector(".label").textContent = what === "restart" ? "Restarting…" : "Restart the bot";
    for (const button of document.querySelectorAll("#clock .moves button, #restart")) {
      button.setAttribute("aria-disabled", String(Boolean(what)));
    }
  }

  async #move(body) {
    await this.#alone("clock", async () => {
      const { now } = await post("/api/clock", body);
      this.#base = { now: new Date(now), at: performance.now() };
      this.#show();
      this.#notice(`It is ${moment(this.now)}, ${time(this.now)} now.`);
    });
  }

  async #restart() {
    await this.#alone("restart", async () => {
      this.#notice("The bot is being rebuilt from what it saved…");
      const { seconds } = await post("/api/restart");
      this.#notice(`The bot is back, after ${seconds.toLocaleString("en-GB")} seconds.`, "good");
    });
  }

  async #alone(what, work) {
    if (this.restart.getAttribute("aria-disabled") === "true") return;
    this.#busy(what);
    try {
      await work();
    } catch (error) {
      this.#notice(error.message, "error");
    } finally {
      this.#busy(null);
    }
  }
}
