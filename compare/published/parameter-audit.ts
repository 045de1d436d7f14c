/** An audit of a published parameter set: what the objective is there, and what is not stationary. */
import {
  lastLayerSaddle,
  liftedProgram,
  type ProgramEvaluation,
  type ProgramParameters,
  packParameters,
  plainProgram,
  programLayout,
} from "../../rdt/index.js";

/** A printed point of the program. Entries that cannot be read are NaN: r_{l−1} or α_l may be. */
export interface PublishedPoint {
  readonly parameters: ProgramParameters;
  /** With it the point belongs to the lifted program. */
  readonly c3?: number;
  /** Half a unit of the last printed digit of every entry, in the same places; exact by default. */
  readonly precision?: { readonly parameters: ProgramParameters; readonly c3?: number };
}

/** One derivative of the objective at the audited point. */
export interface AuditedDerivative {
  /** r_i, gammaBar_i, gamma_i, nu or c3. */
  readonly variable: string;
  readonly value: number;
  /** ∂φ_0/∂x. */
  readonly derivative: number;
  /** |x ∂φ_0/∂x| over the largest |x x_j ∂²φ_0/∂x∂x_j|: the relative change of a variable that would mend it. */
  readonly relativeResidual: number;
  /** Σ_j |∂²φ_0/∂x∂x_j| δ_j: what the rounding of the printed digits can do to the derivative. */
  readonly roundingAllowance: number;
}

export interface ParameterAudit {
  /** The audited point; entries that were NaN (illegible) are filled in, see `reconstructed`. */
  readonly parameters: ProgramParameters;
  /** Names of the entries filled in. */
  readonly reconstructed: readonly string[];
  /** φ_0, which vanishes at a capacity. */
  readonly objective: number;
  /** Σ_j |∂φ_0/∂x_j| δ_j: what the rounding of the printed digits can do to φ_0. */
  readonly objectiveAllowance: number;
  /** The α_l at which φ_0 would vanish, everything else as printed (φ_0 is linear in α_l). */
  readonly impliedCapacity: number;
  readonly derivatives: readonly AuditedDerivative[];
  /** Largest relative residual of the derivatives. */
  readonly stationarity: number;
  /** |φ_0| over |α_l ∂φ_0/∂α_l|: the relative change of α_l that would bring φ_0 to zero. */
  readonly objectiveResidual: number;
}

/**
 * Objective, gradient and stationarity residuals at a printed point, α_l included, by the plain program or, with
 * c₃, by the lifted one. An illegible r_{l−1} is taken from γ̄_l = r_{l−1}S_c(α_l)/2, which holds at a stationary
 * point of the plain program; an illegible α_l is the one at which φ_0 vanishes.
 * @param count c: 2 (weak) or 4 (strong)
 * @throws InputError when the blocks do not fit together or an entry is not positive
 */
export function auditParameters(given: PublishedPoint, count: number): ParameterAudit {
  const depth = given.parameters.expansions.length;
  const layout = programLayout(depth);
  const lifting = given.c3 === undefined ? [] : [layout.size];
  const names = [...layout.names, "c3"];
  const { point, reconstructed } = reconstruct(given, count);
  const vector = vectorOf(point);
  const program = evaluate(vector, depth, count, lifting.length > 0);
  const rounding = roundingOf(given, vector.length);
  const variables = [...layout.r, ...layout.gammaBar, ...layout.gamma, layout.nu, ...lifting];
  const derivatives = variables.map((i) => {
    const row = variables.map((j) => Math.abs(vector[i] * vector[j] * program.hessian[i][j]));
    const derivative = program.gradient[i];
    return {
      variable: names[i],
      value: vector[i],
      derivative,
      relativeResidual: Math.abs(vector[i] * derivative) / Math.max(...row),
      roundingAllowance: rounding.reduce((sum, delta, j) => sum + Math.abs(program.hessian[i][j]) * delta, 0),
    };
  });
  const last = layout.expansions[depth - 1];
  return {
    parameters: point.parameters,
    reconstructed,
    objective: program.value,
    objectiveAllowance: rounding.reduce((sum, delta, j) => sum + Math.abs(program.gradient[j]) * delta, 0),
    impliedCapacity: vector[last] - program.value / program.gradient[last],
    derivatives,
    stationarity: Math.max(...derivatives.map((item) => item.relativeResidual)),
    objectiveResidual: Math.abs(program.value / (vector[last] * program.gradient[last])),
  };
}

function vectorOf({ parameters, c3 }: PublishedPoint): Float64Array {
  return Float64Array.from([...packParameters(parameters), ...(c3 === undefined ? [] : [c3])]);
}

function evaluate(vector: Float64Array, depth: number, count: number, lifted: boolean): ProgramEvaluation {
  return lifted ? liftedProgram(vector, depth, count) : plainProgram(vector, depth, count);
}

/** Half units in the order of the vector; 0 for what is exact, was not printed, or cannot be read. */
function roundingOf({ precision }: PublishedPoint, size: number): number[] {
  if (precision === undefined) return Array<number>(size).fill(0);
  const { expansions, r, gammaBar, gamma, nu } = precision.parameters;
  const norms = r.map(() => 0);
  const entries = [...expansions, ...r, ...gammaBar, ...gamma, nu, ...norms, precision.c3 ?? 0];
  return entries.slice(0, size).map((delta) => (Number.isNaN(delta) ? 0 : delta));
}

function reconstruct(
  given: PublishedPoint,
  count: number,
): { point: PublishedPoint; reconstructed: readonly string[] } {
  const { r, gammaBar, expansions } = given.parameters;
  const depth = expansions.length;
  const withCapacity = (capacity: number): PublishedPoint => ({
    ...given,
    parameters: { ...given.parameters, expansions: [...expansions.slice(0, -1), capacity] },
  });
  if (Number.isNaN(expansions[depth - 1])) {
    // φ_0 is linear in α_l: two values give the root.
    const at = (capacity: number): number =>
      evaluate(vectorOf(withCapacity(capacity)), depth, count, given.c3 !== undefined).value;
    const [low, high] = [at(2 * count), at(4 * count)];
    const capacity = 2 * count - (low * 2 * count) / (high - low);
    return { point: withCapacity(capacity), reconstructed: [`expansion_${depth}`] };
  }
  if (r.length === 0 || !Number.isNaN(r[r.length - 1])) return { point: given, reconstructed: [] };
  const saddle = lastLayerSaddle(expansions[depth - 1], count).value;
  const filled = [...r.slice(0, -1), (2 * gammaBar[depth - 1]) / saddle];
  return {
    point: { ...given, parameters: { ...given.parameters, r: filled } },
    reconstructed: [`r_${r.length}`],
  };
}
