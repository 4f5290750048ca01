/** What a phone asks more about: a place, a language, a word of confirmation. */

import { h, icon } from "./dom.js";
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

/** Send a voice message of so many seconds; what one hears in it is a tone. */
export function voice(phone) {
  const seconds = h("input", { type: "number", min: 1, max: 600, step: 1, value: 4, required: true });
  const form = h(
    "form",
    {
      class: "stack",
      onsubmit: (event) => {
        event.preventDefault();
        close();
        phone.act("voice", { seconds: seconds.valueAsNumber });
      },
    },
    h("label", { class: "labelled" }, "Seconds", seconds),
    h("button", { class: "small" }, "Send"),
  );
  const close = openSheet(phone.screen, { title: "Voice message", content: form });
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

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
