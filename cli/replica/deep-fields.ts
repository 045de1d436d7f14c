/** The result fields of deep networks in `rsb` and `frsb`. */
import { field, pick } from "../definition/command.js";
import { DUALITY_WORDS } from "../vocabulary/duality.js";
import { REPLICA_WORDS } from "../vocabulary/replica.js";

export const DEEP_FIELDS = {
  ...pick(DUALITY_WORDS, "layer", "notion", "expansion", "relativeExpansion"),
  ...pick(REPLICA_WORDS, "k", "alpha", "energy", "chi", "overlaps", "breakingPoints", "residual"),
  ...pick(REPLICA_WORDS, "errorBudget", "evaluations", "gridPoints"),
  given: field("Whether the expansion was given; otherwise it is the least admissible one.", "boolean"),
  capacity: field("The layer's own k-RSB capacity behind the expansions before it.", "quantity", {
    equation: "alpha_l = (c/2 + B - sum_i alpha_i M_i)/A_l, stationary in all order parameters",
  }),
  parameters: field("The order parameters of the solution, layer by layer.", "record"),
  hidden: field("The hidden layers: overlaps, fields, chi, gamma and norm of each.", "record[]"),
  fields: field("Fields h_0 … h_k conjugate to the output overlaps of a hidden layer.", "quantity[]", {
    header: "h_j",
  }),
  gamma: field("Multiplier of the square norm of a hidden layer's output.", "number", {
    equation: "gamma = 1/2 [h_k c + sum_j y_j (h_j r_j - h_{j-1} r_{j-1})]",
  }),
  norm: field("Square norm R of a hidden layer's output over n, its input normalised.", "number", {
    equation: "R = alpha dM/dgamma",
    header: "R",
  }),
  signature: field("Signs of the eigenvalues of the Hessian at the solution, which is a saddle.", "record"),
  positive: field("Number of positive eigenvalues.", "integer"),
  negative: field(
    "Number of negative eigenvalues; k + 1 for every hidden layer where solved so far.",
    "integer",
  ),
  zero: field("Number of eigenvalues that cannot be told from 0.", "integer"),
  grid: field("Part of the error: change of the value when every grid spacing is refined.", "number"),
  domain: field(
    "Part of the error: change of the value when the windows of the field are widened.",
    "number",
  ),
  optimiser: field("Part of the error: distance from the stationary value.", "number", {
    equation: "g^T H^-1 g",
  }),
  rounding: field("Part of the error: rounding of the value.", "number"),
};
