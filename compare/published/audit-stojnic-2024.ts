/** The audit of Stojnic 2024: every published parameter set held against the program it belongs to. */

import { expansionSequence, liftedCapacity, type Notion } from "../../rdt/index.js";
import { kept } from "../../src/kept.js";
import type { Quantity } from "../../src/result.js";
import { type SubstitutionHypothesis, searchSubstitutions } from "./audit-hypotheses.js";
import { agreesWithPrinted } from "./compared-row.js";
import { type AuditedDerivative, auditParameters, type PublishedPoint } from "./parameter-audit.js";
import { type PublishedRow, publishedPoint, publishedRows } from "./published-stojnic-2024.js";
import { countOf, ILLEGIBLE, printedHidden, type Solved, solveAsPrinted } from "./stojnic-2024-solved.js";

/** One stationarity condition of a printed set. */
export interface AuditedCondition extends AuditedDerivative {
  readonly printed: string;
  readonly converged: Quantity;
  /** |derivative| over what the rounding of the printed digits can do; above 1 the condition fails. */
  readonly failsBy: number;
  readonly fails: boolean;
}

/** A reading of a digit that is faint in the source. */
export interface DigitReading {
  readonly variable: string;
  readonly digit: number;
  readonly stationarity: number;
}

/** One published parameter set. */
export interface AuditedSet {
  readonly table: number;
  readonly depth: number;
  readonly notion: Notion;
  readonly lifted: boolean;
  /** α_1 … α_{l−1} as printed. */
  readonly expansions: readonly number[];
  readonly publishedCapacity: string;
  readonly agrees: boolean;
  readonly objective: number;
  /** What the rounding of the printed digits can do to the objective. */
  readonly objectiveAllowance: number;
  /** The capacity at which the objective vanishes with the printed parameters. */
  readonly impliedCapacity: number;
  readonly conditions: readonly AuditedCondition[];
  /** Names of the conditions that fail. */
  readonly failing: readonly string[];
  readonly reconstructed: readonly string[];
  /** Ranked, the best first; the row as printed is among them. */
  readonly hypotheses: readonly SubstitutionHypothesis[];
  readonly readings: readonly DigitReading[];
  /** Where a substitution explains the set: the same audit with it. */
  readonly explained?: {
    readonly change: string;
    readonly objective: number;
    readonly impliedCapacity: number;
    readonly failing: readonly { readonly variable: string; readonly failsBy: number }[];
  };
  /** Capacities at the printed expansions: unit norms (the published program) and optimal norms, plain and lifted. */
  readonly converged: Quantity;
  readonly plainUnit: Quantity;
  readonly plainOptimal: Quantity;
  readonly liftedUnit: Quantity;
  readonly liftedOptimal: Quantity;
  readonly conclusion: string;
}

/** A hypothesis explains a set only if it lowers the residual by this factor. */
const CLEARLY_BETTER = 3;

/** Every parameter set of Tables 2–6, 8 and 9. */
export const auditStojnic = kept((): readonly AuditedSet[] => publishedRows.map(auditSet));

function auditSet(row: PublishedRow): AuditedSet {
  const count = countOf(row);
  const hidden = printedHidden(row);
  const solved = solveAsPrinted(row);
  const hypotheses = searchSubstitutions(publishedPoint(row, true), count);
  const [best] = hypotheses;
  const asPrinted = hypotheses.find((hypothesis) => hypothesis.kind === "printed") ?? best;
  const explained = best.residual * CLEARLY_BETTER < asPrinted.residual;
  // Exchanged columns are a matter of printing: the set is audited with each number in its place.
  const point = publishedPoint(row, !(explained && best.kind === "exchange"));
  const audit = auditParameters(point, count);
  const conditions = audit.derivatives.map((found) => conditionOf(row, found, solved));
  const published = row.entries.find((entry) => entry.quantity === "capacity")?.printed ?? null;
  const converged = solved.get("capacity") ?? missing;
  const plain = (dualNorms: "unit" | "optimal"): Quantity =>
    expansionSequence({
      given: hidden,
      depth: row.depth,
      notion: row.notion,
      dualNorms,
      allowInadmissible: true,
      crossCheckDepth: row.depth,
    }).layers[row.depth - 1].expansion;
  const result = {
    table: row.table,
    depth: row.depth,
    notion: row.notion,
    lifted: row.lifted,
    expansions: hidden,
    publishedCapacity: published ?? ILLEGIBLE,
    agrees: published !== null && agreesWithPrinted(converged, published),
    objective: audit.objective,
    objectiveAllowance: audit.objectiveAllowance,
    impliedCapacity: audit.impliedCapacity,
    conditions,
    failing: conditions.filter((condition) => condition.fails).map((condition) => condition.variable),
    reconstructed: audit.reconstructed,
    hypotheses,
    ...(explained && best.kind === "expansion" ? { explained: auditWith(row, point, best, solved) } : {}),
    readings: row.note?.includes("digit") ? readingsOf(point, count, explained ? best : asPrinted) : [],
    converged,
    plainUnit: plain("unit"),
    plainOptimal: plain("optimal"),
    liftedUnit: liftedCapacity(hidden, { count }).capacity,
    liftedOptimal: liftedCapacity(hidden, { count, dualNorms: "optimal" }).capacity,
  };
  return { ...result, conclusion: conclusionOf(result, explained ? best : undefined, asPrinted) };
}

