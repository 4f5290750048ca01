/** A sheet or an alert over one phone; the rest of that phone waits, the other phones do not. */

import { h, iconButton } from "./dom.js";

let count = 0;

/**
 * Show `content` over `screen`, and put the focus in it unless it is on another phone; returns a function that closes it.
 * Escape, the cross and the shade close it too; the focus goes back to where it came from.
 */
export function openSheet(screen, { title, content, alert = false, tall = false }) {
  const app = screen.querySelector(".app");
  const opener = document.activeElement;
  const id = `sheet-${(count += 1)}`;
  const close = () => {
    if (!layer.isConnected) return;
    const inside = layer.contains(document.activeElement);
    layer.remove();
    app.inert = screen.querySelector(".layer") !== null;
    if (!inside) return;
    if (opener?.isConnected && screen.contains(opener)) opener.focus();
    else screen.querySelector(".log").focus();
  };
  const heading = title && h("h3", { id, dir: "auto" }, title);
  const sheet = h(
    "div",
    {
      class: alert ? "alert" : tall ? "sheet tall" : "sheet",
      role: alert ? "alertdialog" : "dialog",
      "aria-modal": "true",
      "aria-labelledby": id,
    },
    !alert && h("div", { class: "sheet-head" }, heading, iconButton("cross", "Close", close)),
    alert && heading,
    content,
  );
  const layer = h("div", { class: alert ? "layer centred" : "layer" }, sheet);
  layer.addEventListener("click", (event) => event.target === layer && !alert && close());
  layer.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  app.inert = true;
  screen.append(layer);
  const here = screen.contains(opener) || opener === document.body;
  if (here) (layer.querySelector("[data-first]") ?? layer.querySelector("input, select, textarea, button"))?.focus();
  return close;
}

/** A list of large choices, one per line. An item is {text, detail, mark, run}. */
export function choices(items) {
  const made = items.map(({ text, detail, mark, run }) =>
    h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "line", onclick: run },
        mark,
        h("span", {}, h("bdi", {}, text), detail && h("small", {}, detail)),
      ),
    ),
  );
  return h("ul", { class: "lines", role: "list" }, made);
}
