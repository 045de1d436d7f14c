/** Figures as SVG and as vega specifications; vega itself is loaded only here, when something is drawn. */

import type { TopLevelSpec } from "vega-lite";
import { GENERATOR, XML_MARK } from "../src/generator.js";
import { optionalPackage } from "../src/optional-package.js";
import { flatRows } from "../src/table/flat-rows.js";
import { type DrawnFigure, requireDrawn, type Specification } from "./figure.js";
import { CONFIGURATION, HOVER, PANELS_OFFSET } from "./style.js";

const SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";

/** The vega-lite specification with its data, as it goes into a .vl.json file. */
export function completeSpecification(figure: DrawnFigure): Specification {
  return {
    $schema: SCHEMA,
    usermeta: { generator: GENERATOR },
    description: figure.description,
    title: titleOf(figure),
    config: CONFIGURATION,
    data: { name: "figure", values: flatRows(figure.table) },
    ...figure.specification,
  };
}

function titleOf({ title, setting, specification }: DrawnFigure): Specification {
  return {
    text: title,
    fontSize: 12,
    fontWeight: "bold",
    ...(setting === undefined ? {} : { subtitle: setting, subtitleFontSize: 10, subtitlePadding: 3 }),
    ...("concat" in specification ? { offset: PANELS_OFFSET } : {}),
  };
}

/** What vega-lite had to say, and the vega specification. */
export interface Compiled {
  readonly specification: object;
  readonly warnings: readonly string[];
}

/** Compiles to vega. @throws Error for a specification that is not valid, a defect of the figure */
export async function compileFigure(figure: DrawnFigure, interactive = true): Promise<Compiled> {
  const { compile } = await optionalPackage("drawing figures", "vega vega-lite", () => import("vega-lite"));
  const warnings: string[] = [];
  const logger = {
    level: () => logger,
    error: (...words: readonly unknown[]) => {
      warnings.push(words.join(" "));
      return logger;
    },
    warn: (...words: readonly unknown[]) => {
      warnings.push(words.join(" "));
      return logger;
    },
    info: () => logger,
    debug: () => logger,
  };
  const complete = completeSpecification(figure);
  const specification = (interactive ? complete : withoutHover(complete)) as unknown as TopLevelSpec;
  return { specification: compile(specification, { logger: logger as never }).spec, warnings };
}

/** The specification without the layers that only answer to a pointer. */
function withoutHover(node: Specification): Specification {
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if ((key !== "layer" && key !== "concat") || !Array.isArray(value)) return [key, value];
      const kept = (value as Specification[]).filter(({ name }) => name !== HOVER);
      return [key, kept.map(withoutHover)];
    }),
  );
}

/** Width of a character in units of the font size: DejaVu Sans, in three classes. */
function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    width += /[ijlI.,:;'|()[\]/ ]/.test(character) ? 0.37 : /[mwMW@%—…]/.test(character) ? 0.92 : 0.61;
  }
  return width;
}

interface TextItem {
  readonly text?: unknown;
  readonly fontSize?: number;
  readonly limit?: number;
}

/**
 * The figure as a self-contained SVG document. The same data give the same bytes: text is measured by a table of
 * character widths, never by the fonts of the machine, and the identifiers inside count from zero.
 * @param figure with its data, as `draw` of a figure returns it
 * @returns the SVG document
 * @throws InputError for what is no figure, and where vega and vega-lite are not installed
 * @example
 * import { FIGURES, renderSvg, standardValues } from "relu-injectivity/figures";
 * const figure = FIGURES.find(({ name }) => name === "euler-rate");
 * const drawing = figure.draw(standardValues(figure), () => undefined);
 * (await renderSvg(drawing)).startsWith("<svg"); // true
 */
export async function renderSvg(figure: DrawnFigure): Promise<string> {
  requireDrawn(figure);
  const vega = await optionalPackage("drawing figures", "vega vega-lite", () => import("vega"));
  const { specification } = await compileFigure(figure, false);
  const { textMetrics } = vega as unknown as {
    readonly textMetrics: { width: (item: TextItem, text: unknown) => number };
  };
  textMetrics.width = (item, text) => (item.fontSize ?? 11) * textWidth(String(text ?? item.text ?? ""));
  vega.resetSVGDefIds();
  const view = new vega.View(vega.parse(specification as never), { renderer: "none" });
  try {
    const svg = await view.toSVG();
    return `${accessible(withoutNoise(svg), figure)}\n`;
  } finally {
    view.finalize();
  }
}

/** Coordinates to a hundredth of a pixel: the last bits of the arithmetic are not part of the picture. */
function withoutNoise(svg: string): string {
  return svg.replace(/ (?:d|transform|[xy][12]?|width|height|viewBox)="[^"]*"/g, (attribute) =>
    attribute.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(2)))),
  );
}

/** Title and description for readers that speak. */
function accessible(svg: string, { title, description }: DrawnFigure): string {
  const head = svg.indexOf(">");
  return `${svg.slice(0, head)} role="img">\n<title>${escapeXml(title)}</title>\n<desc>${escapeXml(description)}</desc>\n${XML_MARK}\n${svg.slice(head + 1)}`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
