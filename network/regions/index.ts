/** Linear regions: exact subdivisions, distance to the nearest boundary, expected counts at initialisation. */
export {
  type SegmentBreakpoint,
  type SegmentOptions,
  type SegmentSubdivision,
  subdivideSegment,
} from "./segment.js";
