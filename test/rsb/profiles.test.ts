/** Parisi functions, densities, the hole, complexity and their tables: conservation laws and reductions. */
import { describe, expect, it } from "vitest";
import { solveKrsb } from "../../rsb/chain/krsb.js";
import { type Ansatz, stepVariances } from "../../rsb/functional/ansatz.js";
import { errorCount } from "../../rsb/functional/cost.js";
import { directTransport } from "../../rsb/functional/direct-transport.js";
import { evaluateFunctional, type Problem } from "../../rsb/functional/functional.js";
import { DEFAULT_RESOLUTION } from "../../rsb/functional/level-grids.js";
import { complexityCurve } from "../../rsb/profiles/complexity.js";
import { parisiFunction, withoutNarrowLevels } from "../../rsb/profiles/parisi-function.js";
import {
  complexityTable,
  iterationTable,
  parisiTable,
  profilesToObject,
  profileTable,
} from "../../rsb/profiles/profile-tables.js";
import { fieldProfiles } from "../../rsb/profiles/profiles.js";
import { profilesAt } from "../../rsb/profiles/profiles-at.js";
import { ansatzOf, solveFixedPoint } from "../../rsb/published/fixed-point.js";
import { FrozenSweeper } from "../../rsb/published/frozen-sweeper.js";
import { recursionGrid, sincRecursion } from "../../rsb/published/sinc-recursion.js";
import { uniformBreakingPoints } from "../../rsb/published/uniform-breaking-points.js";
import { GaussianFftConvolver } from "../../src/convolution/gaussian-fft.js";
import { InputError } from "../../src/result.js";
import { tableToCsv } from "../../src/table/csv.js";

const THRESHOLD: Problem = { kind: "threshold" };
const solved = new Map([1, 3, 8, 16].map((k) => [k, solveKrsb(THRESHOLD, k)]));
const solution = (k: number) => {
  const found = solved.get(k);
  if (found === undefined) throw new Error(`k = ${k} was not solved`);
  return found;
};

/** λ_i = χ + ∫_{q_i}^1 y dq and G_i = ∫_0^{q_i} dq/λ(q)², from the Parisi function alone. */
function targets(ansatz: Ansatz): number[] {
  const steps = parisiFunction(ansatz);
  const lambdas: number[] = [];
  let lambda = ansatz.chi;
  for (let i = steps.length - 1; i >= 0; i--) {
    lambdas[i] = lambda;
    lambda += steps[i].breakingPoint * (steps[i].deficitFrom - steps[i].deficitTo);
  }
  let target = 0;
  return steps.map(({ deficitFrom, deficitTo }, i) => {
    target += (deficitFrom - deficitTo) / (lambdas[Math.max(0, i - 1)] * lambdas[i]);
    return target;
  });
}

/** ∫ f over equally spaced fields by the trapezoidal rule. */
function integral(fields: Float64Array, f: (j: number) => number): number {
  let sum = 0;
  for (let j = 1; j < fields.length; j++) sum += 0.5 * (fields[j] - fields[j - 1]) * (f(j) + f(j - 1));
  return sum;
}

describe("the Parisi function", () => {
  it("has steps that tile (0, 1), increasing", () => {
    const steps = parisiFunction(solution(8).ansatz);
    expect(steps).toHaveLength(9);
    expect(steps[0].from).toBe(0);
    expect(steps[8].to).toBe(1);
    for (let i = 1; i < steps.length; i++) {
      expect(steps[i].from).toBe(steps[i - 1].to);
      expect(steps[i].breakingPoint).toBeGreaterThan(steps[i - 1].breakingPoint);
    }
  });

  it("loses its narrow levels without losing its range", () => {
    const wide = withoutNarrowLevels(solution(8).ansatz, 1e-2);
    expect(wide.breakingPoints.length).toBeLessThan(8);
    expect(wide.overlapDeficits.at(-1)).toBe(0);
    expect(wide.overlapDeficits).toHaveLength(wide.breakingPoints.length + 1);
    expect(withoutNarrowLevels(solution(8).ansatz, 0)).toEqual(solution(8).ansatz);
  });
});

