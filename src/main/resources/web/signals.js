// The form for a signal: what it is about is read as one types, and ticks that were taken away stay away. Without this script a button reads it.
(() => {
  "use strict";
  const QUIET = 500; // milliseconds without a key before the text is read
  const form = document.querySelector("form[data-reads]");
  const box = document.getElementById("concepts");
  if (!form || !box) return;
  const words = form.elements.words;
  let quiet = 0;
  let asking = null;
  const read = async () => {
    asking?.abort();
    asking = new AbortController();
    const typed = words.value;
    try {
      const answer = await fetch(form.action, { method: "POST", headers: { "HX-Request": "true" }, body: new URLSearchParams(new FormData(form)), signal: asking.signal });
      if (!answer.ok) return;
      const text = await answer.text();
      const ticked = document.activeElement?.closest("#concepts input")?.value;
      box.innerHTML = text;
      if (ticked) box.querySelector(`input[value="${CSS.escape(ticked)}"]`)?.focus();
      // What was understood has a box of its own now.
      if (words.value === typed && document.activeElement !== words) words.value = box.querySelector("[data-left]").dataset.left;
    } catch { /* The next key asks again. */ }
  };
  for (const name of ["title", "observation"]) {
    form.elements[name].addEventListener("input", () => { clearTimeout(quiet); quiet = setTimeout(read, QUIET); });
  }
  words.addEventListener("change", () => setTimeout(read, 0));
  document.getElementById("read")?.remove();
})();
