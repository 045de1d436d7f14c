/** Linear regions: exact subdivisions, distance to the nearest boundary, expected counts at initialisation. */
export { type ExactPlaneSubdivision, subdividePlaneExactly } from "./exact-plane.js";
export {
  type ExactBreakpoint,
  type ExactSegmentSubdivision,
  subdivideSegmentExactly,
} from "./exact-segment.js";
export { type Fraction, fractionText, fractionToNumber, parseFraction } from "./fraction.js";
export { type PlaneCell, type PlaneOptions, type PlaneSubdivision, subdividePlane } from "./plane.js";
export { exactDomain, type PlaneDomain, squareDomain } from "./plane-domain.js";
export {
  type SegmentBreakpoint,
  type SegmentOptions,
  type SegmentSubdivision,
  subdivideSegment,
} from "./segment.js";
