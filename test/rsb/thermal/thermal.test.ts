/** k-RSB at finite temperature: closed quadrature, gradients, identities, order in k, both convolutions, stability, limits. */
import { describe, expect, it } from "vitest";
import {
  almeidaThoulessLine,
  replicaSymmetricEnergy,
  replicaSymmetricFiniteTemperature,
} from "../../../rs/index.js";
import {
  continueThermal,
  fieldProfiles,
  solveKrsb,
  solveThermal,
  solveThermalChain,
  thermalProfiles,
} from "../../../rsb/index.js";
import { evaluateFreeEntropy, type ThermalPoint } from "../../../rsb/thermal/free-entropy.js";
import {
  fromThermalCoordinates,
  recursionAnsatz,
  type ThermalAnsatz,
  toThermalCoordinates,
} from "../../../rsb/thermal/thermal-ansatz.js";
import { thermalTransport } from "../../../rsb/thermal/thermal-settings.js";
import { gaussLegendre } from "../../../src/quadrature/gauss-legendre.js";
import { InputError } from "../../../src/result.js";
import { normalDensity, normalTail } from "../../../src/special/normal.js";

const ansatzOf = (overlaps: readonly number[], breakingPoints: readonly number[]): ThermalAnsatz => ({
  overlapDeficits: Float64Array.from(overlaps, (q) => 1 - q),
  breakingPoints: Float64Array.from(breakingPoints),
});

const evaluate = (point: ThermalPoint, ansatz: ThermalAnsatz, convolution: "direct" | "fft" = "direct") =>
  evaluateFreeEntropy(
    point,
    ansatz,
    thermalTransport(recursionAnsatz(ansatz, point.beta), { convolution }, { spacing: 0.33, reach: 8.6 }),
  );

/** Φ_1 by nested composite Gauss–Legendre rules over |z| < 9. */
function byQuadrature(
  { alpha, beta }: ThermalPoint,
  { overlapDeficits, breakingPoints }: ThermalAnsatz,
): number {
  const rule = gaussLegendre(16);
  const nodes: { z: number; weight: number }[] = [];
  for (let start = -9; start < 9; start += 0.5) {
    rule.nodes.forEach((node, i) => {
      const z = start + 0.25 * (1 + node);
      nodes.push({ z, weight: 0.25 * rule.weights[i] * normalDensity(z) });
    });
  }
  const [outer, inner] = overlapDeficits;
  const [x] = breakingPoints;
  const f1 = (h: number): number =>
    Math.log(normalTail(h / Math.sqrt(inner)) + Math.exp(-beta) * normalTail(-h / Math.sqrt(inner)));
  let energetic = 0;
  for (const { z, weight } of nodes) {
    let sum = 0;
    for (const w of nodes)
      sum += w.weight * Math.exp(x * f1(Math.sqrt(1 - outer) * z + Math.sqrt(outer - inner) * w.z));
    energetic += (weight * Math.log(sum)) / x;
  }
  const lambda = inner + x * (outer - inner);
  return 0.5 * (Math.log(inner) + (1 - outer) / lambda + Math.log(lambda / inner) / x) + alpha * energetic;
}

describe("one step", () => {
  // Parameters of the theory note; its values by 120 Gauss–Hermite nodes are off by 1e-9, 8e-7 and 3e-5.
  it.each([
    { alpha: 6, beta: 4, overlaps: [0.72683, 0.91109], x: 0.60963, value: -6.4433958, digits: 7 },
    { alpha: 8, beta: 5, overlaps: [0.73618, 0.97034], x: 0.45816, value: -10.6946536, digits: 5 },
    { alpha: 7, beta: 8, overlaps: [0.74887, 0.98516], x: 0.33368, value: -12.7382243, digits: 4 },
  ])("α = $alpha, β = $beta: the optimum, its value by quadrature, the reference", (row) => {
    const point = { alpha: row.alpha, beta: row.beta };
    const solution = solveThermal(point, 1);
    expect(solution.freeEntropy.status).toBe("converged");
    expect(Math.abs(solution.freeEntropy.value - byQuadrature(point, solution.ansatz))).toBeLessThan(1e-12);
    const elsewhere = ansatzOf(row.overlaps, [row.x]);
    expect(Math.abs(evaluate(point, elsewhere).freeEntropy - byQuadrature(point, elsewhere))).toBeLessThan(
      1e-12,
    );
    expect(solution.freeEntropy.value).toBeCloseTo(row.value, row.digits);
    expect(solution.breakingPoints[0].value).toBeCloseTo(row.x, 2);
  });
});

