// The case workers' pages: lists follow what others do, a case says that it has changed and leaves what is being typed alone, cards can be dragged, and
// one key opens the next case. Without this script all of it is there by links, forms and loading the page again.
(() => {
  "use strict";
  const AGAIN = 10000; // milliseconds after a connection that the browser gave up
  const KEYS = "meet-keys";
  const STORE = (() => { try { return window.localStorage; } catch { return null; } })();

  // What others do.
  const open = document.getElementById("case");
  const news = document.getElementById("news");
  const changed = document.getElementById("changed");
  const showList = async () => {
    try {
      const answer = await fetch(location.href, { headers: { "HX-Request": "true" } });
      if (!answer.ok) return;
      const focused = document.activeElement?.closest("a")?.getAttribute("href");
      open.innerHTML = await answer.text();
      if (focused) open.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
      news.textContent = news.dataset.news;
      draggable();
    } catch { /* The connection is lost; the events tell of it again when it is back. */ }
  };
  if (open && news && window.EventSource) {
    const last = () => open.querySelector("[data-last]").dataset.last;
    const show = () => {
      if (!changed) { showList(); return; }
      changed.hidden = false;
      news.textContent = news.dataset.news;
    };
    const listen = () => {
      const events = new EventSource(`${open.dataset.events}?since=${last()}`);
      events.addEventListener("step", show);
      events.addEventListener("error", () => {
        if (events.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN);
      });
      window.addEventListener("pagehide", () => events.close(), { once: true });
    };
    listen();
  }

  // Cards: what is dropped on a column leads to the form for that move, because each move needs a reason.
  let dragged = null;
  const draggable = () => {
    for (const card of document.querySelectorAll(".card[data-moves]")) {
      if (card.dataset.moves) card.draggable = true;
    }
  };
  const target = (event) => {
    const column = event.target.closest?.(".column");
    return column && dragged && dragged.dataset.moves.split(" ").includes(column.dataset.status) ? column : null;
  };
  const clear = () => document.querySelectorAll(".column.over").forEach((column) => column.classList.remove("over"));
  document.addEventListener("dragstart", (event) => { dragged = event.target.closest?.(".card") ?? null; });
  document.addEventListener("dragend", () => { dragged = null; clear(); });
  document.addEventListener("dragover", (event) => {
    clear();
    const column = target(event);
    if (!column) return;
    event.preventDefault();
    column.classList.add("over");
  });
  document.addEventListener("drop", (event) => {
    const column = target(event);
    if (!column) return;
    event.preventDefault();
    location.href = `${dragged.dataset.href}?do=change&to=${column.dataset.status}#act`;
  });
  draggable();

  // A ready text is copied where it can be changed; what somebody has written stays.
  const templates = document.querySelector("select[data-fills]");
  const filled = templates && document.getElementById(templates.dataset.fills);
  let put = "";
  templates?.addEventListener("change", () => {
    if (filled.value.trim() && filled.value !== put) return;
    put = templates.value ? templates.selectedOptions[0].textContent.trim() : "";
    filled.value = put;
  });

  // The key n opens the next case; it can be turned off, since a voice may type it (WCAG 2.1.4).
  const isOn = () => STORE?.getItem(KEYS) !== "off";
  const keys = document.getElementById("keys");
  if (keys && STORE) {
    const button = keys.querySelector("button");
    const tell = () => { button.textContent = isOn() ? keys.dataset.off : keys.dataset.on; };
    button.addEventListener("click", () => { STORE.setItem(KEYS, isOn() ? "off" : "on"); tell(); });
    keys.hidden = false;
    tell();
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey || !isOn() || event.target.closest("input, textarea, select, [contenteditable]")) return;
    document.getElementById("next")?.click();
  });
})();
