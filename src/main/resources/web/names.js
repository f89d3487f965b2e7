// Two fields for names: offers names as one types. Without this script the form's button finds them.
(() => {
  "use strict";
  const QUIET = 250; // milliseconds without a key before names are asked for
  const form = document.querySelector("form[data-names]");
  if (!form) return;
  for (const field of form.querySelectorAll("input[list]")) {
    let quiet = 0;
    let asking = null;
    const offer = async () => {
      asking?.abort();
      asking = new AbortController();
      try {
        const answer = await fetch(`${form.dataset.names}?name=${encodeURIComponent(field.value)}`, { headers: { "HX-Request": "true" }, signal: asking.signal });
        if (answer.ok) document.getElementById(field.getAttribute("list")).innerHTML = await answer.text();
      } catch { /* The next key asks again. */ }
    };
    field.addEventListener("input", () => { clearTimeout(quiet); if (field.value.trim().length > 1) quiet = setTimeout(offer, QUIET); });
  }
})();