describe("the functional", () => {
  const point = { alpha: 6, beta: 5 };
  const ansatz = ansatzOf([0.65, 0.8, 0.93, 0.97], [0.3, 0.45, 0.7]);

  it("has the gradient of its differences", () => {
    const coordinates = toThermalCoordinates(ansatz);
    const { gradient } = evaluate(point, ansatz);
    const at = (i: number, by: number): number => {
      const moved = coordinates.slice();
      moved[i] += by;
      return evaluate(point, fromThermalCoordinates(moved)).freeEntropy;
    };
    gradient.forEach((component, i) => {
      expect(Math.abs((at(i, 1e-4) - at(i, -1e-4)) / 2e-4 - component)).toBeLessThan(1e-7);
    });
  });

  it("has −∂Φ/∂β at fixed order parameters for its energy", () => {
    const at = (beta: number): number => evaluate({ alpha: 6, beta }, ansatz).freeEntropy;
    expect((at(5 - 1e-4) - at(5 + 1e-4)) / 2e-4).toBeCloseTo(evaluate(point, ansatz).energy, 7);
  });

  it("is replica symmetric where x_1 → 0 with q_0 or x_1 → 1 with q_1", () => {
    const { overlap, freeEntropy } = replicaSymmetricFiniteTemperature(6, 2.5);
    const narrow = ansatzOf([overlap.value - 1e-4, overlap.value], [1e-7]);
    expect(evaluate({ alpha: 6, beta: 2.5 }, narrow).freeEntropy).toBeCloseTo(freeEntropy.value, 7);
    const flat = ansatzOf([overlap.value, overlap.value + 0.05], [1 - 1e-9]);
    expect(evaluate({ alpha: 6, beta: 2.5 }, flat).freeEntropy).toBeCloseTo(freeEntropy.value, 8);
  });
});

describe("chains", () => {
  const point = { alpha: 7, beta: 8 };
  const chain = [...solveThermalChain(point, 5)];

  it("Φ_k falls with k, the equations hold, levels are ordered", () => {
    expect(chain.map(({ k }) => k)).toEqual([0, 1, 2, 3, 4, 5]);
    chain.forEach(({ freeEntropy, residual, k }, i) => {
      expect(freeEntropy.status).toBe("converged");
      expect(freeEntropy.error).toBeLessThan(1e-11);
      if (i === 0) return;
      expect(freeEntropy.value).toBeLessThan(chain[i - 1].freeEntropy.value);
      expect(residual).toBeLessThan(1e-6);
      expect(chain[k].overlaps).toHaveLength(k + 1);
    });
  });

  it("both routes of the energy and −dΦ/dβ agree; the entropy is at most 0 and falls", () => {
    const h = 1e-3;
    const [below, above] = [point.beta - h, point.beta + h].map((beta) =>
      solveThermal({ alpha: 7, beta }, 2),
    );
    const slope = (below.freeEntropy.value - above.freeEntropy.value) / (2 * h);
    expect(Math.abs(slope - chain[2].energy.value)).toBeLessThan(1e-6);
    expect(above.entropy.value).toBeLessThan(below.entropy.value);
    for (const { entropy, energy, energyByDensity, freeEntropy } of chain) {
      expect(Math.abs(energyByDensity.value - energy.value)).toBeLessThan(1e-12);
      expect(entropy.value).toBeLessThan(0);
      expect(Math.abs(entropy.value - freeEntropy.value - point.beta * energy.value)).toBeLessThan(1e-12);
    }
  });

  it("Fourier transforms give the same, within both errors", () => {
    const other = solveThermal(point, 3, { convolution: "fft" });
    const { freeEntropy, energy } = chain[3];
    expect(other.convolution).toBe("fft");
    expect(Math.abs(other.freeEntropy.value - freeEntropy.value)).toBeLessThan(
      other.freeEntropy.error + freeEntropy.error,
    );
    expect(Math.abs(other.energy.value - energy.value)).toBeLessThan(other.energy.error + energy.error);
  });

  it("each replicon is the second variation of Φ when its level splits", () => {
    const { ansatz, freeEntropy, replicons } = chain[1];
    const { overlapDeficits: deficits, breakingPoints } = ansatz;
    const lambdas = [deficits[1] + breakingPoints[0] * (deficits[0] - deficits[1]), deficits[1]];
    replicons.forEach((replicon, i) => {
      const [low, high] = [i === 0 ? 0 : breakingPoints[0], i === 0 ? breakingPoints[0] : 1];
      const step = 0.02 * deficits[i];
      const split: ThermalAnsatz = {
        overlapDeficits: Float64Array.of(
          ...deficits.slice(0, i),
          deficits[i] + step,
          deficits[i] - step,
          ...deficits.slice(i + 1),
        ),
        breakingPoints: Float64Array.from([...breakingPoints, 0.5 * (low + high)]).sort(),
      };
      const change = evaluate(point, split).freeEntropy - freeEntropy.value;
      const expected = (0.25 * replicon.value * (high - low) * step * step) / lambdas[i] ** 2;
      expect(change / expected).toBeGreaterThan(0.9);
      expect(change / expected).toBeLessThan(1.1);
    });
    expect(chain[5].replicons.every(({ value }, i) => value < 0 && value > replicons[i && 1].value)).toBe(
      true,
    );
  });

  it("profiles have unit mass, and their forces satisfy the stationarity of the lowest overlap", () => {
    const { ansatz, beta } = chain[2];
    const { fields, levels, massError } = thermalProfiles(beta, ansatz, { halfWidth: 8, points: 1601 });
    expect(massError).toBeLessThan(1e-12);
    const spacing = fields[1] - fields[0];
    const [outer, middle, inner] = ansatz.overlapDeficits;
    const [x1, x2] = ansatz.breakingPoints;
    const lambda = inner + x2 * (middle - inner) + x1 * (outer - middle);
    const square = levels[0].force.reduce((sum, force, j) => sum + levels[0].density[j] * force * force, 0);
    expect((point.alpha * square * spacing * lambda * lambda) / (1 - outer)).toBeCloseTo(1, 8);
  });

  it("a neighbour continues to the same state", () => {
    const near = solveThermal({ alpha: 7, beta: 7.8 }, 2);
    const continued = continueThermal(point, near.ansatz);
    expect(continued?.freeEntropy.value).toBeCloseTo(chain[2].freeEntropy.value, 11);
  });
});

