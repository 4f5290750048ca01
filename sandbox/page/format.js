/** Writes times, sizes and names of languages, all in the campaign's own time zone. */

let zone = "Europe/Amsterdam";
let made = {};

export function useZone(timeZone) {
  if (timeZone !== zone) made = {};
  zone = timeZone;
}

function formatter(name, options) {
  made[name] ??= new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options });
  return made[name];
}

/** The local day of a moment: 2027-01-18. */
export const date = (at) => local(at).slice(0, 10);

export const time = (date) => formatter("time", { hour: "2-digit", minute: "2-digit" }).format(date);

export const day = (date) => formatter("day", { weekday: "long", day: "numeric", month: "long" }).format(date);

export const moment = (date) =>
  formatter("moment", { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(date);

/** The value a datetime-local field wants: 2027-01-18T09:00. */
export function local(date) {
  const options = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
  const part = Object.fromEntries(formatter("local", options).formatToParts(date).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** How long a recording is: 0:04. */
export const duration = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** A language's name in that language itself, or the bare code when the browser does not know it. */
export function languageName(code) {
  const own = OWN_NAMES[code];
  if (own) return own;
  try {
    const name = new Intl.DisplayNames([code], { type: "language", fallback: "none" }).of(code);
    return name ? name[0].toLocaleUpperCase(code) + name.slice(1) : code;
  } catch {
    return code;
  }
}

const OWN_NAMES = {
  nl: "Nederlands",
  en: "English",
  ar: "العربية",
  tr: "Türkçe",
  pl: "Polski",
  uk: "Українська",
  fa: "فارسی",
  ti: "ትግርኛ",
  so: "Soomaali",
  fr: "Français",
  es: "Español",
  de: "Deutsch",
  pap: "Papiamentu",
  "pt-br": "Português (Brasil)",
  "zh-hans": "简体中文",
  ckb: "کوردیی ناوەندی",
};

/** Languages offered for a new phone; a bot may not speak them all, which is worth trying too. */
export const LANGUAGES = [
  ...["nl", "en", "ar", "tr", "pl", "uk", "fa", "ti", "so", "fr", "es", "de", "pap"],
  ...["am", "bg", "ckb", "el", "he", "hi", "hu", "id", "it", "pt-br", "pt", "ro", "ru", "ur", "vi", "zh-hans"],
];
