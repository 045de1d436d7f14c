/** The proof file: one JSON object per proof, every number a decimal string, no prose. */

export const PROOF_SCHEMA = "relu-injectivity-proof/1";

/** A plain decimal (see `isDecimal`), read as an exact rational. */
export type Decimal = string;
/** 2: fewer than n positive entries are excluded; 4: fewer than 2n. */
export type Count = 2 | 4;

/** A pair (b, σ) of the test function of a hidden layer. */
export type Pair = readonly [b: Decimal, sigma: Decimal];

/** T ≤ `tau` behind a layer: pair k serves ρ from rho[k] to rho[k+1], the last one all ρ beyond. */
export interface CoveredStep {
  readonly rho: readonly Decimal[];
  readonly pairs: readonly Pair[];
}

export interface PlainHidden extends CoveredStep {
  readonly expansion: Decimal;
  readonly tau: Decimal;
}

export interface LastLayer {
  readonly expansion: Decimal;
  readonly a: Decimal;
}

/** A point of the method that shows that it gives no T below `tau`. */
export interface LowerHidden {
  readonly expansion: Decimal;
  readonly tau: Decimal;
  readonly b: Decimal;
  readonly sigma: Decimal;
}

/** The method's own root from below: it admits no last expansion under `last.expansion`. */
export interface LowerEnd {
  readonly hidden: readonly LowerHidden[];
  readonly last: LastLayer;
}

export interface PlainProof {
  readonly schema: typeof PROOF_SCHEMA;
  readonly kind: "plain";
  readonly count: Count;
  readonly hidden: readonly PlainHidden[];
  readonly last: LastLayer;
  readonly below?: LowerEnd;
}

/** Bisections of a rectangle in preorder: a side's letter halves that side, anything else is a leaf's multiplier. */
export type Tree = readonly string[];

export interface UnitHidden {
  readonly expansion: Decimal;
  readonly tau: Decimal;
  readonly b: readonly [Decimal, Decimal];
  readonly rhoMax: Decimal;
  /** "b", "r", or σ. */
  readonly tree: Tree;
}

export interface UnitProof {
  readonly schema: typeof PROOF_SCHEMA;
  readonly kind: "unit";
  readonly count: Count;
  readonly hidden: readonly UnitHidden[];
  readonly last: LastLayer;
  readonly below?: LowerEnd;
}

/** A lower end by itself, as it refutes a printed value. */
export interface LowerProof {
  readonly schema: typeof PROOF_SCHEMA;
  readonly kind: "plain-lower" | "unit-lower";
  readonly count: Count;
  readonly hidden: readonly LowerHidden[];
  readonly last: LastLayer;
}

/** The cover of A = 1/(2d) and q = 1/ρ for a lifted hidden layer; leaves of the tree are γ. */
export interface LiftedCover {
  readonly A: readonly [Decimal, Decimal];
  readonly q: readonly [Decimal, Decimal];
  readonly G: Decimal;
  /** "A", "q", or γ. */
  readonly tree: Tree;
}

export interface LiftedHidden extends LiftedCover {
  readonly expansion: Decimal;
  readonly floor: Decimal;
}

/** Cells of A = 1/(2d) for a lifted last layer, one μ a cell. */
export interface LiftedCells {
  readonly A: readonly Decimal[];
  readonly mu: readonly Decimal[];
  readonly muSmall: Decimal;
}

export interface LiftedLast extends LiftedCells {
  readonly expansion: Decimal;
  readonly floor: Decimal;
}

export interface LiftedProof {
  readonly schema: typeof PROOF_SCHEMA;
  readonly kind: "lifted";
  readonly count: Count;
  readonly weights: readonly Decimal[];
  readonly gammaSphere: Decimal;
  readonly hidden: readonly LiftedHidden[];
  readonly last: LiftedLast;
}

/** Behind layer 1 of every width from `from` to `to`: T ≤ an affine function with these ends. */
export interface StrongWidth {
  readonly from: Decimal;
  readonly to: Decimal;
  /** `a` of "n units in layer 1", of the later layers between `from` and `to`, and of those beyond `to`. */
  readonly first: { readonly a: Decimal };
  readonly tau: readonly [Decimal, Decimal];
  readonly layer1: CoveredStep;
  readonly last: { readonly a: Decimal };
  readonly beyond: { readonly a: Decimal };
}

