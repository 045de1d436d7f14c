/** Seeded simulation of random networks: how few units an input can leave active. */
export { type LeastActive, leastActiveUnits, type SearchOptions } from "./least-active.js";
export { type LinePiece, walkLine } from "./line-walk.js";
export { activeUnits, type Layer, type Network, preactivations, randomNetwork } from "./random-network.js";
