// What public pages do with scripts: buttons copy a text that stands on the page, and the address follows a search. All of it works by hand without them.
(() => {
  "use strict";
  const done = document.getElementById("share-done");
  for (const button of navigator.clipboard ? document.querySelectorAll("button[data-copy]") : []) {
    const text = document.getElementById(button.dataset.copy);
    if (!text) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      if (done) done.textContent = button.dataset.done;
    });
  }

  // What is empty narrows nothing and need not stand in the address.
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const asked = new URL(event.detail.xhr.responseURL);
    for (const [name, value] of [...asked.searchParams]) if (value === "") asked.searchParams.delete(name);
    history.replaceState(null, "", asked.pathname + asked.search);
  });
})();
