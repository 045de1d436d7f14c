/** The checker of proof files; it imports the interval arithmetic and the file format, nothing else. */
export { checkProof, type ProvedStatement, type RefusedProof } from "./check.js";
export type { Statement } from "./statement.js";
