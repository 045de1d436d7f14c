/** Writes a figure as a file of the format its name asks for, and on request its data beside it. */
import {
  completeSpecification,
  type DrawnFigure,
  renderHtml,
  renderPdf,
  renderPng,
  renderSvg,
} from "../../figures/index.js";
import { InputError } from "../../src/result.js";
import type { Files } from "../files/files.js";
import { toCsv } from "../output/delimited.js";
import { toJson } from "../output/json.js";
import { TABLE_FORMATS, writeTable } from "../output/table-file.js";
import { type LayoutValues, layoutOf, requireHeard } from "./layout.js";

const DRAWN = [".vl.json", ".svg", ".pdf", ".png", ".html"] as const;
const BESIDE = [".csv", ".json"] as const;
const DATA = [...TABLE_FORMATS, ".json"] as const;

/** @throws InputError unless the name ends in one of the formats */
export function requireFigureFile(path: string, place = "--output"): string {
  if (formatOf(path) === undefined) {
    throw new InputError(
      `'${path}' in ${place}: expected a name ending in .svg, .pdf, .png, .html or .vl.json, or for the data in .csv, .json, .md, .tex or .parquet`,
    );
  }
  return path;
}

/**
 * The files of a figure: the one that was named, and with `data` NAME.csv and NAME.json beside a drawing.
 * @throws InputError for one that cannot be written, and for a layout that its format cannot follow
 */
export function figureFiles(path: string, data: boolean, layout: LayoutValues, files: Files): string[] {
  const format = formatOf(requireFigureFile(path)) ?? ".json";
  requireHeard(layout, format);
  const base = path.slice(0, -format.length);
  const beside = data && isDrawn(format) ? BESIDE.map((extension) => `${base}${extension}`) : [];
  const all = [path, ...beside];
  for (const file of all) files.require(file, "--output");
  return all;
}

/** Writes the figure into each of its files. */
export async function writeFigure(
  paths: readonly string[],
  figure: DrawnFigure,
  layout: LayoutValues,
  files: Files,
): Promise<void> {
  for (const path of paths) {
    const content = await contentOf(path, figure, layout);
    if (content === undefined) writeTable(path, "--output", figure.table, files);
    else files.write(path, "--output", content);
  }
}

/** Undefined for what any table can be written as. */
async function contentOf(
  path: string,
  figure: DrawnFigure,
  values: LayoutValues,
): Promise<string | Uint8Array | undefined> {
  const layout = layoutOf(values);
  switch (formatOf(path)) {
    case ".svg":
      return renderSvg(figure, layout);
    case ".pdf":
      return renderPdf(figure, layout);
    case ".png":
      return renderPng(figure, layout, values.resolution);
    case ".html":
      return renderHtml(figure, layout);
    case ".vl.json":
      return `${JSON.stringify(completeSpecification(figure), null, 1)}\n`;
    case ".csv":
      return `${toCsv(figure.table.rows)}\n`;
    case ".json":
      return describedJson(figure);
    default:
      return undefined;
  }
}

function isDrawn(format: string): boolean {
  return DRAWN.some((drawn) => drawn === format);
}

function formatOf(path: string): (typeof DRAWN)[number] | (typeof DATA)[number] | undefined {
  return [...DRAWN, ...DATA].find((extension) => path.endsWith(extension) && path.length > extension.length);
}

/** The usual envelope, with caption and the meaning of every column. */
function describedJson(figure: DrawnFigure): string {
  const { name, parameters, title, caption, table } = figure;
  const report = {
    command: `plot ${name}`,
    parameters: { figure: name, ...parameters },
    results: table.rows,
  };
  const { results, provenance, ...head } = JSON.parse(toJson(report)) as Record<string, unknown>;
  return `${JSON.stringify({ ...head, title, caption, columns: table.columns, results, provenance }, null, 1)}\n`;
}
