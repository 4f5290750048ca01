/** What a phone asks more about: a place, somebody to forward to, a language, a link. */

import { avatar, h, icon } from "./dom.js";
import { LANGUAGES, languageName } from "./format.js";
import { choices, openSheet } from "./sheet.js";

const MOST_PLACES = 60;

/** Pick one of the places, or any point by its coordinates, and share it. */
export function pickPlace(phone, places) {
  const share = (latitude, longitude) => {
    close();
    phone.act("location", { latitude, longitude });
  };
  const list = h("div", { class: "scrolls" });
  const show = (part) => {
    const found = places.filter(({ name }) => plain(name).includes(plain(part))).slice(0, MOST_PLACES);
    const lines = found.map(({ name, latitude, longitude }) => ({
      text: name,
      detail: `${latitude.toFixed(3)}, ${longitude.toFixed(3)}`,
      mark: h("span", { class: "mark" }, icon("pin", 18)),
      run: () => share(latitude, longitude),
    }));
    list.replaceChildren(found.length ? choices(lines) : h("p", { class: "nothing" }, "No such place here. Give its coordinates below."));
  };
  const search = h("input", {
    type: "search",
    placeholder: "Find a place",
    "aria-label": "Find a place",
    oninput: () => show(search.value),
  });
  const degrees = (label, most) =>
    h("input", { type: "number", step: "any", min: -most, max: most, required: true, placeholder: label, "aria-label": label });
  const latitude = degrees("Latitude", 90);
  const longitude = degrees("Longitude", 180);
  const other = h(
    "form",
    {
      class: "in-line",
      onsubmit: (event) => {
        event.preventDefault();
        share(latitude.valueAsNumber, longitude.valueAsNumber);
      },
    },
    latitude,
    longitude,
    h("button", { class: "small" }, "Share"),
  );
  show("");
  const close = openSheet(phone.screen, { title: "Share a location", content: h("div", { class: "stack" }, search, list, other) });
}

/** Forward a message to somebody else's phone. */
export function forward(phone, message, others) {
  const lines = others.map((other) => ({
    text: other.name,
    mark: avatar(other.name),
    run: async () => {
      close();
      if (await phone.act("forward", { message_id: message.id, to: other.phone.id })) phone.toast(`Forwarded to ${other.name}`);
    },
  }));
  const close = openSheet(phone.screen, { title: "Forward to", content: lines.length ? choices(lines) : nobody() });
}

/** Send the words of a share link to somebody else's phone. */
export function share(phone, through, words, others) {
  const lines = others.map((other) => ({
    text: other.name,
    mark: avatar(other.name),
    run: async () => {
      close();
      if (await phone.act("share", { text: words, to: other.phone.id })) phone.toast(`Sent to ${other.name}`);
    },
  }));
  const content = h(
    "div",
    { class: "stack" },
    h("p", { class: "shared", dir: "auto" }, words),
    h("button", { type: "button", class: "small", onclick: () => phone.copy(words) }, icon("copy", 16), "Copy"),
    lines.length ? choices(lines) : nobody(),
  );
  const close = openSheet(phone.screen, { title: `Send through ${through}`, content });
}

/** Change the language of the Telegram app on this phone. */
export function language(phone, current) {
  const select = languageField(current);
  const form = h(
    "form",
    {
      class: "stack",
      onsubmit: async (event) => {
        event.preventDefault();
        close();
        if (await phone.act("language", { language: select.value || null })) phone.toast("The bot hears of it with the next message");
      },
    },
    h("label", { class: "labelled" }, "Language of the Telegram app", select),
    h("button", { class: "small" }, "Change"),
  );
  const close = openSheet(phone.screen, { title: "App language", content: form });
}

/** A field with all languages, each in its own name. */
export function languageField(current) {
  const codes = !current || LANGUAGES.includes(current) ? LANGUAGES : [current, ...LANGUAGES];
  const options = codes.map((code) => h("option", { value: code, selected: code === current }, `${languageName(code)} (${code})`));
  return h("select", { name: "language" }, options, h("option", { value: "", selected: current === null }, "The app does not tell"));
}

/** Open a link to the bot, as from a poster or a letter. */
export function openLink(phone, username) {
  const field = h("input", { type: "text", required: true, dir: "ltr", spellcheck: "false", value: `https://t.me/${username}?start=` });
  const form = h(
    "form",
    {
      class: "stack",
      onsubmit: (event) => {
        event.preventDefault();
        close();
        phone.act("open", { url: field.value });
      },
    },
    h("label", { class: "labelled" }, "A link to the bot, as from a poster or a friend", field),
    h("button", { class: "small" }, "Open"),
  );
  const close = openSheet(phone.screen, { title: "Open a link", content: form });
  field.setSelectionRange(field.value.length, field.value.length);
}

/** An answer to a button that waits for OK. */
export function alert(phone, text) {
  const button = h("button", { type: "button", class: "small", "data-first": true, onclick: () => close() }, "OK");
  const close = openSheet(phone.screen, { title: text, content: button, alert: true });
}

/** Words to copy by hand, where the browser does not let a page copy. */
export function showWords(phone, title, words) {
  const field = h("textarea", { readonly: true, rows: "6", dir: "auto", "aria-label": title }, words);
  openSheet(phone.screen, { title, content: h("div", { class: "stack" }, field) });
  field.select();
}

function nobody() {
  return h("p", { class: "nothing" }, "Nobody else is here yet. Add a person first.");
}

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
