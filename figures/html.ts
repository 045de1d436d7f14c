/** Figures as interactive pages that need nothing else: the vega runtime and the compiled specification inside. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { HTML_MARK } from "../src/generator.js";
import { type DrawnFigure, requireDrawn } from "./figure.js";
import { type FigureLayout, requireLayout } from "./print/layout.js";
import { compileFigure } from "./render.js";
import { escapeXml } from "./xml.js";

/**
 * One page with one figure: tooltips, its caption, and no request to any network.
 * @param figure with its data, as `draw` of a figure returns it
 * @returns the HTML document
 * @throws InputError for what is no figure, and where vega and vega-lite are not installed
 * @example
 * import { FIGURES, renderHtml, standardValues } from "relu-injectivity/figures";
 * const figure = FIGURES.find(({ name }) => name === "euler-rate");
 * const drawing = figure.draw(standardValues(figure), () => undefined);
 * (await renderHtml(drawing)).startsWith("<!DOCTYPE html>"); // true
 */
export async function renderHtml(figure: DrawnFigure, layout: FigureLayout = {}): Promise<string> {
  requireDrawn(figure);
  requireLayout(layout);
  const { specification } = await compileFigure(figure);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
${HTML_MARK}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(figure.title)}</title>
<style>
body { font: 15px/1.5 "DejaVu Sans", Verdana, "Segoe UI", Arial, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }
figure { margin: 0; overflow-x: auto }
figcaption { margin-top: 1rem; font-size: 0.9rem }
#tip { position: fixed; display: none; pointer-events: none; background: #fff; border: 1px solid #888; padding: 0.3rem 0.5rem; font-size: 0.8rem; box-shadow: 0 1px 4px #0004 }
#tip td { padding: 0 0.4rem 0 0; vertical-align: top; max-width: 24rem }
</style>
</head>
<body>
<main>
<figure>
<div id="figure" role="img" aria-label="${escapeXml(figure.description)}"></div>
<figcaption>${escapeXml(figure.caption)}</figcaption>
</figure>
</main>
<div id="tip"></div>
<script>${vegaRuntime()}</script>
<script>${script(specification)}</script>
</body>
</html>
`;
}

/** The view, and tooltips as small tables that follow the pointer. */
function script(specification: object): string {
  return `
const specification = ${JSON.stringify(specification).replaceAll("<", "\\u003c")};
const tip = document.getElementById("tip");
const showTip = (handler, event, item, value) => {
  if (value === null || value === undefined || value === "") { tip.style.display = "none"; return; }
  tip.replaceChildren();
  const table = document.createElement("table");
  for (const [name, text] of typeof value === "object" ? Object.entries(value) : [["", value]]) {
    const row = table.insertRow();
    row.insertCell().textContent = name;
    row.insertCell().textContent = String(text);
  }
  tip.append(table);
  tip.style.display = "block";
  tip.style.left = Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 4) + "px";
  tip.style.top = Math.min(event.clientY + 12, innerHeight - tip.offsetHeight - 4) + "px";
};
new vega.View(vega.parse(specification), { renderer: "svg", container: "#figure", hover: true })
  .tooltip(showTip)
  .runAsync()
  .then(() => { document.documentElement.dataset.drawn = "true"; });
`;
}

/** The runtime's browser build, from the installed package. */
function vegaRuntime(): string {
  const module = createRequire(import.meta.url).resolve("vega");
  const source = readFileSync(join(dirname(module), "vega.min.js"), "utf8");
  return source.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "").replaceAll("</script", "<\\/script");
}
