/** The worker thread of the local pool: computes points. */
export { evaluatePoint } from "./sweep-evaluate.js";
