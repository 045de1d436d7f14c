/** `network verify`: checks a certificate of `network check` by independent code. */
import {
  type Activation,
  type Certificate,
  certificateStatements,
  parseCertificate,
  type StoredLayer,
  type Verification,
  verifyCertificate,
} from "../../network/index.js";
import { readRegularFile } from "../../src/regular-file.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { inputFile, type Values } from "../definition/option.js";
import { domainIfGiven, NETWORK_OPTIONS, readNetworkInput } from "../input/network-input.js";
import { EXIT } from "../output/exit-codes.js";
import { NETWORK_INJECTIVITY_WORDS } from "../vocabulary/network-injectivity.js";
import { NETWORK_WEIGHTS_WORDS } from "../vocabulary/network-weights.js";

/** A certificate of a layer with 8 inputs and 64 rows takes some 30 MB. */
const LARGEST_FILE = 500 * 2 ** 20;

const OPTIONS = { ...NETWORK_OPTIONS, domain: { ...domainIfGiven, fallbackText: "space, with WEIGHTS" } };

const FIELDS = {
  ...pick(NETWORK_WEIGHTS_WORDS, "layer"),
  ...pick(NETWORK_INJECTIVITY_WORDS, "domain"),
  activation: field(
    "The activation that the claim is about: relu, or strictly-monotone for all such functions; null for a network, whose certificate holds all of its activations.",
  ),
  claim: field("What the certificate claims: injective or not-injective."),
  statement: field("The claim as a sentence, with the activation and the inputs that it is made for."),
  verified: field("Whether the claim was proved from the certificate, and is about the given network."),
  problem: field("What is wrong; null where nothing is."),
};

export const verify = defineCommand({
  description:
    "Checks every claim of a certificate in exact arithmetic, by code that shares nothing with the search but the " +
    "file format. With WEIGHTS, also that the certificate is about these weights, their activations and --domain. " +
    "Exit code 4 if anything fails.",
  examples: [
    ["network verify proof.json"],
    ["network verify proof.json weights.csv --bias bias.csv"],
    ["network verify proof.json net.json --domain box:2"],
  ],
  operands: {
    certificate: inputFile("what network check --save wrote", { required: true, placeholder: "CERTIFICATE" }),
    weights: inputFile("the network that it must be about", { placeholder: "WEIGHTS" }),
  },
  options: OPTIONS,
  fields: FIELDS,
  run({ certificate: file, weights = null, ...options }) {
    const outcome = readCertificate(file);
    const { checks, notes } =
      "problem" in outcome
        ? { checks: [broken(outcome.problem)], notes: [] }
        : checked(outcome.certificate, weights, options);
    const failed = checks.some(({ verified }) => !verified);
    return {
      parameters: { certificate: file, weights, domain: options.domain ?? null },
      results: checks,
      tables: () => [
        {
          title: failed ? "Verification failed" : "Verified",
          columns: [
            ...columns(FIELDS, "layer", "claim", "domain"),
            column(FIELDS, "verified", { wrap: true }),
          ],
          rows: checks.map((check) => ({ ...check, verified: check.problem ?? "yes" })),
        },
      ],
      notes: () => [
        ...checks.flatMap(({ verified, statement }) => (verified && statement !== null ? [statement] : [])),
        ...notes,
        ...(weights === null && !failed
          ? [
              "Checked against the weights in the certificate; name the file of weights to check that it is about them.",
            ]
          : []),
      ],
      exitCode: failed ? EXIT.verificationFailed : EXIT.ok,
    };
  },
});

interface Check extends Omit<Verification, "layer" | "claim" | "domain"> {
  readonly layer: Verification["layer"] | null;
  readonly claim: string | null;
  readonly domain: string | null;
  readonly activation: string | null;
  readonly statement: string | null;
  readonly verified: boolean;
}

function broken(problem: string): Check {
  const nothing = { layer: null, claim: null, domain: null, activation: null, statement: null };
  return { ...nothing, verified: false, problem: `no certificate: ${problem}` };
}

/** The claims held against the file of weights; without one, against the flags that were given. */
function checked(
  certificate: Certificate,
  weights: string | null,
  { domain, ...options }: Values<typeof OPTIONS>,
): { readonly checks: Check[]; readonly notes: readonly string[] } {
  const model = weights === null ? undefined : readNetworkInput(weights, options).model;
  const stored = model?.layers.map(
    ({ weights: matrix, bias, activation }): StoredLayer => ({
      ...matrix,
      bias,
      activation,
      type: model.weightType,
    }),
  );
  const inputs = domain ?? (model === undefined ? undefined : "space");
  const firstLayer = model?.firstLayer ?? options.layer;
  const activations = model === undefined ? activationsOf(options.activation, certificate) : undefined;
  const statements = certificateStatements(certificate);
  const verifications = verifyCertificate(certificate, stored, {
    ...(inputs === undefined ? {} : { domain: inputs }),
    ...(firstLayer === undefined ? {} : { firstLayer }),
    ...(activations === undefined ? {} : { activations }),
  });
  return {
    checks: verifications.map((verification, i) => ({
      ...verification,
      activation: certificate.layers[i]?.activation ?? null,
      statement: statements[i] ?? null,
      verified: verification.problem === null,
    })),
    notes: model?.notes ?? [],
  };
}

/** One activation per layer of the certificate; a single word stands for all. */
function activationsOf(
  given: readonly Activation[] | undefined,
  { layers, network }: Certificate,
): readonly Activation[] | undefined {
  if (given?.length !== 1) return given;
  const count = Math.max(network?.layers.length ?? 1, ...layers.map(({ layer }) => layer));
  return Array.from({ length: count }, () => given[0]);
}

/** @throws InputError for a file that cannot be read; what is no certificate is a failed verification */
function readCertificate(path: string): ReturnType<typeof parseCertificate> {
  const expected = "a certificate as network check --save writes";
  const text = new TextDecoder().decode(readRegularFile(path, LARGEST_FILE, expected));
  try {
    return parseCertificate(JSON.parse(text));
  } catch (error) {
    // Text that is not JSON, or nested beyond what the stack holds.
    return { problem: error instanceof RangeError ? "nested too deeply" : "not JSON" };
  }
}
