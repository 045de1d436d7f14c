/** The ground state of one layer at one α: level by level, then the limit, with y(q) and the law of the fields. */
import {
  errorCount,
  type FullRsbSolution,
  fieldProfiles,
  type KrsbSolution,
  parisiFunction,
  solveFullRsb,
  solveKrsbChain,
  stepsOf,
  withMargin,
} from "../../rsb/index.js";
import type { Quantity } from "../../src/result.js";
import type { Block, PlotBlock } from "../block.js";
import { type Job, numberOf, shownQuantity, textOf } from "./job.js";
import { thermalPoint } from "./one-layer-temperature.js";

/** Fields of the plot of P(h). */
const FIELDS = 401;

export const oneLayerPoint: Job = (parameters, post) => {
  const alpha = numberOf(parameters, "alpha");
  const margin = numberOf(parameters, "margin");
  const steps = numberOf(parameters, "k");
  const temperature = numberOf(parameters, "temperature");
  if (temperature > 0) {
    thermalPoint({ alpha, beta: 1 / temperature, margin, steps }, post);
    return;
  }
  const question: Question = { alpha, margin, count: numberOf(parameters, "count") };
  const problem = { kind: "energy", alpha } as const;
  const cost = withMargin(errorCount, margin);
  const levels: KrsbSolution[] = [];
  for (const level of solveKrsbChain(problem, steps, { cost })) {
    levels.push(level);
    post("verdict", verdictOf(question, level.value, `${level.k}-RSB, the limit is being computed`));
    post("energies", energyTable(levels));
    post("parisi", parisiPlot(levels));
    post("convergence", convergencePlot(levels));
    // The law of the fields as soon as there is one, and at the last level.
    if (level.k === 1) post("fields", fieldsPlot(level, question));
  }
  const last = levels[levels.length - 1];
  post("fields", last.k > 0 ? fieldsPlot(last, question) : withoutBreaking(question));
  const chain: KrsbSolution[] = [];
  const limit = solveFullRsb(problem, {
    cost,
    tolerance: Number(textOf(parameters, "tolerance")),
    onLevel: (_, __, level) => {
      if (level === undefined) return;
      chain.push(level);
      post("convergence", convergencePlot(merged(levels, chain)));
    },
  });
  post("verdict", verdictOf(question, limit.value, "full RSB, conjectured exact"));
  post("energies", energyTable(levels, limit));
  post("convergence", convergencePlot(merged(levels, limit.chain), limit.value));
};

interface Question {
  readonly alpha: number;
  readonly margin: number;
  readonly count: number;
}

function verdictOf({ alpha, margin, count }: Question, energy: Quantity, by: string): Block {
  const beyond = Math.abs(energy.value - count) > energy.error;
  const enough = energy.value >= count;
  const said = `e(${alpha}) = ${shownQuantity(energy)} by ${by}`;
  if (!Number.isFinite(energy.value)) return { kind: "sentence", tone: "problem", text: said };
  const injectivity = margin <= 0 && count === 1;
  const meaning = injectivity
    ? enough
      ? "at least 1: a random layer is injective"
      : "below 1: some input leaves fewer than n units active, a random layer is not injective"
    : enough
      ? `at least ${count}: every input has ${count} n units above the margin`
      : `below ${count}: some input has fewer than ${count} n units above the margin`;
  return {
    kind: "sentence",
    tone: !beyond ? "open" : enough ? "yes" : "no",
    text: `${said}, ${beyond ? meaning : `${count} within its error`}.`,
    ...(margin > 0 && count === 1
      ? { details: ["With κ > 0 the count alone does not decide injectivity."] }
      : {}),
  };
}

function energyTable(levels: readonly KrsbSolution[], limit?: FullRsbSolution): Block {
  const rows = levels.map(({ k, value, chi, overlaps, residual }) => [
    String(k),
    value,
    overlaps[0] ?? null,
    chi,
    residual.toExponential(1),
  ]);
  return {
    kind: "table",
    title: "Energies, level by level",
    columns: [
      { text: "k", word: "k" },
      { text: "e_k(α)", word: "energy" },
      { text: "q₀", word: "overlaps" },
      { text: "χ", word: "chi" },
      { text: "residual", word: "residual" },
    ],
    rows: limit === undefined ? rows : [...rows, ["∞", limit.value, null, null, null]],
    ...(limit === undefined
      ? {}
      : {
          notes: [
            `Extrapolated from k = ${limit.levels.join(", ")}; a smooth family of order parameters gives ${shownQuantity(limit.family.value)}.`,
          ],
        }),
  };
}

