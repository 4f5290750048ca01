/** A place on a map of the Netherlands made of dots, so that a venue shows without asking the network. */

import { h, icon } from "./dom.js";

/** The edges of nl.svg in degrees (WGS84). */
const EDGE = { south: 50.7, north: 53.6, west: 3.3, east: 7.3 };

/** The land around the point; far from the Netherlands, only the point. */
export function map(latitude, longitude, label) {
  const x = (longitude - EDGE.west) / (EDGE.east - EDGE.west);
  const y = (EDGE.north - latitude) / (EDGE.north - EDGE.south);
  const inside = x > 0 && x < 1 && y > 0 && y < 1;
  const land = h("div", { class: "map-land" });
  if (inside) {
    land.style.setProperty("--x", x.toFixed(4));
    land.style.setProperty("--y", y.toFixed(4));
  }
  return h(
    "div",
    { class: "map", role: "img", "aria-label": `Map: ${label}` },
    inside && land,
    h("span", { class: "map-pin" }, icon("pin", 34)),
  );
}
