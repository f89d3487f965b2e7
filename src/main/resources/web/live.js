// The start page while somebody writes: suggestions follow the text, a reason shows its words in it, and what was written stays on the device.
// Without this script a button does it.
(() => {
  "use strict";
  const form = document.getElementById("idea");
  const field = document.getElementById("text");
  const marks = document.getElementById("marks");
  const results = document.getElementById("suggestions");
  if (!form || !field || !marks || !results) return;

  const QUIET = 250; // milliseconds without a key before we ask
  const LONGEST = 700; // and at most so long after the first key
  const LATE = 400; // a longer wait is said
  const AGAIN = 2500; // after a lost connection
  let quiet = 0;
  let longest = 0;
  let late = 0;
  let asked = null;

  const ask = () => {
    clearTimeout(quiet);
    clearTimeout(longest);
    quiet = longest = 0;
    if (field.value === asked) return;
    asked = field.value;
    field.dispatchEvent(new CustomEvent("meet:typed", { bubbles: true }));
  };

  field.addEventListener("input", () => {
    show([]);
    keep();
    clearTimeout(quiet);
    quiet = setTimeout(ask, QUIET);
    if (!longest) longest = setTimeout(ask, LONGEST);
  });

  // What was written stays on this device until it is sent in or cleared.
  const KEPT = "meet-draft";
  const OLDEST = 30 * 24 * 3600 * 1000;
  const kept = document.getElementById("kept");
  const chosen = (name) => [...document.querySelectorAll(`input[type=hidden][name=${name}]`)].map((input) => input.value);
  const keep = () => {
    try {
      if (!field.value.trim()) localStorage.removeItem(KEPT);
      else localStorage.setItem(KEPT, JSON.stringify({ text: field.value, at: Date.now(), with: chosen("with"), without: chosen("without") }));
    } catch { /* A browser that keeps nothing still works. */ }
  };
  const found = () => {
    try {
      const draft = JSON.parse(localStorage.getItem(KEPT));
      return draft && typeof draft.text === "string" && Date.now() - draft.at < OLDEST ? draft : null;
    } catch {
      return null;
    }
  };
  const restore = () => {
    const draft = found();
    if (!draft || field.value.trim() || results.dataset.text === "given") return;
    field.value = draft.text;
    const understood = document.getElementById("understood");
    for (const name of ["with", "without"]) {
      for (const value of Array.isArray(draft[name]) ? draft[name] : []) {
        const input = document.createElement("input");
        input.type = "hidden";
        input.name = name;
        input.value = String(value);
        understood.append(input);
      }
    }
    kept.querySelector("span").textContent = kept.dataset.found;
    kept.hidden = false;
  };
  document.getElementById("forget").addEventListener("click", () => {
    try { localStorage.removeItem(KEPT); } catch { /* nothing was kept */ }
    location.assign(location.pathname.startsWith("/en/") ? "/en/" : "/");
  });

  // The words of a reason, marked behind the field.
  const show = (spans) => {
    marks.replaceChildren();
    const text = field.value;
    let at = 0;
    for (const [start, end] of spans) {
      if (start < at || end > text.length) continue;
      marks.append(text.slice(at, start));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      marks.append(mark);
      at = end;
    }
    marks.append(text.slice(at) + "\n");
    marks.scrollTop = field.scrollTop;
  };
  const spansOf = (element) => element.dataset.spans.split(" ").filter(Boolean).map((span) => span.split("-").map(Number)).sort((a, b) => a[0] - b[0]);
  const point = (event) => {
    const reason = event.target.closest("[data-spans]");
    show(reason && field.value === asked ? spansOf(reason) : []);
  };
  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", point);
  field.addEventListener("scroll", () => { marks.scrollTop = field.scrollTop; });
  const reachable = () => document.querySelectorAll("[data-spans]").forEach((reason) => { reason.tabIndex = 0; });

  // What is renewed keeps what the reader has opened or reached.
  if (window.Idiomorph) {
    Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, node) => !(name === "open" && node.tagName === "DETAILS") && name !== "tabindex";
  }

  // Enter in a field beside the text presses the field's own button.
  const BESIDE = { add: "add-button", who: "who-button" };
  document.addEventListener("keydown", (event) => {
    const button = event.key === "Enter" && BESIDE[event.target.id];
    if (!button) return;
    event.preventDefault();
    document.getElementById(button).click();
  });

  // Who presses a button that goes away is led on to what it changed.
  let pressed = null;
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const button = event.detail.elt.closest("button");
    pressed = button ? { name: button.id === "add-button" ? "add" : button.name, id: button.closest("li[id]")?.id, value: button.value, beside: button.closest("#understood"), within: button.closest("#explained")?.id } : null;
    if (button) asked = field.value;
  });
  const lead = () => {
    if (!pressed) return;
    const { name, id, value, beside, within } = pressed;
    pressed = null;
    const explained = document.getElementById("explained");
    const isTaken = !document.querySelector("#understood .fault");
    if (name === "choose" || (name === "add" && isTaken)) {
      for (const box of ["add", "who"]) {
        document.getElementById(box + "-options")?.replaceChildren();
        const input = document.getElementById(box);
        if (input) input.value = "";
      }
    }
    // A tip is answered where it stood: there the new place is told.
    if (explained && (name === "choose" || within === "explained")) {
      explained.focus({ preventScroll: true });
      explained.scrollIntoView({ block: "start" });
      return;
    }
    if (name === "close") document.getElementById("who")?.focus();
    if (name === "add") document.querySelector("#understood .fault, #understood .chip-added:last-child")?.scrollIntoView({ block: "nearest" });
    const here = document.activeElement;
    if (here && here !== document.body) return;
    const next = (id && document.getElementById(id)?.querySelector("button")) || (value && document.querySelector(`button[value="${CSS.escape(value)}"]`))
      || (beside ? document.querySelector("#understood button, #add-box summary") : document.getElementById(name === "exclude" ? "team-box" : "suggestions")?.querySelector("button, summary"));
    next?.focus({ preventScroll: true });
  };

  const waiting = document.getElementById("waiting");
  const lost = document.getElementById("lost");
  const toHits = document.getElementById("to-hits");
  // On a phone the suggestions lie under the text: how many they are stands beside the button that stays in reach.
  const tell = () => {
    const found = document.getElementById("announcement").textContent.trim().split(/\.(?: |$)/)[0];
    toHits.textContent = found;
    toHits.hidden = !found;
  };
  document.body.addEventListener("htmx:afterSettle", () => {
    tell();
    reachable();
    lead();
    keep();
  });
  document.body.addEventListener("htmx:beforeRequest", () => { late = setTimeout(() => waiting.classList.add("late"), LATE); });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    clearTimeout(late);
    waiting.classList.remove("late");
    lost.hidden = event.detail.successful;
    // What is refused once is refused again; only what got lost is asked for anew.
    const status = event.detail.xhr?.status ?? 0;
    if (!event.detail.successful && event.detail.elt === field && (status === 0 || status >= 500)) {
      asked = null;
      setTimeout(ask, AGAIN);
    }
  });

  // htmx listens from then on.
  document.addEventListener("DOMContentLoaded", () => {
    restore();
    asked = results.dataset.text === "given" ? field.value : "";
    if (field.value !== asked) ask();
    // A draft by its link may be somebody else's: until it is written in, what was kept on this device stays.
    else if (field.value && !form.elements.draft) keep();
    show([]);
    tell();
    reachable();
  });
})();
