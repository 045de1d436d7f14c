/** Random networks at initialisation: the laws of weights and biases, and one network drawn from them. */
import type { RandomSource } from "../../src/random/normal.js";
import { InputError, requireInteger, requirePositive } from "../../src/result.js";
import { type Activation, IDENTITY, type NetworkModel } from "../model.js";

/** Independent biases of the hidden units, added to W h. */
export interface BiasLaw {
  readonly shape: "normal" | "uniform";
  /** In the convention φ(W h + b); Hanin and Rolnick write φ(z − b), so that their mean has the opposite sign. */
  readonly mean: number;
  readonly deviation: number;
}

export interface InitialisationLaw {
  /** Inputs, hidden layers, outputs; the last layer is affine. */
  readonly widths: readonly number[];
  /** Of every hidden unit. */
  readonly activation: Activation;
  /** Weights are normal with mean 0 and variance gain / fan-in; 2 is He's initialisation. */
  readonly gain: number;
  readonly bias: BiasLaw;
}

const LARGEST_WIDTH = 4096;

/**
 * @throws InputError for widths without a hidden layer, for a gain that is not positive, and for biases without a
 * density: with zero biases every boundary of the first layer passes through the origin and no density exists
 */
export function requireInitialisation({ widths, gain, bias }: InitialisationLaw): void {
  if (widths.length < 3) {
    throw new InputError(`widths ${widths.join(",")}: expected inputs, at least one hidden layer, outputs`);
  }
  for (const width of widths) requireInteger(width, "a width", 1, LARGEST_WIDTH);
  requirePositive(gain, "gain");
  if (!Number.isFinite(bias.mean)) {
    throw new InputError(`mean ${bias.mean} of the biases: expected a finite number`);
  }
  if (!(bias.deviation > 0) || !Number.isFinite(bias.deviation)) {
    throw new InputError(
      `standard deviation ${bias.deviation} of the biases: expected more than 0, as the formulas integrate the density of the biases and constant biases have none; for a given network count its regions instead`,
    );
  }
}

/** Density of the law at a bias. */
export function biasDensity({ shape, mean, deviation }: BiasLaw, bias: number): number {
  const scaled = (bias - mean) / deviation;
  if (shape === "normal") return Math.exp((-scaled * scaled) / 2) / (Math.sqrt(2 * Math.PI) * deviation);
  return Math.abs(scaled) <= Math.sqrt(3) ? 1 / (2 * Math.sqrt(3) * deviation) : 0;
}

/** sup of the density. */
export function largestBiasDensity(law: BiasLaw): number {
  return biasDensity(law, law.mean);
}

/** A network with these laws; layer by layer the weights row by row, then the biases. */
export function randomModel(law: InitialisationLaw, random: RandomSource): NetworkModel {
  const { widths, activation, gain, bias } = law;
  const drawBias = (): number =>
    bias.mean +
    bias.deviation * (bias.shape === "normal" ? random.normal() : Math.sqrt(3) * (2 * random.uniform() - 1));
  const layers = widths.slice(1).map((rows, i) => {
    const columns = widths[i];
    const deviation = Math.sqrt(gain / columns);
    const values = new Float64Array(rows * columns).map(() => deviation * random.normal());
    const biases = new Float64Array(rows).map(drawBias);
    return {
      weights: { rows, columns, values },
      bias: biases,
      activation: i === widths.length - 2 ? IDENTITY : activation,
    };
  });
  return { layers, weightType: "float64", notes: [] };
}

/** Units that have breakpoints: those of the hidden layers. */
export function hiddenUnits({ widths }: InitialisationLaw): number {
  return widths.slice(1, -1).reduce((sum, width) => sum + width, 0);
}
