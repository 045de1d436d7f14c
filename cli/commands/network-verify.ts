/** `network verify`: checks a certificate of `network check` by independent code. */
import type { Command } from "commander";
import {
  parseCertificate,
  type StoredLayer,
  type Verification,
  verifyCertificate,
} from "../../network/index.js";
import { readRegularFile } from "../../src/regular-file.js";
import { addNetworkInput, type NetworkInputOptions, readNetworkInput } from "../input/network-input.js";
import { EXIT } from "../output/exit-codes.js";
import type { Report } from "../output/report.js";
import type { RunCommand } from "../program.js";

/** A certificate of a layer with 8 inputs and 64 rows takes some 30 MB. */
const LARGEST_FILE = 500 * 2 ** 20;

/** Registers the subcommand. */
export function registerNetworkVerify(group: Command, run: RunCommand): void {
  const command = group
    .command("verify <CERTIFICATE> [WEIGHTS]")
    .summary("check a proof or a collision written by network check --save")
    .description(
      "Checks every claim of a certificate in exact arithmetic, by code that shares nothing with the search but the " +
        "file format. With WEIGHTS, also that the certificate is about these weights. Exit code 4 if anything fails.",
    );
  addNetworkInput(command)
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity network verify proof.json
  relu-injectivity network verify proof.json weights.csv --bias bias.csv
`,
    )
    .action((file: string, weights: string | undefined, options: NetworkInputOptions) =>
      run(() => report(file, weights, options)),
    );
}

function report(file: string, weights: string | undefined, options: NetworkInputOptions): Report {
  const outcome = readCertificate(file);
  const stored = weights === undefined ? undefined : storedLayers(weights, options);
  const checks: Verification[] =
    "problem" in outcome
      ? [{ layer: 0, claim: "injective", domain: "", problem: `no certificate: ${outcome.problem}` }]
      : verifyCertificate(outcome.certificate, stored);
  const failed = checks.filter(({ problem }) => problem !== null);
  return {
    command: "network verify",
    parameters: { certificate: file, weights: weights ?? null },
    results: checks.map(({ layer, claim, domain, problem }) => ({
      layer: layer === 0 ? null : layer,
      claim: layer === 0 ? null : claim,
      domain: layer === 0 ? null : domain,
      verified: problem === null,
      problem,
    })),
    tables: [
      {
        title: failed.length === 0 ? "Verified" : "Verification failed",
        columns: [
          { header: "layer", align: "right" },
          { header: "claim" },
          { header: "domain" },
          { header: "verified", wrap: true },
        ],
        rows: checks.map(({ layer, claim, domain, problem }) => [
          layer === 0 ? "-" : String(layer),
          layer === 0 ? "-" : claim,
          layer === 0 ? "-" : domain,
          problem ?? "yes",
        ]),
      },
    ],
    notes:
      weights === undefined && failed.length === 0
        ? [
            "Checked against the weights in the certificate; name the file of weights to check that it is about them.",
          ]
        : [],
    exitCode: failed.length === 0 ? EXIT.ok : EXIT.verificationFailed,
  };
}

/** @throws InputError for a file that cannot be read; what is no certificate is a failed verification */
function readCertificate(path: string): ReturnType<typeof parseCertificate> {
  const expected = "a certificate as network check --save writes";
  const text = new TextDecoder().decode(readRegularFile(path, LARGEST_FILE, expected));
  try {
    return parseCertificate(JSON.parse(text));
  } catch (error) {
    // Text that is no JSON, or nested beyond what the stack holds.
    return { problem: error instanceof RangeError ? "nested too deeply" : "not JSON" };
  }
}

function storedLayers(file: string, options: NetworkInputOptions): StoredLayer[] {
  const { model } = readNetworkInput(file, options);
  return model.layers.map(({ weights, bias, activation }) => ({
    ...weights,
    bias,
    activation,
    type: model.weightType,
  }));
}
