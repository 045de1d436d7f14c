/** Given networks: reading weights, injectivity, stability, inversion, linear regions. */
export * from "./certificates/index.js";
export * from "./cones/index.js";
export * from "./convolution/index.js";
export * from "./decision/index.js";
export * from "./end-to-end/index.js";
export * from "./forward.js";
export * from "./graph/index.js";
export * from "./injectivity/index.js";
export * from "./inversion/index.js";
export * from "./local/index.js";
export * from "./model.js";
export * from "./normalisation/index.js";
export * from "./projection/index.js";
export * from "./regions/index.js";
export { requireNetwork } from "./require-network.js";
export * from "./stability/index.js";
export * from "./verification/index.js";
export * from "./weights/index.js";
