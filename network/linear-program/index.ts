/** Small dense linear programs, in doubles and exactly, with the vectors that prove each outcome. */
export { solveIntegerProgram } from "./exact-simplex.js";
export { solveExactly } from "./exact-solve.js";
export { type LinearProgram, solveLinearProgram } from "./solve.js";
export { copyTableau, minimise, PIVOT_TOLERANCE, type Tableau } from "./tableau.js";