/** y(q) as staircases: the last level, and fainter the one before. */
function parisiPlot(levels: readonly KrsbSolution[]): PlotBlock {
  const broken = levels.filter(({ k }) => k > 0).slice(-2);
  return {
    kind: "plot",
    title: "The Parisi function y(q) = lim β x(q)",
    x: { text: "overlap q", word: "overlaps", from: 0, to: 1 },
    y: { text: "y(q)", word: "breakingPoints" },
    series: broken.reverse().map(({ k, ansatz }, i) => {
      const steps = parisiFunction(ansatz);
      return {
        name: `${stepsOf(ansatz)}-RSB`,
        mode: i === 0 ? "line" : "dashed",
        x: steps.flatMap(({ from, to }) => [from, to]),
        y: steps.flatMap(({ breakingPoint }) => [breakingPoint, breakingPoint]),
        names: steps.flatMap((_, step) => [`k = ${k}, step ${step}`, `k = ${k}, step ${step}`]),
      };
    }),
    note:
      broken.length === 0
        ? "Replica symmetry is not broken so far: y(q) = 0 below q₀."
        : "Symmetry breaks in steps: y is constant between two overlaps.",
  };
}

function withoutBreaking({ alpha }: Question): Block {
  return {
    kind: "sentence",
    tone: "plain",
    text: `No law of fields at α = ${alpha} without a breaking point: raise k, or α beyond what can be satisfied.`,
  };
}

/** P(h) after the ground state has responded: no unit is violated by a little. */
function fieldsPlot({ k, ansatz }: KrsbSolution, { alpha, margin }: Question): PlotBlock {
  const { fields, responding, levels, massError } = fieldProfiles(ansatz, {
    alpha,
    points: FIELDS,
    cost: withMargin(errorCount, margin),
  });
  const [from, to] = responding.hole;
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
  return {
    kind: "plot",
    title: `Fields of the units in the ground state, P(h), ${k}-RSB`,
    x: { text: "field h = w · x", word: "field" },
    y: { text: "density P(h)", word: "density@rsb", from: 0 },
    series: [
      { name: "ground state", mode: "line", x: fields, y: responding.density },
      {
        name: "before it responds",
        mode: "dashed",
        ...within(fields, levels[levels.length - 1].density, from, to),
      },
    ],
    band: { from, to, text: "hole" },
    note: `Inactive ${percent(responding.satisfied)}, exactly at the threshold ${percent(responding.atom)}, active ${percent(responding.errors)}; no field lies in the hole (${from.toPrecision(6)}, ${to.toPrecision(6)}). Mass to ${massError.toExponential(1)}.`,
  };
}

/** The curve on [from, to], outside of which both are the same. */
function within(
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
): { x: Float64Array; y: Float64Array } {
  const inside = (_: number, i: number): boolean => x[i] >= from && x[i] <= to;
  return { x: x.filter(inside), y: y.filter(inside) };
}

/** |e_k − e_∞| over k on logarithmic axes; before the limit is known, the gain of every level. */
function convergencePlot(levels: readonly KrsbSolution[], limit?: Quantity): PlotBlock {
  const broken = levels.filter(({ k }) => k > 0);
  const gains =
    limit === undefined
      ? broken.slice(1).map((level, i) => ({
          k: level.k,
          gap: level.value.value - broken[i].value.value,
          error: level.value.error,
        }))
      : broken.map(({ k, value }) => ({
          k,
          gap: limit.value - value.value,
          error: limit.error + value.error,
        }));
  // What lies below its own error says nothing.
  const shown = gains
    .map(({ gap, ...rest }) => ({ ...rest, gap: Math.abs(gap) }))
    .filter(({ gap, error }) => gap > error);
  return {
    kind: "plot",
    title: limit === undefined ? "What each level gains" : "Distance of each level from the limit",
    x: { text: "levels k", word: "k", log: true },
    y: { text: limit === undefined ? "e_k − e_(k−1)" : "e_∞ − e_k", word: "energy", log: true },
    series: [
      {
        name: limit === undefined ? "gain" : "distance",
        mode: "both",
        x: shown.map(({ k }) => k),
        y: shown.map(({ gap }) => gap),
        errors: shown.map(({ error }) => error),
      },
    ],
    note: "The tail falls like k⁻⁴.",
  };
}

/** Levels of both, by k. */
function merged(levels: readonly KrsbSolution[], chain: readonly KrsbSolution[]): KrsbSolution[] {
  const byK = new Map([...levels, ...chain].map((level) => [level.k, level]));
  return [...byK.values()].sort((a, b) => a.k - b.k);
}
