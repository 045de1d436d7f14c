/** Networks followed by random projections. */
export { type CurvePiece, curvePieces } from "./curve.js";
export { gaussianProjection, projected, type SufficientDimension, sufficientDimension } from "./project.js";
export { type SelfIntersection, selfIntersection } from "./self-intersection.js";
