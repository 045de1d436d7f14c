/** Kernels of convolutions that are injective on signals of every size from that of one box on. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";
import {
  type ConvolutionLayer,
  innerCorners,
  placedKernels,
  requireConvolution,
} from "../convolution/convolution-layer.js";
import { SPACE } from "../injectivity/domain.js";
import type { LayerQuestion } from "../injectivity/halfspaces.js";
import { checkLayer, checkRank, type LayerAnswer } from "../injectivity/layer-check.js";
import { type DrawOptions, invertibleRows, negated } from "./antiparallel.js";

/** The box has at most this many entries, so that its matrix is decided exactly in seconds. */
const LARGEST_BOX = 100;

export interface MadeKernels {
  readonly kernels: DenseMatrix;
  /** All placements inside this box are injective on it: of the first half of the kernels, then of their negatives. */
  readonly box: readonly number[];
  readonly question: LayerQuestion;
  readonly answer: LayerAnswer;
}

/**
 * Pairs k, −k of q random kernels: one of each pair is active at every place, so that the layer is injective where the q
 * linear filters are. q is the least from C + d on for which a box of at most 100 entries has enough placements and passes:
 * for C = 1 fewer than d + 1 polynomials of d variables have common zeros z, and the signal z^J, or its real part, goes to 0
 * under all of them. In one dimension two coprime polynomials do, at the box 2O − 2, by Sylvester's matrix.
 * @param shape sizes O_k ≥ 1 of the kernels, and their channels C ≥ 1
 * @throws InputError for kernels of more than 100 entries
 */
export function injectiveKernels(
  { channels, shape }: Pick<ConvolutionLayer, "channels" | "shape">,
  { type, seed }: DrawOptions,
): MadeKernels {
  const columns = product(shape) * channels;
  if (columns > LARGEST_BOX)
    throw new InputError(
      `kernels of ${columns} entries: expected at most ${LARGEST_BOX}, channels times sizes`,
    );
  const fewest = Math.min(columns, channels + shape.filter((size) => size > 1).length);
  for (let filters = fewest; ; filters++) {
    const [values] = invertibleRows(filters, columns, { type, seed });
    const filter = { kernels: { rows: filters, columns, values }, channels, shape, stride: 1, bias: null };
    requireConvolution(filter);
    for (const box of boxesFor(filter)) {
      const { weights } = placedKernels(filter, box, innerCorners(filter, box));
      if (checkRank({ weights, bias: null, domain: SPACE }).verdict !== "injective") continue;
      const question = { weights: withNegatives(weights), bias: null, domain: SPACE };
      return { kernels: withNegatives(filter.kernels), box, question, answer: checkLayer(question) };
    }
  }
}

/** Up to the largest box, those with as many placements of the filters as entries. */
function boxesFor({ shape, channels, kernels }: ConvolutionLayer): number[][] {
  const boxes: number[][] = [];
  for (let growth = 0; ; growth++) {
    // A side of one entry in the kernel needs no neighbours.
    const box = shape.map((size) => (size === 1 ? 1 : size + growth));
    const entries = channels * product(box);
    if (entries > LARGEST_BOX) return boxes;
    if (kernels.rows * product(box.map((size, k) => size - shape[k] + 1)) >= entries) boxes.push(box);
    if (shape.every((size) => size === 1)) return boxes;
  }
}

function withNegatives({ rows, columns, values }: DenseMatrix): DenseMatrix {
  return { rows: 2 * rows, columns, values: Float64Array.of(...values, ...values.map(negated)) };
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}
