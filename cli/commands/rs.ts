/** `rs`: the replica-symmetric threshold and energies, at zero or finite temperature. */
import {
  almeidaThoulessPoint,
  LARGEST_SATISFIABLE_ALPHA,
  replicaSymmetricEnergy,
  replicaSymmetricFiniteTemperature,
  replicaSymmetricThreshold,
} from "../../rs/index.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, type Outcome, pick } from "../definition/command.js";
import { flag, positive, positives } from "../definition/option.js";
import { formatNumber } from "../output/format-quantity.js";
import { REPLICA_WORDS } from "../vocabulary/replica.js";

const FIELDS = {
  ...pick(REPLICA_WORDS, "threshold", "alpha", "energy", "chi", "energeticTerm", "entropicTerm", "replicon"),
  beta: field("Inverse temperature.", { unit: "1" }),
  freeEntropy: field("Replica-symmetric free entropy per input dimension, relative to the sphere.", {
    unit: "1",
    equation: "Phi = inf_q 1/2 ln(1-q) + q/(2(1-q)) + alpha E ln[1 - (1 - e^-beta) H(-w)]",
    source: "Maillard 2022 (RS at finite temperature)",
  }),
  overlap: field("Overlap of two configurations of the Gibbs measure.", { unit: "1", header: "overlap q" }),
  stable: field("Whether the replica-symmetric state is stable: its replicon is positive."),
};

export const rs = defineCommand({
  description:
    "Replica-symmetric theory of one layer: closed forms at zero temperature, free entropy at finite.",
  examples: [
    ["rs", "the threshold, 7.6477"],
    ["rs --alpha 6,10", "ground-state energies e(alpha)"],
    ["rs --alpha 5 --beta 3", "finite temperature, with the replicon"],
    ["rs --dat", "stability limit, 5.3238"],
  ],
  options: {
    alpha: positives("expansion m/n", { placeholder: "A" }),
    beta: positive("inverse temperature (needs --alpha)", { placeholder: "B" }),
    dat: flag("the d'Almeida-Thouless point: largest alpha with a stable RS state at e = 1"),
  },
  conflicts: [{ needs: ["beta", "alpha"], expected: "an expansion, for example --alpha 5" }],
  fields: FIELDS,
  sweep: {},
  run({ alpha, beta, dat }) {
    if (dat) return stabilityPoint();
    if (alpha === undefined) return threshold();
    return beta === undefined ? energies(alpha) : finiteTemperature(alpha, beta);
  },
});

function threshold(): Outcome {
  const { threshold, chi, energeticTerm, entropicTerm } = replicaSymmetricThreshold();
  const results = [{ threshold, chi, energeticTerm, entropicTerm }];
  return {
    parameters: {},
    results,
    judged: [threshold, chi],
    tables: () => [
      {
        title: "Replica-symmetric injectivity threshold (= plain RDT, one layer)",
        columns: columns(FIELDS, "threshold", "chi"),
        rows: results,
      },
    ],
  };
}

function energies(alphas: readonly number[]): Outcome {
  const results = alphas
    .map((alpha) => replicaSymmetricEnergy(alpha))
    .map(({ alpha, energy, chi }) => ({ alpha, energy, chi }));
  return {
    parameters: { alpha: alphas },
    results,
    tables: () => [
      {
        title: "Replica-symmetric ground-state energy e(alpha) = min E / n",
        columns: [column(FIELDS, "alpha", { digits: 12 }), ...columns(FIELDS, "energy", "chi")],
        rows: results,
      },
    ],
    notes: () =>
      alphas.some((alpha) => alpha <= LARGEST_SATISFIABLE_ALPHA)
        ? [`At alpha <= ${LARGEST_SATISFIABLE_ALPHA} every constraint can be met: the energy is exactly 0.`]
        : [],
  };
}

function finiteTemperature(alphas: readonly number[], beta: number): Outcome {
  const results = alphas
    .map((alpha) => replicaSymmetricFiniteTemperature(alpha, beta))
    .map(({ alpha, freeEntropy, energy, overlap, replicon }) => ({
      alpha,
      beta,
      freeEntropy,
      energy,
      overlap,
      replicon,
      stable: replicon.value > 0,
    }));
  return {
    parameters: { alpha: alphas, beta },
    results,
    judged: results.flatMap(({ energy, overlap, replicon }) => [energy, overlap, replicon]),
    tables: () => [
      {
        title: `Replica-symmetric state at beta = ${formatNumber(beta, 12)}`,
        columns: [
          column(FIELDS, "alpha", { digits: 12 }),
          ...columns(FIELDS, "energy", "overlap", "replicon"),
        ],
        rows: results,
      },
    ],
    notes: () => ["A positive replicon means that the replica-symmetric state is stable."],
  };
}

function stabilityPoint(): Outcome {
  const { alpha, beta, overlap, energy } = almeidaThoulessPoint();
  const results = [{ alpha, beta, overlap, energy }];
  return {
    parameters: { dat: true },
    results,
    tables: () => [
      {
        title: "d'Almeida-Thouless point: replicon 0 at energy 1",
        columns: columns(FIELDS, "alpha", "beta", "overlap"),
        rows: results,
      },
    ],
  };
}
