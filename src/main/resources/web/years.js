// The slider over years: two native ranges over one another. Each moves with mouse, finger or arrow keys and says its year; the form goes when one rests.
// Without this script the two fields among the filters do the same.
(() => {
  "use strict";
  const walk = document.getElementById("walk");
  if (!walk) return;
  const REST = 200; // milliseconds without a change
  let resting = 0;

  const said = (form, range, field, atEnd, name) => {
    const year = atEnd ? name : range.value;
    range.setAttribute("aria-valuetext", year);
    document.getElementById(`${range.id}-said`).textContent = year;
    form.elements[field].value = atEnd ? "" : range.value;
  };

  const tell = (form) => {
    const from = document.getElementById("years-from");
    const to = document.getElementById("years-to");
    said(form, from, "from", from.value === from.min, form.dataset.before);
    said(form, to, "to", to.value === to.max, form.dataset.after);
    // Where both stand at the right end, the left one lies on top, else it could not be moved any more.
    from.classList.toggle("above", from.value === from.max);
    const share = (range) => (100 * (range.value - range.min)) / (range.max - range.min);
    form.style.setProperty("--from", `${share(from)}%`);
    form.style.setProperty("--to", `${share(to)}%`);
  };

  const form = () => walk.querySelector("form[data-years]");
  tell(form());
  walk.addEventListener("meet:drawn", () => tell(form()));
  walk.addEventListener("input", (event) => {
    if (event.target.type !== "range") return;
    const from = document.getElementById("years-from");
    const to = document.getElementById("years-to");
    // No thumb passes the other: it pushes it along.
    if (Number(from.value) > Number(to.value)) (event.target === from ? to : from).value = event.target.value;
    tell(form());
  });
  walk.addEventListener("change", (event) => {
    if (event.target.type !== "range") return;
    clearTimeout(resting);
    resting = setTimeout(() => form().requestSubmit(), REST);
  });
})();
