/** `network`: questions about a given network. */
import { defineGroup } from "../definition/command.js";
import { verdicts } from "../finite-size/verdicts.js";
import { check } from "./network-check.js";
import { distance } from "./network-distance.js";
import { evaluation } from "./network-eval.js";
import { expected } from "./network-expected.js";
import { invert } from "./network-invert.js";
import { local } from "./network-local.js";
import { make } from "./network-make.js";
import { projection } from "./network-projection.js";
import { radius } from "./network-radius.js";
import { regions } from "./network-regions.js";
import { show } from "./network-show.js";
import { stability } from "./network-stability.js";
import { verify } from "./network-verify.js";

export const network = defineGroup({
  description: "Questions about one given network, answered from its weights.",
  commands: {
    show: {
      summary: "layers, shapes, number format, activations, and how the file was read",
      definition: show,
    },
    eval: {
      summary: "outputs, activation pattern and Jacobian at given inputs",
      definition: evaluation,
    },
    check: {
      summary: "is a layer, or a network, injective: proof, collision, or undecided",
      definition: check,
    },
    verify: { summary: "check a proof or a collision written by network check --save", definition: verify },
    radius: {
      summary: "the largest ball of inputs on which a layer is injective, or its smallest uniform bias",
      definition: radius,
    },
    local: {
      summary: "around given inputs: rank, and the radius within which the network is proved injective",
      definition: local,
    },
    make: { summary: "layers that are injective by construction, with their proof", definition: make },
    stability: { summary: "lower and upper bounds of |f(p) - f(q)| / |p - q|", definition: stability },
    invert: {
      summary: "the input of a network from its output, with residual and guarantee",
      definition: invert,
    },
    projection: {
      summary: "is x -> B f(x) injective for a linear map B to fewer dimensions?",
      definition: projection,
    },
    regions: { summary: "activation and linear regions along a segment or in a square", definition: regions },
    distance: {
      summary: "distance from an input to the boundary of its activation region",
      definition: distance,
    },
    expected: { summary: "expected regions of random networks at initialisation", definition: expected },
    bridge: { summary: "the same as finite-size verdicts", definition: verdicts },
  },
});
