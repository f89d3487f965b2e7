// The sender's step and the status page: the record follows what is typed, a file that is too large is told before it is sent, and an open case
// shows its next step by itself. Without this script the same is there, by a button or by loading the page again.
(() => {
  "use strict";
  const QUIET = 500; // milliseconds without a key before the record is asked for
  const PATIENCE = 5000; // milliseconds in which a second press is no new one
  const KEY = "meet-sender";
  const STORE = (() => { try { return window.sessionStorage; } catch { return null; } })();
  const AGAIN = 10000; // after a connection that the browser gave up

  const form = document.querySelector("form[data-record]");
  const record = document.getElementById("record");
  if (form && record) {
    let quiet = 0;
    let asking = null;
    const renew = async () => {
      asking?.abort();
      asking = new AbortController();
      const fields = new URLSearchParams([...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "confidential"));
      // Whether there are confidential details is told, never what they are: they leave the page only when it is sent.
      if (form.elements.confidential?.value.trim()) fields.set("confidential", "*");
      try {
        const answer = await fetch(form.dataset.record, { method: "POST", body: fields, headers: { "HX-Request": "true" }, signal: asking.signal });
        if (answer.ok) record.innerHTML = await answer.text();
      } catch { /* The next key asks again. */ }
    };
    form.addEventListener("input", () => { keep(); clearTimeout(quiet); quiet = setTimeout(renew, QUIET); });

    // Who goes back to the suggestions finds the sender filled in again; in this tab, and until the idea is sent. No text, no secret.
    const KEPT = ["name", "organisation", "email", "kind", "form", "mandate"];
    const keep = () => {
      try {
        STORE?.setItem(KEY, JSON.stringify(Object.fromEntries(KEPT.map((name) => [name, form.elements[name]?.value ?? ""]))));
      } catch { /* A browser that keeps nothing still works. */ }
    };
    const kept = (() => { try { return JSON.parse(STORE?.getItem(KEY)) ?? {}; } catch { return {}; } })();
    let found = false;
    for (const name of KEPT) {
      const field = form.elements[name];
      if (!field || field.value || !kept[name]) continue;
      field.value = kept[name];
      if (name === "form" || name === "mandate") form.querySelector("details.more").open = true;
      found = true;
    }
    if (found) renew();

    // A second press while the first is on its way would send the files twice, and so look like a changed idea.
    let sent = 0;
    form.addEventListener("submit", (event) => {
      if (Date.now() - sent < PATIENCE) event.preventDefault();
      else sent = Date.now();
    });
    window.addEventListener("pageshow", () => { sent = 0; });

    const files = form.querySelector("input[type=file]");
    const large = document.getElementById("files-large");
    files?.addEventListener("change", () => {
      const found = [...files.files].find((file) => file.size > Number(files.dataset.largest));
      large.hidden = !found;
      large.textContent = found ? files.dataset.tooLarge.replace("{0}", found.name) : "";
      if (found) files.value = "";
    });
  }

  // What was handed in needs no draft on this device.
  if (document.querySelector("[data-received]")) {
    try { localStorage.removeItem("meet-draft"); } catch { /* nothing was kept */ }
  }

  const open = document.getElementById("case");
  const news = document.getElementById("news");
  if (open) STORE?.removeItem(KEY);
  if (open && news && window.EventSource) {
    const last = () => open.querySelector("[data-last]").dataset.last;
    const show = async () => {
      try {
        const answer = await fetch(open.dataset.page, { headers: { "HX-Request": "true" } });
        if (!answer.ok) return;
        open.innerHTML = await answer.text();
        news.textContent = news.dataset.news;
      } catch { /* The connection is lost; the events tell of it again when it is back. */ }
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
})();
