/** The public index of relu-injectivity: the theories and what they say together. Nothing in the package imports it. */
export * from "./public/compare.js";
export * from "./public/finite-size.js";
export * from "./public/geometry.js";
export * from "./public/rdt.js";
export * from "./public/rs.js";
export * from "./public/rsb.js";
export { InputError, type Quantity, type Status } from "./src/result.js";
