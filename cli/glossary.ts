/** What every status, quantity and option of the output means, with its equation and source. */

export interface GlossaryEntry {
  readonly word: string;
  readonly aliases?: readonly string[];
  readonly meaning: string;
  readonly equation?: string;
  readonly source?: string;
}

const MAILLARD = "Maillard 2022 (talk, k-RSB equations at zero temperature)";
const STOJNIC = "Stojnic 2024, arXiv:2412.19677";

/** All entries: statuses first, then quantities by theory. */
export const GLOSSARY: readonly GlossaryEntry[] = [
  {
    word: "converged",
    meaning: "Status: the residual recomputed at the returned point and the error estimate meet the request.",
  },
  {
    word: "stalled",
    meaning:
      "Status: no further progress was possible in double precision and the requested tolerance was not met. The best iterate is returned with its residual; exit code 3.",
  },
  {
    word: "iteration-limit",
    meaning:
      "Status: the cap on iterations or evaluations came before convergence. The best iterate is returned; exit code 3.",
  },
  {
    word: "domain-error",
    meaning:
      "Status: the quantity does not exist at these parameters, or the method left its domain; exit code 3.",
  },
  {
    word: "cited",
    meaning:
      "Status and kind: a published number that is not computed here; its error is half a unit of the last printed digit.",
  },
  {
    word: "error",
    meaning:
      "Absolute error estimate of a quantity, the sum of computed differences (grid, domain, optimiser, truncation, route gap, rounding); never the requested tolerance. In text, 6.698(2) means 6.698 with error 0.002.",
  },
  {
    word: "rigorous",
    meaning: "Kind of a bound: follows from a theorem; only the last digits are numerical.",
  },
  {
    word: "physics",
    meaning: "Kind of a bound: follows from the replica method, which is not proved for this model.",
  },
  {
    word: "heuristic",
    meaning: "Kind of a bound: neither a theorem nor a replica computation (the Euler characteristic).",
  },
  {
    word: "alpha",
    aliases: ["expansion"],
    meaning:
      "Expansion: the width of a layer divided by the input dimension. With several layers alpha_i = m_i/n.",
    equation: "alpha = m/n, n -> infinity",
  },
  {
    word: "relativeExpansion",
    aliases: ["zeta"],
    meaning: "Width of a layer divided by the width of the layer before it.",
    equation: "zeta_i = alpha_i / alpha_{i-1}",
    source: `${STOJNIC}, Table 1`,
  },
  {
    word: "threshold",
    aliases: ["capacity"],
    meaning:
      "The expansion above which a random ReLU layer (network) is injective with high probability, in the approximation named.",
    equation: "e(alpha_inj) = 1;  k-RSB: alpha_k = min (1 + B)/A",
    source: MAILLARD,
  },
  {
    word: "energy",
    aliases: ["e"],
    meaning:
      "Ground-state energy per dimension of the spherical perceptron that counts errors: the least number of active units over all inputs, divided by n. A layer is injective when it is at least 1.",
    equation: "e(alpha) = lim min_x #{mu : w_mu.x > 0}/n;  e_k = max (alpha A - B)",
    source: MAILLARD,
  },
  {
    word: "energyByDensity",
    meaning: "The same energy by a second route: alpha times the probability that the cost is paid.",
    equation: "e = alpha * integral_{h > sqrt(2 chi)} P_k(h) dh",
    source: MAILLARD,
  },
  {
    word: "chi",
    meaning: "Zero-temperature susceptibility: how fast the inner overlap approaches 1.",
    equation: "chi = lim beta (1 - q_M), beta -> infinity",
    source: MAILLARD,
  },
  {
    word: "overlaps",
    aliases: ["overlap", "q"],
    meaning:
      "Overlaps q_0 < q_1 < ... < q_k = 1 of the k-RSB ansatz: scalar products of ground states at each level.",
    source: MAILLARD,
  },
  {
    word: "breakingPoints",
    aliases: ["breaking point", "y"],
    meaning: "Breaking points y_1 < ... < y_k, scaled with temperature; y_i holds between q_{i-1} and q_i.",
    equation: "y = beta x(q), x(q) the Parisi function",
    source: MAILLARD,
  },
  {
    word: "energeticTerm",
    aliases: ["A"],
    meaning: "Energetic part of the variational functional.",
    equation: "A = - integral Dz phi_0(sqrt(q_0) z)",
    source: MAILLARD,
  },
  {
    word: "entropicTerm",
    aliases: ["B"],
    meaning: "Entropic part of the variational functional.",
    equation: "B = 1/2 [ q_0/lambda_0 + sum_i (1/y_i) ln(lambda_{i-1}/lambda_i) ]",
    source: MAILLARD,
  },
  {
    word: "residual",
    meaning:
      "rsb: largest relative residual of the 2k+1 saddle-point equations, recomputed at the returned point by a route the optimiser does not use.",
    equation: "alpha * integral P_i m_i^2 = G_i (i = 0 ... k), and one equation for each y_i",
    source: MAILLARD,
  },
  {
    word: "errorBudget",
    meaning:
      "Contributions to the error of a k-RSB value: grid (spacings halved), domain (windows widened), optimiser (half g' H^-1 g), rounding.",
  },
  {
    word: "evaluations",
    meaning: "Evaluations of the functional with its gradient, the whole warm-start chain included.",
  },
  {
    word: "replicon",
    meaning: "Stability of the replica-symmetric state; positive means stable.",
    equation: "1 - alpha E f''^2, f = ln[1 - (1 - e^-beta) H(-w)]",
    source: "Maillard 2022 (RS stability)",
  },
  {
    word: "dAT",
    aliases: ["d'Almeida-Thouless"],
    meaning: "Largest alpha whose replica-symmetric state at energy 1 is stable.",
    equation: "replicon = 0 at e(beta) = 1",
    source: "Maillard 2022 (RS stability)",
  },
  {
    word: "full RSB",
    aliases: ["frsb"],
    meaning:
      "The limit k -> infinity, conjectured exact. Extrapolated from the chain of k-RSB values, whose tail is c_4 k^-4 + c_5 k^-5 + ...",
    source: MAILLARD,
  },
  {
    word: "weak",
    meaning: "Weak injectivity: the last layer has at least n active units for every input.",
    source: STOJNIC,
  },
  {
    word: "strong",
    meaning:
      "Strong injectivity: the last layer has at least 2n active units for every input. With one layer the notions coincide.",
    source: STOJNIC,
  },
  {
    word: "T",
    aliases: ["incoming"],
    meaning: "What the layers before hand over in the recurrence of random duality theory; T_0 = 1.",
    equation: "T_i = h(alpha_i, T_{i-1})",
    source: `${STOJNIC}, the nested form of eq. (68)`,
  },
  {
    word: "margin",
    meaning: "How far a given expansion is from the least admissible one; negative: not admissible.",
    equation: "S_c(alpha_i) - T_{i-1}",
    source: `${STOJNIC}, the nested form of eq. (68)`,
  },
  {
    word: "r",
    meaning: "Norm of the output of a hidden layer at the saddle point.",
    equation: "r_i = |max(z_i, 0)|, r_0 = 1",
    source: `${STOJNIC}, eq. (29)`,
  },
  {
    word: "gammaBar",
    meaning: "Parameter of the square-root trick for one layer.",
    equation: "|v| = min over gammaBar of gammaBar + |v|^2/(4 gammaBar)",
    source: `${STOJNIC}, eq. (32)`,
  },
  {
    word: "gamma",
    meaning: "Lagrange multiplier of the norm constraint of a hidden layer.",
    source: `${STOJNIC}, eq. (31)`,
  },
  {
    word: "nu",
    meaning: "Lagrange multiplier of the count of active units in the last layer.",
    source: `${STOJNIC}, eq. (31)`,
  },
  {
    word: "routeGap",
    meaning:
      "Relative difference between the recurrence in depth and Newton's method on the joint min-max program.",
  },
  {
    word: "agrees",
    meaning:
      "Whether the computed value rounds to the published digits (half a unit of the last one, plus the error).",
  },
  {
    word: "phi_0",
    aliases: ["objective"],
    meaning:
      "Objective of the random duality program; the capacity is the last expansion at which it vanishes.",
    source: `${STOJNIC}, eq. (46), (68)`,
  },
  {
    word: "dualNorms",
    aliases: ["dual-norms", "optimal norms"],
    meaning:
      "Norms of the dual vectors of successive layers: unit as published, or optimal, the ones that give the least bound. The theorem holds for any.",
    equation: "kappa_{i+1} = |y_(i+1)| / |y_(i)|; T_i = min over kappa of h(alpha_i, T_{i-1}; kappa)/kappa",
    source: `${STOJNIC}, eqs. (24), (54) with the norms free`,
  },
  {
    word: "kappa",
    meaning: "Norm of the next layer's dual vector over that of this layer's; 1 with unit norms.",
  },
  {
    word: "c3",
    aliases: ["lifting"],
    meaning:
      "Parameter of partially lifted duality, maximised over c3 > 0. 'none': the supremum sits at c3 -> 0, where the lifted bound is the plain one.",
    source: `${STOJNIC}, eqs. (87)-(94)`,
  },
  {
    word: "excess",
    meaning: "A given expansion less the least admissible one; negative: not admissible.",
  },
  {
    word: "sensitivities",
    meaning: "Derivatives of the last layer's least expansion in each earlier expansion.",
    equation: "d alpha_l / d alpha_i = -(d phi_0/d alpha_i)/(d phi_0/d alpha_l)",
  },
  {
    word: "checks",
    meaning:
      "Whether a layer's stationary point is the minimum over rho (0, infinity and a scan) and, with optimal norms, over kappa.",
  },
  {
    word: "width",
    aliases: ["constant width"],
    meaning:
      "Least C such that every layer of (n, Cn, ..., Cn) keeps n (weak) or n, 2n, 2n, ... (strong) active units for every input as n -> infinity.",
    equation: "S_c(C) >= T_{i-1} for all i",
    source: "docs/constant-width.md",
  },
  {
    word: "bindingLayer",
    meaning: "The layer whose condition is an equality at the least constant width.",
  },
  {
    word: "predicted",
    meaning:
      "simulate: least active units per input dimension that duality allows in a layer, n -> infinity; a lower bound.",
    equation: "alpha H(a) with alpha J(a) = T^2",
  },
  {
    word: "impliedCapacity",
    meaning: "Audit: the capacity at which the objective vanishes with all other numbers as printed.",
  },
  {
    word: "failsBy",
    meaning:
      "Audit: a derivative over what the rounding of the printed digits can do to it; above 1 the printed point is not stationary.",
  },
];

/** The entry of a word or alias, case-insensitively; undefined when there is none. */
export function findEntry(word: string): GlossaryEntry | undefined {
  const wanted = normalise(word);
  const exact = GLOSSARY.find((entry) => [entry.word, ...(entry.aliases ?? [])].includes(word));
  return (
    exact ??
    GLOSSARY.find((entry) =>
      [entry.word, ...(entry.aliases ?? [])].some((name) => normalise(name) === wanted),
    )
  );
}

function normalise(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, "");
}
