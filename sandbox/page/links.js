/** Tells what a link would do on a real phone: talk to this bot, share words, open its web page, or leave Telegram. */

const TELEGRAM = new Set(["t.me", "telegram.me", "telegram.dog"]);
const WHATSAPP = new Set(["wa.me", "api.whatsapp.com", "web.whatsapp.com"]);
const HERE = new Set(["127.0.0.1", "localhost", "[::1]"]);
const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/; // what Telegram passes on to a bot

/**
 * {kind: "bot", payload} | {kind: "share", through, url, text, number} | {kind: "door", path} | {kind: "web"} | {kind: "none"}
 *
 * A payload is null where the link has one that Telegram drops.
 */
export function meaning(address, username) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return { kind: "none" };
  }
  const query = url.searchParams;
  if (url.protocol === "tg:") {
    if (/^tg:(\/\/)?resolve/i.test(address)) return same(query.get("domain"), username) ? bot(query) : { kind: "none" };
    return /^tg:(\/\/)?msg_url/i.test(address) ? share("Telegram", query) : { kind: "none" };
  }
  if (url.protocol === "whatsapp:") return share("WhatsApp", query, query.get("phone"));
  if (url.protocol !== "http:" && url.protocol !== "https:") return { kind: "none" };
  const host = url.hostname.toLowerCase().replace(/^www\./, "");
  const first = url.pathname.split("/")[1] ?? "";
  if (TELEGRAM.has(host)) {
    if (first === "share") return share("Telegram", query);
    if (same(first, username)) return bot(query);
  }
  if (WHATSAPP.has(host) && query.has("text")) return share("WhatsApp", query, query.get("phone") ?? first);
  if (HERE.has(host) && url.port === location.port && first === "door") return { kind: "door", path: url.pathname + url.search };
  return { kind: "web" };
}

/** The words that a share link puts into a message: Telegram has the link come first. */
export function written({ url, text }) {
  return [url, text].filter(Boolean).join("\n");
}

function bot(query) {
  const payload = query.get("start") ?? "";
  return { kind: "bot", payload: payload === "" || PAYLOAD.test(payload) ? payload : null };
}

function share(through, query, number = "") {
  return { kind: "share", through, url: query.get("url") ?? "", text: query.get("text") ?? "", number: (number ?? "").replace(/\D/g, "") };
}

function same(one, other) {
  return Boolean(one) && one.toLowerCase() === (other ?? "").toLowerCase();
}
