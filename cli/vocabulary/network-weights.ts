/** Words of reading, inverting and projecting given networks. */
import type { Vocabulary } from "./vocabulary.js";

const PUTHAWALA = "Puthawala et al. 2020, Globally Injective ReLU Networks";

/** Words of reading, inverting and projecting given networks. */
export const NETWORK_WEIGHTS_WORDS = {
  layer: {
    type: "integer",
    meaning:
      "Number of a layer of a given network, counted from 1; with --layer k that of the layer in the whole file.",
  },
  inputs: {
    type: "integer",
    meaning: "Inputs of a layer, or of the network: columns of its matrix.",
  },
  outputs: {
    type: "integer",
    meaning: "Outputs of a layer, or of the network: rows of its matrix.",
  },
  activation: { type: "text", meaning: "The function applied to each output of a layer, by name." },
  unit: { type: "integer", meaning: "A unit of a layer, counted from 1." },
  weightType: {
    type: "text",
    aliases: ["dtype"],
    meaning:
      "network: the number format of the stored weights, the widest of the file: float64, float32, float16 or bfloat16. Every stored number is held as the double that it is exactly; what was folded or scaled is computed in doubles.",
  },
  transpose: {
    aliases: ["orientation"],
    meaning:
      "network: rows of a matrix are neurons, as PyTorch stores them; --transpose reads matrices stored as (inputs, outputs), as Keras does.",
    equation: "y = activation(W x + b)",
  },
  folded: {
    aliases: ["batch normalisation"],
    meaning:
      "network: a batch normalisation before an activation is made part of the layer. A negative gamma reverses a row and changes the answer on injectivity; gamma = 0 removes the row.",
    equation: "row gamma/sqrt(v + epsilon), bias beta + gamma (b - mean)/sqrt(v + epsilon)",
  },
  unrolled: {
    aliases: ["convolution matrix"],
    meaning:
      "network: a convolution as the matrix of its cross-correlation, rows and columns in row-major order of (channel, position).",
  },
  "residual of an inversion": {
    aliases: ["inversion residual"],
    meaning: "network invert: |f(x) - y|, recomputed from the recovered input through the whole network.",
  },
  determined: { type: "boolean", meaning: "network invert: whether one input alone fits." },
  ambiguity: {
    type: "quantity",
    meaning:
      "network invert: half the largest extent, along the axes of the kernel, of the inputs of a layer that fit as well, from linear programs; 0 where the rank is full, infinite (domain-error) where nothing bounds them.",
  },
  "linear-program": {
    aliases: ["least-squares", "quadratic-program"],
    meaning:
      "network invert, how a layer was inverted: least-squares, the active units determine the input; linear-program, the inactive ones are needed as inequalities; quadratic-program, no input meets all of them and the closest output is taken.",
  },
  errorBound: {
    type: ["quantity", "null"],
    meaning:
      "network invert: every input x whose output is within the noise of y is at most this far from the recovered one; null unless every layer is proved injective.",
    equation: "|x' - x| <= (|f(x') - y| + noise)/L, L the product of sigma/sqrt 2 over the layers",
    source: `derived; ${PUTHAWALA}, state sigma/sqrt(2m)`,
  },
  almostEveryMatrix: {
    type: "boolean",
    meaning:
      "network projection: whether the matrix has sufficientDimension rows, so that almost every one of its size keeps an injective network injective.",
    source: PUTHAWALA,
  },
  sufficientDimension: {
    type: "integer",
    aliases: ["projection"],
    meaning:
      "network projection: with at least this many rows almost every matrix B keeps an injective network injective. A statement with probability 1 about random matrices, not about a given one.",
    equation: "2n + 1; 2n for networks without biases",
    source: PUTHAWALA,
  },
  failures: {
    type: ["record", "null"],
    meaning:
      "network projection: share of Gaussian matrices B for which x -> B f(x) is not injective, with its standard error; undecided ones are counted apart.",
  },
} as const satisfies Vocabulary;
