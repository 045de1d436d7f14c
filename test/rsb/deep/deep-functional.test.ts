/** The functional of deep networks: closed-form moments, gradient, the exact linear layer, merged levels, quadrature. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  type DeepAnsatz,
  deepFromCoordinates,
  deepToCoordinates,
  freeCoordinates,
} from "../../../rsb/deep/deep-ansatz.js";
import {
  type DeepProblem,
  type DeepResolution,
  deepFunctional,
  deepLayout,
} from "../../../rsb/deep/deep-functional.js";
import { behindLinearLayer } from "../../../rsb/deep/deep-start.js";
import { fieldLayout } from "../../../rsb/deep/field-grids.js";
import { fieldNorm } from "../../../rsb/deep/field-norm.js";
import { hiddenLayer } from "../../../rsb/deep/hidden-layer.js";
import { type UnitMoments, unitMoments } from "../../../rsb/deep/unit-response.js";
import { type KrsbSolution, solveKrsb } from "../../../rsb/index.js";
import { gaussHermite } from "../../gauss-hermite.js";

const FINE: DeepResolution = {
  hidden: { density: 1.7, reach: 8, panelPoints: 12 },
  last: { spacing: 0.36, reach: 8.6 },
};
/** Enough where only the discretised functional matters; kernels that are cut short would make it jump. */
const ROUGH: DeepResolution = {
  hidden: { density: 1, reach: 8, panelPoints: 8 },
  last: { spacing: 0.45, reach: 8.6 },
};
const weak = (slope: number): DeepProblem => ({ kind: "capacity", hidden: [6.7], count: 2, slopes: [slope] });

function evaluate(problem: DeepProblem, ansatz: DeepAnsatz, resolution = FINE) {
  const layout = deepLayout(problem, ansatz, resolution);
  const value = layout && deepFunctional(problem, ansatz, layout);
  if (value === undefined) throw new Error("the ansatz is outside the domain");
  return value;
}

const oneLayer: KrsbSolution[] = [];
beforeAll(() => {
  for (const k of [1, 2, 3, 4]) oneLayer[k] = solveKrsb({ kind: "threshold" }, k);
});

/** min_z of the unit's energy by a scan and refinement, for one pair of fields. */
function minimum(g: number, b: number, chi: number, gamma: number, slope: number): number {
  const energy = (z: number): number => {
    const u = z > 0 ? z : slope * z;
    return (z - g) ** 2 / (2 * chi) + gamma * u * u - b * u;
  };
  const candidates = [0, (g / chi + b) / (1 / chi + 2 * gamma)].filter((z) => z >= 0);
  const below = (g / chi + slope * b) / (1 / chi + 2 * gamma * slope * slope);
  if (below < 0) candidates.push(below);
  return Math.min(...candidates.map(energy));
}

describe("the unit's response", () => {
  it.each([0, 0.4, 1])("has the moments that direct integration over b gives (slope %d)", (slope) => {
    const p = { chi: 0.6, gamma: 1.3, slope, breakingPoint: 1.7, fieldVariance: 0.5 };
    for (const [g, b] of [
      [-1.2, 0.3],
      [-0.4, 1.5],
      [0.7, -0.6],
      [1.4, 0.9],
    ]) {
      const out: UnitMoments = {
        mass: new Float64Array(1),
        energy: new Float64Array(1),
        shift: new Float64Array(1),
        square: new Float64Array(1),
        variance: new Float64Array(1),
      };
      unitMoments(p, g, b, 0, out, 0);
      const h = 1e-4;
      let [mass, energy] = [0, 0];
      for (let x = -9; x <= 9; x += h) {
        const density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
        const psi = minimum(g, b + x * Math.sqrt(p.fieldVariance), p.chi, p.gamma, slope);
        mass += h * density * Math.exp(-p.breakingPoint * psi);
        energy -= h * density * psi * Math.exp(-p.breakingPoint * psi);
      }
      expect(Math.abs(out.mass[0] / mass - 1)).toBeLessThan(1e-8);
      expect(Math.abs(out.energy[0] - energy)).toBeLessThan(1e-7 * mass);
      const at = (change: Partial<typeof p>): number => {
        unitMoments({ ...p, ...change }, g, b, 0, out, 0);
        return out.mass[0];
      };
      const slopeIn = (key: "chi" | "gamma" | "fieldVariance"): number =>
        (at({ [key]: p[key] + 1e-5 }) - at({ [key]: p[key] - 1e-5 })) / 2e-5;
      const [inChi, inGamma, inField] = [slopeIn("chi"), slopeIn("gamma"), slopeIn("fieldVariance")];
      unitMoments(p, g, b, 0, out, 0);
      expect(Math.abs((p.breakingPoint * out.shift[0]) / (2 * p.chi ** 2) - inChi)).toBeLessThan(1e-8 * mass);
      expect(Math.abs(-p.breakingPoint * out.square[0] - inGamma)).toBeLessThan(1e-8 * mass);
      expect(Math.abs(p.breakingPoint * out.variance[0] - inField)).toBeLessThan(1e-8 * mass);
    }
  });
});

