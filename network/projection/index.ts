/** Networks followed by random projections. */
export { type CurvePiece, curvePieces } from "./curve.js";
export { type FailureOptions, type ProjectionFailures, projectionFailures } from "./failures.js";
export { gaussianProjection, projected, type SufficientDimension, sufficientDimension } from "./project.js";
export { type SelfIntersection, selfIntersection } from "./self-intersection.js";
