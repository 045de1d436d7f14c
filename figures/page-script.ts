/** What runs in an interactive page: the view, its tooltips and buttons. Plain JavaScript, sent as it is. */

/** The names that the page's script reads: `specification`, `typeset` (markup of texts), `series`, `csv`, `file`. */
export const PAGE_SCRIPT = `
const tip = document.getElementById("tip");
const place = document.getElementById("figure");
const showTip = (handler, event, item, value) => {
  if (value === null || value === undefined || value === "") { tip.style.display = "none"; return; }
  tip.replaceChildren();
  const table = document.createElement("table");
  for (const [name, text] of typeof value === "object" ? Object.entries(value) : [["", value]]) {
    const row = table.insertRow();
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = name;
    row.append(head);
    row.insertCell().textContent = String(text);
  }
  tip.append(table);
  tip.style.display = "block";
  tip.style.left = Math.max(4, Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 4)) + "px";
  tip.style.top = Math.max(4, Math.min(event.clientY + 12, innerHeight - tip.offsetHeight - 4)) + "px";
};
// Vega draws plain texts: symbols are set behind it, also after it has drawn anew.
const setTexts = () => {
  for (const text of place.querySelectorAll("text"))
    if (text.childElementCount === 0 && Object.hasOwn(typeset, text.textContent)) text.innerHTML = typeset[text.textContent];
};
const view = new vega.View(vega.parse(specification), { renderer: "svg", container: place, hover: true }).tooltip(showTip);
const drawn = () => { setTexts(); document.documentElement.dataset.drawn = "true"; };
new MutationObserver(setTexts).observe(place, { childList: true, subtree: true });
view.runAsync().then(drawn);
addEventListener("keydown", (event) => { if (event.key === "Escape") tip.style.display = "none"; });

const hidden = new Set();
const curves = document.getElementById("curves");
for (const name of series) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  button.setAttribute("aria-pressed", "true");
  button.addEventListener("click", () => {
    if (!hidden.delete(name)) hidden.add(name);
    button.setAttribute("aria-pressed", String(!hidden.has(name)));
    view.signal("hidden", [...hidden]).runAsync().then(drawn);
  });
  curves.append(button);
}
curves.hidden = series.length < 2;

const save = (content, type, ending) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = file + ending;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
const zoomable = Object.keys(view.getState({ signals: (name) => /^zoom\\d+_/.test(name) }).signals);
const axes = zoomable.filter((name) => /^zoom\\d+_(?!tuple|modify|x$|y$|translate|zoom)/.test(name));
const actions = {
  reset: () => { for (const name of axes) view.signal(name, null); return view.runAsync().then(drawn); },
  svg: () => view.toSVG().then((text) => save(text, "image/svg+xml", ".svg")),
  png: () => view.toCanvas(3, { background: "white" }).then((canvas) => canvas.toBlob((blob) => save(blob, "image/png", ".png"))),
  csv: () => save(csv, "text/csv", ".csv"),
};
for (const button of document.querySelectorAll("[data-action]"))
  button.addEventListener("click", () => actions[button.dataset.action]());
`;
