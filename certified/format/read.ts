/** Reads a proof file into plain data, within limits on size, digits, lists and trees. */
import type {
  CoveredStep,
  LastLayer,
  LiftedCells,
  LiftedCover,
  LowerEnd,
  LowerHidden,
  PlainHidden,
  Proof,
  StrongWidth,
} from "./proof.js";
import { CONSTANT_NAMES, PROOF_SCHEMA } from "./proof.js";
import {
  decimal,
  list,
  object,
  objectWith,
  oneOf,
  ProofFormatError,
  type Shape,
  single,
  two,
} from "./shapes.js";

/** Largest file, in characters. */
export const LARGEST_PROOF = 1 << 20;
const LARGEST_DEPTH = 32;
const LARGEST_COVER = 1000;
const LARGEST_TREE = 20_000;
const LARGEST_LEVELS = 4;

const schema = oneOf(PROOF_SCHEMA);
const count = oneOf(2, 4);
const quantile = object<{ readonly a: string }>({ a: decimal });
const last = object<LastLayer>({ expansion: decimal, a: decimal });
const cover: { readonly [Name in keyof CoveredStep]: Shape<CoveredStep[Name]> } = {
  rho: list(decimal, 1, LARGEST_COVER),
  pairs: list(two(decimal), 1, LARGEST_COVER),
};
const tree = (...sides: readonly string[]): Shape<readonly string[]> =>
  list(
    (value, where) => (sides.includes(value as string) ? (value as string) : decimal(value, where)),
    1,
    LARGEST_TREE,
  );
const lowerHidden = object<LowerHidden>({ expansion: decimal, tau: decimal, b: decimal, sigma: decimal });
const lowerEnd = object<LowerEnd>({ hidden: list(lowerHidden, 0, LARGEST_DEPTH), last });
const liftedCover: { readonly [Name in keyof LiftedCover]: Shape<LiftedCover[Name]> } = {
  A: two(decimal),
  q: two(decimal),
  G: decimal,
  tree: tree("A", "q"),
};
const cells: { readonly [Name in keyof LiftedCells]: Shape<LiftedCells[Name]> } = {
  A: list(decimal, 1, LARGEST_COVER),
  mu: list(decimal, 0, LARGEST_COVER),
  muSmall: decimal,
};
const strongWidth: { readonly [Name in keyof StrongWidth]: Shape<StrongWidth[Name]> } = {
  from: decimal,
  to: decimal,
  first: quantile,
  tau: two(decimal),
  layer1: object<CoveredStep>(cover),
  last: quantile,
  beyond: quantile,
};

