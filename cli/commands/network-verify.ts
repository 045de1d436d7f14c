/** `network verify`: checks a certificate of `network check` by independent code. */
import { type Certificate, parseCertificate, type Scope } from "../../network/index.js";
import { readRegularFile } from "../../src/regular-file.js";
import { defineCommand } from "../definition/command.js";
import { inputFile, type Values } from "../definition/option.js";
import { domainIfGiven, NETWORK_OPTIONS, readNetworkInput } from "../input/network-input.js";
import { CERTIFICATE_FIELDS, type Expected, networkCertificateOutcome } from "../verify/certificates.js";

/** A certificate of a layer with 8 inputs and 64 rows takes some 30 MB. */
const LARGEST_FILE = 500 * 2 ** 20;

const OPTIONS = { ...NETWORK_OPTIONS, domain: { ...domainIfGiven, fallbackText: "space, with WEIGHTS" } };

export const verify = defineCommand({
  description:
    "Checks every claim of a certificate in exact arithmetic, by code that shares nothing with the search but the " +
    "file format. With WEIGHTS, also that the certificate is about these weights, their activations and --domain. " +
    "Exit code 4 if anything fails.",
  examples: [
    ["network verify proof.json"],
    ["network verify proof.json examples/weights.csv"],
    ["network verify proof.json examples/weights.csv --domain space"],
  ],
  operands: {
    certificate: inputFile("what network check --save wrote", { required: true, placeholder: "CERTIFICATE" }),
    weights: inputFile("the network that it must be about", { placeholder: "WEIGHTS" }),
  },
  options: OPTIONS,
  fields: CERTIFICATE_FIELDS,
  run({ certificate: file, weights, domain, ...options }) {
    const parsed = readCertificate(file);
    const parameters = { certificate: file, weights, domain };
    const expected =
      weights === undefined
        ? { scope: scopeOf(parsed, domain, options) }
        : networkOf(weights, domain, options);
    return { parameters, ...networkCertificateOutcome(parsed, expected) };
  },
});

type ReadOptions = Values<typeof NETWORK_OPTIONS>;

/** The network of a file, on these inputs. */
function networkOf(weights: string, given: string | undefined, options: ReadOptions): Expected {
  const { model, domain: own } = readNetworkInput(weights, options);
  const { layers, weightType, notes, firstLayer = 1 } = model;
  return {
    stored: layers.map(({ weights: matrix, bias, activation }) => ({
      ...matrix,
      bias,
      activation,
      type: weightType,
    })),
    scope: { domain: given ?? own, firstLayer },
    notes,
  };
}

/** Without a file, what the flags say; one word of --activation stands for every layer of the certificate. */
function scopeOf(
  parsed: ReturnType<typeof parseCertificate>,
  domain: string | undefined,
  { layer, activation }: ReadOptions,
): Scope {
  const { layers, network } = "problem" in parsed ? NOTHING : parsed.certificate;
  const count = Math.max(network?.layers.length ?? 1, ...layers.map((claim) => claim.layer));
  const all = activation?.length === 1 ? Array.from({ length: count }, () => activation[0]) : activation;
  return {
    ...(domain === undefined ? {} : { domain }),
    ...(layer === undefined ? {} : { firstLayer: layer }),
    ...(all === undefined ? {} : { activations: all }),
  };
}

const NOTHING: Pick<Certificate, "layers" | "network"> = { layers: [], network: null };

/** @throws InputError for a file that cannot be read; what is not a certificate is a failed verification */
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
