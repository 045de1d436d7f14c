/** Figures as vega specifications, and their drawing; vega itself is loaded only here, when something is drawn. */

import type { TopLevelSpec } from "vega-lite";
import { optionalPackage } from "../src/optional-package.js";
import { flatRows } from "../src/table/flat-rows.js";
import type { DrawnFigure, Specification } from "./figure.js";
import { fontFamily } from "./print/fonts.js";
import { metadataOf } from "./print/metadata.js";
import { textWidth } from "./print/text-width.js";
import { CONFIGURATION, HOVER, NARROW, PANELS_OFFSET } from "./style.js";

const SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";

/** The vega-lite specification with its data, as it goes into a .vl.json file. */
export function completeSpecification(figure: DrawnFigure, font?: string): Specification {
  return {
    $schema: SCHEMA,
    usermeta: { ...metadataOf(figure) },
    description: figure.description,
    title: titleOf(figure),
    config: { ...CONFIGURATION, font: fontFamily(font) },
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
  return compileSpecification(completeSpecification(figure), interactive ? [NARROW] : [NARROW, HOVER]);
}

/** The same for a complete specification. */
export async function compileSpecification(
  complete: Specification,
  without: readonly string[],
): Promise<Compiled> {
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
  const specification = unnamed(withoutLayers(complete, without)) as unknown as TopLevelSpec;
  return { specification: compile(specification, { logger: logger as never }).spec, warnings };
}

/** The specification without the names of layers: in vega each must be unique. */
function unnamed(node: Specification): Specification {
  const { name: _, ...rest } = node;
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) =>
      (key === "layer" || key === "concat") && Array.isArray(value)
        ? [key, (value as Specification[]).map(unnamed)]
        : [key, value],
    ),
  );
}

/** The specification without the layers of these names. */
export function withoutLayers(node: Specification, names: readonly string[]): Specification {
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if ((key !== "layer" && key !== "concat") || !Array.isArray(value)) return [key, value];
      const kept = (value as Specification[]).filter(({ name }) => !names.includes(String(name)));
      return [key, kept.map((part) => withoutLayers(part, names))];
    }),
  );
}

interface TextItem {
  readonly text?: unknown;
  readonly fontSize?: number;
  readonly limit?: number;
}

/** The drawing of a vega specification; text is measured by a table, and identifiers count from zero. */
export async function drawSvg(specification: object): Promise<string> {
  const vega = await optionalPackage("drawing figures", "vega vega-lite", () => import("vega"));
  const { textMetrics } = vega as unknown as {
    readonly textMetrics: { width: (item: TextItem, text: unknown) => number };
  };
  textMetrics.width = (item, text) => (item.fontSize ?? 11) * textWidth(String(text ?? item.text ?? ""));
  vega.resetSVGDefIds();
  const view = new vega.View(vega.parse(specification as never), { renderer: "none" });
  try {
    return withoutNoise(await view.toSVG());
  } finally {
    view.finalize();
  }
}

/** Coordinates to a hundredth of a pixel: the last bits of the arithmetic are not part of the picture. */
function withoutNoise(svg: string): string {
  // A line without gaps is no dashed line.
  return svg
    .replaceAll(' stroke-dasharray="1,0"', "")
    .replace(/ (?:d|transform|[xy][12]?|width|height|viewBox)="[^"]*"/g, (attribute) =>
      attribute.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(2)))),
    );
}
