/** `rs`: the replica-symmetric threshold and energies, at zero or finite temperature. */
import {
  replicaSymmetricEnergy,
  replicaSymmetricFiniteTemperature,
  replicaSymmetricThreshold,
  satisfiableAlpha,
} from "../../rs/index.js";
import { InputError } from "../../src/result.js";
import { formatNumber } from "../../src/table/format-quantity.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, type Outcome, pick } from "../definition/command.js";
import { flag, positive, positives } from "../definition/option.js";
import {
  MARGIN_CONFLICTS,
  MARGIN_OPTIONS,
  type MarginChoice,
  type MarginRequest,
  marginRequest,
  thresholdName,
} from "../replica/margin-options.js";
import { LINE_FIELDS, stabilityOutcome } from "../replica/stability-line.js";
import { STEPS_FIELD } from "../replica/thermal.js";
import { thermalThresholds } from "../replica/thermal-threshold.js";
import { REPLICA_WORDS } from "../vocabulary/replica.js";

const FIELDS = {
  ...LINE_FIELDS,
  ...pick(
    REPLICA_WORDS,
    ...(["threshold", "alpha", "energy", "chi", "energeticTerm", "entropicTerm", "replicon"] as const),
    ...(["k", "beta", "freeEntropy", "entropy", "stable"] as const),
  ),
  steps: STEPS_FIELD,
  overlap: field("Overlap of two configurations of the Gibbs measure.", "quantity", {
    header: "overlap q",
  }),
};

export const rs = defineCommand({
  description:
    "Replica-symmetric theory of one layer: closed forms at zero temperature, free entropy at finite.",
  examples: [
    ["rs", "the threshold, 7.6477"],
    ["rs --alpha 6,10", "ground-state energies e(alpha)"],
    ["rs --alpha 5 --beta 3", "finite temperature, with the replicon"],
    ["rs --dat", "stability limit, 5.3238"],
    ["rs --dat --alpha 1.9,6", "both branches of the stability line"],
    ["rs --dat --bias 0.5", "the same with a bias of half the radius of the inputs: 3.2805"],
    ["rs --beta 4 --count 1", "the expansion with energy 1 at beta = 4"],
    ["rs --bias 0.5", "a bias of half the radius of the inputs: 4.3863"],
  ],
  options: {
    alpha: positives("expansion m/n", { placeholder: "A" }),
    beta: positive("inverse temperature (with --alpha or --dat)", { placeholder: "B" }),
    dat: flag(
      "the d'Almeida-Thouless point, largest alpha with a stable RS state at e = 1; with --alpha or --beta the line there",
    ),
    ...MARGIN_OPTIONS,
  },
  conflicts: [
    { together: ["count", "alpha"], expected: "one of them, as the energy at alpha is the count there" },
    ...MARGIN_CONFLICTS,
  ],
  fields: FIELDS,
  sweep: {},
  run(options) {
    const { alpha, beta, dat } = options;
    if (dat && alpha !== undefined && beta !== undefined)
      throw new InputError("--dat with --alpha and --beta: expected one of them, the line gives the other");
    const request = marginRequest(options);
    if (beta !== undefined && alpha === undefined && !dat) {
      if (options.count !== undefined) return thermalThresholds(FIELDS, { k: 0, beta: [beta] }, request);
      throw new InputError(
        "--beta without --alpha: expected an expansion, for example --alpha 5, or --count",
      );
    }
    if (dat) return stabilityOutcome(FIELDS, { alpha, beta, count: options.count }, request);
    if (alpha === undefined) return threshold(options);
    return beta === undefined ? energies(alpha, options) : finiteTemperature(alpha, beta, request);
  },
});

function threshold(options: MarginChoice): Outcome {
  const request = marginRequest(options);
  const { margin, count, parameters, title, notes } = request;
  const { threshold, chi, energeticTerm, entropicTerm } = replicaSymmetricThreshold({ margin, count });
  const results = [{ threshold, chi, energeticTerm, entropicTerm }];
  return {
    parameters,
    results,
    judged: [threshold, chi],
    tables: () => [
      {
        title: `Replica-symmetric ${thresholdName(request)} (= plain RDT, one layer${title})`,
        columns: columns(FIELDS, "threshold", "chi"),
        rows: results,
      },
    ],
    notes: () => notes,
  };
}

function energies(alphas: readonly number[], options: MarginChoice): Outcome {
  const { margin, parameters, title, notes } = marginRequest(options);
  const satisfiable = satisfiableAlpha(margin);
  const results = alphas
    .map((alpha) => replicaSymmetricEnergy(alpha, { margin }))
    .map(({ alpha, energy, chi }) => ({ alpha, energy, chi }));
  return {
    parameters: { alpha: alphas, ...parameters },
    results,
    tables: () => [
      {
        title: `Replica-symmetric ground-state energy e(alpha) = min E / n${title}`,
        columns: [column(FIELDS, "alpha", { digits: 12 }), ...columns(FIELDS, "energy", "chi")],
        rows: results,
      },
    ],
    notes: () => [
      ...(alphas.some((alpha) => alpha <= satisfiable)
        ? [
            `At alpha <= ${formatNumber(satisfiable)} ${margin > 0 ? "the replica-symmetric energy is 0; breaking may raise it." : "every constraint can be met: the energy is exactly 0."}`,
          ]
        : []),
      ...notes,
    ],
  };
}

function finiteTemperature(
  alphas: readonly number[],
  beta: number,
  { margin, parameters, title, notes }: MarginRequest,
): Outcome {
  const results = alphas
    .map((alpha) => replicaSymmetricFiniteTemperature(alpha, beta, { margin }))
    .map(({ alpha, freeEntropy, energy, entropy, overlap, replicon }) => ({
      alpha,
      beta,
      freeEntropy,
      energy,
      entropy,
      overlap,
      replicon,
      stable: replicon.value > 0,
    }));
  return {
    parameters: { alpha: alphas, beta, ...parameters },
    results,
    judged: results.flatMap(({ energy, overlap, replicon }) => [energy, overlap, replicon]),
    tables: () => [
      {
        title: `Replica-symmetric state at beta = ${formatNumber(beta, 12)}${title}`,
        columns: [
          column(FIELDS, "alpha", { digits: 12 }),
          ...columns(FIELDS, "freeEntropy", "energy", "entropy", "overlap", "replicon"),
        ],
        rows: results,
      },
    ],
    notes: () => ["A positive replicon means that the replica-symmetric state is stable.", ...notes],
  };
}
