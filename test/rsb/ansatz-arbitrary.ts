/** Random admissible k-RSB parameter sets for property tests. */
import fc from "fast-check";
import type { Ansatz } from "../../rsb/functional/ansatz.js";

/** k breaking points, overlaps and χ in the range where the thresholds live. */
export function ansatzArbitrary(smallest: number, largest: number): fc.Arbitrary<Ansatz> {
  const share = fc.double({ min: 0.2, max: 1, noNaN: true });
  return fc.integer({ min: smallest, max: largest }).chain((k) =>
    fc
      .record({
        shares: fc.array(share, { minLength: k + 1, maxLength: k + 1 }),
        growth: fc.array(fc.double({ min: 0.2, max: 2, noNaN: true }), { minLength: k, maxLength: k }),
        chi: fc.double({ min: 0.02, max: 0.4, noNaN: true }),
      })
      .map(({ shares, growth, chi }) => {
        // q_0 is given twice the share of a level.
        const weights = shares.map((weight, i) => (i === 0 ? 2 * weight : weight));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const deficits = new Float64Array(k + 1);
        for (let i = k - 1; i >= 0; i--) deficits[i] = deficits[i + 1] + weights[i + 1] / total;
        let y = 0.5;
        return {
          overlapDeficits: deficits,
          breakingPoints: Float64Array.from(growth, (step) => (y += step)),
          chi,
        };
      }),
  );
}
