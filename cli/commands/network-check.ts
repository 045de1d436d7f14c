/** `network check`: whether a layer or a whole network is injective, exactly, with a certificate or a collision. */
import type { Command } from "commander";
import {
  domainText,
  type LayerCase,
  type LayerCertificate,
  type LayerFindings,
  layerCases,
  layerCertificate,
  layerFindings,
  type NetworkCertificate,
  type NetworkFindings,
  type NetworkModel,
  networkCertificate,
  networkFindings,
  parseDomain,
  sealedCertificate,
} from "../../network/index.js";
import { parseChoice, parseInteger, parsePositive } from "../definition/parse.js";
import { addNetworkInput, type NetworkInputOptions, readNetworkInput } from "../input/network-input.js";
import { convolutionReport, parseSizes } from "../network/convolution-report.js";
import { layerFields, layerNotes, marginOf } from "../network/injectivity-report.js";
import { networkFields, networkNote } from "../network/verdict.js";
import { EXIT } from "../output/exit-codes.js";
import { formatQuantity, formatSmall } from "../output/format-quantity.js";
import { writeText } from "../output/output-file.js";
import { notesOf } from "../output/printed-table.js";
import type { Progress } from "../output/progress.js";
import type { Report, TextTable } from "../output/report.js";
import type { RunCommand } from "../program.js";

interface CheckOptions extends NetworkInputOptions {
  readonly domain: string;
  readonly timeLimit: number;
  readonly save?: string;
  readonly kernel?: number[];
  readonly channels: number;
  readonly stride: number;
  readonly signal?: number[];
  readonly padding: "valid" | "same";
  readonly padBefore: number;
}

