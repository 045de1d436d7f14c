/** Small dense linear programs, in doubles and exactly, with the vectors that prove each outcome. */
export { type EchelonForm, echelonForm, integerRank, kernelVector } from "./elimination.js";
export { type IntegerProgram, type IntegerSolution, solveIntegerProgram } from "./exact-simplex.js";
export {
  type ExactConstraints,
  type ExactLinearProgram,
  type ExactSolution,
  solveExactly,
} from "./exact-solve.js";
export { greatestCommonDivisor, type IntegerRow, integerDot, integerRow, primitive } from "./integers.js";
export {
  type Constraints,
  type LinearProgram,
  type LinearProgramSolution,
  solveLinearProgram,
} from "./solve.js";
export {
  basicSolution,
  copyTableau,
  minimise,
  PIVOT_TOLERANCE,
  pivot,
  type SimplexEnd,
  type Tableau,
} from "./tableau.js";
