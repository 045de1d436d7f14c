/** From just admissible to very wide, at any depth, and at any fixed norms: nothing fails, everything is ordered. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hiddenLayer } from "../../rdt/layer/hidden-layer.js";
import { lastLayerCapacity } from "../../rdt/layer/last-layer.js";
import type { DualNorms, Notion } from "../../rdt/layer/notion.js";
import { optimalNormLayer } from "../../rdt/layer/optimal-norm-layer.js";
import { unitNormLayer } from "../../rdt/layer/unit-norm-layer.js";
import { jointCapacity } from "../../rdt/program/joint-capacity.js";
import { liftedCapacity } from "../../rdt/program/lifted-capacity.js";
import { liftedProgram } from "../../rdt/program/lifted-program.js";
import { packParameters, programLayout } from "../../rdt/program/program-parameters.js";
import { recurrencePoint } from "../../rdt/program/recurrence-point.js";
import { stationaryPoint } from "../../rdt/program/stationary-point.js";
import { expansionSequence } from "../../rdt/sequence/sequence.js";
import { PLAIN } from "../reference/thresholds.js";

const norms = fc.constantFrom<DualNorms>("unit", "optimal");

describe("any depth", () => {
  test("random expansions from just admissible to 10⁴ over 200 layers", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 200, maxLength: 200 }),
        norms,
        fc.constantFrom<Notion>("weak", "strong"),
        (shares, dualNorms, notion) => {
          const given: number[] = [];
          let incoming = 1;
          for (const share of shares) {
            const least = lastLayerCapacity(incoming, notion === "strong" && given.length > 0 ? 4 : 2)
              .capacity.value;
            // A fifth of the layers just admissible, the others anywhere up to 10⁴ in the logarithm.
            const free = Math.max(0, (share - 0.2) / 0.8);
            given.push(least * (1 + 1e-11) * Math.max(1, 1e4 / least) ** free);
            const step = dualNorms === "unit" ? unitNormLayer : optimalNormLayer;
            incoming = step({ expansion: given[given.length - 1], incoming }).outgoing.value;
          }
          const { layers, status, firstFailure } = expansionSequence({
            given,
            depth: 200,
            notion,
            dualNorms,
            crossCheckDepth: 0,
          });
          expect(status).toBe("converged");
          expect(firstFailure).toBeUndefined();
          for (const { margin, leastAdmissible } of layers) {
            expect(margin.value).toBeGreaterThan(-margin.error - 1e-9);
            expect(leastAdmissible.error).toBeLessThan(1e-7 * leastAdmissible.value);
          }
        },
      ),
      { numRuns: 4 },
    );
  });

  test("minimal sequences of depth 1000 behind a first layer of 7 or of 10⁴", () => {
    for (const first of [6.7004, PLAIN, 100, 1e4]) {
      for (const dualNorms of ["unit", "optimal"] as const) {
        const options = {
          given: [first],
          depth: 1000,
          notion: "strong",
          dualNorms,
          crossCheckDepth: 0,
        } as const;
        const { status, layers } = expansionSequence(options);
        expect(status).toBe("converged");
        expect(layers[999].expansion.value).toBeGreaterThan(4);
      }
    }
  });
});

describe("any fixed norms", () => {
  test("κ = 1 is the published normalisation", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        (gammaBar, gamma) => {
          expect(hiddenLayer(gammaBar, gamma, 1)).toEqual(hiddenLayer(gammaBar, gamma));
        },
      ),
    );
    const start = {
      expansions: [6.7, 8.3],
      r: [1.8],
      gammaBar: [0.9, 0.96],
      nu: 0.56,
      gamma: [0.3],
    };
    const kept = jointCapacity([6.7004], { count: 2, start: { ...start, dualNorms: [1] } });
    expect(kept.parameters.dualNorms).toEqual([1]);
    const unit = recurrencePoint([6.7004], 2, "unit").capacity.value;
    expect(Math.abs(kept.capacity.value - unit)).toBeLessThan(1e-13 * unit);
  });

  test("the joint program at fixed κ is the unit layer of expansion ακ² on κT", () => {
    for (const kappa of [0.5, 0.67755, 0.9, 1.2]) {
      const best = jointCapacity([7], { count: 4, dualNorms: "optimal" }).parameters;
      const { capacity } = jointCapacity([7], { count: 4, start: { ...best, dualNorms: [kappa] } });
      const scaled = unitNormLayer({ expansion: 7 * kappa * kappa, incoming: kappa }).outgoing.value / kappa;
      if (Number.isNaN(scaled)) continue;
      const second = lastLayerCapacity(scaled, 4).capacity.value;
      expect(capacity.status).toBe("converged");
      expect(Math.abs(capacity.value - second)).toBeLessThan(1e-12 * second);
    }
  });

  test("lifted: no other κ gives less", () => {
    const best = liftedCapacity([6.7004], { count: 2, dualNorms: "optimal" });
    const layout = programLayout(2);
    const free = [...layout.r, ...layout.gammaBar, ...layout.gamma, layout.nu, layout.size];
    for (const factor of [0.97, 0.99, 1.01, 1.03]) {
      const start = Float64Array.from([...packParameters(best.parameters), best.c3.value]);
      start[layout.dualNorms[0]] *= factor;
      const fixed = stationaryPoint((x) => liftedProgram(x, 2, 2), start, layout.expansions[1], free);
      expect(fixed.capacity.status, `factor ${factor}`).toBe("converged");
      expect(fixed.capacity.value).toBeGreaterThan(best.capacity.value + 1e-6);
    }
  });
});