describe("interpolated profiles", () => {
  it.each([1, 3, 8])("of k = %i agree with a grid four times finer, within errors that are small", (k) => {
    const { ansatz } = solution(k);
    const resolution = { ...DEFAULT_RESOLUTION, refinement: 0.25 };
    const exact = fieldProfiles(ansatz, { halfWidth: 2, points: 12, resolution });
    for (const { level, phi, density } of profilesAt(ansatz, exact.fields)) {
      const { phi: expectedPhi, density: expectedDensity } = exact.levels[level];
      for (let j = 0; j < exact.fields.length; j++) {
        expect(Math.abs(phi[j].value - expectedPhi[j])).toBeLessThanOrEqual(phi[j].error + 1e-14);
        expect(Math.abs(density[j].value - expectedDensity[j])).toBeLessThanOrEqual(density[j].error + 1e-14);
        expect(Math.max(phi[j].error, density[j].error)).toBeLessThan(1e-9);
      }
    }
  });

  it("take the levels that are wanted, and refuse k = 0", () => {
    const { ansatz } = solution(3);
    expect(profilesAt(ansatz, [0], { levels: [3, 1] }).map(({ level }) => level)).toEqual([1, 3]);
    const none = { overlapDeficits: Float64Array.of(0), breakingPoints: Float64Array.of(), chi: 1 };
    expect(() => profilesAt(none, [0])).toThrow(InputError);
  });
});

