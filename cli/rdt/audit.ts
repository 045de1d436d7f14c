/** `tables --source stojnic --audit`: which printed numbers stand, which do not, and why. */
import { type AuditedSet, auditStojnic } from "../../compare/index.js";
import type { Table } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import { field, type Outcome, pick } from "../definition/command.js";
import { COMPARISON_WORDS } from "../vocabulary/comparison.js";
import { DUALITY_WORDS } from "../vocabulary/duality.js";

/** The fields of the audited sets. */
export const AUDIT_FIELDS = {
  table: field("Number of the table.", "integer"),
  depth: field("Number of layers.", "integer"),
  ...pick(DUALITY_WORDS, "notion", "lifted", "expansions", "c3"),
  publishedCapacity: field("The capacity as it is printed; illegible where it cannot be read.", "text", {
    header: "published",
  }),
  agrees: COMPARISON_WORDS.agrees,
  objective: field(
    "The objective of the program at the printed parameters; it vanishes at a capacity.",
    "number",
    {
      equation: "phi_0",
    },
  ),
  objectiveAllowance: field("What the rounding of the printed digits can do to the objective.", "number"),
  impliedCapacity: field(
    "The capacity at which the objective vanishes with all other numbers as printed.",
    "number",
  ),
  conditions: field("The stationarity conditions of the set, one per parameter.", "record[]"),
  variable: field("The parameter: r_i, gammaBar_i, gamma_i, nu or c3.", "text", { header: "parameter" }),
  value: field("Its printed value.", "number"),
  derivative: field(
    "Derivative of the objective in the parameter; it vanishes at a stationary point.",
    "number",
  ),
  relativeResidual: field("The relative change of a parameter that would mend the derivative.", "number"),
  roundingAllowance: field("What the rounding of the printed digits can do to the derivative.", "number", {
    equation: "sum_j |second derivative| times half a unit of the last digit of x_j",
  }),
  printed: field("The parameter as it is printed.", "text"),
  converged: field("The number to which the program converges at the printed expansions.", "quantity"),
  failsBy: field(
    "A derivative over what the rounding of the printed digits can do to it; above 1 the printed point is not stationary.",
    "number",
    { header: "times rounding" },
  ),
  fails: field("Whether the condition fails: its derivative is more than the rounding can do.", "boolean"),
  failing: field("The conditions that fail.", ["text[]", "record[]"]),
  reconstructed: field("Names of the numbers that cannot be read and were filled in.", "text[]"),
  hypotheses: field(
    "Mistakes that could explain the set, the best first; the set as printed is among them.",
    "record[]",
  ),
  change: field("A hypothesis in words.", "text", { header: "the set as" }),
  kind: field(
    "Of a hypothesis: printed (the row as it stands), expansion (one expansion replaced), or exchange (two entries exchanged).",
    "text",
  ),
  layer: field("The layer whose expansion is replaced; 0 where none is.", "integer"),
  takenFrom: field("The layer whose expansion was put there.", "integer"),
  stationarity: field("Largest relative residual of the stationarity conditions.", "number"),
  objectiveResidual: field(
    "The relative change of the capacity that would bring the objective to zero.",
    "number",
  ),
  residual: field("The larger of the two residuals, by which hypotheses are ranked.", "number"),
  capacity: field("The capacity to which the program converges with the hypothesis.", "number", {
    header: "capacity then",
  }),
  readings: field("Readings 0 to 9 of a digit that is faint in the source, the best first.", "record[]"),
  digit: field("The digit that is read.", "integer"),
  explained: field("Where a substitution explains the set: the same audit with it.", "record"),
  plainUnit: field("Capacity by plain duality, unit norms.", "quantity"),
  plainOptimal: field("Capacity by plain duality, optimal norms.", "quantity"),
  liftedUnit: field("Capacity by lifted duality, unit norms.", "quantity"),
  liftedOptimal: field("Capacity by lifted duality, optimal norms.", "quantity"),
  conclusion: field("Whether the printed capacity stands, and why not, in a sentence.", "text"),
  case: field("Depth, notion and duality of a set.", "text"),
  optimal: field("The capacity with optimal norms.", "quantity", { header: "optimal norms" }),
  stands: field("Whether the printed capacity is the converged one to its digits.", "boolean"),
};

/** The audit; only digits that do not depend on the last bits of the arithmetic are printed. */
export function audit(): Outcome {
  const sets = auditStojnic();
  return {
    parameters: { source: ["stojnic"], audit: true },
    results: sets,
    judged: sets.map(({ converged }) => converged),
    heading: "Audit of the tables of Stojnic 2024",
    introduction: [
      "M. Stojnic, Deep ReLU networks – injectivity capacity upper bounds, arXiv:2412.19677 (2024). Every printed parameter set is put into the program it belongs to (misprints of the equations mended), and the objective phi_0, which vanishes at a capacity, and its derivatives, which vanish at a stationary point, are evaluated there. This page is the output of `relu-injectivity tables --source stojnic --audit --markdown`.",
      "A condition fails when the derivative exceeds what the rounding of the printed digits can do to it: the sum over all printed numbers of |second derivative| times half a unit of the last digit. 'times rounding' is the ratio. Hypotheses (an expansion of the row in the place of another, two entries of a block exchanged) are searched, all of them, and ranked by the residual that they leave.",
    ],
    tables: () => auditTables(sets),
    notes: () => [
      ...commonResidual(sets),
      "Unit norms: the published normalisation of the dual vectors. Optimal norms: the same theorem with the norms optimised; the least bound, and the one to quote.",
    ],
  };
}

