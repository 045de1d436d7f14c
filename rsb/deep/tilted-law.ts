/**
 * The spread of the fields (g, b) of a hidden layer under the tilted law of the recursion, on one linear branch of
 * the unit, where all is Gaussian.
 *
 * The weight e^{yφ} grows like a Gaussian where the unit is open: windows by the untilted variances would cut off what
 * matters.
 */
import { overlapIncrements } from "../functional/ansatz.js";
import type { HiddenStep } from "./hidden-layer.js";

/** A symmetric 2×2 matrix over (g, b). */
interface Symmetric {
  readonly gg: number;
  readonly gb: number;
  readonly bb: number;
}

/** Mean response and covariance of one step, (g′, b′) = L (g, b) + noise. */
export interface TiltedStep {
  readonly gg: number;
  readonly gb: number;
  readonly bg: number;
  readonly bb: number;
  readonly noise: Symmetric;
}

export interface TiltedLaw {
  /** Covariance of the fields at level j = 0 … k. */
  readonly covariances: readonly Symmetric[];
  /** Step j from level j−1 to level j (index j−1). */
  readonly steps: readonly TiltedStep[];
}

/** The law on the branch u = slope·z; undefined where the Gaussian integrals diverge. */
export function tiltedLaw(
  { input, fieldIncrements, gamma }: Pick<HiddenStep, "input" | "fieldIncrements" | "gamma">,
  slope: number,
): TiltedLaw | undefined {
  const y = input.breakingPoints;
  const k = y.length;
  const variances = overlapIncrements(input);
  const { chi } = input;
  const stiffness = 1 / chi + 2 * gamma * slope * slope;
  let exponent: Symmetric = {
    gg: (-2 * gamma * slope * slope) / (chi * stiffness),
    gb: slope / (chi * stiffness),
    bb: (slope * slope) / stiffness,
  };
  const steps: TiltedStep[] = [];
  for (let j = k; j >= 1; j--) {
    const [s, t, yj] = [variances[j], fieldIncrements[j], y[j - 1]];
    // I − yAS, whose inverse takes the exponent A to the level below, A (I − ySA)⁻¹.
    const m = {
      gg: 1 - yj * s * exponent.gg,
      gb: -yj * s * exponent.gb,
      bg: -yj * t * exponent.gb,
      bb: 1 - yj * t * exponent.bb,
    };
    const determinant = m.gg * m.bb - m.gb * m.bg;
    if (!(determinant > 0) || !(m.gg > 0)) return undefined;
    const inverse = {
      gg: m.bb / determinant,
      gb: -m.gb / determinant,
      bg: -m.bg / determinant,
      bb: m.gg / determinant,
    };
    steps[j - 1] = { ...inverse, noise: { gg: inverse.gg * s, gb: inverse.gb * t, bb: inverse.bb * t } };
    exponent = {
      gg: exponent.gg * inverse.gg + exponent.gb * inverse.bg,
      gb: exponent.gg * inverse.gb + exponent.gb * inverse.bb,
      bb: exponent.gb * inverse.gb + exponent.bb * inverse.bb,
    };
  }
  const covariances: Symmetric[] = [{ gg: variances[0], gb: 0, bb: fieldIncrements[0] }];
  for (let j = 1; j <= k; j++) covariances.push(propagate(covariances[j - 1], steps[j - 1]));
  return { covariances, steps };
}

/** L C Lᵀ + noise. */
function propagate(c: Symmetric, { gg, gb, bg, bb, noise }: TiltedStep): Symmetric {
  return {
    gg: gg * gg * c.gg + 2 * gg * gb * c.gb + gb * gb * c.bb + noise.gg,
    gb: gg * bg * c.gg + (gg * bb + gb * bg) * c.gb + gb * bb * c.bb + noise.gb,
    bb: bg * bg * c.gg + 2 * bg * bb * c.gb + bb * bb * c.bb + noise.bb,
  };
}
