/** `tables --source stojnic --audit`: which printed numbers stand, which do not, and why. */
import { type AuditedSet, auditStojnic } from "../../compare/index.js";
import { exitCodeFor } from "../output/exit-codes.js";
import type { Report, TextTable } from "../output/report.js";

/** The audit as a report; only digits that do not depend on the last bits of the arithmetic are printed. */
export function auditReport(): Report {
  const sets = auditStojnic();
  return {
    command: "tables",
    parameters: { source: ["stojnic"], audit: true },
    results: sets.map((set) => ({ ...set })),
    heading: "Audit of the tables of Stojnic 2024",
    introduction: [
      "M. Stojnic, Deep ReLU networks – injectivity capacity upper bounds, arXiv:2412.19677 (2024). Every printed parameter set is put into the program it belongs to (misprints of the equations mended), and the objective phi_0, which vanishes at a capacity, and its derivatives, which vanish at a stationary point, are evaluated there. This page is the output of `relu-injectivity tables --source stojnic --audit --markdown`.",
      "A condition fails when the derivative exceeds what the rounding of the printed digits can do to it: the sum over all printed numbers of |second derivative| times half a unit of the last digit. 'times rounding' is the ratio. Hypotheses (an expansion of the row in the place of another, two entries of a block exchanged) are searched, all of them, and ranked by the residual that they leave.",
    ],
    tables: [summaryTable(sets), ...sets.flatMap((set) => [conditionTable(set), hypothesisTable(set)])],
    notes: [
      ...commonResidual(sets),
      "Unit norms: the published normalisation of the dual vectors. Optimal norms: the same theorem with the norms optimised; the least bound, and the one to quote.",
    ],
    exitCode: exitCodeFor(sets.map((set) => set.converged)),
  };
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

function summaryTable(sets: readonly AuditedSet[]): TextTable {
  const shown = (value: number): string => value.toFixed(8);
  return {
    title: "Which printed capacity stands",
    columns: [
      { header: "table" },
      { header: "case" },
      { header: "published" },
      { header: "converged" },
      { header: "optimal norms" },
      { header: "stands" },
    ],
    rows: sets.map((set) => [
      String(set.table),
      `${set.depth} layers, ${set.notion}${set.lifted ? ", lifted" : ""}`,
      set.publishedCapacity,
      shown(set.converged.value),
      shown(set.lifted ? set.liftedOptimal.value : set.plainOptimal.value),
      set.agrees ? "yes" : set.publishedCapacity === "illegible" ? "–" : "NO",
    ]),
    notes: sets.map((set) => `Table ${set.table}: ${set.verdict}`),
  };
}

function conditionTable(set: AuditedSet): TextTable {
  const { table, depth, notion, lifted, expansions } = set;
  const given = expansions.map((value, i) => `alpha_${i + 1} = ${value}`).join(", ");
  return {
    title: `Table ${table}: ${depth} layers, ${notion}${lifted ? ", lifted" : ""}, ${given}`,
    columns: [
      { header: "parameter" },
      { header: "printed" },
      { header: "converged" },
      { header: "derivative" },
      { header: "times rounding", align: "right" },
      { header: "" },
    ],
    rows: set.conditions.map((condition) => [
      condition.variable,
      condition.printed,
      condition.converged.value.toFixed(8),
      signed(condition.derivative),
      condition.failsBy.toPrecision(2).replace(/e\+?/, "e"),
      condition.fails ? "fails" : "",
    ]),
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

function hypothesisTable({ table, hypotheses }: AuditedSet): TextTable {
  return {
    title: `Table ${table}: hypotheses, best of ${hypotheses.length}`,
    columns: [{ header: "the set as" }, { header: "residual" }, { header: "capacity then" }],
    rows: hypotheses
      .slice(0, 3)
      .map(({ change, residual, capacity }) => [change, residual.toExponential(1), capacity.toFixed(8)]),
  };
}

function signed(value: number): string {
  const text = value.toExponential(1);
  return value > 0 ? `+${text}` : text;
}
