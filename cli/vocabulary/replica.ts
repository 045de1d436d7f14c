/** Quantities of the replica theory. */
import type { Vocabulary } from "./vocabulary.js";

const MAILLARD = "Maillard 2022 (talk, k-RSB equations at zero temperature)";

/** Quantities of the replica theory. */
export const REPLICA_WORDS = {
  k: {
    type: "integer",
    meaning: "Number of breaking points of the k-RSB ansatz; 0 is replica symmetry.",
    source: MAILLARD,
  },
  alpha: {
    type: ["number", "quantity"],
    meaning:
      "Expansion: the width of a layer divided by the input dimension. With several layers alpha_i = m_i/n.",
    equation: "alpha = m/n, n -> infinity",
  },
  margin: {
    aliases: ["kappa", "bias", "beta/R"],
    meaning:
      "Field threshold: a unit is counted where its preactivation exceeds kappa on the sphere. A bias beta of every unit on the ball of radius R sqrt(n) is kappa = -beta/R, as the fewest units are active on its boundary; with kappa > 0 the count does not decide injectivity.",
    unit: "standard deviations of a preactivation on the sphere",
    equation: "V(h) = 1[h > kappa];  phi^kappa(h) = phi^0(h - kappa)",
    source: "Gardner 1988 (perceptron with stability)",
  },
  count: {
    meaning:
      "Active units asked for per input dimension: 1 is injectivity, 2 the strong count, t -> 0 the satisfiability threshold of the spherical perceptron.",
    equation: "e(alpha, kappa) = t;  alpha_k = min (t + B)/A",
  },
  threshold: {
    type: "quantity",
    aliases: ["capacity"],
    meaning:
      "The expansion above which a random ReLU layer (network) is injective with high probability, in the approximation named.",
    equation: "e(alpha_inj) = 1;  k-RSB: alpha_k = min (1 + B)/A",
    source: MAILLARD,
  },
  energy: {
    type: "quantity",
    aliases: ["e"],
    meaning:
      "Ground-state energy per dimension of the spherical perceptron that counts errors: the least number of active units over all inputs, divided by n. A layer is injective when it is at least 1. At inverse temperature beta the mean count, -dPhi/dbeta.",
    equation: "e(alpha) = lim min_x #{mu : w_mu.x > 0}/n;  e_k = max (alpha A - B)",
    source: MAILLARD,
  },
  beta: {
    type: ["number", "quantity"],
    aliases: ["inverse temperature"],
    meaning:
      "Inverse temperature of the Gibbs measure exp(-beta E) on the sphere, E the number of active units.",
  },
  freeEntropy: {
    type: "quantity",
    aliases: ["Phi"],
    meaning:
      "Free entropy per input dimension in the ansatz named, relative to the uniform law on the sphere: -beta e_k at low temperature.",
    equation:
      "Phi_k = inf_{q,x} 1/2 [ln(1-q_k) + q_0/lambda_0 + sum_i (1/x_i) ln(lambda_{i-1}/lambda_i)] + alpha int Dz f_0(sqrt(q_0) z), lambda_k = 1 - q_k",
    source: "Maillard 2022 (Parisi formula at finite temperature)",
  },
  entropy: {
    type: "quantity",
    meaning:
      "Entropy per input dimension relative to the uniform law on the sphere: at most 0, and falls on cooling.",
    equation: "s = Phi + beta e",
  },
  x: {
    type: "quantity[]",
    aliases: ["x_i"],
    meaning:
      "Breaking points x_1 < ... < x_k in (0, 1) at finite temperature; x_i holds between q_{i-1} and q_i, and beta x_i tends to y_i.",
    source: "Maillard 2022 (Parisi formula at finite temperature)",
  },
  replicons: {
    type: "quantity[]",
    aliases: ["R_i"],
    meaning:
      "Stability of level i = 0 ... k against splitting, at finite temperature: negative where the level gains by it, positive at every level where k steps are enough.",
    equation: "R_i = 1 - alpha lambda_i^2 int P_i f_i''^2",
  },
  stable: {
    type: "boolean",
    meaning: "Whether the state is stable: all its replicons are positive.",
  },
  energyByDensity: {
    type: "quantity",
    header: "e by density",
    meaning: "The same energy by a second route: alpha times the probability that the cost is paid.",
    equation:
      "e = alpha * integral_{h > sqrt(2 chi)} P_k(h) dh;  at finite temperature e = alpha int P_k p, p the probability that the unit is active",
    source: MAILLARD,
  },
  chi: {
    type: "quantity",
    meaning: "Zero-temperature susceptibility: how fast the inner overlap approaches 1.",
    equation: "chi = lim beta (1 - q_M), beta -> infinity",
    source: MAILLARD,
  },
  overlaps: {
    type: "quantity[]",
    aliases: ["overlap", "q", "q_i"],
    meaning:
      "Overlaps q_0 < q_1 < ... < q_k = 1 of the k-RSB ansatz: scalar products of ground states at each level.",
    source: MAILLARD,
  },
  breakingPoints: {
    type: "quantity[]",
    aliases: ["breaking point", "y", "y_i"],
    meaning: "Breaking points y_1 < ... < y_k, scaled with temperature; y_i holds between q_{i-1} and q_i.",
    equation: "y = beta x(q), x(q) the Parisi function",
    source: MAILLARD,
  },
  energeticTerm: {
    type: ["quantity", "number"],
    aliases: ["A"],
    meaning: "Energetic part of the variational functional.",
    equation: "A = - integral Dz phi_0(sqrt(q_0) z)",
    source: MAILLARD,
  },
  entropicTerm: {
    type: ["quantity", "number"],
    aliases: ["B"],
    meaning: "Entropic part of the variational functional.",
    equation: "B = 1/2 [ q_0/lambda_0 + sum_i (1/y_i) ln(lambda_{i-1}/lambda_i) ]",
    source: MAILLARD,
  },
  residual: {
    type: "number",
    meaning:
      "Largest relative residual of the 2k+1 saddle-point equations, recomputed at the returned point by a route the optimiser does not use; of the fixed-point iteration the largest undamped change of an overlap.",
    equation: "alpha * integral P_i m_i^2 = G_i (i = 0 ... k), and one equation for each y_i",
    source: MAILLARD,
  },
  errorBudget: {
    type: "record",
    meaning: "Contributions to the error of the value, in the parts that are named.",
  },
  evaluations: {
    type: "integer",
    meaning:
      "Evaluations of the recursion over the levels, those of starts and of the error estimate included.",
  },
  gridPoints: { type: "integer", meaning: "Grid points of the field over all levels." },
  replicon: {
    type: "quantity",
    meaning: "Stability of the replica-symmetric state; positive means stable.",
    equation: "1 - alpha E f''^2, f = ln[1 - (1 - e^-beta) H(-w)]",
    source: "Maillard 2022 (RS stability)",
  },
  dAT: {
    aliases: ["d'Almeida-Thouless"],
    meaning: "Largest alpha whose replica-symmetric state at energy 1 is stable.",
    equation: "replicon = 0 at e(beta) = 1",
    source: "Maillard 2022 (RS stability)",
  },
  "full RSB": {
    aliases: ["frsb"],
    meaning:
      "The limit k -> infinity, conjectured exact. Extrapolated from the chain of k-RSB values, whose tail is c_4 k^-4 + c_5 k^-5 + ...",
    source: MAILLARD,
  },
  hole: {
    meaning:
      "The interval (0, sqrt(2 chi)) without responding fields: a field there is pushed back to 0 at no cost, beyond it the cost is paid.",
    equation: "u = argmin V(u) + (h - u)^2/(2 chi)",
    source: MAILLARD,
  },
  complexity: {
    meaning: "Logarithm of the number of 1-RSB clusters per dimension; zero at the optimal breaking point.",
    equation: "Sigma(y) = y^2 dF/dy, F(y) = max (alpha A - B) at fixed y",
  },
} as const satisfies Vocabulary;
