/** A phone's browser: it shows the bot's own web pages, whose links do what they would do on a phone. */

import { h, icon } from "./dom.js";
import { meaning } from "./links.js";
import { openSheet } from "./sheet.js";

/** Open one of the bot's own pages over the phone. */
export function browse(phone, path) {
  const address = new URL(path, location.href).href;
  const frame = h("iframe", { src: path, class: "web-page", title: `Web page on ${phone.personName}'s phone`, sandbox: "allow-same-origin allow-popups" });
  const line = h("p", { class: "web-address", dir: "ltr" }, address);
  const tab = h("a", { class: "small", href: path, target: "_blank", rel: "noopener" }, icon("out", 14), "Open in a tab");
  const follow = (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || meaning(link.href, phone.bot.username).kind === "door") return;
    event.preventDefault();
    if (link.protocol === "tel:") return phone.toast(`Calls ${link.pathname}`);
    close();
    phone.openLink(link.href);
  };
  frame.addEventListener("load", () => {
    line.textContent = frame.contentWindow.location.href;
    frame.contentDocument.addEventListener("click", follow);
  });
  const content = h("div", { class: "web" }, h("div", { class: "web-bar" }, line, tab), frame);
  const close = openSheet(phone.screen, { title: "Browser", content, tall: true });
}
