/** `network check` for kernels of a convolution: the box criterion, then the whole operator on a small signal. */
import {
  type ConvolutionLayer,
  checkLayer,
  type Domain,
  domainText,
  type LayerAnswer,
  type LayerCertificate,
  layerCertificate,
  type NetworkModel,
  type PatchSearch,
  searchPatch,
  type UnrolledLayer,
  unrolledOperator,
} from "../../network/index.js";
import { InputError } from "../../src/result.js";
import { parseInteger } from "../definition/parse.js";
import { EXIT } from "../output/exit-codes.js";
import type { Report, TextTable } from "../output/report.js";
import { layerFields } from "./injectivity-report.js";

/** What the kernels are, and the signal they act on. */
export interface ConvolutionRequest {
  readonly shape: readonly number[];
  readonly channels: number;
  readonly stride: number;
  /** Null: any signal that boxes cover. */
  readonly signal: readonly number[] | null;
  readonly padding: "valid" | "same";
  /** Zeros before the signal for `same`. */
  readonly before: number;
}

/** Entries of the largest box that is tried, and inputs of the largest operator decided as a whole. */
const LARGEST_BOX = 9;
const LARGEST_OPERATOR = 12;

/** Sizes separated by x: `3`, `3x3`. @throws InputError otherwise */
export function parseSizes(text: string, option: string): number[] {
  const sizes = text.split("x");
  if (sizes.length > 3)
    throw new InputError(`'${text}' in ${option}: expected at most three sizes, e.g. 3x3`);
  return sizes.map((size) => parseInteger(size, option, 1, 100_000));
}

/** The report, and what it proves for a certificate. */
export function convolutionReport(
  { layers, weightType, notes }: NetworkModel,
  request: ConvolutionRequest,
  domain: Domain,
  stop: () => boolean,
): { readonly report: Omit<Report, "parameters">; readonly certificates: LayerCertificate[] } {
  if (layers.length !== 1)
    throw new InputError(
      `--kernel with ${layers.length} layers: expected one matrix of kernels, or --layer k`,
    );
  const { shape, channels, stride, signal, padding, before } = request;
  const layer: ConvolutionLayer = {
    kernels: layers[0].weights,
    bias: layers[0].bias,
    channels,
    shape,
    stride,
  };
  if (signal !== null && (signal.length !== shape.length || signal.some((size, k) => size < shape[k]))) {
    throw new InputError(
      `--signal ${signal.join("x")}: expected as many sizes as --kernel ${shape.join("x")}, none smaller`,
    );
  }
  const search = searchPatch(layer, { largestColumns: LARGEST_BOX, signal, domain, stop });
  const whole = search.patch === null ? wholeOperator(layer, request, domain, stop) : undefined;
  const last = search.trials[search.trials.length - 1];
  const decided: { answer: LayerAnswer; matrix: UnrolledLayer } | undefined =
    search.patch !== null ? { answer: last.answer, matrix: search.patch.layer } : whole;
  const verdict = decided?.answer.verdict ?? "undecided";
  const question = decided === undefined ? undefined : { ...decided.matrix, domain };
  const fields =
    question === undefined || decided === undefined
      ? {
          margin: null,
          minimumActive: null,
          sigmaMin: null,
          inverseLipschitz: null,
          certificate: null,
          witness: null,
        }
      : layerFields({
          layer: 1,
          activation: "relu",
          domain: domainText(domain),
          weightType,
          question,
          answer: decided.answer,
          stability: null,
        });
  const certificate =
    question === undefined || decided === undefined
      ? undefined
      : layerCertificate(question, decided.answer, { layer: 1, activation: "relu", weightType });
  return {
    certificates: certificate === undefined ? [] : [certificate],
    report: {
      command: "network check",
      results: [
        {
          ...fields,
          scope: "convolution",
          verdict,
          method: search.patch !== null ? "box" : whole === undefined ? "none" : "operator",
          box: search.patch?.box ?? null,
          boxesTried: search.trials.map(({ box, rows, columns, enoughRows, answer }) => ({
            box,
            rows,
            columns,
            enoughRows,
            verdict: answer.verdict,
          })),
          signal,
          padding,
        },
      ],
      tables: [trialTable(search)],
      notes: [
        ...verdictNotes(search, request, verdict),
        `Padding ${padding}${before > 0 ? `, ${before} zeros before the signal` : ""}; cross-correlation; kernels are rows, channels first.`,
        ...notes,
      ],
      exitCode: verdict === "undecided" ? EXIT.notConverged : EXIT.ok,
    },
  };
}

function wholeOperator(
  layer: ConvolutionLayer,
  { signal, padding, before }: ConvolutionRequest,
  domain: Domain,
  stop: () => boolean,
): { answer: LayerAnswer; matrix: UnrolledLayer } | undefined {
  if (signal === null) return undefined;
  const inputs = layer.channels * signal.reduce((product, size) => product * size, 1);
  if (inputs > LARGEST_OPERATOR) return undefined;
  const matrix = unrolledOperator(layer, signal, padding, before);
  return { answer: checkLayer({ ...matrix, domain }, stop), matrix };
}

function trialTable({ trials }: PatchSearch): TextTable {
  return {
    title: "All placements of the kernels inside one box",
    columns: [
      { header: "box" },
      { header: "rows", align: "right" },
      { header: "inputs", align: "right" },
      { header: "verdict" },
    ],
    rows: trials.map(({ box, rows, columns, answer }) => [
      box.join("x"),
      String(rows),
      String(columns),
      answer.verdict,
    ]),
  };
}

function verdictNotes(
  { patch }: PatchSearch,
  { signal }: ConvolutionRequest,
  verdict: LayerAnswer["verdict"],
): string[] {
  if (patch !== null) {
    const where = signal === null ? "every signal that such boxes cover" : `signals of ${signal.join("x")}`;
    return [`Injective on ${where}: the placements inside a box ${patch.box.join("x")} determine it.`];
  }
  const failed = "No box up to the sizes tried passes, which proves nothing by itself.";
  if (verdict !== "undecided" && signal !== null) {
    const words = verdict === "injective" ? "injective" : "not injective";
    return [failed, `The whole operator on signals of ${signal.join("x")} is ${words}.`];
  }
  return [
    failed,
    `Undecided; the whole operator is decided for --signal of at most ${LARGEST_OPERATOR} inputs.`,
  ];
}
