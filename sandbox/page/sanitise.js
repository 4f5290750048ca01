/** Turns a message's HTML into fresh elements of a short list of kinds; everything else stays behind. */

const KINDS = new Set(["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "blockquote", "a", "br"]);
const DROPPED = new Set(["script", "style", "template", "iframe", "object", "svg", "math", "noscript", "title"]);
const SCHEMES = new Set(["https:", "http:", "tg:", "mailto:", "tel:"]);
const ADDRESS = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}»”’]|(?<=^|[\s(])\/[a-z][a-z0-9_]{0,31}\b(?![/\w])/gi;

const policy = globalThis.trustedTypes?.createPolicy("sanitise", { createHTML: (html) => html });

/** A fragment that holds only elements made here, with only `href`s of a scheme that is safe to open. */
export function sanitise(html) {
  const source = `<!doctype html><body>${html}`;
  const parsed = new DOMParser().parseFromString(policy ? policy.createHTML(source) : source, "text/html");
  const clean = document.createDocumentFragment();
  parsed.body.childNodes.forEach((node) => copy(node, clean, false));
  return clean;
}

/** The address when it may be opened, else null. */
export function safeAddress(address) {
  try {
    return SCHEMES.has(new URL(address).protocol) ? address : null;
  } catch {
    return null;
  }
}

function copy(node, into, literal) {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = /^(pre|blockquote)$/.test(into.lastChild?.localName) ? node.data.replace(/^\n/, "") : node.data;
    into.append(...(literal ? [text] : linked(text)));
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  const kind = node.localName;
  if (DROPPED.has(kind)) return;
  const made = KINDS.has(kind) ? element(kind, node) : isSpoiler(node) ? spoiler() : null;
  const target = made ?? into;
  node.childNodes.forEach((child) => copy(child, target, literal || kind === "a" || kind === "code" || kind === "pre"));
  if (made) into.append(made);
}

function element(kind, node) {
  if (kind === "a") return anchor(node.getAttribute("href") ?? "");
  const made = document.createElement(kind);
  if (kind === "blockquote") made.dir = "auto";
  return made;
}

function anchor(address) {
  const safe = safeAddress(address);
  if (!safe) return null;
  const link = document.createElement("a");
  link.href = safe;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

function isSpoiler(node) {
  return node.localName === "tg-spoiler" || (node.localName === "span" && node.classList.contains("tg-spoiler"));
}

function spoiler() {
  const cover = document.createElement("span");
  cover.className = "spoiler";
  cover.setAttribute("role", "button");
  cover.setAttribute("aria-label", "Hidden words: press to show");
  return cover;
}

/** Bare addresses and /commands become something to press, as a Telegram app does. */
function* linked(text) {
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    yield text.slice(at, match.index);
    at = match.index + match[0].length;
    if (match[0].startsWith("/")) {
      const command = document.createElement("a");
      command.href = `#${match[0]}`;
      command.className = "command";
      command.dataset.command = match[0];
      command.textContent = match[0];
      yield command;
    } else {
      const link = anchor(match[0]);
      link?.append(match[0]);
      yield link ?? match[0];
    }
  }
  yield text.slice(at);
}
