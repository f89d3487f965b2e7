// The graph: draws the picture so that it can be moved in, and walks from view to view without loading the page anew. Every view has an address, and
// the server gives every node its place; without this script the same links, forms and the picture of the server do the same.
(() => {
  "use strict";
  const walk = document.getElementById("walk");
  const canvas = document.getElementById("canvas");
  if (!walk || !canvas || !window.cytoscape) return;

  const SMALLEST = 0.75; // a name is still read at this zoom
  const MOVE = 250; // milliseconds
  const PIECE = 12; // nodes and ties that are added, or names that are drawn, before the browser may do something else
  const SHARP = 2; // pixels of a saved picture for each of the screen's
  const status = document.getElementById("walk-status");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const read = (root) => JSON.parse(root.querySelector(".walk-data").dataset.graph);
  let asking = null;

  // The library would add a style element, which our policy refuses, where nothing has this id; the rule that it wants is in app.css.
  const there = document.createElement("meta");
  there.id = "__________cytoscape_stylesheet";
  document.head.append(there);

  const style = () => {
    const values = getComputedStyle(document.documentElement);
    const of = (name) => values.getPropertyValue(name).trim();
    const shape = (kind, form, size, fill, edge) => ({ selector: `node.${kind}`, style: { shape: form, width: size, height: size, "background-color": fill, "border-color": edge } });
    return [
      { selector: "node", style: { label: "data(label)", "text-wrap": "wrap", "text-valign": "bottom", "text-margin-y": 5, "font-size": 14, "font-family": "Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif",
        color: of("--ink"), "text-outline-color": of("--surface"), "text-outline-width": 3, "border-width": 2, "overlay-opacity": 0 } },
      shape("organisation", "ellipse", 26, of("--accent"), of("--accent")),
      shape("project", "round-rectangle", 26, of("--soft"), of("--accent")),
      shape("forvaltning", "hexagon", 32, of("--mark"), of("--mark-edge")),
      shape("competence", "diamond", 22, of("--surface"), of("--accent")),
      { selector: "node.alliance", style: { shape: "ellipse", width: 30, height: 30, "background-color": of("--surface"), "border-color": of("--accent"), "border-width": 6, "border-style": "double" } },
      { selector: "node.open", style: { width: 36, height: 36 } },
      { selector: "node.told", style: { "font-weight": 700, "outline-width": 3, "outline-color": of("--accent"), "outline-offset": 3 } },
      { selector: "node.more", style: { shape: "round-rectangle", width: 52, height: 26, "background-color": of("--soft"), "border-color": of("--accent"), "border-width": 1, "text-valign": "center",
        "text-margin-y": 0, color: of("--accent-deep"), "text-outline-width": 0, "font-weight": 600 } },
      { selector: "node.unnamed", style: { "text-opacity": 0 } },
      { selector: "edge", style: { width: 1.4, "line-color": of("--edge"), "curve-style": "straight", "overlay-opacity": 0 } },
      { selector: "edge.dashed", style: { "line-style": "dashed" } },
      { selector: "edge.near", style: { width: 2.4, "line-color": of("--accent") } },
    ];
  };

  const elements = (data) => [
    ...data.nodes.map((one) => ({ group: "nodes", data: one, position: { x: one.x, y: one.y }, classes: [one.kind, one.open && "open", one.told && "told"].filter(Boolean) })),
    ...data.more.map((one) => ({ group: "nodes", data: one, position: { x: one.x, y: one.y }, classes: ["more"], grabbable: false })),
    ...data.ties.map((one) => ({ group: "edges", data: { id: `${one.from} ${one.to} ${one.label}`, source: one.from, target: one.to },
      classes: [one.dashed && "dashed", data.nodes.some((node) => node.told && (node.id === one.from || node.id === one.to)) && "near"].filter(Boolean) })),
  ];

  canvas.hidden = false;
  walk.classList.add("drawn");
  const cy = window.cytoscape({ container: canvas, elements: elements(read(document)), style: style(), layout: { name: "preset" }, minZoom: 0.2, maxZoom: 2.5,
    userZoomingEnabled: false, boxSelectionEnabled: false, autounselectify: true });
  const frame = () => {
    cy.fit(undefined, 36);
    if (cy.zoom() > 1.15) { cy.zoom(1.15); cy.center(); }
    const told = cy.nodes(".told");
    if (cy.zoom() < SMALLEST) { cy.zoom(SMALLEST); cy.center(told.nonempty() ? told : undefined); }
  };
  frame();
  dark.addEventListener("change", () => cy.style(style()));
  const zoom = document.getElementById("zoom");
  zoom.hidden = false;
  zoom.addEventListener("click", (event) => {
    const by = Number(event.target.closest("button")?.dataset.zoom);
    if (by > 0) cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 } });
    else if (by === 0) cy.fit(undefined, 36);
  });

  // Lets the browser answer a finger or a key between two pieces of work.
  const breathe = () => (window.scheduler?.yield ? window.scheduler.yield() : new Promise((go) => { setTimeout(go); }));

  const painted = () => new Promise((go) => { if (document.hidden) go(); else requestAnimationFrame(() => go()); });

  // A name costs more to draw the first time, and at a new size, than all the rest: a few come with each frame.
  let isNaming = false;
  const nameAll = async () => {
    if (isNaming) return;
    isNaming = true;
    for (let left = cy.nodes(".unnamed"); left.nonempty(); left = cy.nodes(".unnamed")) {
      await painted();
      left.slice(0, PIECE).removeClass("unnamed");
    }
    isNaming = false;
  };
  const reframe = () => {
    const before = cy.zoom();
    frame();
    if (cy.zoom() !== before) cy.batch(() => cy.nodes().addClass("unnamed"));
  };

  // Tells whether something new came into the picture.
  const put = (one) => {
    const before = cy.getElementById(one.data.id);
    if (before.empty()) { cy.add(one.group === "nodes" ? { ...one, classes: [...one.classes, "unnamed"] } : one); return one.group === "nodes" && !one.classes.includes("more"); }
    before.data(one.data);
    before.classes(one.classes);
    if (one.group !== "nodes") return false;
    const at = before.position();
    if (Math.hypot(at.x - one.position.x, at.y - one.position.y) < 1) return false;
    if (calm.matches) before.position(one.position);
    else before.animate({ position: one.position, duration: MOVE });
    return false;
  };

  // What stays keeps its place; only what is new is added and what is gone is taken away, a few at a time.
  const redraw = async (data, isAsked) => {
    const next = elements(data);
    const ids = new Set(next.map((one) => one.data.id));
    cy.batch(() => cy.elements().filter((one) => !ids.has(one.id())).remove());
    let fresh = false;
    for (let from = 0; from < next.length; from += PIECE) {
      await breathe();
      if (!isAsked()) return;
      const piece = next.slice(from, from + PIECE);
      cy.batch(() => { for (const one of piece) fresh = put(one) || fresh; });
      // The frame has room for the names; they are measured here, a few at a time.
      for (const one of piece) cy.getElementById(one.data.id).boundingBox();
    }
    await breathe();
    if (fresh && isAsked()) reframe();
    await nameAll();
  };


  const known = (link) => link?.getAttribute("aria-label") || link?.textContent.trim();
  const refocus = (part, row, name) => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const where = part && walk.querySelector(`[data-part="${part}"]`);
    const links = where ? [...where.querySelectorAll("a")] : [];
    const inRow = row && links.find((link) => link.dataset.node === row)?.closest("tr");
    const link = links.find((one) => known(one) === name) || inRow?.querySelector("td:last-child a");
    (link || document.getElementById("told"))?.focus();
  };

  const go = async (address, push) => {
    asking?.abort();
    const asked = new AbortController();
    asking = asked;
    const active = document.activeElement;
    const part = active?.closest?.("[data-part]")?.dataset.part;
    const row = active?.closest?.("tr")?.querySelector("[data-node]")?.dataset.node;
    const name = known(active);
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const sent = await answer.text();
      await breathe();
      const page = new DOMParser().parseFromString(sent, "text/html");
      if (!page.getElementById("walk")) { window.location.assign(address); return; }
      for (const old of walk.querySelectorAll("[data-part]")) {
        await breathe();
        if (asked !== asking) return;
        // A thumb that is held, or has just been moved by a key, stays in the hand.
        if (old.dataset.part === "years" && old.contains(document.activeElement)) continue;
        const open = old.querySelector(".walk-filters")?.open;
        old.replaceChildren(...page.querySelector(`[data-part="${old.dataset.part}"]`).childNodes);
        if (open) old.querySelector(".walk-filters").open = true;
      }
      if (push) window.history.pushState(null, "", address);
      document.getElementById("q").value = page.getElementById("q").value;
      document.getElementById("other-language").href = page.getElementById("other-language").getAttribute("href");
      refocus(part, row, name);
      await breathe();
      const data = read(document);
      await redraw(data, () => asked === asking);
      walk.dispatchEvent(new CustomEvent("meet:drawn"));
      status.textContent = `${walk.dataset.drawn} ${walk.querySelector(".walk-data").dataset.shown}`;
    } catch (failure) {
      nameAll();
      if (failure.name !== "AbortError") status.textContent = walk.dataset.failed;
    }
  };

  walk.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.hasAttribute("data-leave") || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(link.getAttribute("href"), true);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-walk]");
    if (!form) return;
    event.preventDefault();
    const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    go(`${form.getAttribute("action")}?${fields}`, true);
  });
  window.addEventListener("popstate", () => go(window.location.href, false));

  // The picture as it stands, also what lies outside the window.
  walk.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-png]");
    if (!button) return;
    const ground = getComputedStyle(document.documentElement).getPropertyValue("--surface").trim();
    const address = URL.createObjectURL(await cy.png({ output: "blob-promise", full: true, scale: SHARP, bg: ground }));
    const link = document.createElement("a");
    link.href = address;
    link.download = button.dataset.png;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  });

  cy.on("tap", "node", (event) => {
    const node = event.target;
    if (node.hasClass("more")) go(node.data("go"), true);
    else go(node.hasClass("told") ? node.data("toggle") : node.data("select"), true);
  });
  // What is moved is pinned: its place stands in the address from then on.
  cy.on("dragfree", "node", (event) => {
    const node = event.target;
    const address = new URL(window.location.href);
    const pins = address.searchParams.getAll("p").filter((pin) => !pin.startsWith(`${node.id()}@`));
    address.searchParams.delete("p");
    for (const pin of pins) address.searchParams.append("p", pin);
    address.searchParams.append("p", `${node.id()}@${Math.round(node.position("x"))},${Math.round(node.position("y"))}`);
    go(address.pathname + address.search, true);
  });
  // For tests and for those who look: where each node stands on the screen.
  canvas.places = () => Object.fromEntries(cy.nodes().map((node) => [node.id(), { ...node.position(), ...{ screen: node.renderedPosition() } }]));
})();
