/** Given networks: reading weights, injectivity, stability, inversion, linear regions. */
export * from "./forward.js";
export * from "./model.js";
export * from "./regions/index.js";
export * from "./weights/index.js";
