/** `verify`: any file with results or proofs that this program wrote, checked. */
import { defineCommand, field } from "../definition/command.js";
import { flag, inputFile, integer } from "../definition/option.js";
import { workersOption } from "../sweep/executor.js";
import { STORE_FIELDS } from "../sweep/verify-store.js";
import { CERTIFICATE_FIELDS } from "../verify/certificates.js";
import { EXPECTED_CONFLICTS, EXPECTED_OPTIONS, expectedWeights } from "../verify/expected-network.js";
import { PROOF_FIELDS } from "../verify/proof.js";
import { verifyFile } from "../verify/verify-file.js";
import { WITNESS_FIELDS } from "../verify/witnesses.js";

/** Sentences about a certificate, lines of a store. */
const PROBLEMS = field("What is wrong: sentences about a certificate, the damaged lines of a store.", [
  "text[]",
  "record[]",
]);

const LARGEST_SAMPLE = 10_000_000;

export const verify = defineCommand({
  description:
    "Checks a file that this program wrote, whatever its format. A store: every line (checksum, fields, identity), " +
    "and a sample of its points computed again, from a cold start, by another route where there is one, compared " +
    "within the claimed errors. A certificate: every claim in exact arithmetic, by code that shares nothing with " +
    "the search, inputs with few active units likewise; with WEIGHTS also that it is about these weights, their activations and --domain. A proof of a theorem: every inequality in exact intervals. Exit code 4 when anything is damaged, wrong, or disagrees.",
  examples: [
    ["verify e3.jsonl", "every line, ten points again"],
    ["verify e3.jsonl --sample 50 --seed 2"],
    ["verify e3.jsonl --all --json"],
    ["verify e3.jsonl --sample 0", "the lines alone"],
    ["verify proof.json", "a certificate, or a proof of certify"],
    ["verify proof.json examples/weights.csv", "a certificate of these weights"],
  ],
  operands: {
    file: inputFile("a store, a certificate or a proof", { required: true }),
    weights: expectedWeights,
  },
  options: {
    ...EXPECTED_OPTIONS,
    sample: integer("store: points to compute again", { from: 0, to: LARGEST_SAMPLE, defaultText: "10" }),
    all: flag("store: compute every point again"),
    seed: integer("store: seed of the choice of the sample", {
      from: 0,
      to: Number.MAX_SAFE_INTEGER,
      defaultText: "1",
    }),
    workers: workersOption(),
  },
  conflicts: [{ together: ["all", "sample"] }, ...EXPECTED_CONFLICTS],
  fields: { ...WITNESS_FIELDS, ...PROOF_FIELDS, ...STORE_FIELDS, ...CERTIFICATE_FIELDS, problems: PROBLEMS },
  run: ({ file, sample, all, seed: chosen, workers, ...expected }, context) =>
    verifyFile(file, { sample, all, seed: chosen, workers }, expected, context),
});
