/** Parameter studies: plans, points, stores. */
import type { Vocabulary } from "./vocabulary.js";

/** Parameter studies: plans, points, stores. */
export const STUDY_WORDS = {
  sweep: {
    aliases: ["study", "plan"],
    meaning:
      "A command computed at every point of a grid of its options. The plan is the list of points in a fixed order; it depends on the command line alone.",
  },
  store: {
    type: ["text", "null"],
    aliases: ["record"],
    meaning:
      "A file of JSON lines, one record per point: parameters as resolved, results, provenance and a checksum. Append-only while a sweep runs, in the order of the plan when it is finished.",
  },
  id: {
    type: ["text", "null"],
    aliases: ["identity"],
    meaning:
      "Identity of a point: hash of the command, its parameters as resolved, the numerical version and, for a warm start, the identity of the point it started from. Equal identities mean equal results.",
  },
  from: {
    aliases: ["continuation", "warm start", "path"],
    meaning:
      "The point whose stored solution the solver started from; null for a cold start. Paths of 16 neighbouring points are fixed by the plan, so that results do not depend on workers or interruptions.",
  },
  numerics: {
    meaning:
      "Version of the numerical code as far as stored digits depend on it, with the convolution kernel where it changes digits. Points of another version are computed anew.",
  },
  points: { type: "integer", meaning: "How many points the plan, or this part of it, has." },
  done: { type: "integer", meaning: "How many points are computed and stored, converged or not." },
  failed: {
    type: "integer",
    meaning:
      "How many points ended in an error (bad parameters, a worker that died); --retry-failed computes them again. A point that was computed but did not converge is done, with its status.",
  },
  left: { type: "integer", meaning: "How many points are still to be computed." },
  unconverged: {
    type: "integer",
    header: "not converged",
    meaning: "How many of the points that are done hold a quantity that did not converge.",
  },
  lines: { type: "integer", meaning: "How many lines the file has." },
  line: { type: "integer", meaning: "Number of a line of the store, counted from 1." },
  problem: { meaning: "What is wrong, in words; null where nothing is." },
} as const satisfies Vocabulary;
