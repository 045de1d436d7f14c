/** The variables of the joint min–max program of an l-layer network, and their places in one vector. */
import { InputError } from "../../src/result.js";

/** A point of the program; all entries positive. Index 0 is layer 1. */
export interface ProgramParameters {
  /** α_1 … α_l. */
  readonly expansions: readonly number[];
  /** r_1 … r_{l−1}. */
  readonly r: readonly number[];
  /** γ̄_1 … γ̄_l. */
  readonly gammaBar: readonly number[];
  readonly nu: number;
  /** γ_1 … γ_{l−1}. */
  readonly gamma: readonly number[];
  /** K_2 … K_l, the norms of the dual vectors relative to the first (all 1 in the source, and by default). */
  readonly dualNorms?: readonly number[];
}

/** Where each block of variables sits in the vector of length `size`. */
export interface ProgramLayout {
  readonly depth: number;
  readonly size: number;
  readonly expansions: readonly number[];
  readonly r: readonly number[];
  readonly gammaBar: readonly number[];
  readonly gamma: readonly number[];
  readonly nu: number;
  readonly dualNorms: readonly number[];
  /** Names in the order of the vector: expansion_1 …, r_1 …, gammaBar_1 …, gamma_1 …, nu, dualNorm_2 …. */
  readonly names: readonly string[];
}

const layouts = new Map<number, ProgramLayout>();

/** The layout for `depth` layers. */
export function programLayout(depth: number): ProgramLayout {
  const known = layouts.get(depth) ?? newLayout(depth);
  layouts.set(depth, known);
  return known;
}

function newLayout(depth: number): ProgramLayout {
  const names: string[] = [];
  const block = (name: string, first: number, count: number): number[] =>
    Array.from({ length: count }, (_, i) => names.push(`${name}_${first + i}`) - 1);
  const expansions = block("expansion", 1, depth);
  const r = block("r", 1, depth - 1);
  const gammaBar = block("gammaBar", 1, depth);
  const gamma = block("gamma", 1, depth - 1);
  const nu = names.push("nu") - 1;
  const dualNorms = block("dualNorm", 2, depth - 1);
  return { depth, size: names.length, expansions, r, gammaBar, gamma, nu, dualNorms, names };
}

/**
 * The parameters as one vector in the order of the layout.
 * @throws InputError when the lengths of the blocks do not fit together or an entry is not positive
 */
export function packParameters(parameters: ProgramParameters): Float64Array {
  const depth = parameters.expansions.length;
  const { r, gammaBar, gamma, nu, expansions } = parameters;
  const dualNorms = parameters.dualNorms ?? r.map(() => 1);
  const lengths = [r.length + 1, gammaBar.length, gamma.length + 1, dualNorms.length + 1];
  if (depth === 0 || lengths.some((length) => length !== depth)) {
    throw new InputError(
      `the parameters of ${depth} layers have lengths r ${r.length}, gammaBar ${gammaBar.length}, ` +
        `gamma ${gamma.length}, dualNorms ${dualNorms.length}: expected ${depth - 1}, ${depth}, ${depth - 1}, ${depth - 1}`,
    );
  }
  const vector = Float64Array.from([...expansions, ...r, ...gammaBar, ...gamma, nu, ...dualNorms]);
  vector.forEach((x, i) => {
    if (!(x > 0))
      throw new InputError(`${programLayout(depth).names[i]} is ${x}: expected a number greater than 0`);
  });
  return vector;
}

/** Inverse of {@link packParameters}. */
export function unpackParameters(vector: ArrayLike<number>, layout: ProgramLayout): ProgramParameters {
  const take = (places: readonly number[]): number[] => places.map((place) => vector[place]);
  return {
    expansions: take(layout.expansions),
    r: take(layout.r),
    gammaBar: take(layout.gammaBar),
    nu: vector[layout.nu],
    gamma: take(layout.gamma),
    dualNorms: take(layout.dualNorms),
  };
}
