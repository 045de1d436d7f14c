/**
 * The density of boundaries at initialisation (Hanin and Rolnick 2019, Theorem 6) in the convention φ(W h + b): the
 * expected (n − k)-dimensional volume of the points of K where k units lie on breakpoints is
 * Σ over k units and breakpoints of ∫_K E[√det(J Jᵀ) Π ρ_b(ξ − W h) 1(good)] dx. Good means an open path from each
 * unit, itself excluded, to the output; dropping it counts all boundaries of the activation pattern. The biases of
 * the k units are those that put them on their breakpoints, so that the deeper of them see the shallower ones there.
 */
import { type RandomSource, randomSource } from "../../src/random/normal.js";
import { InputError, type Quantity, requireInteger } from "../../src/result.js";
import { sampleMean } from "../../src/statistics/sample-mean.js";
import type { NetworkModel } from "../model.js";
import {
  biasDensity,
  hiddenUnits,
  type InitialisationLaw,
  randomModel,
  requireInitialisation,
} from "./initialisation.js";
import { type PinnedUnit, pinnedValues } from "./pinned-units.js";
import { spannedVolume } from "./spanned-volume.js";

/** Expectations of one quantity for all boundaries, and for those that the output shows. */
export interface ExpectedBoundary {
  readonly activation: Quantity;
  readonly output: Quantity;
}

export interface DensityOptions {
  /** Networks drawn, ≥ 2. */
  readonly samples: number;
  /** Network i is drawn from stream i. */
  readonly seed: number;
  /** Points (on a segment) or sets of units with a point (in a box) a network. */
  readonly pointsPerNetwork?: number;
}

/**
 * Expected breakpoints along a segment; errors are standard errors.
 * @throws InputError for laws that {@link requireInitialisation} refuses
 */
export function segmentDensity(
  law: InitialisationLaw,
  start: readonly number[],
  end: readonly number[],
  { samples, seed, pointsPerNetwork = 8 }: DensityOptions,
): ExpectedBoundary {
  requireInitialisation(law);
  const direction = Float64Array.from(start, (value, j) => end[j] - value);
  const [activation, output]: number[][] = [[], []];
  for (let i = 0; i < samples; i++) {
    const random = randomSource(seed, i);
    const model = randomModel(law, random);
    const sums = { activation: 0, output: 0 };
    for (let k = 0; k < pointsPerNetwork; k++) {
      // One point in each of equal parts of the segment.
      const t = (k + random.uniform()) / pointsPerNetwork;
      const point = direction.map((step, j) => start[j] + t * step);
      addAllUnits(law, model, point, direction, sums);
    }
    activation.push(sums.activation / pointsPerNetwork);
    output.push(sums.output / pointsPerNetwork);
  }
  return { activation: sampleMean(activation).mean, output: sampleMean(output).mean };
}

/** Every unit and breakpoint at one point of the segment. */
function addAllUnits(
  law: InitialisationLaw,
  model: NetworkModel,
  point: Float64Array,
  direction: Float64Array,
  sums: { activation: number; output: number },
): void {
  const directions = { values: direction, count: 1 };
  const { breakpoints } = law.activation;
  law.widths.slice(1, -1).forEach((width, layer) => {
    const deepest = layer === law.widths.length - 3;
    for (const breakpoint of breakpoints) {
      const pins = Array.from({ length: width }, (_, unit) => ({ layer, unit, breakpoint }));
      // Units of one layer do not see each other, so that one pass serves them all where nothing above matters.
      const together = pinnedValues(model, point, directions, pins, false);
      together.forEach(({ bias, gradient }, unit) => {
        const density = Math.abs(gradient[0]) * biasDensity(law.bias, bias);
        sums.activation += density;
        if (density === 0) return;
        const good = deepest || pinnedValues(model, point, directions, [pins[unit]])[0].good;
        if (good) sums.output += density;
      });
    }
  });
}

export interface BoxDensityOptions extends DensityOptions {
  /** How many units lie on breakpoints at once, 1 … inputs. */
  readonly together: number;
  /** Layers (from 1) of the units, one each; any when absent. */
  readonly layers?: readonly number[];
  /** True evaluates deeper units with all biases as drawn, as (12) is printed; for comparison only. */
  readonly asPrinted?: boolean;
}

