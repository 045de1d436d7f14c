/** The k-RSB ansatz of an l-layer network: order parameters layer by layer on one tree of breaking points. */
import { type Ansatz, fromCoordinates, isOrdered, toCoordinates } from "../functional/ansatz.js";

/** The order parameters of one hidden layer. */
export interface HiddenOrder {
  /** ĥ_0, then ĥ_j − ĥ_{j−1}: increments of the auxiliary field conjugate to the output overlaps. */
  readonly fieldIncrements: Float64Array;
  /** Output overlaps r_j = R_j/R_k as 1 − r_j, the shared breaking points, and c = χ/R_k as `chi`. */
  readonly output: Ansatz;
}

/** All order parameters of a network; without hidden layers it is the ansatz of one layer. */
export interface DeepAnsatz {
  /** Overlaps q_j of the input, breaking points y_j (shared by all layers) and χ_0. */
  readonly input: Ansatz;
  readonly hidden: readonly HiddenOrder[];
}

/** Number of coordinates with k breaking points and the given number of hidden layers. */
export function coordinateCount(k: number, hiddenLayers: number): number {
  return 2 * k + 1 + hiddenLayers * (2 * k + 2);
}

/**
 * ln √(1−q_j), ln y_j, ln χ_0 of the input, then for each hidden layer ln of the k+1 field increments, ln √(1−r_j)
 * and ln c.
 */
export function deepToCoordinates({ input, hidden }: DeepAnsatz): Float64Array {
  const k = input.breakingPoints.length;
  const coordinates = new Float64Array(coordinateCount(k, hidden.length));
  coordinates.set(toCoordinates(input));
  hidden.forEach(({ fieldIncrements, output }, layer) => {
    const start = coordinateCount(k, layer);
    coordinates.set(fieldIncrements.map(Math.log), start);
    for (let j = 0; j < k; j++) coordinates[start + k + 1 + j] = 0.5 * Math.log(output.overlapDeficits[j]);
    coordinates[start + 2 * k + 1] = Math.log(output.chi);
  });
  return coordinates;
}

/** Inverse of {@link deepToCoordinates} for k breaking points; the result may be out of order. */
export function deepFromCoordinates(coordinates: Float64Array, k: number): DeepAnsatz {
  const input = fromCoordinates(coordinates.subarray(0, 2 * k + 1));
  const hidden: HiddenOrder[] = [];
  for (let start = 2 * k + 1; start < coordinates.length; start += 2 * k + 2) {
    const overlapDeficits = new Float64Array(k + 1);
    for (let j = 0; j < k; j++) overlapDeficits[j] = Math.exp(2 * coordinates[start + k + 1 + j]);
    hidden.push({
      fieldIncrements: coordinates.slice(start, start + k + 1).map(Math.exp),
      output: {
        overlapDeficits,
        breakingPoints: input.breakingPoints,
        chi: Math.exp(coordinates[start + 2 * k + 1]),
      },
    });
  }
  return { input, hidden };
}

/** The places of the coordinates that may move: a lowest overlap or field of exactly zero stays there. */
export function freeCoordinates({ input, hidden }: DeepAnsatz): number[] {
  const k = input.breakingPoints.length;
  const fixed = new Set<number>();
  if (k > 0 && input.overlapDeficits[0] === 1) fixed.add(0);
  hidden.forEach(({ fieldIncrements, output }, layer) => {
    const start = coordinateCount(k, layer);
    if (fieldIncrements[0] === 0) fixed.add(start);
    if (k > 0 && output.overlapDeficits[0] === 1) fixed.add(start + k + 1);
  });
  return Array.from({ length: coordinateCount(k, hidden.length) }, (_, place) => place).filter(
    (place) => !fixed.has(place),
  );
}

/** The ansatz that layer i (0 … l−1) sees at its input: q for the first, the output of layer i−1 otherwise. */
export function layerInput({ input, hidden }: DeepAnsatz, layer: number): Ansatz {
  return layer === 0 ? input : hidden[layer - 1].output;
}

/** Whether every set of overlaps is ordered; lowest overlaps and fields of exactly zero are allowed. */
export function isAdmissible(ansatz: DeepAnsatz): boolean {
  const inputs = Array.from({ length: ansatz.hidden.length + 1 }, (_, layer) => layerInput(ansatz, layer));
  if (!inputs.every(orderedFromZero)) return false;
  return ansatz.hidden.every(({ fieldIncrements }) =>
    fieldIncrements.every(
      (increment, j) => Number.isFinite(increment) && (increment > 0 || (j === 0 && increment === 0)),
    ),
  );
}

function orderedFromZero(ansatz: Ansatz): boolean {
  const { overlapDeficits } = ansatz;
  if (overlapDeficits.length === 1 || overlapDeficits[0] !== 1) return isOrdered(ansatz);
  // A lowest overlap of exactly zero: the order of the rest decides.
  const lifted = overlapDeficits.slice();
  lifted[0] = 0.5 * (1 + overlapDeficits[1]);
  return isOrdered({ ...ansatz, overlapDeficits: lifted });
}
