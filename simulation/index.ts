/** Seeded simulation of random networks: how few units an input can leave active. */
export { leastActiveUnits } from "./least-active.js";
export { walkLine } from "./line-walk.js";
export { activeUnits, preactivations, randomNetwork } from "./random-network.js";