/** The audit with α_layer replaced as the hypothesis says. */
function auditWith(
  row: PublishedRow,
  point: PublishedPoint,
  { layer, value, change }: SubstitutionHypothesis,
  solved: Solved,
): NonNullable<AuditedSet["explained"]> {
  const expansions = point.parameters.expansions.map((x, i) => (i === layer - 1 ? value : x));
  const audit = auditParameters({ ...point, parameters: { ...point.parameters, expansions } }, countOf(row));
  const failing = audit.derivatives
    .map((found) => conditionOf(row, found, solved))
    .filter((condition) => condition.fails)
    .map(({ variable, failsBy }) => ({ variable, failsBy }));
  return { change, objective: audit.objective, impliedCapacity: audit.impliedCapacity, failing };
}

const missing: Quantity = { value: Number.NaN, error: Number.POSITIVE_INFINITY, status: "domain-error" };

function conditionOf(row: PublishedRow, found: AuditedDerivative, solved: Solved): AuditedCondition {
  const printed = row.entries.find((entry) => isPrintedAs(row, entry.quantity, found.variable))?.printed;
  const failsBy = Math.abs(found.derivative) / found.roundingAllowance;
  return {
    ...found,
    printed: printed ?? ILLEGIBLE,
    converged: solved.get(found.variable) ?? missing,
    failsBy,
    fails: failsBy > 1,
  };
}

/** The two columns of γ̄ in Table 3 are printed in exchanged order, as the search finds. */
function isPrintedAs({ table }: PublishedRow, column: string, variable: string): boolean {
  const swapped: Readonly<Record<string, string>> = { gammaBar_1: "gammaBar_2", gammaBar_2: "gammaBar_1" };
  return column === (table === 3 ? (swapped[variable] ?? variable) : variable);
}

/** All readings 0 … 9 of the digit before the point of γ̄_2, best first, at the expansions that fit best. */
function readingsOf(
  point: PublishedPoint,
  count: number,
  hypothesis: SubstitutionHypothesis,
): DigitReading[] {
  const { parameters } = point;
  const expansions = parameters.expansions.map((x, i) => (i === hypothesis.layer - 1 ? hypothesis.value : x));
  return Array.from({ length: 10 }, (_, digit) => {
    const gammaBar = parameters.gammaBar.map((x, i) => (i === 1 ? digit + (x % 1) : x));
    const { stationarity } = auditParameters(
      { ...point, parameters: { ...parameters, expansions, gammaBar } },
      count,
    );
    return { variable: "gammaBar_2", digit, stationarity };
  }).sort((a, b) => a.stationarity - b.stationarity);
}

function conclusionOf(
  set: Omit<AuditedSet, "conclusion">,
  best: SubstitutionHypothesis | undefined,
  asPrinted: SubstitutionHypothesis,
): string {
  const capacity = set.converged.value.toFixed(8);
  if (set.publishedCapacity === ILLEGIBLE) {
    return `The capacity cannot be read; the printed parameters put phi_0 = 0 at ${set.impliedCapacity.toFixed(4)}, and the program converges to ${capacity}.`;
  }
  const explanation =
    best === undefined
      ? ""
      : ` Of ${set.hypotheses.length} hypotheses the best is: ${best.change}; it lowers the residual from ${asPrinted.residual.toExponential(1)} to ${best.residual.toExponential(1)}.`;
  if (set.agrees)
    return `The published ${set.publishedCapacity} stands: converged ${capacity}.${explanation}`;
  if (best?.kind === "expansion") {
    return `The published ${set.publishedCapacity} does not stand: converged ${capacity}.${explanation} With that mistake the program converges to ${best.capacity.toFixed(8)}.`;
  }
  return (
    `The published ${set.publishedCapacity} does not stand: converged ${capacity}. With its own parameters phi_0 vanishes at ` +
    `${set.impliedCapacity.toFixed(5)}, so that the root was not reached; no substitution explains the set better than the row as printed.${explanation}`
  );
}
