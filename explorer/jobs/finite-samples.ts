/** P(injective) by samples, each decided exactly, as they come. */
import { exactMinimum, gaussianMatrix, injectivityExperiment } from "../../finite-size/index.js";
import { type Proportion, proportion } from "../../src/statistics/proportion.js";
import type { NumbersBlock } from "../block.js";
import { requireTall } from "./finite-bounds.js";
import { type Job, numberOf } from "./job.js";

/** Milliseconds between two reports. */
const REPORT = 100;

export const finiteSamples: Job = (parameters, post) => {
  const [rows, columns] = [numberOf(parameters, "rows"), numberOf(parameters, "columns")];
  const [samples, seed] = [numberOf(parameters, "samples"), numberOf(parameters, "seed")];
  requireTall(rows, columns);
  if (samples === 0) return post("sampled", null);
  // Refuses sizes that enumeration cannot decide.
  injectivityExperiment({ rows, columns, samples: 1, seed });
  let injective = 0;
  let reported = 0;
  for (let i = 0; i < samples; i++) {
    if (exactMinimum(gaussianMatrix(rows, columns, seed, i), columns - 1).minimum >= columns) injective++;
    const now = Date.now();
    if (i + 1 < samples && now - reported < REPORT) continue;
    reported = now;
    post("sampled", blockOf(proportion(injective, i + 1), samples));
  }
};

function blockOf(
  { estimate, interval95: [low, high], successes, samples }: Proportion,
  asked: number,
): NumbersBlock {
  return {
    kind: "numbers",
    title: "By samples, each decided exactly",
    numbers: [
      {
        text: "samples",
        word: "samples",
        value: samples === asked ? String(samples) : `${samples} of ${asked}`,
      },
      { text: "injective", word: "injective@finite-size verdicts", value: String(successes) },
      {
        text: "P(not injective)",
        word: "injectivity",
        value: { ...estimate, value: (samples - successes) / samples },
      },
      {
        text: "95 % interval",
        word: "interval95",
        value: `${(1 - high).toPrecision(4)} … ${(1 - low).toPrecision(4)}`,
      },
    ],
  };
}
