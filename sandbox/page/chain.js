/** The panel in which the chain of asks grows: a picture, counts by generation, and the same as a list. */

import { childrenOf, picture, sample, STATES, told } from "./chain-tree.js";
import { h } from "./dom.js";
import { read } from "./state.js";

const SOON = 200; // milliseconds until a look at the chain, so that what was just done is written
const OFTEN = 900; // milliseconds between two looks, at least
const COLUMNS = ["asked", "opened", "answered", "yes"];

export class Chain {
  #known = new Set();
  #drawn = "";
  #waiting = null;
  #stale = false;
  #asked = 0;

  constructor() {
    this.button = document.getElementById("chain-button");
    this.label = this.button.querySelector(".label");
    this.panel = document.getElementById("chain");
    this.says = document.getElementById("chain-says");
    this.frame = document.getElementById("chain-picture");
    this.counts = document.getElementById("chain-counts");
    this.list = document.getElementById("chain-list");
    this.button.addEventListener("click", () => this.#open(this.panel.hidden));
    document.getElementById("chain-close").addEventListener("click", () => this.#open(false));
    this.panel.addEventListener("keydown", (event) => event.key === "Escape" && this.#open(false));
    const legend = Object.entries(STATES).map(([state, words]) => h("li", {}, sample(state), words));
    document.getElementById("chain-legend").replaceChildren(...legend);
  }

  update(state) {
    this.button.hidden = !state.chain;
    if (!state.chain) this.panel.hidden = true;
    else this.#look();
  }

  #open(open) {
    this.panel.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) document.getElementById("chain-title").focus();
    else this.button.focus();
  }

  /** Look at the chain again, but not too often. */
  #look() {
    this.#stale = true;
    if (this.#waiting) return;
    const wait = Math.max(SOON, this.#asked + OFTEN - performance.now());
    this.#waiting = setTimeout(async () => {
      this.#asked = performance.now();
      this.#stale = false;
      try {
        this.#show(await read("/api/chain"));
      } catch {
        /* The state says when the sandbox is away. */
      } finally {
        this.#waiting = null;
        if (this.#stale) this.#look();
      }
    }, wait);
  }

  #show(chain) {
    const content = JSON.stringify(chain);
    if (content === this.#drawn) return;
    const first = this.#drawn === "";
    this.#drawn = content;
    const { links, generations, total } = chain;
    this.label.textContent = total ? `Chain: ${total.toLocaleString("en")}` : "Chain";
    this.says.textContent = summary(chain);
    this.panel.classList.toggle("empty", total === 0);
    if (first) this.#known = new Set(links.map(({ id }) => id));
    this.frame.replaceChildren(...(total ? [picture(links, this.#known, `Tree of ${summary(chain)}`)] : []));
    this.#known = new Set(links.map(({ id }) => id));
    this.counts.tBodies[0].replaceChildren(...generations.map(row));
    this.list.replaceChildren(...branches(childrenOf(links), null));
  }
}

const asks = (number) => `${number.toLocaleString("en")} ${number === 1 ? "ask" : "asks"}`;

function summary({ links, generations, total }) {
  if (!total) return "Nobody has asked anybody yet.";
  const yes = generations.reduce((sum, one) => sum + one.yes, 0);
  const deep = generations.length === 1 ? "1 generation" : `${generations.length} generations`;
  const rest = links.length < total ? ` The first ${links.length} are drawn.` : "";
  return `${asks(total)} in ${deep}, ${yes} said yes.${rest}`;
}

function row(one) {
  return h("tr", {}, h("th", { scope: "row" }, String(one.generation)), COLUMNS.map((name) => h("td", { "data-count": name }, String(one[name]))));
}

function branches(children, parent) {
  return (children.get(parent) ?? []).map((link) => {
    const grown = branches(children, link.id);
    return h("li", {}, h("bdi", {}, told(link)), grown.length > 0 && h("ul", {}, grown));
  });
}
