/**
 * Norms computed from the data: x/|x| and LayerNorm. Given the scalars that they divide out they are injective; alone
 * they are not, and they are undefined where the scalar vanishes.
 */
import { InputError } from "../../src/result.js";

/** A vector without the scalars that were taken from it. */
export interface Normalised {
  readonly direction: Float64Array;
  /** |x| of the unit norm; mean and deviation of LayerNorm. */
  readonly scalars: readonly number[];
}

/** x/|x| with |x|. @throws InputError at 0, where it is undefined */
export function unitNorm(vector: ArrayLike<number>): Normalised {
  const size = Math.hypot(...Array.from(vector));
  if (!(size > 0)) throw new InputError("x/|x| at x = 0: expected another vector, as it is undefined there");
  return { direction: Float64Array.from(vector, (entry) => entry / size), scalars: [size] };
}

/** (x − mean)/√(variance + ε) with mean and deviation. @throws InputError for constant vectors with ε = 0 */
export function layerNorm(vector: ArrayLike<number>, epsilon = 0): Normalised {
  const count = vector.length;
  const mean = Array.from(vector).reduce((sum, entry) => sum + entry, 0) / count;
  const variance = Array.from(vector).reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / count;
  const deviation = Math.sqrt(variance + epsilon);
  if (!(deviation > 0)) {
    throw new InputError(
      "LayerNorm of a constant vector with epsilon 0: expected another vector, as it is undefined there",
    );
  }
  return {
    direction: Float64Array.from(vector, (entry) => (entry - mean) / deviation),
    scalars: [mean, deviation],
  };
}

/** The vector of a direction and its scalars: what the lemma "injective given the scalars" says. */
export function restore({ direction, scalars }: Normalised): Float64Array {
  const [mean, deviation] = scalars.length === 1 ? [0, scalars[0]] : scalars;
  return direction.map((entry) => mean + deviation * entry);
}

/** The caveat, for reports. */
export const DATA_NORM_CAVEAT =
  "A norm computed from the data (x/|x|, LayerNorm) is injective given its scalars (1 and 2 numbers); the network " +
  "alone is not: ReLU(Wx)/|ReLU(Wx)| gives x and 2x one output, and it is undefined at 0.";
