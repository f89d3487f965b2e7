// Named views: the address of a view is the whole view, so a name and an address are all that is kept, on this device alone.
(() => {
  "use strict";
  const section = document.getElementById("views");
  if (!section) return;
  const KEY = "meet-views";
  const MOST = 30;
  const LONGEST_NAME = 60;
  const LONGEST_QUERY = 6000;
  const list = document.getElementById("views-list");
  const status = document.getElementById("views-status");
  const text = section.dataset;
  const filled = (pattern, name) => pattern.replace("{0}", name);

  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(kept) ? kept.filter((one) => typeof one?.name === "string" && typeof one?.query === "string" && one.query.startsWith("?")).slice(0, MOST) : [];
    } catch {
      return [];
    }
  };

  const keep = (views, said, undo) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(views));
    } catch {
      status.textContent = text.refused;
      return false;
    }
    show();
    status.textContent = said;
    if (undo) status.append(" ", button(text.undo, text.undo, undo));
    return true;
  };

  const button = (label, name, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "link";
    made.textContent = label;
    if (name !== label) made.setAttribute("aria-label", name);
    made.addEventListener("click", act);
    return made;
  };

  const rename = (item, view, at) => {
    const form = document.createElement("form");
    const field = document.createElement("input");
    field.type = "text";
    field.maxLength = LONGEST_NAME;
    field.value = view.name;
    field.setAttribute("aria-label", text.name);
    const done = document.createElement("button");
    done.className = "small second";
    done.textContent = text.do;
    form.className = "with-button";
    form.append(field, done);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const name = field.value.trim();
      if (!name) { field.focus(); return; }
      const views = read();
      if (views[at]) views[at] = { ...views[at], name };
      keep(views, filled(text.renamed, name));
      list.children[at]?.querySelector("a")?.focus();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      show();
      list.children[at]?.querySelector("button")?.focus();
    });
    item.replaceChildren(form);
    field.focus();
    field.select();
  };

  const remove = (view, at) => {
    const before = read();
    keep(before.filter((_, place) => place !== at), filled(text.gone, view.name), () => {
      keep(before, filled(text.kept, view.name));
      list.children[at]?.querySelector("a")?.focus();
    });
    status.querySelector("button")?.focus();
  };

  const show = () => {
    list.replaceChildren(...read().map((view, at) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = text.graph + view.query;
      link.textContent = view.name;
      item.append(link, " ", button(text.rename, filled(text.renaming, view.name), () => rename(item, view, at)), " ",
        button(text.remove, filled(text.removing, view.name), () => remove(view, at)));
      return item;
    }));
    section.hidden = !document.getElementById("views-save") && list.children.length === 0;
  };

  document.getElementById("views-save")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = document.getElementById("views-name");
    const name = field.value.trim();
    const views = read();
    if (!name) { field.focus(); return; }
    if (views.length >= MOST || window.location.search.length > LONGEST_QUERY) { status.textContent = text.full; return; }
    if (keep([...views, { name, query: window.location.search }], filled(text.kept, name))) field.value = "";
  });
  window.addEventListener("storage", (event) => { if (event.key === KEY) show(); });
  show();
})();
