/** Scalar functions that are not piecewise linear: value, derivative, and inverse where they are strictly monotone. */
import { InputError, shown } from "../src/result.js";
import { normalTail } from "../src/special/normal.js";

/** Strictly increasing on the whole line, for the parameters that {@link curve} admits. */
const INCREASING_CURVES = ["tanh", "sigmoid", "elu", "softplus", "softsign", "exp"] as const;
/** Neither piecewise linear nor monotone: such networks are evaluated, and nothing is decided about them. */
const OTHER_CURVES = [
  "erf",
  "gelu",
  "gelu-tanh",
  "silu",
  "mish",
  "hard-swish",
  "sin",
  "cos",
  "power",
  "reciprocal",
  "sqrt",
  "log",
  "sign",
] as const;

type CurveKind = (typeof INCREASING_CURVES)[number] | (typeof OTHER_CURVES)[number];

/**
 * A smooth scalar function. `elu`: scale·x for x ≥ 0 and scale·alpha·(exp(x/width) − 1) below; `softplus`: log(1 + exp x);
 * `power`: x to the alpha. The others have no parameter.
 */
export interface Curve {
  readonly kind: CurveKind;
  /** 1 by default. */
  readonly alpha?: number;
  readonly scale?: number;
  readonly width?: number;
}

/** Whether the function is strictly increasing, as then a layer is injective exactly where its rank is full. */
export function isIncreasing({ kind, alpha = 1, scale = 1, width = 1 }: Curve): boolean {
  if (!(INCREASING_CURVES as readonly string[]).includes(kind)) return false;
  return kind !== "elu" || (alpha > 0 && scale > 0 && width > 0);
}

/** The value at x, in double precision. */
export function curveValue({ kind, alpha = 1, scale = 1, width = 1 }: Curve, x: number): number {
  switch (kind) {
    case "tanh":
      return Math.tanh(x);
    case "sigmoid":
      return sigmoid(x);
    case "elu":
      return scale * (x >= 0 ? x : alpha * Math.expm1(x / width));
    case "softplus":
      return softplus(x);
    case "softsign":
      return x / (1 + Math.abs(x));
    case "exp":
      return Math.exp(x);
    case "erf":
      return erf(x);
    case "gelu":
      return (x / 2) * (1 + erf(x / Math.SQRT2));
    case "gelu-tanh":
      return (x / 2) * (1 + Math.tanh(GELU * (x + CUBIC * x ** 3)));
    case "silu":
      return x * sigmoid(x);
    case "mish":
      return x * Math.tanh(softplus(x));
    case "hard-swish":
      return x * Math.min(1, Math.max(0, x / 6 + 0.5));
    case "sin":
      return Math.sin(x);
    case "cos":
      return Math.cos(x);
    case "power":
      return x ** alpha;
    case "reciprocal":
      return 1 / x;
    case "sqrt":
      return Math.sqrt(x);
    case "log":
      return Math.log(x);
    case "sign":
      return Math.sign(x);
  }
}

const GELU = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;

/** The derivative at x; at a kink of the derivative that of the piece on the right. */
export function curveSlope(curve: Curve, x: number): number {
  const { kind, alpha = 1, scale = 1, width = 1 } = curve;
  const gaussian = (): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  switch (kind) {
    case "tanh":
      return 1 / Math.cosh(x) ** 2;
    case "sigmoid":
      return sigmoid(x) * sigmoid(-x);
    case "elu":
      return scale * (x >= 0 ? 1 : (alpha / width) * Math.exp(x / width));
    case "softplus":
      return sigmoid(x);
    case "softsign":
      return 1 / (1 + Math.abs(x)) ** 2;
    case "exp":
      return Math.exp(x);
    case "erf":
      return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x);
    case "gelu":
      return 0.5 * (1 + erf(x / Math.SQRT2)) + x * gaussian();
    case "gelu-tanh": {
      const t = Math.tanh(GELU * (x + CUBIC * x ** 3));
      return 0.5 * (1 + t) + (x / 2) * (1 - t * t) * GELU * (1 + 3 * CUBIC * x * x);
    }
    case "silu":
      return sigmoid(x) + x * sigmoid(x) * sigmoid(-x);
    case "mish": {
      const t = Math.tanh(softplus(x));
      return t + x * (1 - t * t) * sigmoid(x);
    }
    case "hard-swish":
      return x < -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5;
    case "sin":
      return Math.cos(x);
    case "cos":
      return -Math.sin(x);
    case "power":
      return alpha * x ** (alpha - 1);
    case "reciprocal":
      return -1 / (x * x);
    case "sqrt":
      return 0.5 / Math.sqrt(x);
    case "log":
      return 1 / x;
    case "sign":
      return 0;
  }
}

/** The steepest slope of an increasing curve on the line; infinite for exp. */
export function steepestSlope({ kind, alpha = 1, scale = 1, width = 1 }: Curve): number {
  if (kind === "elu") return scale * Math.max(1, alpha / width);
  if (kind === "sigmoid") return 0.25;
  return kind === "exp" ? Number.POSITIVE_INFINITY : 1;
}

/** The open interval of values of an increasing curve. */
export function curveRange({ kind, alpha = 1, scale = 1 }: Curve): {
  readonly low: number;
  readonly high: number;
} {
  const unbounded = Number.POSITIVE_INFINITY;
  if (kind === "sigmoid") return { low: 0, high: 1 };
  if (kind === "tanh" || kind === "softsign") return { low: -1, high: 1 };
  return { low: kind === "elu" ? -scale * alpha : 0, high: unbounded };
}

/**
 * The argument of a value of an increasing curve, infinite at and beyond the ends of its range.
 * @throws Error for a curve that is not increasing
 */
export function curveArgument(curve: Curve, y: number): number {
  const { kind, alpha = 1, scale = 1, width = 1 } = curve;
  const { low, high } = curveRange(curve);
  if (y <= low) return Number.NEGATIVE_INFINITY;
  if (y >= high) return Number.POSITIVE_INFINITY;
  switch (kind) {
    case "tanh":
      return Math.atanh(y);
    case "sigmoid":
      return Math.log(y) - Math.log1p(-y);
    case "elu":
      return y >= 0 ? y / scale : width * Math.log1p(y / (scale * alpha));
    case "softplus":
      return y > 30 ? y + Math.log1p(-Math.exp(-y)) : Math.log(Math.expm1(y));
    case "softsign":
      return y / (1 - Math.abs(y));
    case "exp":
      return Math.log(y);
    default:
      throw new Error(`${kind} has no inverse`);
  }
}

function erf(x: number): number {
  return Math.sign(x) * (1 - 2 * normalTail(Math.abs(x) * Math.SQRT2));
}

function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** @throws InputError unless the parameters are finite numbers */
export function requireCurve({ kind, alpha = 1, scale = 1, width = 1 }: Curve, place: string): void {
  if (![...INCREASING_CURVES, ...OTHER_CURVES].includes(kind)) {
    throw new InputError(`the curve ${shown(kind)} of ${place}: expected a known one`);
  }
  if (![alpha, scale, width].every(Number.isFinite) || width === 0) {
    throw new InputError(`the curve ${kind} of ${place}: expected finite parameters`);
  }
}