export interface WeakWidthProof {
  readonly schema: typeof PROOF_SCHEMA;
  readonly kind: "width";
  readonly count: 2;
  readonly from: Decimal;
  readonly first: { readonly a: Decimal };
}

export interface StrongWidthProof extends StrongWidth {
  readonly schema: typeof PROOF_SCHEMA;
  readonly kind: "width";
  readonly count: 4;
}

export interface WeakLiftedWidthProof {
  readonly schema: typeof PROOF_SCHEMA;
  readonly kind: "lifted-width";
  readonly count: 2;
  readonly from: Decimal;
  readonly weights: readonly [Decimal];
  readonly gammaSphere: Decimal;
  readonly last: LiftedCells & { readonly floor: Decimal };
}

export interface StrongLiftedWidthProof {
  readonly schema: typeof PROOF_SCHEMA;
  readonly kind: "lifted-width";
  readonly count: 4;
  readonly from: Decimal;
  readonly first: { readonly a: Decimal };
  readonly weights: readonly [Decimal, Decimal];
  readonly gammaSphere: Decimal;
  /** Floors at `from` and at `beyond.from`. */
  readonly hidden: LiftedCover & { readonly floor: readonly [Decimal, Decimal] };
  readonly last: LiftedCells & { readonly floor: readonly [Decimal, Decimal] };
  /** The plain proof that takes over. */
  readonly beyond: StrongWidth;
}

/** One layer, the field threshold κ and any count: fewer than `units` n entries above `margin` are excluded on the sphere. */
interface ThresholdLayer {
  readonly schema: typeof PROOF_SCHEMA;
  /** κ; −β/R for a bias β on the ball of radius R√n. */
  readonly margin: Decimal;
  /** t. */
  readonly units: Decimal;
}

export interface LayerProof extends ThresholdLayer {
  readonly kind: "layer";
  readonly last: LastLayer;
  readonly below?: LastLayer;
}

export interface LiftedLayerProof extends ThresholdLayer {
  readonly kind: "lifted-layer";
  readonly weights: readonly [Decimal];
  readonly gammaSphere: Decimal;
  readonly last: LiftedLast;
}

export interface FiniteProof {
  readonly schema: typeof PROOF_SCHEMA;
  readonly kind: "finite";
  /** κ: entries above it are counted on the unit sphere; 0 where it is absent. */
  readonly margin?: Decimal;
  /** Columns. */
  readonly n: Decimal;
  /** Rows. */
  readonly m: Decimal;
  /** "At most this many active units"; earlier files call it `positives`, which is read too. */
  readonly active: Decimal;
  readonly bound: Decimal;
  readonly weight: Decimal;
  readonly gammaSphere: Decimal;
  /** Cuts of the distance, beyond 0. */
  readonly d: readonly Decimal[];
  readonly mu: readonly Decimal[];
}

/** The defining equation changes sign between the ends of `argument`. */
export interface ConstantValue {
  readonly name: ConstantName;
  readonly below: Decimal;
  readonly above: Decimal;
  readonly argument: readonly [Decimal, Decimal];
}

export const CONSTANT_NAMES = [
  "one-layer-duality",
  "two-per-column-duality",
  "sum-of-rows",
  "union-bound",
  "euler-characteristic",
] as const;
export type ConstantName = (typeof CONSTANT_NAMES)[number];

export interface ConstantsProof {
  readonly schema: typeof PROOF_SCHEMA;
  readonly kind: "constants";
  readonly values: readonly ConstantValue[];
}

/** Parameters at which the k-RSB functional is evaluated: q_0 … q_{k−1}, y_1 … y_k, χ, and the grids. */
export interface RsbProof {
  readonly schema: typeof PROOF_SCHEMA;
  readonly kind: "krsb";
  readonly bound: Decimal;
  readonly q: readonly Decimal[];
  readonly y: readonly Decimal[];
  readonly chi: Decimal;
  /** Spacing of the lattice of each level, outermost first; each a multiple of the next. */
  readonly spacing: readonly Decimal[];
  /** Cut of the Gaussian integrals in standard deviations. */
  readonly R: Decimal;
}

export type Proof =
  | PlainProof
  | UnitProof
  | LowerProof
  | LiftedProof
  | WeakWidthProof
  | StrongWidthProof
  | WeakLiftedWidthProof
  | StrongLiftedWidthProof
  | LayerProof
  | LiftedLayerProof
  | FiniteProof
  | ConstantsProof
  | RsbProof;

export type ProofKind = Proof["kind"];
