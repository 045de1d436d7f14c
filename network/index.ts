/** Given networks: reading weights, injectivity, stability, inversion, linear regions. */
export * from "./model.js";
