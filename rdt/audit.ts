/** An audit of a published parameter set: what the objective is there, and what is not stationary. */
import { lastLayerCapacity, lastLayerSaddle } from "./last-layer.js";
import { plainProgram } from "./plain-program.js";
import { type ProgramParameters, packParameters, programLayout } from "./program-parameters.js";
import { unitNormLayer } from "./unit-norm-layer.js";

/** One derivative of the objective at the audited point. */
export interface AuditedDerivative {
  /** r_i, gammaBar_i, gamma_i or nu. */
  readonly variable: string;
  readonly value: number;
  /** ∂φ_0/∂x. */
  readonly derivative: number;
  /** |x ∂φ_0/∂x| over the largest |x x_j ∂²φ_0/∂x∂x_j|: the relative change of a variable that would mend it. */
  readonly relativeResidual: number;
}

export interface ParameterAudit {
  /** The audited point; entries that were NaN (illegible) are filled in, see `reconstructed`. */
  readonly parameters: ProgramParameters;
  /** Names of the entries filled in from the stationarity of the last layer. */
  readonly reconstructed: readonly string[];
  /** φ_0, which vanishes at a capacity. */
  readonly objective: number;
  readonly derivatives: readonly AuditedDerivative[];
  /** Largest relative residual of the derivatives. */
  readonly stationarity: number;
  /** |φ_0| over |α_l ∂φ_0/∂α_l|: the relative change of α_l that would bring φ_0 to zero. */
  readonly objectiveResidual: number;
}

/**
 * Objective, gradient and stationarity residuals at given parameters, α_l included.
 * r_{l−1}, where it is NaN, is taken from γ̄_l = r_{l−1} S_c(α_l)/2, which holds at a stationary point.
 * @param count c: 2 (weak) or 4 (strong)
 * @throws InputError when the blocks do not fit together or an entry is not positive
 */
export function auditParameters(given: ProgramParameters, count: number): ParameterAudit {
  const depth = given.expansions.length;
  const layout = programLayout(depth);
  const { parameters, reconstructed } = reconstruct(given, count);
  const vector = packParameters(parameters);
  const program = plainProgram(vector, depth, count);
  const variables = [...layout.r, ...layout.gammaBar, ...layout.gamma, layout.nu];
  const derivatives = variables.map((i) => {
    const row = variables.map((j) => Math.abs(vector[i] * vector[j] * program.hessian[i][j]));
    const derivative = program.gradient[i];
    const relativeResidual = Math.abs(vector[i] * derivative) / Math.max(...row);
    return { variable: layout.names[i], value: vector[i], derivative, relativeResidual };
  });
  const last = layout.expansions[depth - 1];
  return {
    parameters,
    reconstructed,
    objective: program.value,
    derivatives,
    stationarity: Math.max(...derivatives.map((item) => item.relativeResidual)),
    objectiveResidual: Math.abs(program.value / (vector[last] * program.gradient[last])),
  };
}

function reconstruct(
  given: ProgramParameters,
  count: number,
): { parameters: ProgramParameters; reconstructed: readonly string[] } {
  const { r, gammaBar, expansions } = given;
  const at = r.length - 1;
  if (at < 0 || !Number.isNaN(r[at])) return { parameters: given, reconstructed: [] };
  const saddle = lastLayerSaddle(expansions[expansions.length - 1], count).value;
  const filled = [...r.slice(0, -1), (2 * gammaBar[gammaBar.length - 1]) / saddle];
  return { parameters: { ...given, r: filled }, reconstructed: [`r_${r.length}`] };
}

/** "α_layer was in fact `value`", and how well the published parameters fit it. */
export interface SubstitutionHypothesis {
  /** The layer whose expansion is replaced; 0 for the row as published. */
  readonly layer: number;
  /** The expansion put there, and the layer of the row that it is published for. */
  readonly value: number;
  readonly takenFrom: number;
  readonly stationarity: number;
  readonly objectiveResidual: number;
  /** The larger of the two residuals, by which the hypotheses are ranked. */
  readonly residual: number;
  /** Converged capacity with the substituted expansions; NaN where there is none. */
  readonly capacity: number;
}

/**
 * Which mistaken expansion would explain a published parameter set: every α_i is replaced in turn by every other
 * expansion of the row, and the hypotheses are ranked by the residual of the published parameters. The row as
 * published competes as layer 0.
 */
export function searchSubstitutions(published: ProgramParameters, count: number): SubstitutionHypothesis[] {
  const hypotheses = [judge(published, count, 0, 0)];
  published.expansions.forEach((_, i) => {
    published.expansions.forEach((_, j) => {
      if (i !== j) hypotheses.push(judge(published, count, i + 1, j + 1));
    });
  });
  return hypotheses.sort((a, b) => a.residual - b.residual);
}

function judge(
  published: ProgramParameters,
  count: number,
  layer: number,
  takenFrom: number,
): SubstitutionHypothesis {
  const expansions = [...published.expansions];
  if (layer > 0) expansions[layer - 1] = published.expansions[takenFrom - 1];
  const { stationarity, objectiveResidual } = auditParameters({ ...published, expansions }, count);
  return {
    layer,
    value: layer > 0 ? expansions[layer - 1] : Number.NaN,
    takenFrom,
    stationarity,
    objectiveResidual,
    residual: Math.max(stationarity, objectiveResidual),
    capacity: unitCapacity(expansions.slice(0, -1), count),
  };
}

function unitCapacity(hidden: readonly number[], count: number): number {
  let incoming = 1;
  for (const expansion of hidden) incoming = unitNormLayer({ expansion, incoming }).outgoing.value;
  return incoming > 0 ? lastLayerCapacity(incoming, count).capacity.value : Number.NaN;
}
