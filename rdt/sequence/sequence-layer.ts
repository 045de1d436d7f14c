/** One layer of an expansion sequence, and what the joint program says about its parameters. */
import type { Quantity } from "../../src/result.js";
import type { StepChecks } from "../layer/step-checks.js";
import type { JointCapacity } from "../program/joint-capacity.js";
import type { LayerParameters } from "../program/layer-parameters.js";
import type { SaddleSignature } from "../program/saddle.js";

/** One layer of an expansion sequence. */
export interface SequenceLayer {
  readonly layer: number;
  /** α_i = m_i/n. */
  readonly expansion: Quantity;
  /** α_i/α_{i−1}. */
  readonly relativeExpansion: Quantity;
  /** Whether the expansion was given, rather than found as the least admissible one. */
  readonly given: boolean;
  /** T_{i−1}, what the layers before hand over (T_0 = 1). */
  readonly incoming: Quantity;
  /** S_c(α_i) − T_{i−1}: zero for a least expansion, negative when this theory does not admit the given one. */
  readonly margin: Quantity;
  /** The root of S_c(α) = T_{i−1}: least admissible expansion of this layer. */
  readonly leastAdmissible: Quantity;
  readonly parameters: LayerParameters;
  /** Relative difference to the joint min–max program, where that second route was taken. */
  readonly routeGap?: number;
  /** Signature of that program's saddle with this layer as the last one. */
  readonly signature?: SaddleSignature;
  /** Comparison of a hidden layer's point with every other ρ and κ, in the same layers. */
  readonly checks?: StepChecks;
}

/** Adds the difference to the joint program, solved for the first layers, to the error of each parameter. */
export function withRouteGap(
  layers: readonly SequenceLayer[],
  { parameters }: JointCapacity,
): SequenceLayer[] {
  const { r, gammaBar, gamma, nu, dualNorms = [] } = parameters;
  const depth = gammaBar.length;
  const widened = (found: Quantity | undefined, other: number): Quantity | undefined =>
    found === undefined ? undefined : { ...found, error: found.error + Math.abs(found.value - other) };
  return layers.map((layer, i) => {
    const last = i === depth - 1;
    // The last layer of the joint program is a hidden one of a deeper sequence, with other parameters.
    if (i >= depth || (last && layers.length > depth) || (last && layer.given)) return layer;
    const found = layer.parameters;
    const kappa = last ? undefined : widened(found.kappa, dualNorms[i] / (i === 0 ? 1 : dualNorms[i - 1]));
    const norm = last ? undefined : widened(found.r, r[i]);
    const multiplier = last ? undefined : widened(found.gamma, gamma[i]);
    const count = last ? widened(found.nu, nu) : undefined;
    return {
      ...layer,
      parameters: {
        ...(norm === undefined ? {} : { r: norm }),
        gammaBar: widened(found.gammaBar, gammaBar[i]) ?? found.gammaBar,
        ...(multiplier === undefined ? {} : { gamma: multiplier }),
        ...(count === undefined ? {} : { nu: count }),
        ...(kappa === undefined ? {} : { kappa }),
      },
    };
  });
}
