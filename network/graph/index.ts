/** Networks as graphs: evaluation, derivatives, and the chain of layers where there is one. */
export { chainOfGraph } from "./chain-of-graph.js";
export { evaluateGraph } from "./evaluate-graph.js";
export type { GraphNode, GraphOutput, LinearMap, NetworkGraph } from "./graph.js";
export { graphOfModel } from "./graph-of-model.js";