const SHAPES: { readonly [Kind in Proof["kind"]]: Shape<Proof> } = {
  plain: objectWith(
    {
      schema,
      kind: oneOf("plain"),
      count,
      hidden: list(object<PlainHidden>({ expansion: decimal, tau: decimal, ...cover }), 0, LARGEST_DEPTH),
      last,
    },
    { below: lowerEnd },
  ),
  unit: objectWith(
    {
      schema,
      kind: oneOf("unit"),
      count,
      hidden: list(
        object({ expansion: decimal, tau: decimal, b: two(decimal), rhoMax: decimal, tree: tree("b", "r") }),
        0,
        LARGEST_DEPTH,
      ),
      last,
    },
    { below: lowerEnd },
  ),
  "plain-lower": lower("plain-lower"),
  "unit-lower": lower("unit-lower"),
  lifted: object({
    schema,
    kind: oneOf("lifted"),
    count,
    weights: list(decimal, 1, LARGEST_DEPTH),
    gammaSphere: decimal,
    hidden: list(object({ expansion: decimal, floor: decimal, ...liftedCover }), 0, LARGEST_DEPTH),
    last: object({ expansion: decimal, floor: decimal, ...cells }),
  }),
  width: byCount(
    object({ schema, kind: oneOf("width"), count: oneOf(2), from: decimal, first: quantile }),
    object({ schema, kind: oneOf("width"), count: oneOf(4), ...strongWidth }),
  ),
  "lifted-width": byCount(
    object({
      schema,
      kind: oneOf("lifted-width"),
      count: oneOf(2),
      from: decimal,
      weights: single(decimal),
      gammaSphere: decimal,
      last: object({ floor: decimal, ...cells }),
    }),
    object({
      schema,
      kind: oneOf("lifted-width"),
      count: oneOf(4),
      from: decimal,
      first: quantile,
      weights: two(decimal),
      gammaSphere: decimal,
      hidden: object({ floor: two(decimal), ...liftedCover }),
      last: object({ floor: two(decimal), ...cells }),
      beyond: object<StrongWidth>(strongWidth),
    }),
  ),
  layer: objectWith({ schema, kind: oneOf("layer"), margin: decimal, units: decimal, last }, { below: last }),
  "lifted-layer": object({
    schema,
    kind: oneOf("lifted-layer"),
    margin: decimal,
    units: decimal,
    weights: single(decimal),
    gammaSphere: decimal,
    last: object({ expansion: decimal, floor: decimal, ...cells }),
  }),
  finite: objectWith(
    {
      schema,
      kind: oneOf("finite"),
      n: decimal,
      m: decimal,
      active: decimal,
      bound: decimal,
      weight: decimal,
      gammaSphere: decimal,
      d: list(decimal, 1, LARGEST_COVER),
      mu: list(decimal, 1, LARGEST_COVER),
    },
    { margin: decimal },
  ),
  constants: object({
    schema,
    kind: oneOf("constants"),
    values: list(
      object({ name: oneOf(...CONSTANT_NAMES), below: decimal, above: decimal, argument: two(decimal) }),
      1,
      CONSTANT_NAMES.length,
    ),
  }),
  krsb: object({
    schema,
    kind: oneOf("krsb"),
    bound: decimal,
    q: list(decimal, 1, LARGEST_LEVELS),
    y: list(decimal, 1, LARGEST_LEVELS),
    chi: decimal,
    spacing: list(decimal, 1, LARGEST_LEVELS),
    R: decimal,
  }),
};

function lower(kind: "plain-lower" | "unit-lower"): Shape<Proof> {
  return object({ schema, kind: oneOf(kind), count, hidden: list(lowerHidden, 0, LARGEST_DEPTH), last });
}

/** Files of earlier versions count `positives`. */
function inTodaysWords(value: object): object {
  if (!Object.hasOwn(value, "positives") || Object.hasOwn(value, "active")) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name === "positives" ? "active" : name, entry]),
  );
}

/** Weak and strong widths have different fields. */
function byCount(weak: Shape<Proof>, strong: Shape<Proof>): Shape<Proof> {
  return (value, where) => {
    const strongAsked = typeof value === "object" && value !== null && "count" in value && value.count === 4;
    return (strongAsked ? strong : weak)(value, where);
  };
}

/** Whether a parsed JSON value says that it is a proof file of this project, of whatever kind. */
export function isProofFile(value: unknown): value is object {
  return typeof value === "object" && value !== null && "schema" in value && value.schema === PROOF_SCHEMA;
}

/**
 * The proof that a text states. Only the form is judged here, no inequality.
 * @throws ProofFormatError for a text that is too long, no JSON, of an unknown kind, or with a field too many or few
 */
export function readProof(text: string): Proof {
  if (typeof text !== "string") throw new ProofFormatError("the file: expected text");
  if (text.length > LARGEST_PROOF)
    throw new ProofFormatError(`the file: expected at most ${LARGEST_PROOF} characters`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProofFormatError("the file: expected JSON");
  }
  if (!isProofFile(value)) throw new ProofFormatError(`the file: expected the schema ${PROOF_SCHEMA}`);
  const { kind } = value as { kind?: unknown };
  if (typeof kind !== "string" || !Object.hasOwn(SHAPES, kind))
    throw new ProofFormatError(`the file: expected a kind among ${Object.keys(SHAPES).join(", ")}`);
  return SHAPES[kind as Proof["kind"]](kind === "finite" ? inTodaysWords(value) : value, "the proof");
}
