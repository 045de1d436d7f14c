/** Normalisations and biases: what they do to injectivity, and how they fold into layers. */
export {
  type BatchNorm,
  type DiagonalMap,
  diagonalMap,
  diagonalMatrix,
  foldBefore,
  type GammaSigns,
  gammaSigns,
} from "./batch-norm.js";
export { type BiasLemmaAnswer, biasLemma } from "./bias-lemma.js";
export { DATA_NORM_CAVEAT, layerNorm, type Normalised, restore, unitNorm } from "./data-norms.js";
export { keepsInjectivity, weightNorm } from "./weight-norm.js";
