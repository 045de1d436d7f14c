/** A chain of layers under construction: an affine map waits for its bias, its normalisation and its activation. */
import { type DenseMatrix, rowOf } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";
import { type Activation, IDENTITY, type NetworkLayer } from "../model.js";
import {
  type DiagonalMap,
  diagonalMatrix,
  foldBefore,
  foldingNote,
  gammaSigns,
} from "../normalisation/batch-norm.js";
import { LARGEST_COUNT } from "../weights/limits.js";

interface Pending {
  readonly weights: DenseMatrix;
  readonly bias: Float64Array | null;
}

/** Collects layers in the order of evaluation; nothing is multiplied together, so that no weight is rounded. */
export class LayerChain {
  readonly layers: NetworkLayer[] = [];
  readonly notes: string[] = [];
  /** Whether weights were computed in doubles. */
  folded = false;
  private pending: Pending | null = null;
  /** Where the entries come from that the next map reads, if not from the places they have. */
  private moved: Int32Array | null = null;
  private movedFrom = 0;
  private entries = 0;

  constructor(private readonly where: string) {}

  /** Takes room for a matrix before it is made. @throws InputError when all matrices together would be too large */
  claim(rows: number, columns: number): void {
    this.entries += rows * columns;
    if (this.entries <= LARGEST_COUNT) return;
    throw new InputError(
      `matrices of ${this.where} with ${this.entries} entries: expected at most ${LARGEST_COUNT} in all`,
    );
  }

  /** x ↦ W x + b; the caller has claimed the room. */
  affine(weights: DenseMatrix, bias: Float64Array | null): void {
    this.flush();
    this.pending = { weights: this.movedColumns(weights), bias };
  }

  /** y[i] = x[indices[i]], 0 for −1: rows of the map that waits, columns of the one that comes. */
  rearrange(indices: Int32Array, inputs: number): void {
    if (this.pending !== null) {
      const { weights, bias } = this.pending;
      this.claim(indices.length, weights.columns);
      const values = new Float64Array(indices.length * weights.columns);
      indices.forEach((from, i) => {
        if (from >= 0) values.set(rowOf(weights, from), i * weights.columns);
      });
      const turned = bias === null ? null : Float64Array.from(indices, (from) => (from < 0 ? 0 : bias[from]));
      this.pending = { weights: { rows: indices.length, columns: weights.columns, values }, bias: turned };
      return;
    }
    const { moved } = this;
    if (moved === null) this.movedFrom = inputs;
    this.moved = moved === null ? indices : indices.map((from) => (from < 0 ? -1 : moved[from]));
  }

  /** Each entry times its factor: rows of the map that waits, or a diagonal layer of its own. */
  scale(factors: Float64Array, name: string): void {
    const shift = new Float64Array(factors.length);
    this.folded = true;
    if (this.pending === null && this.moved === null) {
      this.claim(factors.length, factors.length);
      this.pending = { weights: diagonalMatrix({ scale: factors, shift }), bias: null };
      return;
    }
    const { weights, bias } = this.waiting(factors.length);
    const folded = foldBefore(weights, bias, { scale: factors, shift });
    this.pending = { weights: folded.weights, bias: bias === null ? null : folded.bias };
    this.notes.push(`${name} folded into the layer before it, in double precision.`);
  }

  private movedColumns(weights: DenseMatrix): DenseMatrix {
    const { moved, movedFrom } = this;
    if (moved === null) return weights;
    this.moved = null;
    this.claim(weights.rows, movedFrom);
    const values = new Float64Array(weights.rows * movedFrom);
    const met = new Uint8Array(movedFrom);
    moved.forEach((from, j) => {
      if (from < 0) return;
      // Copies of one entry add up, to rounding.
      if (met[from] === 1) this.folded = true;
      met[from] = 1;
      for (let i = 0; i < weights.rows; i++)
        values[i * movedFrom + from] += weights.values[i * weights.columns + j];
    });
    return { rows: weights.rows, columns: movedFrom, values };
  }

  private waiting(features: number): Pending {
    return this.pending ?? this.unit(features);
  }

  /** x ↦ x + v, added to the bias where a map waits for one. */
  add(vector: Float64Array): void {
    const { weights, bias } = this.waiting(vector.length);
    if (bias !== null) this.folded = true;
    const sum = bias === null ? vector : bias.map((entry, i) => entry + vector[i]);
    this.pending = { weights, bias: sum };
  }

  /** A batch normalisation: folded into the map before it, or a layer of its own after an activation. */
  normalise(map: DiagonalMap, name: string): void {
    this.folded = true;
    if (this.pending === null && this.moved === null) {
      this.claim(map.scale.length, map.scale.length);
      this.pending = { weights: diagonalMatrix(map), bias: map.shift };
      const lost =
        gammaSigns(map).zero.length === 0
          ? "invertible, as no gamma vanishes"
          : "not injective, as a gamma vanishes";
      this.notes.push(`${name} after an activation: a diagonal layer of its own, ${lost}.`);
      return;
    }
    const { weights, bias } = this.waiting(map.scale.length);
    this.pending = foldBefore(weights, bias, map);
    this.notes.push(foldingNote(name, map));
  }

  /** Ends the layer. @param features the number of units, where no map waits */
  activate(activation: Activation, features: number): void {
    const { weights, bias } = this.waiting(features);
    this.layers.push({ weights, bias, activation });
    this.pending = null;
  }

  /** A map that waits ends as a layer without activation. */
  flush(): void {
    if (this.pending !== null) this.activate(IDENTITY, this.pending.weights.rows);
  }

  /** Ends the chain: entries that are only moved are a layer of their own. */
  finish(): void {
    if (this.pending === null && this.moved !== null) this.pending = this.unit(this.moved.length);
    this.flush();
  }

  private unit(features: number): Pending {
    this.claim(features, features);
    const ones = new Float64Array(features).fill(1);
    return { weights: this.movedColumns(diagonalMatrix({ scale: ones, shift: ones })), bias: null };
  }
}
