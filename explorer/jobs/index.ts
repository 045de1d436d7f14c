/** All computations by the names under which views ask for them. */
import { deepArchitecture } from "./deep-architecture.js";
import { deepSequence } from "./deep-sequence.js";
import { deepWidth } from "./deep-width.js";
import { finiteBounds } from "./finite-bounds.js";
import { finiteMatrix } from "./finite-matrix.js";
import { finiteSamples } from "./finite-samples.js";
import type { Job } from "./job.js";
import { networkCheck } from "./network-check.js";
import { networkRegions } from "./network-regions.js";
import { oneLayerCurve } from "./one-layer-curve.js";
import { oneLayerPoint } from "./one-layer-point.js";
import { oneLayerThresholds } from "./one-layer-thresholds.js";

export const JOBS: Readonly<Record<string, Job>> = {
  "one-layer-point": oneLayerPoint,
  "one-layer-thresholds": oneLayerThresholds,
  "one-layer-curve": oneLayerCurve,
  "deep-architecture": deepArchitecture,
  "deep-sequence": deepSequence,
  "deep-width": deepWidth,
  "finite-bounds": finiteBounds,
  "finite-matrix": finiteMatrix,
  "finite-samples": finiteSamples,
  "network-check": networkCheck,
  "network-regions": networkRegions,
};
