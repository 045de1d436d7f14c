/** `network check` for kernels of a convolution: the box criterion, then the whole operator on a small signal. */

import {
  type Certificate,
  type ConvolutionCheck,
  type ConvolutionLayer,
  type ConvolutionOptions,
  checkConvolution,
  type Domain,
  domainText,
  LARGEST_OPERATOR,
  layerCertificate,
  type NetworkModel,
  sealedCertificate,
} from "../../network/index.js";
import { deadlineIn } from "../../src/deadline.js";
import { InputError } from "../../src/result.js";
import type { Described } from "../../src/table/described.js";
import { columns } from "../definition/columns.js";
import type { Outcome } from "../definition/command.js";
import { parseInteger } from "../definition/parse.js";
import { EXIT } from "../output/exit-codes.js";
import { layerFields } from "./injectivity-report.js";

/** What the kernels are, the signal they act on, and the seconds for it. */
export interface ConvolutionRequest
  extends Pick<ConvolutionLayer, "shape" | "channels" | "stride">,
    Omit<ConvolutionOptions, "stop" | "domain"> {
  readonly domain: Domain;
  readonly timeLimit: number;
}

/** Largest size of a kernel, a stride or a number of channels. */
export const LARGEST_KERNEL_SIZE = 100_000;

/** Sizes separated by x: `3`, `3x3`. @throws InputError otherwise */
export function parseSizes(text: string, option: string): number[] {
  const sizes = text.split("x");
  if (sizes.length > 3)
    throw new InputError(`'${text}' in ${option}: expected at most three sizes, e.g. 3x3`);
  return sizes.map((size) => parseInteger(size, option, 1, LARGEST_KERNEL_SIZE));
}

/** The outcome, and what it proves for a certificate. */
export function convolutionOutcome(
  { layers, weightType, notes }: NetworkModel,
  { shape, channels, stride, timeLimit, ...options }: ConvolutionRequest,
  fields: Readonly<Record<"box" | "rows" | "columns" | "verdict", Described>>,
): { readonly outcome: Outcome; readonly certificate: Certificate | null } {
  if (layers.length !== 1)
    throw new InputError(
      `--kernel with ${layers.length} layers: expected one matrix of kernels, or --layer k`,
    );
  const [{ weights: kernels, bias }] = layers;
  const stop = deadlineIn(timeLimit).isOver;
  const found = checkConvolution({ kernels, bias, channels, shape, stride }, { ...options, stop });
  const { verdict, method, search, decided } = found;
  const { signal, padding, before, domain } = options;
  const context = { layer: 1, activation: "relu", weightType } as const;
  const proof = decided === null ? undefined : layerCertificate(decided.question, decided.answer, context);
  const trials = search.trials.map(({ answer, ...trial }) => ({ ...trial, verdict: answer.verdict }));
  const answered =
    decided === null
      ? UNANSWERED
      : layerFields({ ...context, ...decided, domain: domainText(domain), stability: null });
  return {
    certificate: proof === undefined ? null : sealedCertificate([proof]),
    outcome: {
      results: [
        {
          ...answered,
          scope: "convolution",
          verdict,
          method,
          box: search.patch?.box ?? null,
          boxesTried: trials,
          signal,
          padding,
        },
      ],
      tables: () => [
        {
          title: "All placements of the kernels inside one box",
          columns: columns(fields, "box", "rows", "columns", "verdict"),
          rows: trials.map((trial) => ({ ...trial, box: trial.box.join("x") })),
        },
      ],
      notes: () => [
        ...verdictNotes(found, signal),
        `Padding ${padding}${before > 0 ? `, ${before} zeros before the signal` : ""}; cross-correlation; kernels are rows, channels first.`,
        ...notes,
      ],
      exitCode: verdict === "undecided" ? EXIT.notConverged : EXIT.ok,
    },
  };
}

const UNANSWERED = {
  margin: null,
  minimumActive: null,
  sigmaMin: null,
  inverseLipschitz: null,
  certificate: null,
  witness: null,
};

function verdictNotes(
  { search: { patch }, verdict }: ConvolutionCheck,
  signal: readonly number[] | null,
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
