import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { optimalNormLayer } from "../../rdt/layer/optimal-norm-layer.js";
import { unitNormLayer } from "../../rdt/layer/unit-norm-layer.js";
import { expansionSequence } from "../../rdt/sequence/sequence.js";

const NAMES = ["rho", "gammaBar", "gamma", "kappa"] as const;

describe("errors of the parameters of a layer", () => {
  test.each([
    ["unit", unitNormLayer],
    ["optimal", optimalNormLayer],
  ] as const)("%s norms: an error of the input is carried through", (_, layer) => {
    fc.assert(
      fc.property(
        fc.double({ min: Math.log(3), max: Math.log(1000), noNaN: true }),
        fc.double({ min: 0.15, max: 0.9, noNaN: true }),
        (log, share) => {
          const expansion = Math.exp(log);
          const incoming = share * Math.sqrt(expansion / 2);
          const [inT, inAlpha] = [1e-6 * incoming, 1e-6 * expansion];
          const claimed = layer({ expansion, incoming, incomingError: inT, expansionError: inAlpha });
          const moves = [
            [1, 1],
            [1, -1],
          ].map(([a, t]) => layer({ expansion: expansion + a * inAlpha, incoming: incoming + t * inT }));
          for (const name of NAMES) {
            const worst = Math.max(...moves.map((moved) => Math.abs(moved[name] / claimed[name] - 1)));
            const error = claimed.relativeErrors[name];
            expect(worst, name).toBeLessThanOrEqual(error * (1 + 1e-4) + 1e-13);
            expect(error, name).toBeLessThan(12 * worst + 1e-12);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test("both routes differ by less than the claimed errors, which are small", () => {
    for (const dualNorms of ["unit", "optimal"] as const) {
      const options = { given: [6.7004], depth: 4, notion: "strong", dualNorms } as const;
      const alone = expansionSequence({ ...options, crossCheckDepth: 0 });
      const both = expansionSequence(options);
      both.layers.forEach(({ parameters }, i) => {
        for (const [name, found] of Object.entries(parameters)) {
          expect(found.error, `${name} of layer ${i + 1}`).toBeLessThan(1e-11 * found.value);
          const other = Object.entries(alone.layers[i].parameters).find(([key]) => key === name)?.[1];
          expect(found.error).toBeGreaterThanOrEqual(other?.error ?? Number.NaN);
        }
      });
    }
  });
});