/**
 * Expected (inputs − k)-dimensional volume, in a box, of the points where k units lie on breakpoints at once.
 * Points and sets of units are drawn at random. Errors are standard errors.
 * @param low, high corners of the box
 * @throws InputError for laws that {@link requireInitialisation} refuses, and for more units than inputs
 */
export function boxDensity(
  law: InitialisationLaw,
  low: readonly number[],
  high: readonly number[],
  options: BoxDensityOptions,
): ExpectedBoundary {
  requireInitialisation(law);
  const { samples, seed, together, layers, asPrinted = false, pointsPerNetwork = 8 } = options;
  const [inputs] = law.widths;
  requireInteger(together, "the number of units together", 1, Math.min(inputs, hiddenUnits(law)));
  requireLayers(law, together, layers);
  const sets = unitSets(law, layers, together);
  const volume = low.reduce((product, value, j) => product * (high[j] - value), 1);
  const weight = volume * sets.count * law.activation.breakpoints.length ** together;
  const identity = new Float64Array(inputs * inputs);
  for (let j = 0; j < inputs; j++) identity[j * inputs + j] = 1;
  const [activation, output]: number[][] = [[], []];
  for (let i = 0; i < samples; i++) {
    const random = randomSource(seed, i);
    const model = randomModel(law, random);
    const sums = { activation: 0, output: 0 };
    for (let k = 0; k < pointsPerNetwork; k++) {
      const point = low.map((value, j) => value + (high[j] - value) * random.uniform());
      const pins = sets.draw(random);
      const found = pinnedValues(model, point, { values: identity, count: inputs }, pins, !asPrinted);
      const gradients = found.map(({ gradient }) => gradient);
      const density = found.reduce(
        (product, { bias }) => product * biasDensity(law.bias, bias),
        spannedVolume(gradients),
      );
      sums.activation += density;
      if (found.every(({ good }) => good)) sums.output += density;
    }
    activation.push((weight * sums.activation) / pointsPerNetwork);
    output.push((weight * sums.output) / pointsPerNetwork);
  }
  return { activation: sampleMean(activation).mean, output: sampleMean(output).mean };
}

function requireLayers(
  law: InitialisationLaw,
  together: number,
  layers: readonly number[] | undefined,
): void {
  if (layers === undefined) return;
  const hidden = law.widths.length - 2;
  const ascending = layers.every((layer, k) => k === 0 || layer > layers[k - 1]);
  if (layers.length === together && ascending && layers[0] >= 1 && layers[together - 1] <= hidden) return;
  throw new InputError(
    `layers ${layers.join(",")} for ${together} units: expected that many ascending layers from 1 to ${hidden}`,
  );
}

interface UnitSets {
  readonly count: number;
  readonly draw: (random: RandomSource) => PinnedUnit[];
}

/** Uniform sets of distinct units, from any layers or one from each of the given ones. */
function unitSets(
  { widths, activation }: InitialisationLaw,
  layers: readonly number[] | undefined,
  together: number,
): UnitSets {
  const { breakpoints } = activation;
  const pin = (layer: number, unit: number, random: RandomSource): PinnedUnit => ({
    layer,
    unit,
    breakpoint: breakpoints[random.below(breakpoints.length)],
  });
  if (layers !== undefined) {
    return {
      count: layers.reduce((product, layer) => product * widths[layer], 1),
      draw: (random) => layers.map((layer) => pin(layer - 1, random.below(widths[layer]), random)),
    };
  }
  const units = widths
    .slice(1, -1)
    .flatMap((width, layer) => Array.from({ length: width }, (_, unit) => ({ layer, unit })));
  let count = 1;
  for (let k = 0; k < together; k++) count = (count * (units.length - k)) / (k + 1);
  return {
    count,
    draw: (random) => {
      const chosen = new Set<number>();
      while (chosen.size < together) chosen.add(random.below(units.length));
      return [...chosen].map((k) => pin(units[k].layer, units[k].unit, random));
    },
  };
}
