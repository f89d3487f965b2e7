// Buttons that copy a text which stands on the page; without this script the text is marked and copied by hand.
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  const done = document.getElementById("share-done");
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const text = document.getElementById(button.dataset.copy);
    if (!text) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      if (done) done.textContent = button.dataset.done;
    });
  }
})();
