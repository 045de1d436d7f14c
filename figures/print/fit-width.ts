/** A specification for a given width: panels side by side or one below the other, legends and titles in lines that fit. */
import type { Specification } from "../figure.js";
import { withoutLayers } from "../render.js";
import { NARROW, WIDE } from "../style.js";
import { textWidth, wrapText } from "./text-width.js";

/** Panels narrower than this stand one below the other. */
const NARROWEST_PANEL = 150;
/** Heights follow the widths within these bounds. */
const LEAST_HEIGHT = 0.72;
const MOST_HEIGHT = 1.15;
const NARROWEST = 60;
/** Below this width a figure stands in one column of a page: names are broken, and labels short. */
const ONE_COLUMN = 450;
const LONGEST_NAME = 11.5;
const ROW_OF_TWO_LINES = 1.2;
/** Rounds of measuring; the width of tick labels changes with the ticks. */
const ROUNDS = 6;
const CLOSE = 1;
/** Symbol of a legend and the gap to the next entry, beside the label: of a stroke, and of a point. */
const STROKE_ENTRY = 44;
const POINT_ENTRY = 28;
/** The room to the left of the frame, where legends begin, with names of rows and without. */
const NAMES_WIDTH = 120;
const LABELS_WIDTH = 45;
const TITLE_SIZE = 12;
const SUBTITLE_SIZE = 10;
const AXIS_TITLE_SIZE = 11;

type Drawing = (specification: Specification) => Promise<string>;

/**
 * @param target the width of the whole drawing, in its units
 * @param draw draws a specification as an SVG, whose width is measured
 */
export async function fitWidth(
  complete: Specification,
  target: number,
  draw: Drawing,
): Promise<Specification> {
  const narrow = target < ONE_COLUMN;
  const natural = withLegendsAtEdge(
    headedFor(namedFor(withoutLayers(complete, [narrow ? WIDE : NARROW]), narrow), target),
  );
  const overhead = (await widthOf(natural, draw)) - rowOf(natural, 2);
  const columns = isConcat(natural) && (target - overhead) / 2 >= NARROWEST_PANEL ? 2 : 1;
  let scale = 1;
  let entries = 1;
  let before = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const fitted = withLegends(scaled(natural, columns, scale), target / entries);
    const excess = (await widthOf(fitted, draw)) - target;
    if (Math.abs(excess) < CLOSE) return fitted;
    // Where narrower panels do not help, a legend is too wide.
    const stuck = excess > CLOSE && excess > 0.6 * before;
    if (stuck) {
      entries++;
      before = Number.POSITIVE_INFINITY;
    } else {
      before = Math.abs(excess);
      scale -= excess / rowOf(natural, columns);
    }
  }
  return withLegends(scaled(natural, columns, scale), target / entries);
}

async function widthOf(specification: Specification, draw: Drawing): Promise<number> {
  return Number(/ width="([\d.]+)"/.exec(await draw(specification))?.[1]);
}

function isConcat(specification: Specification): boolean {
  return Array.isArray(specification.concat);
}

function panelsOf(specification: Specification): readonly Specification[] {
  return isConcat(specification) ? (specification.concat as Specification[]) : [specification];
}

/** The natural width of the widest row of panels. */
function rowOf(specification: Specification, columns: number): number {
  const widths = panelsOf(specification).map(({ width }) => Number(width));
  const rows = widths
    .filter((_, i) => i % columns === 0)
    .map((_, i) => widths.slice(i * columns, (i + 1) * columns));
  return Math.max(...rows.map((row) => row.reduce((sum, width) => sum + width, 0)));
}

function scaled(specification: Specification, columns: number, scale: number): Specification {
  const panels = panelsOf(specification);
  const row = rowOf(specification, columns);
  const fitted = panels.map((panel) => {
    const share = columns === 1 ? row : Number(panel.width);
    const width = Math.max(NARROWEST, Math.round(share * scale));
    const factor = Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, width / Number(panel.width)));
    const height = hasNames(panel) ? Number(panel.height) : Math.round(Number(panel.height) * factor);
    return withAxisTitles({ ...panel, width, height }, width, height);
  });
  return isConcat(specification) ? { ...specification, columns, concat: fitted } : fitted[0];
}

/** Whether the vertical axis has a row for each name. */
function hasNames(panel: Specification): boolean {
  return /"y":\{"field":"[^"]*","type":"nominal"/.test(JSON.stringify(panel));
}

