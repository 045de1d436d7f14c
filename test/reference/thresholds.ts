/**
 * Numbers that several tests compare with, each with where it comes from. Their last digit is right to half a unit unless it
 * is said otherwise; tests compare as far as their own claims go.
 */

/** Constants of one layer to 32 decimals, from interval arithmetic (docs/proofs/constants.json); also by mpmath at 60 digits. */
export const DECIMALS = {
  /** RS = plain duality = Gordon: alpha = 1/H(c), c phi(c) = 1/2 - 2 H(c). */
  plain: "7.64769493543527981692878702472260",
  /** The same with 2n active units. */
  plainStrong: "11.59215352187982759955030680057450",
  /** Sum of rows. */
  sumOfRows: "3.40281622149504861116552383277639",
  /** Union bound: H2(1/c) = 1/2. */
  union: "9.08860682795698359918846355580747",
  /** Zero of the rate of the Euler surrogate (Paleka 2021, thesis, Chapter 4). */
  euler: "8.34463296085472477088382745774991",
} as const;

export const PLAIN = Number(DECIMALS.plain);
export const PLAIN_STRONG = Number(DECIMALS.plainStrong);
export const SUM_OF_ROWS = Number(DECIMALS.sumOfRows);
export const UNION = Number(DECIMALS.union);
export const EULER = Number(DECIMALS.euler);

/** k-RSB thresholds (Maillard 2022: 6.7157, 6.7004), by this package at 1e-13 in both convolutions; proved from above in docs/proofs. */
export const ONE_RSB = 6.715696837671;
export const TWO_RSB = 6.700391949442916;
/** Full RSB (Maillard 2022: 6.698), by chain and smooth family at 5e-11. */
export const FULL_RSB = 6.69805086;

/** Partially lifted duality of one layer (Stojnic 2024, section 5, with one layer), and the strong constant width it gives. */
export const LIFTED = 7.448638726294;
export const LIFTED_STRONG_WIDTH = 11.035338155348;
/** Strong constant width by plain duality with the best norms: 30 digits by mpmath in docs/constant-width.md. */
export const STRONG_WIDTH = 11.489875226036077;

/** Plain duality behind alpha_1 = 6.7004 with the best norms, n and 2n active units; 28 decimals in docs/proofs. */
export const SECOND_WEAK = 7.530795067739202;
export const SECOND_STRONG = 11.448070609808456;
/** The same with unit norms (Stojnic 2024, Tables 2, 3: 8.267, 12.35). */
export const UNIT_SECOND_WEAK = 8.266729310837;
export const UNIT_SECOND_STRONG = 12.35042097;
/** Fourth layer behind 6.7004, 8.267, 9.49 (Stojnic 2024, Table 6: 10.124), and behind the capacities themselves. */
export const UNIT_FOURTH_PRINTED = 10.7887955;
export const UNIT_FOURTH_CONVERGED = 10.11227865;

/** 1-RSB of the second layer behind alpha_1 = 6.7004, by this solver at 1e-9; a C++ prototype gave 6.4299995. */
export const DEEP_ONE_RSB = 6.429999451614;

/** Puthawala et al. 2020: regions of one layer; printed 10.5. */
export const REGIONS = 10.4242317138427;

/** Full RSB at margin −1, one active unit: by chain and smooth family, 2e-10. */
export const FULL_RSB_MARGIN_MINUS_ONE = 2.7260054604;
/** 1-RSB at its threshold: overlap and breaking point, to the digits printed. */
export const ONE_RSB_OVERLAP = 0.77723075;
export const ONE_RSB_BREAKING_POINT = 3.2866578;
/** Constant width behind alpha_1 = 6.7004 by plain duality with the best norms; layer 2 binds. */
export const CONSTANT_WIDTH_BEHIND_PRINTED = 7.53966913716;

/** Constant width by counting regions: depth, printed (5.10g), regions of f_{L−1}, entropy rates; roots found independently. */
export const COUNTING_WIDTHS = [
  [1, 21.46696567, 13.6361918, 13.21362564],
  [2, 29.66754291, 21.46696567, 21.17909991],
  [3, 38.18600213, 29.66754291, 29.43645255],
  [5, 56.00050347, 46.97578225, 46.79711796],
  [10, 103.8300848, 93.96004682, 93.82747524],
  [20, 208.3474875, 197.5058209, 197.4011155],
] as const;
export const [, , , COUNTING_FIVE, , COUNTING_TWENTY] = COUNTING_WIDTHS;

/** Points in half-spaces (Paleka 2021, Proposition 6.8, printed 160): by the same proof; by duality; sharp at cos >= 3/4. */
export const HALFSPACE_CHERNOFF = 87.5565596973;
export const HALFSPACE_DUALITY = 28.0402981588;
export const HALFSPACE_SHARP = 241.133352195;
/** The cone of Paleka's proof: rate c_0 of (A.40), and the largest epsilon for the cone as defined. */
export const CONE_RATE = 0.0469150067055;
export const LARGEST_CONE = 0.541196100146;
