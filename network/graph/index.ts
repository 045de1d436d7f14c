/** Networks as graphs: evaluation, derivatives, and the chain of layers where there is one. */
export { chainOfGraph } from "./chain-of-graph.js";
export { evaluateGraph, nodeValues } from "./evaluate-graph.js";
export { type GraphNode, type GraphOutput, type LinearMap, type NetworkGraph, sourcesOf } from "./graph.js";
export { graphOfModel } from "./graph-of-model.js";
export { type JacobianSpectrum, jacobianMatrix, spectrumOf } from "./jacobian.js";
export { storedIn, workOf } from "./linear-map.js";
export { type Linearisation, linearise, type NodePattern } from "./linearise.js";
export { outputRounding } from "./rounding.js";
