/** Quantities of random duality theory, the audit and the simulation. */
import type { Vocabulary } from "./vocabulary.js";

const STOJNIC = "Stojnic 2024, arXiv:2412.19677";

/** Quantities of random duality theory, the audit and the simulation. */
export const DUALITY_WORDS = {
  layer: { type: "number", meaning: "Number of the layer, from 1 at the input." },
  expansion: {
    type: ["quantity", "number"],
    meaning: "Width of a layer divided by the input dimension.",
    equation: "alpha_i = m_i/n",
    source: STOJNIC,
  },
  notion: {
    type: "text",
    meaning: "weak (n active units in the last layer for every input) or strong (2n).",
    source: STOJNIC,
  },
  lifted: {
    type: "boolean",
    meaning:
      "By partially lifted duality: as an option or a parameter yes or no, beside plain duality the value.",
    source: STOJNIC,
  },
  expansions: {
    type: ["text[]", "number[]"],
    meaning: "Expansions alpha_1, alpha_2, ... of the layers before the last, each over the input dimension.",
  },
  relativeExpansion: {
    type: "quantity",
    header: "relative",
    aliases: ["zeta"],
    meaning: "Width of a layer divided by the width of the layer before it.",
    equation: "zeta_i = alpha_i / alpha_{i-1}",
    source: `${STOJNIC}, Table 1`,
  },
  weak: {
    meaning: "Weak injectivity: the last layer has at least n active units for every input.",
    source: STOJNIC,
  },
  strong: {
    meaning:
      "Strong injectivity: the last layer has at least 2n active units for every input. With one layer the notions coincide.",
    source: STOJNIC,
  },
  incoming: {
    type: ["quantity", "number"],
    header: "T",
    meaning: "What the layers before hand over in the recurrence of random duality theory; T_0 = 1.",
    equation: "T_i = h(alpha_i, T_{i-1})",
    source: `${STOJNIC}, the nested form of eq. (68)`,
  },
  margin: {
    type: "quantity",
    meaning: "How far a given expansion is from the least admissible one; negative: not admissible.",
    equation: "S_c(alpha_i) - T_{i-1}",
    source: `${STOJNIC}, the nested form of eq. (68)`,
  },
  r: {
    type: "quantity",
    meaning: "Norm of the output of a hidden layer at the saddle point.",
    equation: "r_i = |max(z_i, 0)|, r_0 = 1",
    source: `${STOJNIC}, eq. (29)`,
  },
  gammaBar: {
    type: "quantity",
    meaning: "Parameter of the square-root trick for one layer.",
    equation: "|v| = min over gammaBar of gammaBar + |v|^2/(4 gammaBar)",
    source: `${STOJNIC}, eq. (32)`,
  },
  gamma: {
    type: "quantity",
    meaning: "Lagrange multiplier of the norm constraint of a hidden layer.",
    source: `${STOJNIC}, eq. (31)`,
  },
  nu: {
    type: "quantity",
    meaning: "Lagrange multiplier of the count of active units in the last layer.",
    source: `${STOJNIC}, eq. (31)`,
  },
  routeGap: {
    type: "number",
    meaning:
      "Relative difference between the recurrence in depth and Newton's method on the joint min-max program.",
  },
  phi_0: {
    aliases: ["objective"],
    meaning:
      "Objective of the random duality program; the capacity is the last expansion at which it vanishes.",
    source: `${STOJNIC}, eq. (46), (68)`,
  },
  dualNorms: {
    type: "text",
    header: "dual norms",
    aliases: ["dual-norms", "optimal norms"],
    meaning:
      "Norms of the dual vectors of successive layers: unit as published, or optimal, the ones that give the least bound. The theorem holds for any.",
    equation: "kappa_{i+1} = |y_(i+1)| / |y_(i)|; T_i = min over kappa of h(alpha_i, T_{i-1}; kappa)/kappa",
    source: `${STOJNIC}, eqs. (24), (54) with the norms free`,
  },
  kappa: {
    type: "quantity",
    meaning: "Norm of the next layer's dual vector over that of this layer's; 1 with unit norms.",
  },
  c3: {
    type: "quantity",
    meaning:
      "Parameter of partially lifted duality, maximised over c3 > 0. 'none': the supremum sits at c3 -> 0, where the lifted bound is the plain one.",
    source: `${STOJNIC}, eqs. (87)-(94)`,
  },
  excess: {
    type: "quantity",
    meaning: "A given expansion less the least admissible one; negative: not admissible.",
  },
  sensitivities: {
    type: "quantity[]",
    meaning: "Derivatives of the last layer's least expansion in each earlier expansion.",
    equation: "d alpha_l / d alpha_i = -(d phi_0/d alpha_i)/(d phi_0/d alpha_l)",
  },
  checks: {
    type: "record",
    meaning:
      "Whether a layer's stationary point is the minimum over rho (0, infinity and a scan) and, with optimal norms, over kappa.",
  },
  width: {
    type: "quantity",
    aliases: ["constant width"],
    meaning:
      "Least C such that every layer of (n, Cn, ..., Cn) keeps n (weak) or n, 2n, 2n, ... (strong) active units for every input as n -> infinity.",
    equation: "S_c(C) >= T_{i-1} for all i",
    source: "docs/constant-width.md",
  },
  bindingLayer: {
    type: "number",
    meaning: "The layer whose condition is an equality at the least constant width.",
  },
} as const satisfies Vocabulary;