describe("a linear hidden layer", () => {
  it.each([1, 2, 3, 4])("gives the one-layer k-RSB threshold, stationary (k = %d)", (k) => {
    for (const expansion of [1.5, 6.7]) {
      const ansatz = behindLinearLayer({ input: oneLayer[k].ansatz, hidden: [] }, expansion);
      const value = evaluate({ ...weak(1), hidden: [expansion] }, ansatz);
      expect(Math.abs(value.value - oneLayer[k].value.value)).toBeLessThan(2e-11);
      expect(Math.max(...value.gradient.map(Math.abs))).toBeLessThan(1e-9);
      expect(Math.abs(value.norms[0] - (expansion - 1))).toBeLessThan(1e-8);
    }
  });
});

describe("the gradient", () => {
  it.each([
    [1, 0, "capacity"],
    [2, 0, "capacity"],
    [2, 0.3, "energy"],
  ] as const)("is the derivative of the discretised value (k = %d, slope %d, %s)", (k, slope, kind) => {
    const problem: DeepProblem =
      kind === "capacity" ? weak(slope) : { ...weak(slope), kind: "energy", alpha: 6.4 };
    const start = behindLinearLayer({ input: oneLayer[k].ansatz, hidden: [] }, 6.7);
    // Away from the symmetric start, where many derivatives vanish.
    const point = deepToCoordinates(start).map((x, i) => x + 0.03 * Math.sin(i + 1));
    const layout = deepLayout(problem, deepFromCoordinates(point, k), ROUGH);
    if (layout === undefined) throw new Error("no layout");
    const value = (x: Float64Array): number =>
      deepFunctional(problem, deepFromCoordinates(x, k), layout)?.value ?? Number.NaN;
    const { gradient } = evaluate(problem, deepFromCoordinates(point, k), ROUGH);
    const h = 2e-3;
    const shifted = (i: number, step: number): number => value(point.map((x, j) => (i === j ? x + step : x)));
    for (let i = 0; i < point.length; i++) {
      const near = (shifted(i, h) - shifted(i, -h)) / (2 * h);
      const far = (shifted(i, 2 * h) - shifted(i, -2 * h)) / (4 * h);
      expect(Math.abs((4 * near - far) / 3 - gradient[i])).toBeLessThan(1e-8);
    }
  });

  it("has the derivatives of γ", () => {
    const { hidden } = behindLinearLayer({ input: oneLayer[2].ansatz, hidden: [] }, 6.7);
    const norm = fieldNorm(hidden[0]);
    hidden[0].fieldIncrements.forEach((_, j) => {
      const moved = hidden[0].fieldIncrements.slice();
      moved[j] += 1e-6;
      const { gamma } = fieldNorm({ ...hidden[0], fieldIncrements: moved });
      expect(Math.abs((gamma - norm.gamma) / 1e-6 - norm.fieldIncrements[j])).toBeLessThan(1e-7);
    });
  });
});

