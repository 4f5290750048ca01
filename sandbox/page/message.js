/** Draws one message: its bubble, what is in it, and the buttons under it. */

import { avatar, h, icon, iconButton, unseen } from "./dom.js";
import { duration, size, time } from "./format.js";
import { inlineKeyboard } from "./keyboard.js";
import { map } from "./map.js";
import { preview } from "./preview.js";
import { sanitise } from "./sanitise.js";

const BARE = new Set(["sticker"]);
const NAMES = { location: "Location", photo: "Photo", sticker: "Sticker", voice: "Voice message", contact: "Contact" };

/** Whether the person of this phone wrote it. */
export const isMine = (message) => message.from !== "bot" && !message.through;

/** An element for one message; `phone` does what its buttons ask, `all` finds what it replies to. */
export function drawMessage(message, phone, all) {
  const mine = isMine(message);
  const bubble = h(
    "div",
    { class: `bubble ${BARE.has(message.kind) ? "bare" : ""} ${endsBeside(message) ? "tucked" : ""}`, dir: "auto" },
    message.through ? sender(message) : h("bdi", { class: "unseen" }, `${mine ? phone.personName : phone.bot.name}: `),
    quoted(message, all),
    contents(message, phone),
    words(message),
    message.through && preview(message, phone),
    stamp(message, mine),
  );
  const more = iconButton("dots", "More about this message", (event) => phone.openMessageMenu(event.currentTarget, message), {
    "aria-haspopup": "menu",
    "aria-expanded": "false",
  });
  more.classList.add("more");
  const classes = ["message", mine ? "mine" : "theirs", message.edited && "edited", message.rows?.length && "with-keys"];
  return h(
    "article",
    { class: classes.filter(Boolean).join(" "), "data-id": message.id },
    h("div", { class: "beside" }, bubble, more),
    message.rows?.length ? inlineKeyboard(message, phone) : null,
  );
}

function sender({ sender: name, through, via, forwarded_from: first }) {
  return [
    h("p", { class: "sender" }, avatar(name, "little"), h("bdi", {}, name), h("span", { class: `through ${through.toLowerCase()}` }, through)),
    via && h("p", { class: "forwarded", dir: "ltr" }, `via @${via}`),
    first && h("p", { class: "forwarded" }, icon("forward", 14), "Forwarded from ", h("bdi", {}, first)),
  ];
}

function quoted(message, all) {
  const first = message.reply_to && all.find(({ id }) => id === message.reply_to);
  if (!first) return null;
  return h("p", { class: "quoted", dir: "auto" }, unseen("In reply to: "), first.text || named(first));
}

/** A finger on a bubble opens what the dots beside it open for a mouse. */
export function touched({ target, pointerType }) {
  const bubble = pointerType === "touch" && target.closest(".bubble");
  if (!bubble || target.closest("a, button, .spoiler") || String(getSelection())) return;
  bubble.parentElement.querySelector(".more").click();
}

/** A few words for a message without any. */
export function named(message) {
  if (message.kind === "document") return message.document.name;
  if (message.kind === "venue") return message.venue.title;
  return NAMES[message.kind] ?? "Message";
}

/** Whether the time fits behind the last words: not where they run from right to left, or where a box stands. */
function endsBeside({ html, text, through }) {
  if (through) return false;
  const lastLine = (text ?? "").split("\n").at(-1);
  const letter = lastLine.match(/\p{L}/u)?.[0] ?? "";
  return Boolean(html) && !/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(letter) && !/<\/(blockquote|pre)>$/.test(html);
}

function words(message) {
  if (!message.html) return null;
  const text = h("div", { class: "text" });
  text.append(sanitise(message.html));
  return text;
}

function stamp(message, mine) {
  const date = new Date(message.date);
  return h(
    "span",
    { class: "stamp" },
    message.edited && h("span", {}, "edited"),
    h("time", { datetime: message.date }, time(date)),
    mine && icon("tick", 15),
  );
}

function contents(message, phone) {
  const draw = { venue, location, document: file, photo, sticker, voice, contact }[message.kind];
  return draw ? draw(message, phone) : null;
}

function venue({ venue: place }) {
  return h(
    "div",
    { class: "venue" },
    map(place.latitude, place.longitude, place.title),
    h("p", { class: "venue-title", dir: "auto" }, place.title),
    h("p", { class: "faint", dir: "auto" }, place.address),
  );
}

function location({ location: point }) {
  const label = `${point.latitude.toFixed(4)}, ${point.longitude.toFixed(4)}`;
  return h("div", { class: "venue" }, map(point.latitude, point.longitude, label), h("p", { class: "faint", dir: "ltr" }, label));
}

function file({ document: paper }) {
  const address = `/files/${encodeURIComponent(paper.file_id)}`;
  return h(
    "div",
    { class: "file" },
    h(
      "a",
      { href: address, target: "_blank", rel: "noopener", class: "file-open" },
      h("span", { class: "file-mark" }, icon("paper", 24)),
      h("span", { class: "file-words" }, h("bdi", { class: "file-name" }, paper.name), h("small", {}, size(paper.size))),
    ),
    h(
      "a",
      { href: `${address}?download=1`, download: paper.name, class: "icon-button", "aria-label": `Save ${paper.name}`, title: "Save" },
      icon("save", 20),
    ),
  );
}

function photo(message, phone) {
  if (message.from !== "bot" || !message.photo?.file_id) return h("div", { class: "picture drawn" }, icon("picture", 44), unseen("Photo"));
  const address = `/files/${encodeURIComponent(message.photo.file_id)}`;
  const image = h("img", { src: address, alt: message.text ? "" : "Photo", onload: () => phone.settled() });
  return h("a", { href: address, target: "_blank", rel: "noopener", class: "picture", "aria-label": "Open the photo" }, image);
}

function sticker() {
  return h("div", { class: "sticker" }, icon("tulip", 110), unseen("Sticker"));
}

function voice({ voice: recording, id }, phone) {
  const sound = h("audio", { preload: "none", src: `/files/${encodeURIComponent(recording.file_id)}`, onended: () => playing(false) });
  const bars = Array.from({ length: 26 }, (_, n) => h("i", { class: `bar-${(n * 7 + id) % 6}` }));
  const button = h("button", {
    type: "button",
    class: "round",
    onclick: async () => {
      if (!sound.paused) {
        sound.pause();
        return playing(false);
      }
      try {
        playing(true);
        await sound.play();
      } catch {
        playing(false);
        phone.toast("This cannot be played");
      }
    },
  });
  const playing = (now) => {
    const words = now ? "Pause" : "Play the voice message";
    button.setAttribute("aria-label", words);
    button.title = words;
    button.replaceChildren(icon(now ? "pause" : "play", 20));
  };
  playing(false);
  const length = h("small", { class: "faint" }, duration(recording.seconds));
  return h("div", { class: "voice" }, button, h("span", { class: "wave", "aria-hidden": "true" }, bars), length, sound);
}

function contact(message, phone) {
  const name = message.contact?.name ?? message.contact?.first_name ?? phone.personName;
  const number = message.contact?.phone_number ?? "";
  return h(
    "div",
    { class: "file" },
    avatar(name),
    h("span", { class: "file-words" }, h("bdi", { class: "file-name" }, name), h("small", { dir: "ltr" }, number || "Contact")),
  );
}
