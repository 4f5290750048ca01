/** Tells what a link would do on a real phone: talk to this bot, share words with somebody, or leave Telegram. */

const TELEGRAM = new Set(["t.me", "telegram.me", "telegram.dog"]);
const WHATSAPP = new Set(["wa.me", "api.whatsapp.com", "web.whatsapp.com"]);

/** {kind: "bot"} | {kind: "share", through, text, url} | {kind: "web"} | {kind: "none"} */
export function meaning(address, username) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return { kind: "none" };
  }
  const query = url.searchParams;
  if (url.protocol === "tg:") {
    if (/^tg:(\/\/)?resolve/i.test(address)) return { kind: same(query.get("domain"), username) ? "bot" : "none" };
    return /^tg:(\/\/)?msg_url/i.test(address) ? share("Telegram", query) : { kind: "none" };
  }
  if (url.protocol === "whatsapp:") return share("WhatsApp", query);
  const host = url.hostname.toLowerCase().replace(/^www\./, "");
  const first = url.pathname.split("/")[1] ?? "";
  if (TELEGRAM.has(host)) {
    if (first === "share") return share("Telegram", query);
    if (same(first, username)) return { kind: "bot" };
  }
  if (WHATSAPP.has(host) && query.has("text")) return share("WhatsApp", query);
  return { kind: "web" };
}

function share(through, query) {
  return { kind: "share", through, url: query.get("url") ?? "", text: query.get("text") ?? "" };
}

function same(one, other) {
  return Boolean(one) && one.toLowerCase() === (other ?? "").toLowerCase();
}
