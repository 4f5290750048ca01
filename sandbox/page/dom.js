/** Makes elements, never by parsing a string. */

/** An element: attributes by name, listeners as `onclick` and so on, children as nodes or plain text. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** The same for a part of a drawing. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(Boolean));
  return element;
}

/** One of the drawings in index.html, hidden from screen readers: the control around it has the words. */
export function icon(name, size = 22) {
  const shared = { class: `icon icon-${name}`, width: size, height: size, "aria-hidden": "true" };
  return svg("svg", shared, svg("use", { href: `#i-${name}` }));
}

/** A button with a drawing only, named for those who do not see it. */
export function iconButton(name, label, onclick, extra = {}) {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...extra }, icon(name));
}

/** Words that only a screen reader gets. */
export function unseen(text) {
  return h("span", { class: "unseen" }, text);
}

const hues = new Map();

/** A round mark with the first letter of a name, in one of eight colours that stays with the name. */
export function avatar(name, extra = "") {
  const first = [...name.replace(/[^\p{L}\p{N}]/gu, "")][0] ?? "?";
  if (!hues.has(name)) hues.set(name, hues.size % 8);
  return h("span", { class: `avatar hue-${hues.get(name)} ${extra}`, "aria-hidden": "true" }, first.toLocaleUpperCase());
}
