/** Figures as SVG and interactive pages. */
export {
  type DrawnFigure,
  FIGURES,
  renderHtml,
  renderSvg,
  segmentPicture,
  standardValues,
} from "../figures/index.js";
