/** Injectivity of tiny networks by force: regions by linear programs, every pair of them, all over the rationals. */
import { exactNetwork, type Region } from "../../../network/end-to-end/region-map.js";
import { boxRows, enumerateRegions } from "../../../network/end-to-end/region-tree.js";
import type { Domain } from "../../../network/injectivity/domain.js";
import { solveExactly } from "../../../network/linear-program/index.js";
import type { NetworkModel } from "../../../network/model.js";
import { integerRank } from "../../../src/exact/kernel-vector.js";

const MOST = 200;

/** The verdict and the number of regions; undefined beyond 200 regions. */
export function byForce(
  model: NetworkModel,
  domain: Domain,
): { readonly injective: boolean; readonly regions: number } | undefined {
  const network = exactNetwork(model);
  if (network === undefined) throw new Error("an activation with other kinks");
  const n = network.columns;
  const regions = enumerateRegions(network, rowsOf(domain, n), MOST);
  if (regions === undefined) return undefined;
  const deficient = regions.some(({ outputs }) => integerRank(outputs.map((row) => row.slice(0, n))) < n);
  const collides = (): boolean =>
    regions.some((first, i) => regions.some((second, j) => i < j && pairCollides(first, second, n)));
  return { injective: !deficient && !collides(), regions: regions.length };
}

/** Rows ≤ 0 of a domain; t > 0 last. */
function rowsOf(domain: Domain, n: number): bigint[][] {
  if (domain.kind === "box") return boxRows(n, domain.radius);
  const negative = (coordinate: number): bigint[] =>
    Array.from({ length: n + 1 }, (_, k) => (k === coordinate ? -1n : 0n));
  const orthant = domain.kind === "orthant" ? Array.from({ length: n }, (_, k) => negative(k)) : [];
  return [...orthant, negative(n)];
}

/** Whether p in one and q ≠ p in the other have equal outputs, for some coordinate in which they differ. */
function pairCollides(first: Region, second: Region, n: number): boolean {
  const zeros = new Array<bigint>(n).fill(0n);
  const inequalities = {
    matrix: [
      ...first.constraints.map((row) => [...row.slice(0, n), ...zeros]),
      ...second.constraints.map((row) => [...zeros, ...row.slice(0, n)]),
    ],
    right: [...first.constraints, ...second.constraints].map((row) => -row[n]),
  };
  const equalities = {
    matrix: first.outputs.map((row, i) => [
      ...row.slice(0, n),
      ...second.outputs[i].slice(0, n).map((entry) => -entry),
    ]),
    right: first.outputs.map((row, i) => second.outputs[i][n] - row[n]),
  };
  for (let k = 0; k < n; k++) {
    for (const sign of [1n, -1n]) {
      const objective = Array.from({ length: 2 * n }, (_, j) => (j === k ? -sign : j === n + k ? sign : 0n));
      const solution = solveExactly({ objective, inequalities, equalities });
      if (solution.status === "infeasible") return false;
      if (solution.status === "unbounded" || solution.x[k] !== solution.x[n + k]) return true;
    }
  }
  return false;
}
