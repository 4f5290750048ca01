/* Sets light or dark before the first paint, as this browser last chose; without a choice the system decides. */
(() => {
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    /* A browser that keeps nothing follows the system. */
  }
})();
