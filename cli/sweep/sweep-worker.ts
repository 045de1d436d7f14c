/** The worker thread of the local pool: computes points. */
export { evaluatePoint } from "./evaluate.js";
