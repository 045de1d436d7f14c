/** Writes a figure as a file of the format its name asks for, with the data beside it. */
import { completeSpecification, type DrawnFigure, renderHtml, renderSvg } from "../../figures/index.js";
import { InputError } from "../../src/result.js";
import { toCsv } from "../output/delimited.js";
import { toJson } from "../output/json.js";
import { requireWritable, writeText } from "../output/output-file.js";

const DRAWN = [".vl.json", ".svg", ".html"] as const;
const DATA = [".csv", ".json"] as const;

/** @throws InputError unless the name ends in one of the formats and the file can be written */
export function requireFigureFile(path: string, place = "--output"): string {
  if (formatOf(path) === undefined) {
    throw new InputError(
      `'${path}' in ${place}: expected a name ending in .svg, .html, .vl.json, .csv or .json`,
    );
  }
  requireWritable(path, place);
  return path;
}

/** Writes the figure; beside .svg, .html and .vl.json also NAME.csv and NAME.json. Returns the files. */
export async function writeFigure(path: string, figure: DrawnFigure): Promise<string[]> {
  const format = formatOf(requireFigureFile(path)) ?? ".json";
  const base = path.slice(0, -format.length);
  const data = { ".csv": () => `${toCsv(figure.table.rows)}\n`, ".json": () => describedJson(figure) };
  const write = (file: string, text: string): string => {
    writeText(file, "--output", text);
    return file;
  };
  if (format === ".csv" || format === ".json") return [write(path, data[format]())];
  const text =
    format === ".svg"
      ? await renderSvg(figure)
      : format === ".html"
        ? await renderHtml(figure)
        : `${JSON.stringify(completeSpecification(figure), null, 1)}\n`;
  return [write(path, text), ...DATA.map((extension) => write(`${base}${extension}`, data[extension]()))];
}

function formatOf(path: string): (typeof DRAWN)[number] | (typeof DATA)[number] | undefined {
  return [...DRAWN, ...DATA].find((extension) => path.endsWith(extension) && path.length > extension.length);
}

/** The usual envelope, with caption and the meaning of every column. */
function describedJson(figure: DrawnFigure): string {
  const { name, parameters, title, caption, table } = figure;
  const report = { command: "plot", parameters: { figure: name, ...parameters }, results: table.rows };
  const { results, provenance, ...head } = JSON.parse(toJson(report)) as Record<string, unknown>;
  return `${JSON.stringify({ ...head, title, caption, columns: table.columns, results, provenance }, null, 1)}\n`;
}
