/**
 * Level-by-level bridge of two layers: duality with optimal norms against replica symmetry breaking, solved by separate
 * code, with the parameters of both languages.
 */
import { countConstant, liftedCapacity, type Notion, recurrencePoint } from "../../rdt/index.js";
import { type DeepSolution, solveDeep, solveDeepLifted } from "../../rsb/index.js";
import { type Quantity, requirePositive } from "../../src/result.js";

/** One parameter by either theory. */
export interface LadderParameter {
  /** Its name in duality, and what it is in the order parameters of replica theory. */
  readonly name: string;
  readonly meaning: string;
  readonly byDuality: number;
  readonly byReplica: number;
}

/** One rung; from level 2 on there is no separate code of duality for two layers. */
export interface DeepRung {
  readonly level: string;
  readonly duality: string;
  readonly replica: string;
  readonly byDuality: Quantity | null;
  readonly byReplica: Quantity;
  readonly difference: number | null;
  readonly agrees: boolean | null;
  readonly rigorous: boolean;
  readonly parameters: readonly LadderParameter[];
}

/** The parameters of duality that the two programs share. */
interface DualityPoint {
  readonly r: readonly number[];
  readonly gammaBar: readonly number[];
  readonly gamma: readonly number[];
  readonly nu: number;
  readonly dualNorms?: readonly number[];
}

/**
 * The capacity of the second layer behind a first one: plain, partially lifted, and the levels 2 … `levels` of full
 * lifting, which are (level − 1)-RSB.
 * @throws InputError for an expansion that is not positive
 */
export function deepLadder(firstLayer: number, notion: Notion, levels: number): DeepRung[] {
  requirePositive(firstLayer, "the expansion of layer 1");
  const hidden = [firstLayer];
  const count = countConstant(notion, 2);
  const problem = { kind: "capacity", hidden, count } as const;
  const plain = recurrencePoint(hidden, count, "optimal");
  const lifted = liftedCapacity(hidden, { count, dualNorms: "optimal" });
  const rungs = [
    rung("1", "plain, optimal norms", "RS", plain.capacity, solveDeep(problem, 0), plain.point),
    rung(
      "partial",
      "partially lifted, optimal norms",
      "1-RSB with q_0 = r_0 = h_0 = 0",
      lifted.capacity,
      solveDeepLifted(problem),
      lifted.parameters,
      lifted.c3.value,
    ),
  ];
  for (let level = 2; level <= levels; level++) {
    const solution = solveDeep(problem, level - 1);
    rungs.push({
      level: String(level),
      duality: `fully lifted, level ${level}`,
      replica: `${level - 1}-RSB`,
      byDuality: null,
      byReplica: solution.value,
      difference: null,
      agrees: null,
      rigorous: false,
      parameters: [],
    });
  }
  return rungs;
}

function rung(
  level: string,
  duality: string,
  replica: string,
  byDuality: Quantity,
  solution: DeepSolution,
  point: DualityPoint,
  c3?: number,
): DeepRung {
  const difference = Math.abs(byDuality.value - solution.value.value);
  return {
    level,
    duality,
    replica,
    byDuality,
    byReplica: solution.value,
    difference,
    agrees: difference <= byDuality.error + solution.value.error,
    rigorous: true,
    parameters: dictionary(solution, point, c3),
  };
}

/**
 * The dictionary. Both theories minimise the same unit; their energies differ by one factor μ = χ_0/(2γ̄_1), which the
 * normalisation of the dual vectors fixes (γ̄_1 = ½ in plain duality).
 */
function dictionary(solution: DeepSolution, point: DualityPoint, c3?: number): LadderParameter[] {
  const [layer] = solution.hidden;
  const mu = solution.chi.value / (2 * point.gammaBar[0]);
  const field = layer.fields[layer.fields.length - 1].value;
  const kappa = mu * Math.sqrt(field);
  const entry = (name: string, meaning: string, byDuality: number, byReplica: number): LadderParameter => ({
    name,
    meaning,
    byDuality,
    byReplica,
  });
  return [
    entry("r_1", "sqrt(R)", point.r[0], Math.sqrt(layer.norm)),
    entry("gamma_1", "mu gamma", point.gamma[0], mu * layer.gamma),
    entry("kappa_2", "mu sqrt(h_k)", point.dualNorms?.[0] ?? Number.NaN, kappa),
    entry(
      "gammaBar_2",
      "kappa_2 c R/(2 mu)",
      point.gammaBar[1],
      (kappa * layer.chi.value * layer.norm) / (2 * mu),
    ),
    entry("nu", "mu/(2 kappa_2)", point.nu, mu / (2 * kappa)),
    ...(c3 === undefined ? [] : [entry("c3", "y_1/mu", c3, solution.breakingPoints[0].value / mu)]),
  ];
}
