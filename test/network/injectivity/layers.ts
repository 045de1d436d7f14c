/** Layers for the tests of injectivity: the reference matrices, random ones, and shorthands. */
import { readFileSync } from "node:fs";
import type { Domain } from "../../../network/injectivity/domain.js";
import type { LayerQuestion } from "../../../network/injectivity/halfspaces.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";
import { randomSource } from "../../../src/random/normal.js";

interface ReferenceMatrix {
  readonly name: string;
  readonly W: number[][];
  readonly b: number[] | null;
  readonly injective: boolean;
  readonly min_active_nonzero_rows: number;
  readonly min_rank: number;
  readonly open_cells: number;
  readonly sigma_min: number;
  readonly invlip_slides: number;
  readonly invlip_sharp: number;
  readonly branch_nodes: number;
}

interface Reference {
  readonly matrices: ReferenceMatrix[];
  readonly conv: { kernels: number[][]; certificate_P: number | null; fails_at_P?: number; N?: number }[];
  readonly orthant: { W: number[][]; orthant: boolean; Rn?: boolean }[];
  readonly end_to_end: { W1: number[][]; b1: number[]; regions: number };
  readonly gaussian_injectivity_n2_exact: Record<string, string>;
  readonly gaussian_injectivity_mc: { m: number; n: number; injective: number; trials: number }[];
  readonly branch_nodes_gaussian: { n: number[]; m: number[]; nodes: number[] };
}

export const REFERENCE = JSON.parse(
  readFileSync(new URL("../../fixtures/network-injectivity.json", import.meta.url), "utf8"),
) as Reference;

export function question(
  rows: readonly number[][],
  bias: readonly number[] | null = null,
  domain: Domain = { kind: "space" },
): LayerQuestion {
  return { weights: matrixFromRows(rows), bias: bias === null ? null : Float64Array.from(bias), domain };
}

/** Entry kinds of random layers: small integers (degenerate) or Gaussian. */
export function randomLayer(
  seed: number,
  rows: number,
  columns: number,
  kind: "integer" | "gaussian",
  biased: boolean,
): LayerQuestion {
  const random = randomSource(seed, 77);
  const entry = (): number => (kind === "integer" ? random.below(5) - 2 : random.normal());
  const values = Array.from({ length: rows }, () => Array.from({ length: columns }, entry));
  return question(values, biased ? Array.from({ length: rows }, entry) : null);
}
