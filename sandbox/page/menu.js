/** A small menu that hangs from a button: arrows move, Enter chooses, Escape leaves. */

import { h, icon } from "./dom.js";

let close = () => {};

/**
 * Open a menu beside `button`, inside `screen`; opening it again closes it.
 * An item is {text, run} and may have {icon, detail, danger}.
 */
export function openMenu(button, screen, label, items) {
  const again = button.getAttribute("aria-expanded") === "true";
  close();
  if (again) return;
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label });
  const choices = items.map((item) => choice(item));
  menu.append(...choices);
  screen.append(menu);
  place(menu, button, screen);
  button.setAttribute("aria-expanded", "true");

  const leave = (event) => {
    if (!menu.contains(event.target) && !button.contains(event.target)) close();
  };
  close = () => {
    close = () => {};
    const inside = menu.contains(document.activeElement);
    menu.remove();
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", leave);
    if (inside) button.focus();
  };
  document.addEventListener("pointerdown", leave);
  menu.addEventListener("keydown", (event) => move(event, choices));
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget) && event.relatedTarget !== button) close();
  });
  choices[0]?.focus();
}

function choice({ text, detail, run, danger, icon: drawing }) {
  const chosen = () => {
    close();
    run();
  };
  return h(
    "button",
    { type: "button", role: "menuitem", tabindex: "-1", class: danger ? "danger" : undefined, onclick: chosen },
    drawing && icon(drawing, 20),
    h("span", { class: "choice", dir: "auto" }, text, detail && h("small", { dir: "auto" }, detail)),
  );
}

function move(event, choices) {
  const at = choices.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: choices.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    choices[(to + choices.length) % choices.length].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    if (event.key === "Escape") event.preventDefault();
    event.stopPropagation();
    close();
  }
}

function place(menu, button, screen) {
  const around = screen.getBoundingClientRect();
  const from = button.getBoundingClientRect();
  const left = Math.min(from.left - around.left, around.width - menu.offsetWidth - 8);
  menu.style.left = `${Math.max(8, left)}px`;
  if (from.top - around.top > around.height / 2) menu.style.bottom = `${around.bottom - from.top + 6}px`;
  else menu.style.top = `${from.bottom - around.top + 6}px`;
  const room = from.top - around.top > around.height / 2 ? from.top - around.top : around.bottom - from.bottom;
  menu.style.maxHeight = `${Math.max(120, room - 16)}px`;
}
