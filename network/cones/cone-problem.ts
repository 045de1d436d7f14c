/**
 * A network on a domain as a map of cones. Without biases inputs are x in R^n; with biases they are (x, t), t ≥ 0, with
 * t = 1 where they are inputs: a polyhedron becomes a cone, and an unbounded one has rays with t = 0.
 */
import { integerRow, primitive } from "../../src/exact/integers.js";
import { integerRank, kernelVector } from "../../src/exact/kernel-vector.js";
import { type ExactNetworkLayer, exactNetwork, preActivations } from "../end-to-end/region-map.js";
import type { Domain } from "../injectivity/domain.js";
import type { NetworkModel } from "../model.js";
import { approximated, type Cone, mixedSigns, productSign, simplicialCone, splitCone } from "./cone.js";

export interface ConeProblem {
  /** Inputs n of the network, and n or n + 1 coordinates of the cones. */
  readonly columns: number;
  readonly dimension: number;
  readonly layers: readonly ExactNetworkLayer[];
  /** Whether no output of the last of these layers is ever negative. */
  readonly nonNegative: boolean;
  /** Cones that cover the domain. */
  readonly start: readonly Cone[];
}

/** The cones of a domain; or a direction along which no output changes; or why the method does not apply. */
export type ConeSetting =
  | { readonly kind: "cones"; readonly problem: ConeProblem }
  | { readonly kind: "constant-direction"; readonly direction: readonly bigint[] }
  | { readonly kind: "not-covered"; readonly reason: string };

type Rows = readonly (readonly bigint[])[];

/** @param domain without biases a box and a ball count as all of R^n, being multiples of one another; with them a ball counts as its box */
export function coneSetting(
  model: NetworkModel,
  domain: Domain | { readonly kind: "cone"; readonly rows: Rows },
): ConeSetting {
  const network = exactNetwork(model);
  if (network === undefined)
    return { kind: "not-covered", reason: "an activation that is not linear on both sides of 0" };
  const layers = withoutInjectiveTail(network.layers);
  const { columns } = network;
  const biased = layers.some(({ bias }) => bias.some((entry) => entry !== 0n));
  const dimension = biased ? columns + 1 : columns;
  const height = Array.from({ length: dimension }, (_, k) => (k === columns ? 1n : 0n));
  const homogeneous = dimension > columns ? [height] : [];
  const last = layers[layers.length - 1]?.slopes;
  const nonNegative = last !== undefined && last[0] === 0n && last[1] >= 0n;
  const problem = (start: readonly Cone[]): ConeSetting => ({
    kind: "cones",
    problem: { columns, dimension, layers, nonNegative, start },
  });
  if (domain.kind === "orthant") {
    const unit = identity(dimension);
    return problem([simplicialCone(unit, unit)]);
  }
  if (biased && (domain.kind === "box" || domain.kind === "ball"))
    return problem([boxCone(columns, domain.radius)]);
  const rows = firstRows(layers, dimension);
  const basis = independentRows(rows, columns);
  if (basis.length < columns) {
    const direction = kernelVector(
      rows.map((row) => row.slice(0, columns)),
      columns,
    );
    if (direction === undefined) throw new Error("rows of deficient rank without a kernel");
    return { kind: "constant-direction", direction: primitive(direction) };
  }
  const signs = Array.from({ length: 2 ** columns }, (_, k) =>
    Array.from({ length: columns }, (_, j) => (((k >> j) & 1) === 0 ? 1n : -1n)),
  );
  const all = [...basis, ...homogeneous];
  const rays = all.map((row, i) => {
    const ray =
      dimension === 1
        ? [1n]
        : (kernelVector(
            all.filter((_, j) => j !== i),
            dimension,
          ) ?? []);
    return productSign(approximated(row), approximated(ray)) > 0 ? ray : ray.map((entry) => -entry);
  });
  const turned = (vectors: Rows, by: readonly bigint[]): bigint[][] =>
    vectors.map((vector, i) => vector.map((entry) => entry * (by[i] ?? 1n)));
  return problem(signs.map((by) => simplicialCone(turned(all, by), turned(rays, by))));
}

/** Last layers that are one to one on all of their inputs decide nothing: full column rank, activation strictly monotone. */
function withoutInjectiveTail(layers: readonly ExactNetworkLayer[]): readonly ExactNetworkLayer[] {
  let end = layers.length;
  while (end > 1) {
    const { weights, slopes } = layers[end - 1];
    if (slopes[0] * slopes[1] <= 0n || integerRank(weights) < weights[0].length) break;
    end--;
  }
  return layers.slice(0, end);
}

/** The units of the first layer with a kink, as rows on the inputs; those of the last layer where none has one. */
function firstRows(layers: readonly ExactNetworkLayer[], dimension: number): bigint[][] {
  let hidden: bigint[][] = identity(dimension).slice(0, layers[0].weights[0].length);
  let unit = 1n;
  for (const layer of layers) {
    hidden = preActivations(layer, hidden, unit);
    if (layer.slopes[0] !== layer.slopes[1]) break;
    hidden = hidden.map((row) => row.map((entry) => entry * layer.slopes[1]));
    unit *= layer.weightScale * layer.slopeScale;
  }
  return hidden;
}

function independentRows(rows: Rows, columns: number): (readonly bigint[])[] {
  const chosen: (readonly bigint[])[] = [];
  for (const row of rows) {
    const linear = [...chosen, row].map((one) => one.slice(0, columns));
    if (integerRank(linear) === linear.length) chosen.push(row);
    if (chosen.length === columns) break;
  }
  return chosen;
}

function identity(size: number): bigint[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, k) => (i === k ? 1n : 0n)));
}

/** {(x, t): |x_k| ≤ R t}. */
function boxCone(columns: number, radius: number): Cone {
  const [one, bound] = integerRow([1, radius]).entries;
  return polytopeCone(
    Array.from({ length: columns }).flatMap((_, coordinate) =>
      [1n, -1n].map((sign) =>
        Array.from({ length: columns + 1 }, (_, k) =>
          k === coordinate ? sign * one : k === columns ? bound : 0n,
        ),
      ),
    ),
    columns,
  );
}

/** The cone of the rows ≥ 0, which contain |x_k| ≤ R t in pairs at first: a simplex about that box, cut by all rows. */
function polytopeCone(rows: Rows, columns: number): Cone {
  const lower = rows.slice(0, 2 * columns).filter((_, k) => k % 2 === 0);
  const upper = Array.from({ length: columns + 1 }, (_, k) =>
    rows.slice(0, 2 * columns).reduce((sum, row, i) => (i % 2 === 1 ? sum + row[k] : sum), 0n),
  );
  const all = [...lower, upper];
  const rays = all.map((row, i) => {
    const ray =
      kernelVector(
        all.filter((_, j) => j !== i),
        columns + 1,
      ) ?? [];
    return productSign(approximated(row), approximated(ray)) > 0 ? ray : ray.map((entry) => -entry);
  });
  return rows.reduce(
    (cone: Cone, row) => {
      const cut = approximated(row);
      const signs = mixedSigns(cut, cone);
      return signs === undefined ? cone : splitCone(cone, cut, signs)[0];
    },
    simplicialCone(all, rays),
  );
}
