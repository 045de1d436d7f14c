/** Networks around given inputs. */
export { type PreparedGraph, preparedGraph } from "./expansion.js";
export { analyseAround, analyseAt, type LocalAnalysis } from "./local-analysis.js";
