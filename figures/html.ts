/** Figures as interactive pages that need nothing else: the vega runtime and the compiled specification inside. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { HTML_MARK } from "../src/generator.js";
import { tableToCsv } from "../src/table/csv.js";
import { darkFigureRules } from "./dark.js";
import { type DrawnFigure, requireDrawn } from "./figure.js";
import { interactive } from "./interactive.js";
import { PAGE_SCRIPT } from "./page-script.js";
import { fontFaces, fontFamily } from "./print/fonts.js";
import { type FigureLayout, requireLayout } from "./print/layout.js";
import { metadataOf } from "./print/metadata.js";
import { typesetSvg } from "./print/typeset-svg.js";
import { compileSpecification, drawSvg } from "./render.js";
import { escapeXml, unescapeXml } from "./xml.js";

/**
 * One page with one figure: zoom by wheel and drag, curves that can be hidden, tooltips with names, downloads, dark
 * where the reader prefers it, its caption, and no request to any network.
 * @param figure with its data, as `draw` of a figure returns it
 * @param layout font and title; a page has no width
 * @returns the HTML document
 * @throws InputError for what is no figure or layout, and where vega and vega-lite are not installed
 * @example
 * import { FIGURES, renderHtml, standardValues } from "relu-injectivity/figures";
 * const figure = FIGURES.find(({ name }) => name === "euler-rate");
 * const drawing = figure.draw(standardValues(figure), () => undefined);
 * (await renderHtml(drawing)).startsWith("<!DOCTYPE html>"); // true
 */
export async function renderHtml(figure: DrawnFigure, layout: FigureLayout = {}): Promise<string> {
  requireDrawn(figure);
  requireLayout(layout);
  const { specification, series } = interactive(figure, layout.font);
  const { title: _, ...untitled } = specification;
  const shown = layout.title === false ? untitled : specification;
  const compiled = (await compileSpecification(shown, [])).specification;
  const data = {
    specification: compiled,
    typeset: typesetTexts(await drawSvg(compiled)),
    series,
    csv: tableToCsv(figure.table),
    file: figure.name,
  };
  const { caption, parameters } = metadataOf(figure);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
${HTML_MARK}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeXml(caption)}">
<meta name="parameters" content="${escapeXml(parameters)}">
<title>${escapeXml(figure.title)}</title>
<style>
${fontFaces(layout.font)}
body { font: 15px/1.5 ${fontFamily(layout.font)}; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }
figure { margin: 0 }
#figure { overflow-x: auto; touch-action: pan-y }
#figure svg { max-width: none }
figcaption { margin-top: 1rem; font-size: 0.9rem }
.buttons { display: flex; flex-wrap: wrap; gap: 0.4rem; margin: 0.5rem 0 }
.buttons[hidden] { display: none }
button { font: inherit; font-size: 0.8rem; color: inherit; background: none; border: 1px solid #888; border-radius: 4px; padding: 0.2rem 0.6rem; cursor: pointer }
button[aria-pressed=false] { opacity: 0.5; text-decoration: line-through }
#tip { position: fixed; display: none; pointer-events: none; color: inherit; background: #fff; border: 1px solid #888; padding: 0.3rem 0.5rem; font-size: 0.8rem; box-shadow: 0 1px 4px #0004 }
#tip th, #tip td { padding: 0 0.4rem 0 0; vertical-align: top; max-width: 24rem; text-align: left; font-weight: normal }
#tip th { color: #666 }
@media (prefers-color-scheme: dark) { body { color: #dcdcd8; background: #16181b } #tip { background: #202327 } #tip th { color: #a9a9a5 } }
${darkFigureRules("#figure")}
</style>
</head>
<body>
<main>
<figure>
<div id="figure" role="img" aria-label="${escapeXml(figure.description)}"></div>
<div id="curves" class="buttons" role="group" aria-label="Curves shown" hidden></div>
<div class="buttons" role="group" aria-label="View and download">
<button type="button" data-action="reset">Whole figure</button>
<button type="button" data-action="svg">SVG</button>
<button type="button" data-action="png">PNG</button>
<button type="button" data-action="csv">CSV</button>
</div>
<figcaption>${escapeXml(caption)}</figcaption>
</figure>
</main>
<div id="tip" role="status"></div>
<script>${vegaRuntime()}</script>
<script>${constants(data)}${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

/** Text of the data cannot end the script. */
function constants(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `\nconst ${name} = ${JSON.stringify(value).replaceAll("<", "\\u003c")};`)
    .join("");
}

/** The markup of every text of the drawing that has a formula in it. */
function typesetTexts(svg: string): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [element, text] of svg.matchAll(/<text [^>]*>([^<]+)<\/text>/g)) {
    const inner = /<text [^>]*>(.*)<\/text>/s.exec(typesetSvg(element, 0))?.[1] ?? text;
    if (inner !== text && inner.includes("<")) texts[unescapeXml(text)] = inner;
  }
  return texts;
}

/** The runtime's browser build, from the installed package. */
function vegaRuntime(): string {
  const module = createRequire(import.meta.url).resolve("vega");
  const source = readFileSync(join(dirname(module), "vega.min.js"), "utf8");
  return source.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "").replaceAll("</script", "<\\/script");
}
