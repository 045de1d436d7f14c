/** Statuses, errors and kinds of bounds. */
import type { Vocabulary } from "./vocabulary.js";

/** Statuses, errors and kinds of bounds. */
export const STATUS_WORDS = {
  converged: {
    meaning: "Status: the residual recomputed at the returned point and the error estimate meet the request.",
  },
  stalled: {
    meaning:
      "Status: no further progress was possible in double precision and the requested tolerance was not met. The best iterate is returned with its residual; exit code 3.",
  },
  "iteration-limit": {
    meaning:
      "Status: the cap on iterations or evaluations came before convergence. The best iterate is returned; exit code 3.",
  },
  "domain-error": {
    meaning:
      "Status: the quantity does not exist at these parameters, or the method left its domain; exit code 3.",
  },
  infinite: {
    meaning:
      "Status: the value is plus or minus infinity, exactly: chi where no constraint need be broken, the logarithm of 0, the distance to a boundary that does not exist. Not a failure: exit code 0.",
  },
  overflow: {
    meaning:
      "Status: a finite number beyond the largest double, 1.8e308; its logarithm, and in JSON its digits, stand beside it. Not a failure: exit code 0.",
  },
  cited: {
    meaning:
      "Status and kind: a published number that is not computed here; its error is half a unit of the last printed digit.",
  },
  error: {
    meaning:
      "Absolute error estimate of a quantity, the sum of computed differences (grid, domain, optimiser, truncation, route gap, rounding); never the requested tolerance. In text, 6.698(2) means 6.698 with error 0.002.",
  },
  rigorous: {
    meaning: "Kind of a bound: follows from a theorem; only the last digits are numerical.",
  },
  physics: {
    meaning: "Kind of a bound: follows from the replica method, which is not proved for this model.",
  },
  heuristic: {
    meaning: "Kind of a bound: neither a theorem nor a replica computation (the Euler characteristic).",
  },
  evaluations: {
    meaning: "Evaluations of the functional with its gradient, the whole warm-start chain included.",
  },
  agrees: {
    meaning:
      "Whether the computed value rounds to the published digits (half a unit of the last one, plus the error); for a published bound, whether it holds (the field claim says upper or lower).",
  },
} as const satisfies Vocabulary;
