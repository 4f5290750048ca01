/** A phone's camera: it reads the codes that stand in what the bot sent lately, or a link that one gives it. */

import { h, icon } from "./dom.js";
import { choices, openSheet } from "./sheet.js";
import { read } from "./state.js";

/** Choose a code to scan. */
export function scan(phone) {
  const list = h("div", { class: "scrolls", "aria-live": "polite" }, h("p", { class: "nothing" }, "Looking for codes…"));
  const open = (link) => {
    close();
    phone.openLink(link);
  };
  const field = h("input", { type: "text", required: true, dir: "ltr", spellcheck: "false", autocomplete: "off" });
  const form = h(
    "form",
    {
      class: "stack",
      onsubmit: (event) => {
        event.preventDefault();
        open(field.value.trim());
      },
    },
    h("label", { class: "labelled" }, "Or a link, as from a poster or a letter", field),
    h("button", { class: "small" }, "Open"),
  );
  const close = openSheet(phone.screen, { title: "Scan a code", content: h("div", { class: "stack" }, list, form) });
  show(list, open, phone);
}

async function show(list, open, phone) {
  let codes = [];
  try {
    codes = await read("/api/codes");
  } catch (error) {
    return list.replaceChildren(h("p", { class: "nothing" }, error.message));
  }
  const lines = codes.map(({ link, name, sent_to: to }) => ({
    text: name,
    detail: `${link.replace(/^https?:\/\//, "")} · on ${to}'s phone`,
    mark: h("span", { class: "mark" }, icon("scan", 18)),
    run: () => open(link),
  }));
  const none = h("p", { class: "nothing" }, "No code is in sight yet. When the bot sends a picture or a card with a code, it stands here.");
  list.replaceChildren(lines.length ? choices(lines) : none);
  if (lines.length && phone.screen.contains(document.activeElement)) list.querySelector("button").focus();
}
