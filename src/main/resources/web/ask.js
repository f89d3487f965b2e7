// A question to an ambassador: offers to send the draft of this browser along. It leaves the browser only where it is ticked.
(() => {
  "use strict";
  const KEPT = "meet-draft";
  const OLDEST = 30 * 24 * 3600 * 1000;
  const box = document.getElementById("share-draft");
  const draft = document.getElementById("draft");
  const share = box?.querySelector("input[name=share]");
  if (!box || !draft || !share) return;
  if (draft.dataset.from === "browser") {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT));
      if (kept && typeof kept.text === "string" && kept.text.trim() && Date.now() - kept.at < OLDEST) {
        draft.value = kept.text;
        box.hidden = false;
      }
    } catch { /* A browser that keeps nothing has no draft. */ }
  }
  draft.form.addEventListener("submit", () => { draft.disabled = draft.dataset.from === "browser" && !share.checked; });
  window.addEventListener("pageshow", () => { draft.disabled = false; });
})();
