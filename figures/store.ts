/** Any result field of a parameter study against any parameter, with error bars. */
import type { Quantity } from "../src/result.js";
import type { TableColumn } from "../src/table/table.js";
import type { DrawnFigure, Specification } from "./figure.js";
import { axis, same, seriesEncoding } from "./style.js";

/** One point of a study. */
export interface StudyPoint {
  readonly x: number;
  readonly y: Quantity;
  readonly series: string;
}

/** What is drawn, by the names the study uses. */
export interface StudyAxes {
  readonly x: string;
  readonly y: string;
  readonly series?: string;
}

/** The data of any figure of a study; the figure itself says which names x and y stand for. */
export const STUDY_COLUMNS: readonly TableColumn[] = [
  { name: "series", unit: "", meaning: "the curve: a value of the parameter of --series" },
  { name: "x", unit: "", meaning: "the parameter or field on the horizontal axis" },
  { name: "y", unit: "", meaning: "the field on the vertical axis" },
];

/** Points of a study as a figure; curves in order of first appearance, points by ascending x. */
export function studyFigure(points: readonly StudyPoint[], { x, y, series }: StudyAxes): DrawnFigure {
  const names = [...new Set(points.map((point) => point.series))];
  const rows = names.flatMap((name) =>
    points.filter((point) => point.series === name).sort((a, b) => a.x - b.x),
  );
  const shown: Readonly<Record<string, string>> = { series: series ?? "all points", x, y };
  return {
    name: "store",
    title: `${y} against ${x}`,
    parameters: {},
    table: {
      columns: STUDY_COLUMNS.map((column) => ({ ...column, meaning: shown[column.name] })),
      rows: rows.map((point) => ({ series: point.series, x: point.x, y: point.y })),
    },
    specification: specification(names, x, y, series !== undefined),
    caption: `${y} against ${x}${series === undefined ? "" : `, one curve for each ${series}`}: ${rows.length} points of a parameter study; bars are the stated errors.`,
    description: `${rows.length} points of ${y} against ${x} in ${names.length} ${names.length === 1 ? "curve" : "curves"}.`,
    ascii: { x: "x", y: "y", series: "series", xLabel: x, yLabel: y },
  };
}

function specification(names: readonly string[], x: string, y: string, legend: boolean): Specification {
  const encoding = seriesEncoding("series", names, "points");
  const color = legend ? encoding.line.color : { ...(encoding.line.color as Specification), legend: null };
  const shape = legend ? encoding.point.shape : { ...(encoding.point.shape as Specification), legend: null };
  return {
    width: 340,
    height: 230,
    layer: [
      {
        mark: { type: "line", strokeWidth: 1 },
        encoding: { x: axis("x", x), y: axis("y", y), color, strokeDash: encoding.line.strokeDash },
      },
      {
        transform: [
          { calculate: "datum.y - datum.yError", as: "low" },
          { calculate: "datum.y + datum.yError", as: "high" },
        ],
        mark: { type: "rule", strokeWidth: 1.4 },
        encoding: { x: same("x"), y: same("low"), y2: { field: "high" }, color },
      },
      {
        mark: { type: "point", filled: true, size: 34, opacity: 1 },
        encoding: {
          x: same("x"),
          y: same("y"),
          color,
          shape,
          tooltip: [
            { field: "series", type: "nominal" },
            { ...same("x"), format: ".8~g" },
            { ...same("y"), format: ".12~g" },
            { ...same("yError"), format: ".1~g" },
          ],
        },
      },
    ],
  };
}