describe("profiles", () => {
  it.each([1, 8, 16])("of k = %i conserve mass to 1e-10 and give energy 1 at the threshold", (k) => {
    const profiles = fieldProfiles(solution(k).ansatz, { points: 3 });
    expect(profiles.massError).toBeLessThan(1e-10);
    expect(profiles.alpha).toBeCloseTo(solution(k).value.value, 12);
    expect(Math.abs(profiles.energy - 1)).toBeLessThan(1e-9);
    const { satisfied, atom, errors } = profiles.responding;
    expect(satisfied + atom + errors).toBeCloseTo(1, 11);
  });

  const { ansatz, value } = solution(3);
  const profiles = fieldProfiles(ansatz, { points: 4001, halfWidth: 6 });
  const { fields, levels, responding, chi } = profiles;

  it("have forces that are the derivatives of the Parisi functions", () => {
    for (const { phi, force, level } of levels.slice(0, 3)) {
      for (const j of [1900, 2050, 2100, 2400]) {
        const uniform = fields[j + 1] - fields[j];
        if (Math.abs(fields[j] - fields[j - 1] - uniform) > 1e-12) continue;
        const difference = (phi[j + 1] - phi[j - 1]) / (2 * uniform);
        expect(Math.abs(difference - force[j]), `level ${level}`).toBeLessThan(1e-3);
      }
    }
  });

  it("satisfy the saddle-point equations on the output fields", () => {
    const expected = targets(ansatz);
    levels.forEach(({ density, force }, i) => {
      const sum = integral(fields, (j) => density[j] * force[j] ** 2);
      expect(Math.abs((value.value * sum) / expected[i] - 1)).toBeLessThan(i < 3 ? 1e-6 : 2e-2);
    });
  });

  it("start from a Gaussian and keep the mean force: m_i is a martingale under P_i", () => {
    const sigma = Math.sqrt(profiles.smallestOverlap);
    levels[0].density.forEach((density, j) => {
      expect(density).toBeCloseTo(
        Math.exp(-0.5 * (fields[j] / sigma) ** 2) / (sigma * Math.sqrt(2 * Math.PI)),
        12,
      );
    });
    const means = levels
      .slice(0, 3)
      .map(({ density, force }) => integral(fields, (j) => density[j] * force[j]));
    for (const mean of means) expect(mean).toBeCloseTo(means[0], 6);
  });

  it("show the hole: no responding field on (0, sqrt(2 chi)), an atom at 0, a smooth cavity density", () => {
    expect(responding.hole).toEqual([0, Math.sqrt(2 * chi)]);
    const last = levels[3];
    const inside = (field: number): boolean => field > 0 && field < responding.hole[1];
    fields.forEach((field, j) => {
      expect(responding.density[j]).toBe(inside(field) ? 0 : last.density[j]);
    });
    const hole = [...fields.keys()].filter((j) => inside(fields[j]));
    expect(hole.length).toBeGreaterThan(5);
    for (const j of hole) expect(last.density[j]).toBeGreaterThan(0);
    const inHole = integral(fields, (j) => last.density[j] - responding.density[j]);
    expect(Math.abs(inHole - responding.atom)).toBeLessThan(5e-3);
    expect(value.value * responding.errors).toBeCloseTo(1, 9);
  });

  it("agree with the Fourier recursion where that is valid", () => {
    const steps = { variances: stepVariances(ansatz), breakingPoints: ansatz.breakingPoints };
    const convolver = new GaussianFftConvolver(
      recursionGrid(steps, errorCount, { spacing: 0.2, reach: 9.5 }),
    );
    const recursion = sincRecursion(steps, errorCount, convolver);
    const scale = Math.sqrt(2 * chi);
    const picks = [-1, 0.1, 0.6, 1.4].map((h) =>
      Math.round(h / convolver.grid.spacing + convolver.grid.size / 2),
    );
    for (const j of picks) {
      const field = recursion.fields[j] * scale;
      const two = fieldProfiles(ansatz, { points: 2, halfWidth: Math.abs(field) });
      const at = two.fields.indexOf(field);
      for (let i = 0; i < 3; i++) {
        expect(two.levels[i].phi[at]).toBeCloseTo(recursion.phi[i][j], 11);
        expect(two.levels[i].force[at] * scale).toBeCloseTo(recursion.force[i][j], 10);
        expect(two.levels[i].density[at] * scale).toBeCloseTo(recursion.density[i][j], 11);
      }
    }
  });

  it("take a fixed point with closed levels", () => {
    const published = solveFixedPoint({ problem: THRESHOLD, k: 30, yMax: 10, tolerance: 1e-5 });
    const broad = fieldProfiles(published.ansatz, { points: 11 });
    expect(broad.k).toBeLessThanOrEqual(30);
    expect(broad.massError).toBeLessThan(1e-10);
    expect(broad.energy).toBeCloseTo(published.energyByDensity.value, 4);
  });

  it("refuse k = 0 and fields beyond 8 standard deviations", () => {
    expect(() => fieldProfiles(solveKrsb(THRESHOLD, 0).ansatz)).toThrow(InputError);
    expect(() => fieldProfiles(ansatz, { halfWidth: 9 })).toThrow(InputError);
  });
});

describe("the energy by the density", () => {
  it("differs from the functional by the sum of y_i dF/dy_i: the defect of frozen breaking points", () => {
    const {
      ansatz: frozen,
      energyByDensity,
      functionalValue,
    } = solveFixedPoint({
      problem: THRESHOLD,
      k: 3,
      yMax: 9,
      yMin: 2,
      tolerance: 1e-9,
    });
    const transport = directTransport(frozen, errorCount, DEFAULT_RESOLUTION);
    const { gradient } = evaluateFunctional(
      { kind: "energy", alpha: functionalValue },
      frozen,
      errorCount,
      transport,
    );
    // The objective is B − αA in the coordinates ln y_i (indices k … 2k − 1).
    const defect = -gradient.slice(3, 6).reduce((sum, component) => sum + component, 0);
    expect(Math.abs(defect)).toBeGreaterThan(1e-4);
    expect(Math.abs(energyByDensity.value - 1 - defect)).toBeLessThan(1e-7);
  });
});

