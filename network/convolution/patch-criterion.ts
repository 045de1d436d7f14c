/**
 * The criterion Z_P (Puthawala et al. 2020, with the index corrected to start at 0): if all placements of the kernels
 * inside one box P are injective on the box, the layer is injective on every signal that such boxes cover. Sufficient
 * only: failing for all P proves nothing, and the whole operator on a small signal is then decided instead.
 */
import { type Domain, SPACE } from "../injectivity/domain.js";
import { checkLayer, type LayerAnswer } from "../injectivity/layer-check.js";
import {
  boxPositions,
  type ConvolutionLayer,
  innerCorners,
  placedKernels,
  requireConvolution,
  type UnrolledLayer,
} from "./convolution-layer.js";

/** One box that was tried. */
export interface PatchTrial {
  readonly box: readonly number[];
  readonly rows: number;
  readonly columns: number;
  /** Whether there are twice as many rows as columns; fewer cannot be injective on all of the space. */
  readonly enoughRows: boolean;
  readonly answer: LayerAnswer;
}

/** The boxes tried, the last one passing where `patch` is not null. */
export interface PatchSearch {
  readonly patch: { readonly box: readonly number[]; readonly layer: UnrolledLayer } | null;
  readonly trials: readonly PatchTrial[];
}

/**
 * Tries boxes upward from the kernel's own, each side growing by the stride, while they have at most `largestColumns`
 * entries: passing at P implies passing at every larger box.
 * @param signal sizes N_k; boxes must fit into it (null: any size that boxes cover)
 */
export function searchPatch(
  layer: ConvolutionLayer,
  options: {
    largestColumns: number;
    signal: readonly number[] | null;
    domain?: Domain;
    stop?: () => boolean;
  },
): PatchSearch {
  requireConvolution(layer);
  const { signal, domain = SPACE, stop, largestColumns } = options;
  const trials: PatchTrial[] = [];
  for (let growth = 0; ; growth++) {
    const box = layer.shape.map((size) => size + growth * layer.stride);
    const columns = layer.channels * box.reduce((product, size) => product * size, 1);
    if (columns > largestColumns || (signal !== null && box.some((size, k) => size > signal[k]))) break;
    if (signal !== null && !covers(layer, box, signal)) continue;
    const unrolled = placedKernels(layer, box, innerCorners(layer, box));
    const answer = checkLayer({ ...unrolled, domain }, stop);
    const { rows } = unrolled.weights;
    trials.push({ box, rows, columns, enoughRows: rows >= 2 * columns, answer });
    if (answer.verdict === "injective") return { patch: { box, layer: unrolled }, trials };
  }
  return { patch: null, trials };
}

/** Whether boxes with corners on the stride grid, inside the signal, cover it: in each direction to the last entry. */
function covers({ stride }: ConvolutionLayer, box: readonly number[], signal: readonly number[]): boolean {
  return box.every((size, k) => size <= signal[k] && stride <= size && (signal[k] - size) % stride === 0);
}

/**
 * The whole operator on a signal.
 * @param padding `valid`: kernels inside the signal only; `same`: every corner s·J inside the signal, cut off beyond its
 * end (zeros before the signal as well where `before` > 0 entries are padded there)
 */
export function unrolledOperator(
  layer: ConvolutionLayer,
  signal: readonly number[],
  padding: "valid" | "same",
  before = 0,
): UnrolledLayer {
  requireConvolution(layer);
  if (padding === "valid") return placedKernels(layer, signal, innerCorners(layer, signal));
  const counts = signal.map((size) => Math.ceil(size / layer.stride));
  const corners = boxPositions(counts).map((corner) => corner.map((entry) => entry * layer.stride - before));
  return placedKernels(layer, signal, corners);
}
