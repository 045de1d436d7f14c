/** Reading weights from files. */
export { ACTIVATION_WORDS, parseActivation } from "./activation-words.js";
export { modelFromBytes } from "./model-from-bytes.js";
export { readGraph, readModel } from "./read-model.js";
export type { ReadOptions } from "./read-options.js";
export { readPoints } from "./read-points.js";
export { selectLayer } from "./select-layer.js";
