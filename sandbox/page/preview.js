/** The card that Telegram and WhatsApp show under a message with a link. */

import { h } from "./dom.js";
import { meaning } from "./links.js";
import { safeAddress } from "./sanitise.js";

const LINK = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}»”’]/i;
const LONGEST = 140; // letters of a description

/** A card for the first link of a message, to be pressed; null when it has none. */
export function preview({ text }, { bot }) {
  const found = text?.match(LINK)?.[0];
  const address = found && safeAddress(found);
  if (!address) return null;
  const { kind } = meaning(address, bot.username);
  const ours = kind === "bot" || kind === "door";
  const site = kind === "bot" ? "Telegram" : new URL(address).host;
  const words = ours ? bot.short_description || bot.description : "";
  return h(
    "a",
    { class: "preview", href: address, target: "_blank", rel: "noopener noreferrer" },
    h("span", { class: "preview-site" }, site),
    h("b", { dir: "auto" }, ours ? bot.name : new URL(address).pathname),
    words && h("span", { class: "preview-words", dir: "auto" }, words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words),
    h("span", { class: "preview-open" }, kind === "bot" ? "Start the bot" : "Open the page"),
  );
}
