/** Figures as SVG and interactive pages. */
export {
  type DrawnFigure,
  FIGURES,
  type FigureLayout,
  renderHtml,
  renderPdf,
  renderPng,
  renderSvg,
  segmentPicture,
  standardValues,
} from "../figures/index.js";
