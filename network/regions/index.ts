/** Linear regions: exact subdivisions, distance to the nearest boundary, expected counts at initialisation. */

export { type Fraction, fractionText, fractionToNumber, parseFraction } from "../../src/exact/fraction.js";
export { type BoundaryDistance, distanceToBoundary } from "./distance.js";
export { type ExactPlaneSubdivision, subdividePlaneExactly } from "./exact-plane.js";
export {
  type ExactBreakpoint,
  type ExactSegmentSubdivision,
  subdivideSegmentExactly,
} from "./exact-segment.js";
export {
  type ExpectedPlane,
  type ExpectedSegment,
  expectedPlane,
  expectedSegment,
  firstLayerSegment,
} from "./expected-count.js";
export { boxDensity, type ExpectedBoundary, segmentDensity } from "./expected-density.js";
export { type BiasLaw, type InitialisationLaw, largestBiasDensity, randomModel } from "./initialisation.js";
export * from "./initialisation-bounds.js";
export {
  expectedLength,
  hitProbabilityByQuadrature,
  type OneLayerPlane,
  oneLayerPlane,
} from "./one-layer-plane.js";
export { type PlaneCell, type PlaneOptions, type PlaneSubdivision, subdividePlane } from "./plane.js";
export { exactDomain, type PlaneDomain, squareDomain } from "./plane-domain.js";
export { polygonCentre } from "./polygon.js";
export {
  type SegmentBreakpoint,
  type SegmentOptions,
  type SegmentSubdivision,
  subdivideSegment,
} from "./segment.js";
