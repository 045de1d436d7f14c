/**
 * The angular integrals of a hidden layer: the plane of (g, h) is cut into three cones, and everything a layer
 * needs is an elementary function of their angles.
 *
 * min_z [(g−z)²/(4γ̄) + κ h max(z,0) + γ max(z,0)²] is homogeneous of degree two in (g, h). With b = 2γ̄κ and
 * σ = 1 + 4γγ̄ its minimiser is z = (g − bh)/σ > 0 in a cone between the rays of angle arctan(1/b) and
 * −π + arctan((1+√σ)/b), z = g ≤ 0 or z = 0 in the other two; the radial integral factors out, so the double
 * Gaussian integral of Stojnic 2024, eqs. (42)–(45), needs no quadrature.
 */

/** Where the cones lie and the moments over them; see {@link minimiserCone}. */
export interface ConeMoments {
  /** σ = 1 + 4γγ̄ and its root. */
  readonly sigma: number;
  readonly rootSigma: number;
  /** Λ(arctan t₁)/π with t₁ = b/(1+√σ), Λ(x) = x − sin x cos x: the share of E g² gained at g < 0. */
  readonly gain: number;
  /** Λ(ω)/π: the share of E(g − bh)² that the cone of positive minimisers misses; ω its missing angle. */
  readonly missing: number;
  /** M = 1 − missing. */
  readonly held: number;
  /** S = sin²ω/π. */
  readonly edge: number;
  /** dS/dω = sin 2ω/π; dM/dω = −2S. */
  readonly edgeSlope: number;
  /** ∂ω/∂b and ∂ω/∂σ. */
  readonly angleByB: number;
  readonly angleBySigma: number;
  /** ∂gain/∂b and ∂gain/∂σ. */
  readonly gainByB: number;
  readonly gainBySigma: number;
}

/**
 * Λ(arctan t) = arctan t − t/(1+t²), without cancellation for small t (alternating series below 0.1, whose
 * first omitted term is under 1e-19 relative).
 */
export function sectorExcess(t: number): number {
  if (Math.abs(t) > 0.1) return Math.atan(t) - t / (1 + t * t);
  const square = t * t;
  let power = t * square;
  let sum = 0;
  for (let k = 1; k <= 9; k++) {
    sum += (k % 2 === 1 ? 1 : -1) * power * ((2 * k) / (2 * k + 1));
    power *= square;
  }
  return sum;
}

/**
 * The cone moments at b = 2γ̄κ > 0 and η = σ − 1 = 4γγ̄ > −1.
 * η rather than σ is the argument because it is small, and must keep its digits, for wide or deep layers.
 */
export function minimiserCone(b: number, eta: number): ConeMoments {
  const sigma = 1 + eta;
  const rootSigma = Math.sqrt(sigma);
  const p = 1 + rootSigma;
  const reach = p * p + b * b;
  const t1 = b / p;
  const t2 = (b * rootSigma) / (p + b * b);
  const cosineSquare = 1 / (1 + t2 * t2);
  const gainSlope = (2 * t1 * t1) / ((1 + t1 * t1) ** 2 * Math.PI);
  const missing = sectorExcess(t2) / Math.PI;
  return {
    sigma,
    rootSigma,
    gain: sectorExcess(t1) / Math.PI,
    missing,
    held: 1 - missing,
    edge: (t2 * t2 * cosineSquare) / Math.PI,
    edgeSlope: (2 * t2 * cosineSquare) / Math.PI,
    angleByB: (rootSigma * (p - b * b)) / ((1 + b * b) * reach),
    angleBySigma: b / (2 * rootSigma * reach),
    gainByB: gainSlope / p,
    gainBySigma: (-gainSlope * t1) / (2 * rootSigma * p),
  };
}
