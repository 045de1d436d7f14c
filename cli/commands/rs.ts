/** `rs`: the replica-symmetric threshold and energies, at zero or finite temperature. */
import type { Command } from "commander";
import {
  almeidaThoulessPoint,
  replicaSymmetricEnergy,
  replicaSymmetricFiniteTemperature,
  replicaSymmetricThreshold,
} from "../../rs/index.js";
import { InputError } from "../../src/result.js";
import { collectPositive, parsePositive } from "../input/parse.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { formatNumber, formatQuantity } from "../output/format-quantity.js";
import type { Report } from "../output/report.js";

interface RsOptions {
  readonly alpha?: number[];
  readonly beta?: number;
  readonly dat?: boolean;
}

/** Registers the command. */
export function registerRs(program: Command, run: (report: () => Report) => void): void {
  program
    .command("rs")
    .summary("replica-symmetric threshold, energy, stability")
    .description(
      "Replica-symmetric theory of one layer: closed forms at zero temperature, free entropy at finite.",
    )
    .option(
      "--alpha <A>",
      "expansion m/n > 0, repeatable or a comma-separated list",
      collectPositive("--alpha"),
    )
    .option("--beta <B>", "inverse temperature > 0 (needs --alpha)", (text) => parsePositive(text, "--beta"))
    .option("--dat", "the d'Almeida-Thouless point: largest alpha with a stable RS state at e = 1")
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity rs                    the threshold, 7.6477
  relu-injectivity rs --alpha 6,10       ground-state energies e(alpha)
  relu-injectivity rs --alpha 5 --beta 3 finite temperature, with the replicon
  relu-injectivity rs --dat              stability limit, 5.3238
`,
    )
    .action((options: RsOptions) => run(() => report(options)));
}

function report(options: RsOptions): Report {
  if (options.dat) return stabilityReport();
  if (options.beta !== undefined && options.alpha === undefined) {
    throw new InputError("--beta without --alpha: expected an expansion, for example --alpha 5");
  }
  if (options.beta !== undefined) return finiteTemperatureReport(options.alpha ?? [], options.beta);
  if (options.alpha !== undefined) return energyReport(options.alpha);
  const { threshold, chi, energeticTerm, entropicTerm } = replicaSymmetricThreshold();
  return {
    command: "rs",
    parameters: {},
    results: [{ threshold, chi, energeticTerm, entropicTerm }],
    tables: [
      {
        title: "Replica-symmetric injectivity threshold (= plain RDT, one layer)",
        columns: [{ header: "threshold" }, { header: "chi" }],
        rows: [[formatQuantity(threshold), formatQuantity(chi)]],
      },
    ],
    exitCode: exitCodeFor([threshold, chi]),
  };
}

function energyReport(alphas: readonly number[]): Report {
  const results = alphas.map((alpha) => replicaSymmetricEnergy(alpha));
  return {
    command: "rs",
    parameters: { alpha: alphas },
    results: results.map(({ alpha, energy, chi }) => ({ alpha, energy, chi })),
    tables: [
      {
        title: "Replica-symmetric ground-state energy e(alpha) = min E / n",
        columns: [{ header: "alpha", align: "right" }, { header: "energy" }, { header: "chi" }],
        rows: results.map(({ alpha, energy, chi }) => [
          formatNumber(alpha, 12),
          formatQuantity(energy),
          formatQuantity(chi),
        ]),
      },
    ],
    notes: alphas.some((alpha) => alpha <= 2)
      ? ["At alpha <= 2 every constraint can be met: the energy is exactly 0."]
      : [],
    exitCode: exitCodeFor(results.flatMap(({ energy, chi }) => [energy, chi])),
  };
}

function finiteTemperatureReport(alphas: readonly number[], beta: number): Report {
  const states = alphas.map((alpha) => replicaSymmetricFiniteTemperature(alpha, beta));
  const results = states.map(({ alpha, freeEntropy, energy, overlap, replicon }) => ({
    alpha,
    beta,
    freeEntropy,
    energy,
    overlap,
    replicon,
    stable: replicon.value > 0,
  }));
  return {
    command: "rs",
    parameters: { alpha: alphas, beta },
    results,
    tables: [
      {
        title: `Replica-symmetric state at beta = ${formatNumber(beta, 12)}`,
        columns: [
          { header: "alpha", align: "right" },
          { header: "energy" },
          { header: "overlap q" },
          { header: "replicon" },
        ],
        rows: results.map((row) => [
          formatNumber(row.alpha, 12),
          formatQuantity(row.energy),
          formatQuantity(row.overlap),
          formatQuantity(row.replicon),
        ]),
      },
    ],
    notes: ["A positive replicon means that the replica-symmetric state is stable."],
    exitCode: exitCodeFor(results.flatMap(({ energy, overlap, replicon }) => [energy, overlap, replicon])),
  };
}

function stabilityReport(): Report {
  const { alpha, beta, overlap, energy } = almeidaThoulessPoint();
  return {
    command: "rs",
    parameters: { dat: true },
    results: [{ alpha, beta, overlap, energy }],
    tables: [
      {
        title: "d'Almeida-Thouless point: replicon 0 at energy 1",
        columns: [{ header: "alpha_dAT" }, { header: "beta" }, { header: "q" }],
        rows: [[formatQuantity(alpha), formatQuantity(beta), formatQuantity(overlap)]],
      },
    ],
    exitCode: exitCodeFor([alpha, beta, overlap, energy]),
  };
}
