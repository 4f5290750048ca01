/** Draws the asks that grew from each other as a tree, with a row for each generation. */

import { svg } from "./dom.js";

const STEP = 48; // pixels between two asks beside each other
const ROW = 82; // pixels between two generations
const EDGE = 30; // pixels around the whole
const GUTTER = 22; // pixels for the numbers of the generations
const LONGEST = 7; // letters of a name under an ask

export const STATES = { asked: "not opened yet", opened: "opened", answered: "answered, not yes", yes: "said yes" };

/** What has become of an ask: asked, opened, answered or yes. */
export function stateOf({ opened, answer }) {
  if (answer) return answer === "yes" ? "yes" : "answered";
  return opened ? "opened" : "asked";
}

/** The asks that grew from this one, or those that grew from none that is here. */
export function childrenOf(links) {
  const here = new Set(links.map(({ id }) => id));
  const children = new Map();
  for (const link of links) {
    const parent = here.has(link.parent) ? link.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), link]);
  }
  return children;
}

/** Where each ask stands: parents over the middle of what grew from them, and nothing on top of another. */
export function places(links) {
  const children = childrenOf(links);
  const found = new Map();
  let leaves = 0;
  const stand = (link) => {
    const grown = children.get(link.id) ?? [];
    const columns = grown.map(stand);
    const column = columns.length ? (columns[0] + columns.at(-1)) / 2 : leaves++;
    found.set(link.id, { x: GUTTER + EDGE + column * STEP, y: EDGE + (link.generation - 1) * ROW });
    return column;
  };
  (children.get(null) ?? []).forEach(stand);
  const rows = Math.max(1, ...links.map(({ generation }) => generation));
  return { found, width: GUTTER + 2 * EDGE + Math.max(0, leaves - 1) * STEP, height: 2 * EDGE + (rows - 1) * ROW + 10, rows };
}

/** The tree as one picture, called `label`; asks that are not among `known` come in visibly. */
export function picture(links, known, label) {
  const { found, width, height, rows } = places(links);
  const lines = links.filter(({ parent }) => found.has(parent)).map((link) => branch(found.get(link.parent), found.get(link.id), known.has(link.id)));
  const marks = links.map((link) => mark(link, found.get(link.id), known.has(link.id)));
  const numbers = Array.from({ length: rows }, (_, row) => generation(row, width));
  return svg("svg", { class: "tree", role: "img", "aria-label": label, width, height, viewBox: `0 0 ${width} ${height}` }, ...numbers, ...lines, ...marks);
}

/** The mark of a state alone, for the legend. */
export function sample(state) {
  return svg("svg", { class: "tree-sample", width: 26, height: 26, viewBox: "-14 -14 28 28", "aria-hidden": "true" }, svg("g", { class: `ask ${state}` }, ...shape(state)));
}

function generation(row, width) {
  const y = EDGE + row * ROW;
  return svg("g", { class: "generation" }, svg("line", { x1: GUTTER, x2: width, y1: y, y2: y }), svg("text", { x: 4, y: y + 4 }, String(row + 1)));
}

function branch(from, to, old) {
  const middle = (from.y + to.y) / 2;
  return svg("path", { class: old ? "branch" : "branch grows", d: `M${from.x} ${from.y} C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${to.y}` });
}

function mark(link, { x, y }, old) {
  const state = stateOf(link);
  const name = link.asker && svg("text", { y: 28, "text-anchor": "middle" }, short(link.asker));
  const inner = svg("g", { class: old ? "ask-inner" : "ask-inner grows" }, svg("title", {}, told(link)), ...shape(state), name);
  return svg("g", { class: `ask ${state}`, transform: `translate(${x} ${y})`, "data-ask": link.id, "data-state": state }, inner);
}

/** Each state has a shape of its own, so that it is not told by colour alone. */
function shape(state) {
  if (state === "asked") return [svg("circle", { r: 10 })];
  if (state === "opened") return [svg("circle", { r: 10 }), svg("circle", { class: "dot", r: 4 })];
  if (state === "answered") return [svg("rect", { x: -10, y: -10, width: 20, height: 20, rx: 4 }), svg("path", { class: "sign", d: "M-5 0H5" })];
  return [svg("path", { d: "M0-14L11.500-5.500 8.500 9.500 0 13.500-8.500 9.500-11.500-5.500z" }), svg("path", { class: "sign", d: "M-5 0l3.500 4L5.500-4" })];
}

/** An ask in words. */
export function told(link) {
  const by = link.asker ? ` by ${link.asker}` : "";
  return `Ask ${link.id}${by}: ${STATES[stateOf(link)]}`;
}

function short(name) {
  const letters = [...name];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : name;
}
