/** Theories side by side, and published numbers beside computed ones. */
import type { Vocabulary } from "./vocabulary.js";

/** Theories side by side, and published numbers beside computed ones. */
export const COMPARISON_WORDS = {
  kind: {
    type: "text",
    meaning:
      "How a bound is known: certified (a theorem whose number is proved as well), rigorous (a theorem, computed with estimated errors), physics (a prediction of replica theory), conjectured (the one that is taken for the exact value), heuristic, cited (taken from the literature), or conditional on a number that was given.",
  },
  source: { type: "text", meaning: "The paper, and where it stands in it." },
  note: { type: "text", meaning: "What else to know about it." },
  agrees: {
    type: ["boolean", "null"],
    meaning:
      "Whether two numbers agree: a printed number with the computed one (it rounds to it, or the bound holds), or two computed ones within their errors.",
  },
} as const satisfies Vocabulary;
