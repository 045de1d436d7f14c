/** Least active units found in random networks of finite size, beside what duality and replica theory predict. */
import {
  type LeastActive,
  leastActiveUnits,
  randomNetwork,
  type WeightLaw,
} from "../../finite-size/index.js";
import { activeBounds } from "../../rdt/index.js";
import { solveKrsb } from "../../rsb/index.js";
import type { Quantity } from "../../src/result.js";

/** Networks that are searched within minutes. */
export const MOST_SEARCHED_LAYERS = 40;
export const MOST_SEARCHED_UNITS = 2000;

/** One layer; all numbers of units per input dimension but for `width` and `active`. */
export interface ActiveUnitsRow {
  readonly layer: number;
  readonly width: number;
  readonly expansion: number;
  /** Lower bounds as n → ∞, with optimal and with unit norms. */
  readonly predicted: Quantity;
  readonly predictedUnit: Quantity;
  /** Layer 1 only: the minimum itself by 2-RSB, n → ∞. */
  readonly replica?: Quantity;
  /** Least over the networks, and their mean: upper bounds of the true minima at this n. */
  readonly observed: number;
  readonly observedMean: number;
  /** At a random input. */
  readonly typical: number;
  /** Least count found in each network, and how many starts of its search reached it. */
  readonly active: readonly number[];
  readonly hits: readonly number[];
  /** The input of each network that leaves so few active. */
  readonly witnesses: readonly Float64Array[];
  /** Networks in which fewer units than `predicted` were found. */
  readonly networksBelow: number;
}

/** What is searched. */
export interface ActiveUnitsSearch {
  /** n, m_1, …, m_L. */
  readonly widths: readonly number[];
  readonly networks: number;
  /** Network i has the seed `seed` + i. */
  readonly seed: number;
  /** Effort of the search, see {@link leastActiveUnits}. */
  readonly work: number;
  /** Law of the weights, Gaussian by default; the predictions are those of Gaussian ones. */
  readonly law?: WeightLaw;
  /** Told of every layer whose search has ended. */
  readonly onLayer?: (network: number, found: LeastActive) => void;
}

/**
 * Searches random networks for inputs that leave few units active, layer by layer.
 * @throws InputError for widths, seeds or work out of range
 */
export function activeUnitsAgainstBounds(search: ActiveUnitsSearch): ActiveUnitsRow[] {
  const { widths, networks, seed, work, law, onLayer } = search;
  const [inputs, ...layers] = widths;
  const found = Array.from({ length: networks }, (_, i) =>
    leastActiveUnits(randomNetwork(widths, seed + i, 0, law), {
      seed: seed + i,
      work,
      onLayer: (layer) => onLayer?.(i, layer),
    }),
  );
  const expansions = layers.map((width) => width / inputs);
  const bounds = activeBounds(expansions, "optimal");
  const unitBounds = activeBounds(expansions, "unit");
  return layers.map((width, i) => {
    const active = found.map((network) => network[i].active);
    return {
      layer: i + 1,
      width,
      expansion: expansions[i],
      predicted: bounds[i],
      predictedUnit: unitBounds[i],
      ...(i === 0 ? { replica: groundState(expansions[0]) } : {}),
      observed: Math.min(...active) / inputs,
      observedMean: active.reduce((sum, count) => sum + count, 0) / networks / inputs,
      typical: expansions[i] / 2,
      active,
      hits: found.map((network) => network[i].hits),
      witnesses: found.map((network) => network[i].witness),
      networksBelow: active.filter((count) => count < bounds[i].value * inputs).length,
    };
  });
}

/** The minimum itself in one layer by 2-RSB. */
function groundState(alpha: number): Quantity {
  return solveKrsb({ kind: "energy", alpha }, 2, { tolerance: 1e-8 }).value;
}
