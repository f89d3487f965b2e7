// The start page while somebody writes: suggestions follow the text, and a reason shows its words in it. Without this script a button does it.
(() => {
  "use strict";
  const field = document.getElementById("text");
  const marks = document.getElementById("marks");
  const results = document.getElementById("suggestions");
  if (!field || !marks || !results) return;

  const QUIET = 250; // milliseconds without a key before we ask
  const LONGEST = 700; // and at most so long after the first key
  const LATE = 400; // a longer wait is said
  const AGAIN = 2500; // after a lost connection
  let quiet = 0;
  let longest = 0;
  let late = 0;
  let asked = null;
  let open = new Set();

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
    clearTimeout(quiet);
    quiet = setTimeout(ask, QUIET);
    if (!longest) longest = setTimeout(ask, LONGEST);
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

  const reachable = () => results.querySelectorAll("[data-spans]").forEach((reason) => { reason.tabIndex = 0; });

  // What the reader has opened stays open when the list is renewed.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target !== results) return;
    open = new Set([...results.querySelectorAll("details[open]")].map((details) => details.id));
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    open.forEach((id) => { const details = document.getElementById(id); if (details) details.open = true; });
    reachable();
  });

  const waiting = document.getElementById("waiting");
  const lost = document.getElementById("lost");
  document.body.addEventListener("htmx:beforeRequest", () => { late = setTimeout(() => waiting.classList.add("late"), LATE); });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    clearTimeout(late);
    waiting.classList.remove("late");
    lost.hidden = event.detail.successful;
    if (!event.detail.successful) {
      asked = null;
      setTimeout(ask, AGAIN);
    }
  });

  asked = results.dataset.text === "given" ? field.value : "";
  if (field.value !== asked) ask();
  show([]);
  reachable();
})();
