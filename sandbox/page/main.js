/** Joins the parts of the page to the sandbox's state. */

import { Chain } from "./chain.js";
import { Clock } from "./clock.js";
import { Crowd } from "./crowd.js";
import { notice } from "./notices.js";
import { People } from "./people.js";
import { State } from "./state.js";
import { Weeks } from "./weeks.js";

const shared = {
  people: [],
  places: [],
  notice,
  addPerson: () => people.ask(),
  latest: { version: -1, unanswered: [] },
};
const people = new People(shared);
const weeks = new Weeks(notice);
const clock = new Clock(notice, (now) => {
  people.tick(now);
  weeks.tick(now);
});
const crowd = new Crowd(notice);
const chain = new Chain();

const state = new State({
  changed: (seen) => {
    shared.latest = seen;
    shared.places = seen.places;
    shared.people = seen.people;
    document.body.classList.remove("loading");
    clock.update(seen);
    crowd.update(seen);
    chain.update(seen);
    weeks.update(seen);
    people.update(seen, clock.now);
  },
  offline: (away) => {
    document.getElementById("offline").hidden = !away;
  },
});

function prepareTheme() {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("theme");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const name = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      /* A browser that keeps nothing forgets it with the page. */
    }
    name();
  });
  dark.addEventListener("change", name);
  name();
}

function prepareControls() {
  const button = document.getElementById("more");
  button.addEventListener("click", () => {
    const open = document.body.classList.toggle("controls-open");
    button.setAttribute("aria-expanded", String(open));
  });
}

prepareTheme();
prepareControls();
state.follow();