/** The tables of the audit: the verdicts first, then two per set. */
export function auditTables(sets: readonly AuditedSet[]): Table[] {
  return [summaryTable(sets), ...sets.flatMap((set) => [conditionTable(set), hypothesisTable(set)])];
}

/** What the deeper sets have in common: an observation on the numbers, with no cause shown. */
function commonResidual(sets: readonly AuditedSet[]): string[] {
  const residuals = sets
    .filter((set) => set.depth > 2)
    .map((set) => ({
      table: set.table,
      first: set.conditions.find(({ variable }) => variable === "gammaBar_1"),
    }));
  if (!residuals.every(({ first }) => first?.fails === true && first.derivative < 0)) return [];
  const tables = residuals.map(({ table }) => table).join(", ");
  const values = residuals.map(({ first }) => signed(first?.derivative ?? Number.NaN)).join(", ");
  return [
    `Tables ${tables}, all sets of three layers or more, fail in gammaBar_1 with nearly the same derivative (${values}); no set of two layers does. One common inaccuracy of their integrals would look like this; that is an observation, its cause is not shown here.`,
  ];
}

function summaryTable(sets: readonly AuditedSet[]): Table {
  const shown = (value: number): string => value.toFixed(8);
  return {
    title: "Which printed capacity stands",
    columns: columns(AUDIT_FIELDS, "table", "case", "publishedCapacity", "converged", "optimal", "stands"),
    rows: sets.map((set) => ({
      table: String(set.table),
      case: `${set.depth} layers, ${set.notion}${set.lifted ? ", lifted" : ""}`,
      publishedCapacity: set.publishedCapacity,
      converged: shown(set.converged.value),
      optimal: shown(set.lifted ? set.liftedOptimal.value : set.plainOptimal.value),
      stands: set.agrees ? "yes" : set.publishedCapacity === "illegible" ? "–" : "NO",
    })),
    notes: sets.map((set) => `Table ${set.table}: ${set.conclusion}`),
  };
}

function conditionTable(set: AuditedSet): Table {
  const { table, depth, notion, lifted, expansions } = set;
  const given = expansions.map((value, i) => `alpha_${i + 1} = ${value}`).join(", ");
  return {
    title: `Table ${table}: ${depth} layers, ${notion}${lifted ? ", lifted" : ""}, ${given}`,
    columns: [
      ...columns(AUDIT_FIELDS, "variable", "printed", "converged", "derivative"),
      column(AUDIT_FIELDS, "failsBy", { align: "right" }),
      column(AUDIT_FIELDS, "fails"),
    ],
    rows: set.conditions.map((condition) => ({
      ...condition,
      converged: condition.converged.value.toFixed(8),
      derivative: signed(condition.derivative),
      failsBy: condition.failsBy.toPrecision(2).replace(/e\+?/, "e"),
      fails: condition.fails ? "fails" : "",
    })),
    notes: [
      set.reconstructed.includes(`expansion_${depth}`)
        ? "phi_0 cannot be judged without the capacity."
        : `phi_0 = ${signed(set.objective)}, ${(Math.abs(set.objective) / set.objectiveAllowance).toPrecision(2)} times the rounding of the printed digits; it vanishes at alpha_${depth} = ${set.impliedCapacity.toFixed(5)} with the printed parameters.`,
      ...set.reconstructed
        .filter((name) => name.startsWith("r_"))
        .map((name) => `${name} cannot be read; it was filled in from the stationarity of the last layer.`),
      ...explainedNote(set),
      ...readingNote(set),
      `Capacities at these expansions: plain ${set.plainUnit.value.toFixed(8)} (unit norms), ${set.plainOptimal.value.toFixed(8)} (optimal); lifted ${set.liftedUnit.value.toFixed(8)} (unit), ${set.liftedOptimal.value.toFixed(8)} (optimal).`,
    ],
  };
}

function explainedNote({ explained, depth }: AuditedSet): string[] {
  if (explained === undefined) return [];
  const { change, objective, impliedCapacity, failing } = explained;
  const rest = failing.map(({ variable, failsBy }) => `${variable} (${failsBy.toPrecision(2)})`).join(", ");
  return [
    `With ${change}: phi_0 = ${signed(objective)}, vanishing at alpha_${depth} = ${impliedCapacity.toFixed(5)}; conditions that still fail, times rounding: ${rest}.`,
  ];
}

function readingNote({ readings }: AuditedSet): string[] {
  if (readings.length === 0) return [];
  const [best, next] = readings;
  return [
    `The digit before the point of ${best.variable} is faint: read as ${best.digit} the stationarity residual is ${best.stationarity.toExponential(1)}, as ${next.digit} or any other at least ${next.stationarity.toPrecision(2)}.`,
  ];
}

function hypothesisTable({ table, hypotheses }: AuditedSet): Table {
  return {
    title: `Table ${table}: hypotheses, best of ${hypotheses.length}`,
    columns: columns(AUDIT_FIELDS, "change", "residual", "capacity"),
    rows: hypotheses.slice(0, 3).map(({ change, residual, capacity }) => ({
      change,
      residual: residual.toExponential(1),
      capacity: capacity.toFixed(8),
    })),
  };
}

function signed(value: number): string {
  const text = value.toExponential(1);
  return value > 0 ? `+${text}` : text;
}