describe("the complexity", () => {
  const alpha = solution(1).value.value;
  const optimal = solution(1).ansatz.breakingPoints[0];
  const step = 0.02;
  const points = complexityCurve(alpha, [optimal, optimal - step, optimal - 2 * step, optimal + 0.5]);

  it("vanishes at the optimal breaking point, where the energies agree, and is positive below", () => {
    expect(points[0].complexity.status).toBe("converged");
    // The breaking point has an error, to which both are proportional.
    const [{ error }] = solution(1).breakingPoints;
    expect(error).toBeLessThan(1e-7);
    const complexityError = (points[1].complexity.value / step) * error + points[0].complexity.error;
    const energyError = (Math.abs(points[1].energy.value - 1) / step) * error + points[0].energy.error;
    expect(Math.abs(points[0].complexity.value)).toBeLessThan(complexityError);
    expect(Math.abs(points[0].energy.value - 1)).toBeLessThan(energyError);
    expect(points[0].replicatedEnergy.value).toBeCloseTo(1, 12);
    expect(points[1].complexity.value).toBeGreaterThan(0);
    expect(points[3].complexity.value).toBeLessThan(0);
  });

  it("is the Legendre transform: dSigma = y de, and the energy is the density of errors", () => {
    const slope =
      (points[2].complexity.value - points[0].complexity.value) /
      (points[2].energy.value - points[0].energy.value);
    expect(slope).toBeCloseTo(points[1].breakingPoint, 3);
    const { smallestOverlap, chi, breakingPoint, energy } = points[3];
    const total = 0.5 / chi;
    const steps = {
      variances: Float64Array.of(smallestOverlap * total, (1 - smallestOverlap) * total),
      breakingPoints: Float64Array.of(breakingPoint),
    };
    const sweep = new FrozenSweeper(errorCount, { spacing: 0.3, reach: 9 }).fresh(steps);
    expect(alpha * sweep.paid).toBeCloseTo(energy.value, 8);
    expect(ansatzOf(steps).chi).toBeCloseTo(chi, 14);
  });

  it("refuses alpha <= 2", () => {
    expect(() => complexityCurve(2, [1])).toThrow(InputError);
  });
});

describe("tables", () => {
  const { ansatz } = solution(1);
  const profiles = fieldProfiles(ansatz, { points: 5 });
  const steps = parisiFunction(ansatz);
  const record = solveFixedPoint({
    problem: THRESHOLD,
    k: 4,
    yMax: 9,
    iterationLimit: 2,
    record: true,
  }).record;

  it.each([
    ["profiles", profileTable(profiles), 2 * profiles.fields.length],
    ["Parisi function", parisiTable(steps), 2],
    ["complexity", complexityTable(complexityCurve(6, [3])), 1],
    ["iteration", iterationTable(record, (k) => uniformBreakingPoints(k, 9)), 10],
  ])("of the %s describe every column and have as many rows as they should", (_, table, rows) => {
    expect(table.rows).toHaveLength(rows);
    for (const { name, unit, meaning, equation } of table.columns) {
      for (const text of [name, unit, meaning, equation]) expect(text).not.toBe("");
    }
    for (const row of table.rows) expect(Object.keys(row)).toEqual(table.columns.map(({ name }) => name));
    const lines = tableToCsv(table).trimEnd().split("\n");
    expect(lines).toHaveLength(rows + 1);
    expect(lines[0].split(",")).toEqual(table.columns.map(({ name }) => name));
    expect(Number(lines[1].split(",")[1])).toBe(table.rows[0][table.columns[1].name]);
  });

  it("survive JSON", () => {
    const object = profilesToObject(profiles, steps);
    expect(JSON.parse(JSON.stringify(object))).toEqual(object);
    expect(object.errors * object.alpha).toBeCloseTo(object.energy, 12);
  });
});
