/** A chain of layers under construction: an affine map waits for its bias, its normalisation and its activation. */
import type { DenseMatrix } from "../../../src/matrix/dense-matrix.js";
import { InputError } from "../../../src/result.js";
import { type Activation, IDENTITY, type NetworkLayer } from "../../model.js";
import {
  type DiagonalMap,
  diagonalMatrix,
  foldBefore,
  foldingNote,
  gammaSigns,
} from "../../normalisation/batch-norm.js";
import { LARGEST_COUNT } from "../limits.js";

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
    this.pending = { weights, bias };
  }

  /** x ↦ x + v, added to the bias where a map waits for one. */
  add(vector: Float64Array): void {
    const { weights, bias } = this.pending ?? this.unit(vector.length);
    if (bias !== null) this.folded = true;
    const sum = bias === null ? vector : bias.map((entry, i) => entry + vector[i]);
    this.pending = { weights, bias: sum };
  }

  /** A batch normalisation: folded into the map before it, or a layer of its own after an activation. */
  normalise(map: DiagonalMap, name: string): void {
    this.folded = true;
    if (this.pending === null) {
      this.claim(map.scale.length, map.scale.length);
      this.pending = { weights: diagonalMatrix(map), bias: map.shift };
      const lost =
        gammaSigns(map).zero.length === 0
          ? "invertible, as no gamma vanishes"
          : "not injective, as a gamma vanishes";
      this.notes.push(`${name} after an activation: a diagonal layer of its own, ${lost}.`);
      return;
    }
    this.pending = foldBefore(this.pending.weights, this.pending.bias, map);
    this.notes.push(foldingNote(name, map));
  }

  /** Ends the layer. @param features the number of units, where no map waits */
  activate(activation: Activation, features: number): void {
    const { weights, bias } = this.pending ?? this.unit(features);
    this.layers.push({ weights, bias, activation });
    this.pending = null;
  }

  /** A map that waits ends as a layer without activation. */
  flush(): void {
    if (this.pending !== null) this.activate(IDENTITY, this.pending.weights.rows);
  }

  private unit(features: number): Pending {
    this.claim(features, features);
    const ones = new Float64Array(features).fill(1);
    return { weights: diagonalMatrix({ scale: ones, shift: ones }), bias: null };
  }
}
