/** Golden digits of cheap computations: whoever changes one of them raises the numerical version. */
import { expect, it } from "vitest";
import { angleConvergence, minimumExperiment, searchedMinimumExperiment } from "../../finite-size/index.js";
import { deepWidthBounds, sumOfRowsSuccess } from "../../geometry/index.js";
import { constantWidth, expansionSequence, jointCapacity } from "../../rdt/index.js";
import { replicaSymmetricThreshold } from "../../rs/index.js";
import { solveKrsb } from "../../rsb/index.js";
import { NUMERICS_VERSION } from "../../src/numerics-version.js";
import { numericsIdentity } from "../../sweep/identity.js";

/** To the last bit, as stored; of the version beside them. */
const GOLDEN = {
  version: 3,
  digits: {
    replicaSymmetricThreshold: 7.647694935435281,
    energyDirect: 0.5441488701872298,
    chiDirect: 0.061724493697320644,
    energyFourier: 0.5439230188574455,
    thirdExpansion: 9.471369796255969,
    jointCapacity: 8.266729310837066,
    constantWidth: 11.489875226036077,
    sumOfRows: 0.8014951659725514,
    regionWidth: 29.436452558919836,
    sampledMinimum: [1.95, 0.19834844406538177],
    searchedMinimum: [5.4, 1.0295630140987],
    angle: [0.21905983408875235, 0.2612043125583049],
  },
} as const;

it("changes with the digits: if this fails, raise NUMERICS_VERSION and write both down here", () => {
  const direct = solveKrsb({ kind: "energy", alpha: 5 }, 3);
  const fourier = solveKrsb({ kind: "energy", alpha: 5 }, 2, { convolution: "fft" });
  const { layers } = expansionSequence({ given: [6.7004], depth: 3, notion: "weak", crossCheckDepth: 0 });
  const width = constantWidth({ depth: Number.POSITIVE_INFINITY, notion: "strong", dualNorms: "optimal" });
  const sampled = minimumExperiment({ rows: 12, columns: 3, samples: 20, seed: 1 });
  const searched = searchedMinimumExperiment({ rows: 40, columns: 10, samples: 5, seed: 1 }, 4);
  const angle = angleConvergence({ columns: 4, width: 6, depth: 3, points: 12, networks: 4, seed: 1 })[6];
  expect({
    version: NUMERICS_VERSION,
    digits: {
      replicaSymmetricThreshold: replicaSymmetricThreshold().threshold.value,
      energyDirect: direct.value.value,
      chiDirect: direct.chi.value,
      energyFourier: fourier.value.value,
      thirdExpansion: layers[2].expansion.value,
      jointCapacity: jointCapacity([6.7004], { count: 2 }).capacity.value,
      constantWidth: width.width.value,
      sumOfRows: sumOfRowsSuccess(60, 20).value,
      regionWidth: deepWidthBounds(3).entropy.value,
      sampledMinimum: [sampled.mean.value, sampled.mean.error],
      searchedMinimum: [searched.mean.value, searched.mean.error],
      angle: [angle.mean.value, angle.mean.error],
    },
  }).toEqual(GOLDEN);
});

it("names the kernel where it changes digits: fft.js", () => {
  const before = process.env.RELU_INJECTIVITY_KERNEL;
  const identities = ["wasm", "fftjs"].map((kernel) => {
    process.env.RELU_INJECTIVITY_KERNEL = kernel;
    return numericsIdentity();
  });
  if (before === undefined) delete process.env.RELU_INJECTIVITY_KERNEL;
  else process.env.RELU_INJECTIVITY_KERNEL = before;
  expect(identities).toEqual([`${NUMERICS_VERSION}`, `${NUMERICS_VERSION}+fftjs`]);
});