/** Registers the subcommand. */
export function registerNetworkCheck(group: Command, run: RunCommand): void {
  const command = group
    .command("check <FILE>")
    .summary("is a layer, or a network, injective: proof, collision, or undecided")
    .description(
      "Decides whether each layer is injective on its inputs, in exact arithmetic on the stored numbers: a proof " +
        "that network verify checks, or two inputs with equal outputs. Hidden layers behind a ReLU are asked about " +
        "inputs >= 0. Exact up to about 8 inputs with any number of rows, and at any size for fewer than 2n rows, " +
        "antiparallel pairs and blocks; beyond that a search for collisions, and 'undecided'. See docs/injectivity-check.md.",
    );
  addNetworkInput(command)
    .option(
      "--domain <set>",
      "inputs of the first layer: space, orthant (x >= 0) or box:R (|x_k| <= R, R > 0)",
      (text) => domainText(parseDomain(text)),
      "space",
    )
    .option(
      "--time-limit <s>",
      "seconds for each layer, > 0",
      (text) => parsePositive(text, "--time-limit"),
      60,
    )
    .option("--save <FILE>", "writes proofs and collisions as a certificate for network verify")
    .option("--kernel <sizes>", "rows are kernels of a convolution with this box, e.g. 3 or 3x3", (text) =>
      parseSizes(text, "--kernel"),
    )
    .option(
      "--channels <C>",
      "input channels of the kernels",
      (text) => parseInteger(text, "--channels", 1, 100_000),
      1,
    )
    .option("--stride <s>", "stride of the kernels", (text) => parseInteger(text, "--stride", 1, 100_000), 1)
    .option("--signal <sizes>", "size of the signal (default: any that boxes cover)", (text) =>
      parseSizes(text, "--signal"),
    )
    .option(
      "--padding <word>",
      "valid, or same (cut off beyond the signal)",
      (text) => parseChoice(text, "--padding", ["valid", "same"]),
      "valid" as const,
    )
    .option(
      "--pad-before <p>",
      "zeros before the signal, with --padding same",
      (text) => parseInteger(text, "--pad-before", 0, 100_000),
      0,
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity network check weights.csv
  relu-injectivity network check weights.csv --bias bias.csv --domain box:2
  relu-injectivity network check net.json --layer 2 --domain orthant
  relu-injectivity network check model.safetensors --layers fc1 --save proof.json
  relu-injectivity network check kernels.csv --kernel 2 --signal 4 --padding same
`,
    )
    .action((file: string, options: CheckOptions) => run((progress) => report(file, options, progress)));
}

async function report(file: string, options: CheckOptions, progress: Progress): Promise<Report> {
  const { model, parameters } = readNetworkInput(file, options);
  if (options.kernel !== undefined) return convolution(model, parameters, options, options.kernel);
  const cases = layerCases(model, parseDomain(options.domain));
  const offset = (options.layer ?? 1) - 1;
  const findings: LayerFindings[] = [];
  const certificates: LayerCertificate[] = [];
  for (const layer of cases) {
    const found = await layerFindings(layer, model, options.timeLimit, offset);
    findings.push(found);
    const certificate = certificateOf(layer, found, model);
    if (certificate !== undefined) certificates.push(certificate);
    progress.update({ what: `layer ${layer.layer}`, done: findings.length, total: cases.length });
  }
  const network =
    cases.length > 1
      ? networkFindings(model, findings, parseDomain(options.domain), clockOf(options))
      : undefined;
  const saved = save(options, certificates, wholeCertificate(model, network, options));
  const undecided =
    network === undefined ? findings[0].answer.verdict === "undecided" : network.verdict === "undecided";
  return {
    command: "network check",
    parameters: { ...parameters, domain: options.domain, timeLimit: options.timeLimit },
    results: [...(network === undefined ? [] : [networkFields(network)]), ...findings.map(layerFields)],
    tables: [layerTable(findings, model.folded === true)],
    notes: [
      ...findings.flatMap(layerNotes),
      ...(network === undefined ? [] : [networkNote(network)]),
      ...saved,
      ...model.notes,
    ],
    ...(undecided
      ? { warnings: ["undecided: a longer --time-limit, a smaller --domain or one --layer may help"] }
      : {}),
    exitCode: undecided ? EXIT.notConverged : EXIT.ok,
  };
}

/** True once the time limit has passed, counted from this call. */
function clockOf({ timeLimit }: CheckOptions): () => boolean {
  const deadline = performance.now() + 1000 * timeLimit;
  return () => performance.now() > deadline;
}

function convolution(
  model: NetworkModel,
  parameters: Readonly<Record<string, unknown>>,
  options: CheckOptions,
  shape: readonly number[],
): Report {
  const { channels, stride, signal = null, padding, padBefore, domain, timeLimit } = options;
  const request = { shape, channels, stride, signal, padding, before: padBefore };
  const { report: made, certificates } = convolutionReport(
    model,
    request,
    parseDomain(domain),
    clockOf(options),
  );
  return {
    ...made,
    parameters: {
      ...parameters,
      domain,
      timeLimit,
      kernel: shape,
      channels,
      stride,
      signal,
      padding,
      padBefore,
    },
    notes: [...notesOf(made), ...save(options, certificates)],
  };
}

function certificateOf(
  { kind, question }: LayerCase,
  { answer, layer }: LayerFindings,
  { weightType }: NetworkModel,
): LayerCertificate | undefined {
  if (kind === "other") return undefined;
  return layerCertificate(question, answer, { layer, activation: kind, weightType });
}

function wholeCertificate(
  model: NetworkModel,
  network: NetworkFindings | undefined,
  { domain }: CheckOptions,
): NetworkCertificate | null {
  if (network?.inputs == null) return null;
  return networkCertificate(model, parseDomain(domain), network.inputs) ?? null;
}

function save(
  { save: path }: CheckOptions,
  certificates: LayerCertificate[],
  network: NetworkCertificate | null = null,
): string[] {
  if (path === undefined) return [];
  if (certificates.length === 0 && network === null)
    return [`Nothing was written to '${path}': no layer was decided.`];
  writeText(path, "--save", `${JSON.stringify(sealedCertificate(certificates, network))}\n`);
  const layers = certificates.length === 1 ? "1 layer" : `${certificates.length} layers`;
  return [
    `Certificate of ${layers}${network === null ? "" : " and of the network's collision"} in '${path}'; check it with network verify.`,
  ];
}

function layerTable(findings: readonly LayerFindings[], folded: boolean): TextTable {
  return {
    title: `Injectivity, exact on the ${folded ? "weights as folded, in double precision" : "stored numbers"}`,
    columns: [
      { header: "layer", align: "right" },
      { header: "size" },
      { header: "activation", wrap: true },
      { header: "domain" },
      { header: "verdict" },
      { header: "margin" },
      { header: "active" },
      { header: "sigma" },
    ],
    rows: findings.map(({ layer, question, activation, domain, answer, stability }) => {
      const margin = marginOf(answer, question.weights.columns);
      return [
        String(layer),
        `${question.weights.rows} x ${question.weights.columns}`,
        activation,
        domain,
        answer.verdict,
        margin === null ? "-" : formatSmall(margin.value),
        String(stability?.cells?.minimumActive ?? "-"),
        stability?.sigmaMin == null ? "-" : shortSigma(formatQuantity(stability.sigmaMin)),
      ];
    }),
  };
}

/** Full digits are in the JSON; the table has room for few. */
function shortSigma(text: string): string {
  const value = Number.parseFloat(text);
  return Number.isFinite(value) ? String(Number(value.toPrecision(5))) : text;
}
