/** The certificate x = −Σ w_i at finite size: how often it has fewer than n positive outputs, by quadrature. */
import { dyadic, log2Dyadic } from "../src/exact/dyadic.js";
import { gaussLegendre } from "../src/quadrature/gauss-legendre.js";
import { InputError, type Quantity, quantity, requireInteger, roundingError } from "../src/result.js";
import { normalCdf, normalDensity } from "../src/special/normal.js";
import { studentCdf } from "../src/special/student-t.js";
import { binomial } from "./binomial.js";

/** Rows that the quadrature supports: below, its integrands decay slowly; above, it takes seconds. */
export const SUM_OF_ROWS_ROWS = { least: 10, largest: 5000 } as const;

/**
 * Probability that one output of x = −Σ w_i is positive, F(−√(n/(m − 1))) with F Student's law of n degrees of freedom
 * (Paleka 2021, eq. (3.7), before n → ∞). Its limit at m = cn is H(1/√c).
 *
 * @throws InputError unless 1 ≤ columns ≤ rows and rows ≥ 2 are integers, columns at most 1e6
 */
export function sumOfRowsPositiveProbability(rows: number, columns: number): Quantity {
  requireInteger(columns, "columns", 1, 1_000_000);
  requireInteger(rows, "rows", Math.max(2, columns), 1_000_000_000);
  const value = studentCdf(-Math.sqrt(columns / (rows - 1)), columns);
  return quantity(value, roundingError(1, 4));
}

/**
 * Probability that x = −Σ w_i has fewer than n positive outputs for an m × n matrix of standard normals, so that it
 * proves the layer not injective. With S = Σ w_i the residuals w_i − S/m are independent of S, so that the positive
 * outputs are the g_i < −R of centred normals g_i, with R = χ_n/√m. Adding an independent mean z̄ ~ N(0, 1/m) would
 * make them independent normals; its continuation to an imaginary mean undoes that:
 *
 *     P = E_R E_T Re B(Φ(−R − iT)),    T ~ N(0, 1/m),    B(p) = Σ_{k<n} C(m, k) p^k (1 − p)^{m−k}.
 *
 * The error is the change on doubling both quadratures and widening them.
 *
 * @throws InputError unless 1 ≤ columns ≤ rows are integers with 10 ≤ rows ≤ 5000
 */
export function sumOfRowsSuccess(rows: number, columns: number): Quantity {
  const { least, largest } = SUM_OF_ROWS_ROWS;
  requireInteger(rows, "rows", least, largest);
  requireInteger(columns, "columns", 1, largest);
  if (rows < columns) {
    throw new InputError(
      `rows is ${rows} with ${columns} columns: expected at least as many rows as columns`,
    );
  }
  const logChoose = log2Dyadic(dyadic(binomial(rows, columns - 1))) * Math.LN2;
  const coarse = successBy(rows, columns, logChoose, { radii: 64, step: 0.3, reach: 11 });
  const fine = successBy(rows, columns, logChoose, { radii: 128, step: 0.15, reach: 13 });
  return quantity(fine, Math.abs(fine - coarse) + roundingError(1, rows));
}

interface Resolution {
  /** Gauss–Legendre nodes for √m R. */
  readonly radii: number;
  /** Step and largest value of √m T, for the trapezium rule. */
  readonly step: number;
  readonly reach: number;
}

/** Deviations of χ_n from its mean that are integrated over. */
const RADIAL_REACH = 9;

function successBy(m: number, n: number, logChoose: number, { radii, step, reach }: Resolution): number {
  const { nodes, weights } = gaussLegendre(radii);
  const centre = Math.sqrt(n);
  const low = Math.max(0, centre - RADIAL_REACH);
  const half = 0.5 * (centre + RADIAL_REACH - low);
  let norm = 0;
  let total = 0;
  for (let i = 0; i < radii; i++) {
    const radius = low + half * (nodes[i] + 1);
    // Density of χ_n, up to a factor that the normalisation removes.
    const density =
      weights[i] * Math.exp((n - 1) * Math.log(radius / centre) - 0.5 * (radius * radius - centre * centre));
    norm += density;
    total += density * successAtRadius(m, n, logChoose, radius / Math.sqrt(m), step, reach);
  }
  return total / norm;
}

/** E_T Re B(Φ(−R − iT)) by the trapezium rule, which is exponentially accurate here. */
function successAtRadius(
  m: number,
  n: number,
  logChoose: number,
  radius: number,
  step: number,
  reach: number,
): number {
  const unit = 1 / Math.sqrt(m);
  let sum = 0.5 * binomialCdf(m, n, logChoose, normalCdf(-radius), 0);
  for (let x = step; x <= reach; x += step) {
    const [re, im] = complexNormalCdf(radius, x * unit);
    sum += Math.exp(-0.5 * x * x) * binomialCdf(m, n, logChoose, re, im);
  }
  return (2 * step * sum) / Math.sqrt(2 * Math.PI);
}

/** Φ(−r − it) = Φ(−r) − iφ(r) ∫_0^t e^{u²/2 − iru} du. */
function complexNormalCdf(r: number, t: number): readonly [number, number] {
  const { nodes, weights } = gaussLegendre(24);
  let cosines = 0;
  let sines = 0;
  for (let i = 0; i < nodes.length; i++) {
    const u = 0.5 * t * (nodes[i] + 1);
    const weight = weights[i] * Math.exp(0.5 * u * u);
    cosines += weight * Math.cos(r * u);
    sines += weight * Math.sin(r * u);
  }
  const scale = 0.5 * t * normalDensity(r);
  return [normalCdf(-r) - scale * sines, -scale * cosines];
}

/**
 * Re Σ_{k<n} C(m, k) p^k (1 − p)^{m−k} for a complex p: the terms from k = n − 1 down where they fall that way, the
 * complement from k = n up otherwise.
 */
function binomialCdf(m: number, n: number, logChoose: number, re: number, im: number): number {
  const below = n - 1 <= m * re;
  const first = below ? n - 1 : n;
  if (first > m) return 1;
  // C(m, n) = C(m, n − 1) (m − n + 1)/n.
  const log = below ? logChoose : logChoose + Math.log((m - n + 1) / n);
  const modulus =
    log + 0.5 * (first * Math.log(re * re + im * im) + (m - first) * Math.log((1 - re) ** 2 + im * im));
  const phase = first * Math.atan2(im, re) + (m - first) * Math.atan2(-im, 1 - re);
  let termRe = Math.exp(modulus) * Math.cos(phase);
  let termIm = Math.exp(modulus) * Math.sin(phase);
  // (1 − p)/p going down, p/(1 − p) going up.
  const [a, b, c, d] = below ? [1 - re, -im, re, im] : [re, im, 1 - re, -im];
  const square = c * c + d * d;
  const [ratioRe, ratioIm] = [(a * c + b * d) / square, (b * c - a * d) / square];
  let sum = 0;
  for (let k = first; below ? k >= 0 : k <= m; k += below ? -1 : 1) {
    sum += termRe;
    const factor = below ? k / (m - k + 1) : (m - k) / (k + 1);
    [termRe, termIm] = [
      factor * (termRe * ratioRe - termIm * ratioIm),
      factor * (termRe * ratioIm + termIm * ratioRe),
    ];
    if (Math.abs(termRe) + Math.abs(termIm) < 1e-19 * Math.abs(sum)) break;
  }
  return below ? sum : 1 - sum;
}