/** Names of rows in two lines where they would take the room of the drawing. */
function namedFor(specification: Specification, narrow: boolean): Specification {
  if (!narrow) return specification;
  const broken = mapped(specification, (key, value) => {
    if (key !== "y" || !isObject(value) || !isObject(value.axis) || !Array.isArray(value.sort)) return value;
    const lines = Object.fromEntries(
      (value.sort as string[]).map((name) => [name, wrapText(name, LONGEST_NAME)]),
    );
    const long = Object.keys(lines).filter((name) => lines[name].length > 1);
    const test = `indexof(${JSON.stringify(long)}, datum.value) >= 0`;
    return {
      ...value,
      axis: {
        ...value.axis,
        labelExpr: `(${JSON.stringify(lines)})[datum.value]`,
        labelLineHeight: 11,
        // Vega places the first line: half a line higher the two of them are centred.
        labelBaseline: { condition: { test, value: "bottom" }, value: "middle" },
      },
    };
  });
  const tall = (panel: Specification): Specification =>
    hasNames(panel) ? { ...panel, height: Math.round(Number(panel.height) * ROW_OF_TWO_LINES) } : panel;
  return isConcat(broken)
    ? { ...broken, concat: (broken.concat as Specification[]).map(tall) }
    : tall(broken);
}

/** Title and subtitle in lines from the left edge of the whole. */
function headedFor(specification: Specification, target: number): Specification {
  const title = specification.title as Specification | undefined;
  if (title === undefined) return specification;
  const { text, subtitle } = title;
  return {
    ...specification,
    title: {
      ...title,
      frame: "bounds",
      text: wrapText(String(text), (0.94 * target) / (1.08 * TITLE_SIZE)),
      ...(subtitle === undefined
        ? {}
        : { subtitle: wrapText(String(subtitle), (0.97 * target) / SUBTITLE_SIZE) }),
    },
  };
}

/** Legends from the left edge of the whole. */
function withLegendsAtEdge(specification: Specification): Specification {
  const config = specification.config as Specification;
  const legend = config.legend as Specification;
  const { bottom } = legend.layout as Specification;
  const layout = { bottom: { ...(bottom as Specification), bounds: "full" } };
  return { ...specification, config: { ...config, legend: { ...legend, layout } } };
}

/** Axis titles longer than their axis in two lines, the unit in the second. */
function withAxisTitles(node: Specification, width: number, height: number): Specification {
  return mapped(node, (key, value) => {
    if ((key !== "x" && key !== "y") || !isObject(value) || !isObject(value.axis)) return value;
    const { title } = value.axis;
    const room = key === "x" ? width : height;
    if (typeof title !== "string" || textWidth(title) * AXIS_TITLE_SIZE <= room + 10) return value;
    return { ...value, axis: { ...value.axis, title: brokenTitle(title, room / AXIS_TITLE_SIZE) } };
  });
}

function brokenTitle(title: string, room: number): string[] {
  const [label, unit] = title.split(/ {2}(?=[[(])/);
  const lines = wrapText(label, Math.max(room, 6));
  return unit === undefined ? lines : [...lines, unit];
}

/** Legends in as many columns as fit. */
function withLegends(node: Specification, target: number): Specification {
  const room = target - (panelsOf(node).some(hasNames) ? NAMES_WIDTH : LABELS_WIDTH);
  return mapped(node, (_, value) => {
    if (!isObject(value) || !isObject(value.legend) || !isObject(value.scale)) return value;
    const names = value.legend.values ?? value.scale.domain;
    if (value.type !== "nominal" || !Array.isArray(names)) return value;
    const symbol = value.legend.symbolType === "stroke" ? STROKE_ENTRY : POINT_ENTRY;
    const widest = Math.max(...names.map((name) => textWidth(String(name)) * 10)) + symbol;
    const most = Math.max(1, Math.floor(room / widest));
    const { columns: asked = names.length, direction, ...legend } = value.legend;
    return { ...value, legend: { ...legend, columns: Math.min(Number(asked), most) } };
  });
}

function isObject(value: unknown): value is Specification {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The same with every value inside replaced, from the leaves up; the data are left alone. */
function mapped(node: Specification, replace: (key: string, value: unknown) => unknown): Specification {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((entry) => visit(entry));
    return isObject(value) ? mapped(value, replace) : value;
  };
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, key === "values" ? value : replace(key, visit(value))]),
  );
}
