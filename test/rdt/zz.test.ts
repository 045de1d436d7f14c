import { test } from "vitest";
import { hiddenLayer } from "../../rdt/hidden-layer.js";
import { liftedHiddenLayer } from "../../rdt/lifted-layers.js";
import { liftedProgram } from "../../rdt/lifted-program.js";
import { packParameters, programLayout } from "../../rdt/program-parameters.js";
import { stationaryPoint } from "../../rdt/stationary-point.js";

test("x", () => {
  const F = liftedHiddenLayer(1e-9, 0.9, 0.3, 1);
  console.log(F.value, F.gradient, hiddenLayer(0.9, 0.3, 1).value);
  const run = (p: any, c: number, free: (l: any) => number[]) => {
    const v = Float64Array.from([...packParameters(p), p.c3]);
    const l = programLayout(p.expansions.length);
    const s = stationaryPoint((x) => liftedProgram(x, l.depth, c), v, l.expansions[l.depth - 1], free(l));
    console.log(s.capacity, s.residual, s.evaluations, s.vector, l.names);
  };
  const all = (l: any) => [...l.r, ...l.gammaBar, ...l.gamma, l.nu, l.size];
  run({ expansions: [7.45], r: [], gammaBar: [0.266], nu: 0.262, gamma: [], c3: 1.35 }, 2, all);
  run(
    {
      expansions: [6.7004, 8.264],
      r: [1.7931],
      gammaBar: [0.881, 0.9053],
      nu: 0.5504,
      gamma: [0.3361],
      c3: 0.1091,
    },
    2,
    all,
  );
  run(
    {
      expansions: [6.7004, 12.18],
      r: [1.906],
      gammaBar: [0.7862, 0.5707],
      nu: 0.3561,
      gamma: [0.5728],
      c3: 0.8315,
    },
    4,
    all,
  );
  run(
    {
      expansions: [6.7004, 7.4],
      r: [1.7],
      gammaBar: [0.4, 0.3],
      nu: 0.35,
      gamma: [0.25],
      c3: 1.14,
      dualNorms: [0.667],
    },
    2,
    (l) => [...all(l), ...l.dualNorms],
  );
});