describe("the hidden layer", () => {
  it("agrees with a Gauss–Hermite tensor rule (k = 1)", () => {
    // Smooth enough for the rule: wide last step, large response.
    const input = {
      overlapDeficits: Float64Array.of(0.6, 0),
      breakingPoints: Float64Array.of(0.8),
      chi: 1.2,
    };
    const step = { input, fieldIncrements: Float64Array.of(0.3, 0.4), gamma: 0.9, slope: 0 };
    const layout = fieldLayout(step, FINE.hidden);
    const value = layout && hiddenLayer(step, layout);
    const { nodes, weights } = gaussHermite(40);
    const out: UnitMoments = {
      mass: new Float64Array(1),
      energy: new Float64Array(1),
      shift: new Float64Array(1),
      square: new Float64Array(1),
      variance: new Float64Array(1),
    };
    const parameters = { chi: 1.2, gamma: 0.9, slope: 0, breakingPoint: 0.8, fieldVariance: 0.4 };
    let sum = 0;
    nodes.forEach((x0, i) => {
      nodes.forEach((x1, j) => {
        let mass = 0;
        nodes.forEach((x2, l) => {
          const g = Math.sqrt(0.4) * x0 + Math.sqrt(0.6) * x2;
          unitMoments(parameters, g, Math.sqrt(0.3) * x1, 0, out, 0);
          mass += weights[l] * out.mass[0];
        });
        sum -= (weights[i] * weights[j] * Math.log(mass)) / 0.8;
      });
    });
    expect(Math.abs((value?.value ?? Number.NaN) - sum)).toBeLessThan(2e-5);
  });

  it("does not depend on the grids: two discretisations agree", () => {
    const ansatz = behindLinearLayer({ input: oneLayer[2].ansatz, hidden: [] }, 6.7);
    const other: DeepResolution = {
      hidden: { density: 2.1, reach: 9, panelPoints: 15 },
      last: { spacing: 0.3, reach: 8.6 },
    };
    const [first, second] = [FINE, other].map((resolution) => evaluate(weak(0), ansatz, resolution).value);
    expect(Math.abs(first - second)).toBeLessThan(1e-10);
  });

  it("is homogeneous: M(sq, sχ, ĥ/s, γ/s) = M", () => {
    // The overlaps end at 1 by construction, so that only the single-unit moments can be scaled.
    const parameters = { chi: 0.6, gamma: 1.3, slope: 0.2, breakingPoint: 1.7, fieldVariance: 0.5 };
    const moments = (): UnitMoments => ({
      mass: new Float64Array(1),
      energy: new Float64Array(1),
      shift: new Float64Array(1),
      square: new Float64Array(1),
      variance: new Float64Array(1),
    });
    const [plain, scaled] = [moments(), moments()];
    const s = 2.7;
    unitMoments(parameters, -0.4, 0.9, 0, plain, 0);
    unitMoments(
      { ...parameters, chi: 0.6 * s, gamma: 1.3 / s, fieldVariance: 0.5 / s },
      -0.4 * Math.sqrt(s),
      0.9 / Math.sqrt(s),
      0,
      scaled,
      0,
    );
    expect(scaled.mass[0]).toBeCloseTo(plain.mass[0], 13);
    expect(scaled.energy[0]).toBeCloseTo(plain.energy[0], 13);
  });
});

describe("merged levels", () => {
  it("a level of zero width, or two levels with one breaking point, are k = 1", () => {
    const one = behindLinearLayer({ input: oneLayer[1].ansatz, hidden: [] }, 6.7);
    const reference = evaluate(weak(0), one).value;
    const share = 0.4;
    // Split the only step of k = 1 into two of the same y: a Gaussian step in two halves.
    const split = (deficits: Float64Array): Float64Array =>
      Float64Array.of(deficits[0], share * deficits[0], 0);
    const y = oneLayer[1].ansatz.breakingPoints[0];
    const breakingPoints = Float64Array.of(y, y * (1 + 1e-9));
    const input = { ...one.input, overlapDeficits: split(one.input.overlapDeficits), breakingPoints };
    const [{ fieldIncrements: t, output }] = one.hidden;
    const merged: DeepAnsatz = {
      input,
      hidden: [
        {
          fieldIncrements: Float64Array.of(t[0], 0.7 * t[1], 0.3 * t[1]),
          output: { ...output, overlapDeficits: split(output.overlapDeficits), breakingPoints },
        },
      ],
    };
    expect(Math.abs(evaluate(weak(0), merged).value - reference)).toBeLessThan(1e-8);
  });
});

describe("coordinates", () => {
  it("are inverted, and zero lowest levels are not free", () => {
    const ansatz = behindLinearLayer({ input: oneLayer[2].ansatz, hidden: [] }, 6.7);
    const coordinates = deepToCoordinates(ansatz);
    expect(coordinates).toHaveLength(4 * 2 + 3);
    expect(deepToCoordinates(deepFromCoordinates(coordinates, 2))).toEqual(coordinates);
    const deficits = ansatz.input.overlapDeficits.slice();
    deficits[0] = 1;
    const lifted = { ...ansatz, input: { ...ansatz.input, overlapDeficits: deficits } };
    expect(freeCoordinates(lifted)).toHaveLength(10);
  });

  it("refuses an ansatz out of order, and grids where the integrals diverge", () => {
    const ansatz = behindLinearLayer({ input: oneLayer[2].ansatz, hidden: [] }, 6.7);
    const layout = deepLayout(weak(0), ansatz, FINE);
    const coordinates = deepToCoordinates(ansatz);
    coordinates[2] = coordinates[3] + 0.1;
    expect(layout && deepFunctional(weak(0), deepFromCoordinates(coordinates, 2), layout)).toBeUndefined();
    const wide = ansatz.hidden[0].fieldIncrements.map((t) => 50 * t);
    const diverging = { ...ansatz, hidden: [{ ...ansatz.hidden[0], fieldIncrements: wide }] };
    const step = { ...diverging.hidden[0], input: diverging.input, gamma: 0.1, slope: 0 };
    expect(fieldLayout(step, FINE.hidden)).toBeUndefined();
  });
});
