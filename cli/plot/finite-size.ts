/** The points of a store of `finite-size` that `plot finite-size` draws beside the limit. */
import * as z from "zod";
import {
  type DrawnFigure,
  drawMinimum,
  drawn,
  drawSuccess,
  type FiniteSizePoint,
  MINIMUM_COLUMNS,
  SUCCESS_COLUMNS,
} from "../../figures/index.js";
import { numberOf } from "../../src/json-number.js";
import { InputError, STATUSES } from "../../src/result.js";
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

const KINDS = {
  "finite-size minimum": {
    title: "Least number of active units at finite size",
    columns: MINIMUM_COLUMNS,
    draw: drawMinimum,
    point: (result: unknown): FiniteSizePoint | undefined => {
      const { data } = MinimumResult.safeParse(result);
      if (data === undefined) return undefined;
      const { columns, ratio, samples, kind, perColumn } = data;
      const { value, error } = perColumn;
      const bar = { low: value - error, high: value + error };
      return { columns, ratio, samples, value: perColumn, ...bar, exact: kind === "exact" };
    },
  },
  "finite-size success": {
    title: "Success of the certificate search",
    columns: SUCCESS_COLUMNS,
    draw: drawSuccess,
    point: (result: unknown): FiniteSizePoint | undefined => {
      const { data } = SuccessResult.safeParse(result);
      if (data === undefined) return undefined;
      const { columns, ratio, samples, success, interval95 } = data;
      const [low, high] = interval95;
      return { columns, ratio, samples, value: success, low, high, exact: false };
    },
  },
} as const;

type Kind = keyof typeof KINDS;

/** @throws InputError for a store that cannot be read, or is not of one of the two experiments */
export function plotFiniteSize(path: string): { figure: DrawnFigure; warnings: readonly string[] } {
  const warnings: string[] = [];
  const records = currentRecords(path, (note) => warnings.push(note));
  const kind = kindOf(path, records);
  const { title, columns, draw, point } = KINDS[kind];
  const results = records.flatMap((record) => (record.state === "done" ? record.results : []));
  const points = results.flatMap((result) => point(result) ?? []);
  const left = records.length - points.length;
  if (points.length === 0)
    throw new InputError(`'${path}' as a store: expected at least one computed point of ${kind}`);
  if (left > 0) warnings.push(`${left} points without a result are left out`);
  points.sort((a, b) => a.columns - b.columns || a.ratio - b.ratio);
  const head = { name: "finite-size", title, parameters: { store: path }, columns };
  return { figure: drawn(head, draw(points)), warnings };
}

function kindOf(path: string, records: readonly StudyRecord[]): Kind {
  const commands = new Set(records.map(({ command }) => command.join(" ")));
  const [command] = commands;
  if (commands.size === 1 && Object.hasOwn(KINDS, command)) return command as Kind;
  const found = [...commands].join(", ") || "no record";
  throw new InputError(`'${path}' holds ${found}: expected a store of ${Object.keys(KINDS).join(" or of ")}`);
}
