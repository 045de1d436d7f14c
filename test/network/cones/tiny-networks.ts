/** Random deep networks of small integers: ties, zero rows, antiparallel pairs, biases, leaky and linear layers. */
import type { Domain } from "../../../network/injectivity/domain.js";
import { IDENTITY, leakyRelu, type NetworkModel, RELU } from "../../../network/model.js";
import { randomSource } from "../../../src/random/normal.js";

export interface TinyCase {
  readonly model: NetworkModel;
  readonly domain: Domain;
}

const DOMAINS: readonly Domain[] = [{ kind: "space" }, { kind: "orthant" }, { kind: "box", radius: 2 }];

/** @param n inputs */
export function tinyCase(n: number, seed: number): TinyCase {
  const { below } = randomSource(17, seed);
  const entry = (): number => below(5) - 2;
  const biased = below(2) === 1;
  const depth = 1 + below(3);
  let columns = n;
  const layers = Array.from({ length: depth }, (_, l) => {
    const paired = l === 0 && below(3) > 0;
    const half = Array.from({ length: 1 + below(n === 3 ? 4 : 5) }, () =>
      Array.from({ length: columns }, entry),
    );
    // Antiparallel pairs of a basis make the first layer injective.
    const basis = Array.from({ length: n }, (_, i) =>
      Array.from({ length: columns }, (_, k) => (i === k ? 1 : 0)),
    );
    const rows = paired
      ? [...basis, ...basis.map((row) => row.map((one) => -one)), ...half.slice(0, 1)]
      : half;
    if (below(4) === 0) rows[below(rows.length)].fill(0);
    const kind = below(9);
    const layer = {
      weights: { rows: rows.length, columns, values: Float64Array.from(rows.flat()) },
      bias: biased ? Float64Array.from(rows, () => (paired ? below(2) : entry())) : null,
      activation: kind === 0 ? IDENTITY : kind === 1 ? leakyRelu(0.5) : RELU,
    };
    columns = rows.length;
    return layer;
  });
  return { model: { layers, weightType: "float64", notes: [] }, domain: DOMAINS[below(3)] };
}
