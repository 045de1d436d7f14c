/** The list of all figures. */
import { angleFigure } from "./angle.js";
import { boundsFigure } from "./bounds.js";
import { capacityFigure } from "./capacity.js";
import { certificateFigure } from "./certificate.js";
import { comparisonFigure } from "./comparison.js";
import { comparisonOverDepthFigure } from "./comparison-over-depth.js";
import { convergenceFigure } from "./convergence.js";
import { energyFigure } from "./energy.js";
import { eulerFirstTermFigure, eulerRateFigure } from "./euler-rate.js";
import { eulerDominanceFigure, eulerTermsFigure } from "./euler-terms.js";
import type { Figure } from "./figure.js";
import { finiteBoundsFigure } from "./finite-bounds.js";
import { minimumFigure, successFigure } from "./finite-size-experiments.js";
import { iterationsFigure } from "./iterations.js";
import { orderParameterFigure } from "./order-parameter.js";
import { phaseDiagramFigure } from "./phase-diagram/phase-diagram.js";
import { probabilityFigure } from "./probability.js";
import { profilesFigure } from "./profiles.js";
import { publishedEnergyFigure } from "./published-energy.js";
import { publishedFieldsFigure } from "./published-fields.js";
import { stabilityFigure } from "./stability.js";
import { widthFigure } from "./width.js";

/** Every figure, in the order of the listing and of the report. */
export const FIGURES: readonly Figure[] = [
  boundsFigure,
  comparisonFigure,
  comparisonOverDepthFigure,
  energyFigure,
  orderParameterFigure,
  profilesFigure,
  phaseDiagramFigure,
  convergenceFigure,
  iterationsFigure,
  publishedEnergyFigure,
  publishedFieldsFigure,
  capacityFigure,
  widthFigure,
  eulerDominanceFigure,
  eulerTermsFigure,
  eulerFirstTermFigure,
  eulerRateFigure,
  certificateFigure,
  finiteBoundsFigure,
  probabilityFigure,
  minimumFigure,
  successFigure,
  stabilityFigure,
  angleFigure,
];
