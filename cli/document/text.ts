/** The words of the report: what is computed and how, what is claimed, and how to cite. */

export const ABSTRACT =
  "When is a random ReLU network injective? A layer x ↦ ReLU(Wx) with m × n Gaussian weights is injective exactly when every input leaves at least n of its m units active. This report computes what replica theory, random duality theory and integral geometry say about the widths at which that happens, with an error estimate for every number, beside what has been published.";

/** What the link to the explorer says, and what follows it. */
export const LIVE = [
  "The explorer",
  "computes all of this live in the browser, for other parameters, other architectures and networks from files.",
] as const;

export const ONE_LAYER =
  "As m, n → ∞ with α = m/n fixed there is a threshold for one layer. Lower bounds say that below them the layer is not injective, upper bounds that above them it is. Rigorous bounds are theorems; physics stands for the replica method, which is not proved for this model; heuristic for an argument that is known not to be exact; cited values are not computed here.";

export const REPLICA =
  "The least number of active units per dimension, e(α) = lim min_x #{μ : w_μ·x > 0}/n, is the ground-state energy of a spherical perceptron with the error count as energy. In the k-RSB ansatz at zero temperature it is the maximum of αA − B over the overlaps q_0 < … < q_k = 1, the breaking points y_1 < … < y_k and χ; the threshold α_k is the minimum of (1 + B)/A. More steps lower the threshold, and full RSB is the limit.";

export const DEEP =
  "Random duality theory bounds the expansions α_l = m_l/n of a network of l layers from above, by a min–max program in the norms of the outputs and of the dual vectors. The weak notion asks for n active units in every layer, the strong one for 2n from layer 2 on, which makes the network injective. The published theory fixes the norms of the dual vectors; the theorem holds for any, and the best ones give far lower bounds.";

export const GEOMETRY =
  "At finite m and n the probability of non-injectivity is that of a random subspace meeting a union of orthants. Its Euler characteristic q_{m,n} can be counted exactly; where its growth rate vanishes is neither a bound nor the threshold. The figures of the thesis are drawn anew, from exact integers or seeded experiments, and experiments at finite size are held against the limit n → ∞.";

export const PUBLISHED =
  "Every number printed in the sources is computed anew at the printed settings. It agrees when the computed value, its own error allowed for, rounds to the printed one; a printed bound agrees when it holds.";

export const AUDIT =
  "Every printed parameter set of random duality theory is put into the program it belongs to. At a solution the objective φ_0 and its derivatives vanish; a condition fails when the derivative exceeds what the rounding of the printed digits can do to it.";

/** Methods, each with equation and source. */
export const METHODS: readonly string[] = [
  "Replica symmetry: α(½ − H(c) − c φ(c)) = 1, e = αH(c), χ = c²/2, by bracketing to the last digits (Maillard 2022; Stojnic 2024, plain duality with one layer).",
  "k-RSB: φ_{i−1}(h) = (1/y_i) ln E exp(y_i φ_i(h + √(q_i − q_{i−1}) z)) from φ_k = −min(1, h²/2χ) for h > 0; A = −E φ_0(√q_0 z), B = ½[q_0/λ_0 + Σ_i (1/y_i) ln(λ_{i−1}/λ_i)]. All parameters are optimised by Newton steps with exact gradients; the saddle-point equations α E m_i² = G_i are evaluated independently (Maillard 2022).",
  "Full RSB: multi-term extrapolation of α_k in k^{−4}, k^{−5}, …, held against the optimum over a smooth family of order parameters; both errors together must cover their difference.",
  "Random duality: recurrence T_0 = 1, T_i = h(α_i, T_{i−1}), S_c(α_l) = T_{l−1} with closed per-unit terms, and the min–max program itself by Newton's method; the gap of the two is reported (Stojnic 2024, eqs. (46), (47), (68); lifted: (82)–(94)).",
  "Constant width: the least C with S_c(C) ≥ T_{i−1} in every layer; counting: 2^{−C−2}(eC)^{L+3} < 1 (Paleka 2021, Theorem 5.1, eq. (5.10g)) and its sharper forms.",
  "Euler surrogate: q_{m,n} = 2^{1−m} Σ_j C(m, j) K_d(j − 1; m − 1), d = n − 1, in integers (Paleka 2021, Theorem 4.13, by (4.38b)); growth rate −K + (K+1)H₂(1/(K+1)) + log₂(e) Re f(z_0) (eq. (4.52)).",
  "Errors are made of computed differences: of grids, domains, routes and rounding. Digits in parentheses are the error in units of the last digit shown.",
];

/** What is and what is not claimed. */
export const CLAIMS: readonly string[] = [
  "Rigorous bounds are theorems about n → ∞; their numbers are floating-point solutions with estimated, not interval, errors.",
  "Replica values follow from the replica method, which is not proved for this model; full RSB is the conjectured threshold.",
  "The Euler-characteristic value is a heuristic; as a threshold it is refuted by the rigorous upper bound of replica symmetry and duality.",
  "Nothing here is a statement about weights that are not Gaussian, or, apart from the exact counts, about finite n.",
];

/** BibTeX of the sources. */
export const SOURCES = `@misc{maillard2023injectivity,
  author = {Maillard, Antoine and Bandeira, Afonso S. and Belius, David and Dokmani{\\'c}, Ivan and Nakajima, Shuta},
  title = {Injectivity of {ReLU} networks: perspectives from statistical physics},
  year = {2023}, eprint = {2302.14112}, archivePrefix = {arXiv}
}
@misc{maillard2022talk,
  author = {Maillard, Antoine},
  title = {Injectivity of {ReLU} networks: perspectives from integral geometry and statistical physics},
  year = {2022}, howpublished = {Talk, Workshop on Spin Glasses, 28 September 2022}
}
@misc{stojnic2024deep,
  author = {Stojnic, Mihailo},
  title = {Deep {ReLU} networks -- injectivity capacity upper bounds},
  year = {2024}, eprint = {2412.19677}, archivePrefix = {arXiv}
}
@mastersthesis{paleka2021injectivity,
  author = {Paleka, Daniel},
  title = {Injectivity of {ReLU} Neural Networks at Initialization},
  school = {ETH Z{\\"u}rich}, year = {2021}
}
@misc{puthawala2020globally,
  author = {Puthawala, Michael and Kothari, Konik and Lassas, Matti and Dokmani{\\'c}, Ivan and de Hoop, Maarten},
  title = {Globally injective {ReLU} networks},
  year = {2020}
}`;

/** BibTeX of this software. */
export function softwareCitation(version: string, commit: string | null): string {
  return `@software{relu-injectivity,
  author = {{The relu-injectivity authors}},
  title = {relu-injectivity: when is a random {ReLU} network injective?},
  version = {${version}}${commit === null ? "" : `,\n  note = {commit ${commit}}`}
}`;
}