describe("across the de Almeida–Thouless line", () => {
  it("nothing breaks on its stable side, on both branches, and something does on the other", () => {
    for (const beta of [3, 30]) {
      const line = almeidaThoulessLine(beta).alpha.value;
      expect(solveThermal({ alpha: 0.99 * line, beta }, 2).k).toBe(0);
      const { alpha, freeEntropy, k } = solveThermal({ alpha: 1.01 * line, beta }, 1);
      expect(k).toBe(1);
      expect(freeEntropy.value).toBeLessThan(
        replicaSymmetricFiniteTemperature(alpha, beta).freeEntropy.value,
      );
    }
  });

  it("the overlap splits at the predicted breaking point, continuously", () => {
    const { alpha, overlap, breakingPoint } = almeidaThoulessLine(4);
    const { overlaps, breakingPoints } = solveThermal({ alpha: 1.01 * alpha.value, beta: 4 }, 1);
    expect(breakingPoints[0].value).toBeCloseTo(breakingPoint.value, 2);
    expect(Math.abs(overlaps[1].value - overlap.value)).toBeLessThan(0.02);
  });
});

describe("β → ∞", () => {
  // e(β) = e_k + a/β + O(β^{−3/2} ln β) with a = ½(1 + α × weight of the marginal fields): each direction and each field at
  // its wall contributes as much as a quadratic degree of freedom.
  it("RS: the energy approaches its limit at the predicted rate", () => {
    const { energy, chi } = replicaSymmetricEnergy(6);
    const marginal = 0.5 - normalTail(Math.sqrt(2 * chi.value));
    const rate = 0.5 * (1 + 6 * marginal);
    const gaps = [1e5, 4e5, 1.6e6].map(
      (beta) => rate - beta * (replicaSymmetricFiniteTemperature(6, beta).energy.value - energy.value),
    );
    expect(Math.abs(gaps[2])).toBeLessThan(0.01);
    expect(Math.log2(gaps[0] / gaps[1])).toBeGreaterThan(0.8);
    expect(Math.log2(gaps[0] / gaps[1])).toBeLessThan(1);
  });

  it.each([1, 2])("%i-RSB: energy, free entropy and order parameters", (k) => {
    const alpha = 6;
    const ground = solveKrsb({ kind: "energy", alpha }, k);
    const rate = 0.5 * (1 + alpha * fieldProfiles(ground.ansatz, { alpha, points: 101 }).responding.atom);
    const [first, second] = [60, 240].map((beta) => solveThermal({ alpha, beta }, k));
    const scaled = [first, second].map(({ beta, energy }) => beta * (energy.value - ground.value.value));
    const next = [first, second].map(({ beta }) => Math.log(beta) / Math.sqrt(beta));
    const extrapolated = scaled[1] + ((scaled[1] - scaled[0]) * next[1]) / (next[0] - next[1]);
    expect(Math.abs(extrapolated / rate - 1)).toBeLessThan(0.02);
    for (const { beta, freeEntropy, ansatz } of [first, second]) {
      const excess = -freeEntropy.value / beta - ground.value.value;
      expect(Math.abs(excess - (rate * Math.log(beta)) / beta)).toBeLessThan(2 / beta);
      expect(beta * ansatz.overlapDeficits[k]).toBeCloseTo(ground.chi.value, 1);
    }
    const y = (of: typeof first): number =>
      Math.abs(of.beta * of.breakingPoints[0].value - ground.breakingPoints[0].value);
    expect(y(second)).toBeLessThan(0.5 * y(first));
  });
});

it.each([
  [{ alpha: -1, beta: 2 }, 1],
  [{ alpha: 6, beta: 0 }, 1],
  [{ alpha: 6, beta: 501 }, 1],
  [{ alpha: 6, beta: 4 }, 25],
  [{ alpha: 6, beta: 4 }, 1.5],
])("%o with k = %s is the caller's mistake", (point, k) => {
  expect(() => solveThermal(point, k)).toThrow(InputError);
});
