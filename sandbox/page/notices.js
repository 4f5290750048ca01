/** A sentence of the page itself, about the clock, a restart or a refusal, that goes away again. */

import { h, iconButton } from "./dom.js";

const polite = document.getElementById("notices");
const urgent = document.getElementById("errors");

/** Show a sentence; kind is "plain", "good" or "error". A new one replaces the one before. */
export function notice(text, kind = "plain") {
  const line = h("p", { class: `notice ${kind}` }, h("span", { dir: "auto" }, text), iconButton("cross", "Dismiss", () => line.remove()));
  polite.replaceChildren();
  urgent.replaceChildren();
  (kind === "error" ? urgent : polite).append(line);
  setTimeout(() => line.remove(), (kind === "error" ? 9000 : 5000) + text.length * 40);
}
