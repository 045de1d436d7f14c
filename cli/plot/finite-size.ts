/** The points of a store of `finite-size` that `plot finite-size` draws beside the limit. */
import * as z from "zod";
import {
  DEEP_COLUMNS,
  type DeepPoint,
  type Drawn,
  type DrawnFigure,
  drawDeepInjectivity,
  drawMinimum,
  drawn,
  drawStability,
  drawSuccess,
  type FiniteSizePoint,
  MINIMUM_COLUMNS,
  STABILITY_COLUMNS,
  type StabilityDrawn,
  SUCCESS_COLUMNS,
} from "../../figures/index.js";
import { numberOf } from "../../src/json-number.js";
import { InputError, STATUSES } from "../../src/result.js";
import type { TableColumn } from "../../src/table/table.js";
import { currentRecords, type StudyRecord } from "../../sweep/index.js";

const Numeric = z.unknown().transform((value, context): number => {
  const number = numberOf(value);
  if (number === undefined) context.addIssue("expected a number");
  return number ?? Number.NaN;
});
const QuantityShape = z.object({ value: Numeric, error: Numeric, status: z.enum(STATUSES) });

const size = { columns: z.number(), ratio: z.number(), samples: z.number() };
const MinimumResult = z.object({ ...size, kind: z.enum(["exact", "upper"]), perColumn: QuantityShape });
const SuccessResult = z.object({
  ...size,
  success: QuantityShape,
  interval95: z.tuple([z.number(), z.number()]),
});

const interval = z.tuple([z.number(), z.number()]);
const DeepResult = z
  .object({
    columns: z.number(),
    depth: z.number(),
    widths: z.array(z.number()),
    samples: z.number(),
    weak: QuantityShape,
    injective: QuantityShape,
    strong: QuantityShape,
    weak95: interval,
    injective95: interval,
    strong95: interval,
  })
  .refine(({ widths: [, ...units] }) => new Set(units).size === 1);
const StabilityResult = z.object({
  ...size,
  kind: z.enum(["exact", "upper"]),
  sigma: QuantityShape,
  sigmaLimit: QuantityShape,
  inverseLipschitz: QuantityShape,
  condition: z.tuple([QuantityShape, QuantityShape]),
});

/** What the results of one experiment are drawn as, and how many of them could be. */
interface Kind {
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly draw: (
    results: readonly unknown[],
  ) => { readonly drawn: Drawn; readonly used: number } | undefined;
}

/** The results of a shape as points, by n and then by m/n. */
function kindOfPoints<Result, Point extends { readonly columns: number }>(
  title: string,
  columns: readonly TableColumn[],
  shape: z.ZodType<Result>,
  pointOf: (result: Result) => Point,
  ratioOf: (point: Point) => number,
  draw: (points: readonly Point[]) => Drawn,
): Kind {
  return {
    title,
    columns,
    draw: (results) => {
      const points = results.flatMap((result) => {
        const { data } = shape.safeParse(result);
        return data === undefined ? [] : [pointOf(data)];
      });
      points.sort((a, b) => a.columns - b.columns || ratioOf(a) - ratioOf(b));
      return points.length === 0 ? undefined : { drawn: draw(points), used: points.length };
    },
  };
}

const KINDS: Readonly<Record<string, Kind>> = {
  "finite-size minimum": kindOfPoints(
    "Least number of active units at finite size",
    MINIMUM_COLUMNS,
    MinimumResult,
    ({ columns, ratio, samples, kind, perColumn }): FiniteSizePoint => {
      const { value, error } = perColumn;
      const bar = { low: value - error, high: value + error };
      return { columns, ratio, samples, value: perColumn, ...bar, exact: kind === "exact" };
    },
    ({ ratio }) => ratio,
    drawMinimum,
  ),
  "finite-size success": kindOfPoints(
    "Success of the certificate search",
    SUCCESS_COLUMNS,
    SuccessResult,
    ({ columns, ratio, samples, success, interval95 }): FiniteSizePoint => {
      const [low, high] = interval95;
      return { columns, ratio, samples, value: success, low, high, exact: false };
    },
    ({ ratio }) => ratio,
    drawSuccess,
  ),
  "finite-size injectivity": kindOfPoints(
    "Injectivity of random deep networks, each decided exactly",
    DEEP_COLUMNS,
    DeepResult,
    ({ widths, weak95, injective95, strong95, ...result }): DeepPoint => ({
      ...result,
      width: widths[1],
      intervals: { weak: weak95, injective: injective95, strong: strong95 },
    }),
    ({ width, columns }) => width / columns,
    drawDeepInjectivity,
  ),
  "finite-size stability": kindOfPoints(
    "Stability of random layers",
    STABILITY_COLUMNS,
    StabilityResult,
    (result): StabilityDrawn => result,
    ({ ratio }) => ratio,
    drawStability,
  ),
};

/** @throws InputError for a store that cannot be read, or is of none of the experiments */
export function plotFiniteSize(path: string): { figure: DrawnFigure; warnings: readonly string[] } {
  const warnings: string[] = [];
  const records = currentRecords(path, (note) => warnings.push(note));
  const kind = kindOf(path, records);
  const { title, columns, draw } = KINDS[kind];
  const found = draw(records.flatMap((record) => (record.state === "done" ? record.results : [])));
  if (found === undefined)
    throw new InputError(`'${path}' as a store: expected at least one computed point of ${kind}`);
  const left = records.length - found.used;
  if (left > 0) warnings.push(`${left} points without a result are left out`);
  const head = { name: "finite-size", title, parameters: { store: path }, columns };
  return { figure: drawn(head, found.drawn), warnings };
}

function kindOf(path: string, records: readonly StudyRecord[]): string {
  const commands = new Set(records.map(({ command }) => command.join(" ")));
  const [command] = commands;
  if (commands.size === 1 && Object.hasOwn(KINDS, command)) return command;
  const found = [...commands].join(", ") || "no record";
  throw new InputError(`'${path}' holds ${found}: expected a store of ${Object.keys(KINDS).join(" or of ")}`);
}
