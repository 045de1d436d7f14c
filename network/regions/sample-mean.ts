/** Means of independent samples with their standard errors. */
import { type Quantity, quantity } from "../../src/result.js";

export interface SampleMean {
  readonly add: (value: number) => void;
  /** Mean ± standard error; the error of fewer than two samples is infinite. */
  readonly quantity: () => Quantity;
}

/** An empty mean; by Welford's recurrence, which does not cancel. */
export function sampleMean(): SampleMean {
  let [count, mean, squares] = [0, 0, 0];
  return {
    add: (value) => {
      count++;
      const difference = value - mean;
      mean += difference / count;
      squares += difference * (value - mean);
    },
    quantity: () =>
      quantity(mean, count < 2 ? Number.POSITIVE_INFINITY : Math.sqrt(squares / (count - 1) / count)),
  };
}
