/** Figures: their data, and their vega-lite specifications, rendered to SVG, HTML or text. */
import { angleFigure } from "./angle.js";
import { boundsFigure } from "./bounds.js";
import { capacityFigure } from "./capacity.js";
import { certificateFigure } from "./certificate.js";
import { convergenceFigure } from "./convergence.js";
import { energyFigure } from "./energy.js";
import { eulerFirstTermFigure, eulerRateFigure } from "./euler-rate.js";
import { eulerDominanceFigure, eulerTermsFigure } from "./euler-terms.js";
import type { Figure } from "./figure.js";
import { minimumFigure, successFigure } from "./finite-size-experiments.js";
import { orderParameterFigure } from "./order-parameter.js";
import { profilesFigure } from "./profiles.js";
import { widthFigure } from "./width.js";

export { renderAscii } from "./ascii.js";
export {
  type DrawnFigure,
  type Figure,
  type Parameter,
  type ParameterValues,
  type Step,
  standardValues,
} from "./figure.js";
export { drawMinimum, drawSuccess, type FiniteSizePoint } from "./finite-size.js";
export { renderHtml } from "./html.js";
export { planePicture } from "./regions/plane-picture.js";
export { segmentPicture } from "./regions/segment-picture.js";
export { completeSpecification, escapeXml, renderSvg } from "./render.js";
export { type StudyAxes, type StudyPoint, studyFigure } from "./store.js";

/** Every figure, in the order of the listing and of the report. */
export const FIGURES: readonly Figure[] = [
  boundsFigure,
  energyFigure,
  orderParameterFigure,
  profilesFigure,
  convergenceFigure,
  capacityFigure,
  widthFigure,
  eulerDominanceFigure,
  eulerTermsFigure,
  eulerFirstTermFigure,
  eulerRateFigure,
  certificateFigure,
  minimumFigure,
  successFigure,
  angleFigure,
];
