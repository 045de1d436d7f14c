/**
 * Shannon–Whittaker interpolation: the band-limited function through uniform samples, at any place between them, with
 * an estimate of its error.
 */
import FFT from "fft.js";
import { requireNumbers, requireObject } from "../arguments.js";
import { InputError, type Quantity, quantity, requirePositive } from "../result.js";
import { normalCdf } from "../special/normal.js";

/** Samples f(start + j·spacing) of a function that has reached its limits where they end. */
export interface UniformSamples {
  readonly start: number;
  readonly spacing: number;
  readonly values: ArrayLike<number>;
  /** f(−∞) and f(∞), default 0. */
  readonly left?: number;
  readonly right?: number;
}

/** Width of the step that carries limits, in spacings: its spectrum beyond the band is e^{−½(3π)²} = 5e-20. */
const STEP_WIDTH = 3;
/** The part of the band, at its upper end, in which the spectrum is taken for as large as all of it beyond. */
const UPPER_BAND = 1 / 8;

/**
 * Values of the sinc interpolant Σ_j f_j sinc((h − h_j)/Δ) at the given places.
 *
 * A function that does not decay is split: a normal distribution function with its limits, which is known everywhere,
 * and the remainder, which decays and is interpolated. Places beyond the samples get the limits.
 *
 * The error adds what lies beyond the band limit π/Δ, estimated by twice the spectrum in the uppermost eighth of the
 * band (spectra fall), what the remainder still is at the ends of the samples, and rounding. It is absolute: of a
 * function that is far below its maximum the relative accuracy is lost.
 *
 * @param samples at least two, uniformly spaced, reaching to where the function has its limits
 * @param places where the function is wanted
 * @throws InputError unless the samples are finite and the spacing is positive
 * @returns one quantity for each place
 * @example
 * import { sincInterpolate } from "relu-injectivity/rsb";
 * const values = Array.from({ length: 41 }, (_, j) => Math.exp(-0.5 * (0.5 * (j - 20)) ** 2));
 * sincInterpolate({ start: -10, spacing: 0.5, values }, [0.3])[0].value; // 0.95599748…, exp(-0.045)
 */
export function sincInterpolate(samples: UniformSamples, places: ArrayLike<number>): Quantity[] {
  requireSamples(samples);
  requireNumbers(places, "the places");
  const { start, spacing, left = 0, right = 0 } = samples;
  const values = Float64Array.from(samples.values);
  const step = stepThrough(values, left, right);
  const remainder = values.map((value, j) => value - step(j));
  const error = errorOf(remainder, Math.max(Math.abs(left), Math.abs(right)));
  return Array.from(places, (place) => {
    const x = (place - start) / spacing;
    if (x < 0) return quantity(left, error);
    if (x > values.length - 1) return quantity(right, error);
    return quantity(step(x) + sincSum(remainder, x), error);
  });
}

function requireSamples(samples: UniformSamples): void {
  requireObject(samples, "the samples", ["start", "spacing", "values"]);
  const { start, spacing, values, left = 0, right = 0 } = samples;
  requirePositive(spacing, "the spacing of the samples");
  requireNumbers(values, "the values of the samples");
  if (values.length < 2) throw new InputError(`${values.length} samples: expected at least 2`);
  if (![start, left, right].every(Number.isFinite)) {
    throw new InputError("the start or a limit of the samples is not finite: expected numbers");
  }
}

/** A smooth step from one limit to the other, about the place where the samples pass the middle of them. */
function stepThrough(values: Float64Array, left: number, right: number): (x: number) => number {
  if (left === right) return () => left;
  const rising = right > left;
  const middle = 0.5 * (left + right);
  const passed = values.findIndex((value) => (rising ? value >= middle : value <= middle));
  const centre = passed < 0 ? values.length / 2 : passed;
  return (x) => left + (right - left) * normalCdf((x - centre) / STEP_WIDTH);
}

/** One sine for the whole sum: sin(π(x − j)) = (−1)^{j − nearest} sin π(x − nearest). */
function sincSum(values: Float64Array, x: number): number {
  const nearest = Math.round(x);
  const offset = x - nearest;
  if (offset === 0) return values[nearest];
  let sum = 0;
  for (let j = 0; j < values.length; j++) {
    sum += (((j - nearest) & 1) === 0 ? values[j] : -values[j]) / (x - j);
  }
  return (sum * Math.sin(Math.PI * offset)) / Math.PI;
}

function errorOf(remainder: Float64Array, limits: number): number {
  const largest = remainder.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const ends = Math.abs(remainder[0]) + Math.abs(remainder[remainder.length - 1]);
  // The sum of |sinc| over N samples is about (2/π) ln N + 1.
  const lebesgue = 1 + Math.log(remainder.length);
  const rounding = 4 * Number.EPSILON * (largest * lebesgue + limits);
  return 2 * upperSpectrum(remainder) + ends * lebesgue + rounding;
}

/** The sum of the moduli of the spectrum in the upper band, both signs: what it adds to the function at most. */
function upperSpectrum(values: Float64Array): number {
  const size = 2 ** Math.max(4, Math.ceil(Math.log2(values.length)));
  const padded = new Float64Array(size);
  padded.set(values);
  const spectrum = new Float64Array(2 * size);
  new FFT(size).realTransform(spectrum, padded);
  let sum = 0;
  for (let k = Math.floor((1 - UPPER_BAND) * (size / 2)); k <= size / 2; k++) {
    sum += 2 * Math.hypot(spectrum[2 * k], spectrum[2 * k + 1]);
  }
  return sum / size;
}
