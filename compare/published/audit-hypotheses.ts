/** Which mistake would explain a published parameter set: a search over substitutions and exchanges. */

import type { ProgramParameters } from "../../rdt/index.js";
import { lastLayerCapacity, liftedCapacity, unitNormLayer } from "../../rdt/index.js";
import { auditParameters, type PublishedPoint } from "./parameter-audit.js";

/** "α_layer was in fact `value`", or "two columns were exchanged", and how well the published parameters fit it. */
export interface SubstitutionHypothesis {
  /** `printed`: the row as it stands; `expansion`: α_layer replaced; `exchange`: two entries of one block swapped. */
  readonly kind: "printed" | "expansion" | "exchange";
  /** In words. */
  readonly change: string;
  /** The layer whose expansion is replaced; 0 otherwise. */
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
 * Every α_i is replaced in turn by every other expansion of the row, and every two entries of a block (r, γ̄, γ)
 * are exchanged; the hypotheses are ranked by the residual of the published parameters. The row as published
 * competes with them.
 */
export function searchSubstitutions(published: PublishedPoint, count: number): SubstitutionHypothesis[] {
  const none = { layer: 0, value: Number.NaN, takenFrom: 0 };
  const { parameters } = published;
  const hypotheses = [
    judge(published, parameters, count, { kind: "printed", change: "as printed", ...none }),
  ];
  const { expansions } = parameters;
  forPairs(expansions.length, (i, j) => {
    for (const [to, from] of [
      [i, j],
      [j, i],
    ]) {
      if (Number.isNaN(expansions[from]) || Number.isNaN(expansions[to])) continue;
      const replaced = expansions.map((x, at) => (at === to ? expansions[from] : x));
      const change = `alpha_${to + 1} = ${expansions[from]} (the value of layer ${from + 1})`;
      const what = { layer: to + 1, value: expansions[from], takenFrom: from + 1 };
      const moved = { ...parameters, expansions: replaced };
      hypotheses.push(judge(published, moved, count, { kind: "expansion", change, ...what }));
    }
  });
  for (const name of ["r", "gammaBar", "gamma"] as const) {
    forPairs(parameters[name].length, (i, j) => {
      const block = [...parameters[name]];
      if (Number.isNaN(block[i]) || Number.isNaN(block[j])) return;
      [block[i], block[j]] = [block[j], block[i]];
      const change = `${name}_${i + 1} and ${name}_${j + 1} exchanged`;
      const moved = { ...parameters, [name]: block };
      hypotheses.push(judge(published, moved, count, { kind: "exchange", change, ...none }));
    });
  }
  return hypotheses.sort((a, b) => a.residual - b.residual);
}

function forPairs(length: number, visit: (i: number, j: number) => void): void {
  for (let i = 0; i < length; i++) for (let j = i + 1; j < length; j++) visit(i, j);
}

type Change = Pick<SubstitutionHypothesis, "kind" | "change" | "layer" | "value" | "takenFrom">;

function judge(
  published: PublishedPoint,
  parameters: ProgramParameters,
  count: number,
  change: Change,
): SubstitutionHypothesis {
  const { stationarity, objectiveResidual } = auditParameters({ ...published, parameters }, count);
  const hidden = parameters.expansions.slice(0, -1);
  return {
    ...change,
    stationarity,
    objectiveResidual,
    residual: Math.max(stationarity, objectiveResidual),
    capacity:
      published.c3 === undefined
        ? unitCapacity(hidden, count)
        : liftedCapacity(hidden, { count }).capacity.value,
  };
}

function unitCapacity(hidden: readonly number[], count: number): number {
  let incoming = 1;
  for (const expansion of hidden) incoming = unitNormLayer({ expansion, incoming }).outgoing.value;
  return incoming > 0 ? lastLayerCapacity(incoming, count).capacity.value : Number.NaN;
}
