/** Figures: their data, and their vega-lite specifications, rendered to SVG, HTML or text. */
export { renderAscii } from "./ascii.js";
export { FIGURES } from "./catalogue.js";
export { darkFigureRules } from "./dark.js";
export { DEEP_COLUMNS, type DeepPoint, drawDeepInjectivity } from "./deep-injectivity.js";
export {
  type Drawn,
  type DrawnFigure,
  drawn,
  type Figure,
  type Parameter,
  type ParameterValues,
  type Step,
  standardValues,
} from "./figure.js";
export {
  drawMinimum,
  drawSuccess,
  type FiniteSizePoint,
  MINIMUM_COLUMNS,
  SUCCESS_COLUMNS,
} from "./finite-size.js";
export { renderHtml } from "./html.js";
export { drawIterations, type GridIterate } from "./iterations.js";
export { type FigureLayout, FONT_SIZES, WIDTHS } from "./print/layout.js";
export { renderPdf } from "./print/pdf.js";
export { RESOLUTIONS, renderPng } from "./print/png.js";
export { planePicture } from "./regions/plane-picture.js";
export { segmentPicture } from "./regions/segment-picture.js";
export { completeSpecification } from "./render.js";
export { drawStability, STABILITY_COLUMNS, type StabilityDrawn } from "./stability.js";
export { STUDY_COLUMNS, type StudyAxes, type StudyPoint, studyFigure } from "./store.js";
export { renderSvg } from "./svg.js";
export { escapeXml } from "./xml.js";
