/** The fields of `rdt`: what it reports per layer, and the columns of its tables. */
import { field, pick } from "../definition/command.js";
import { DUALITY_WORDS } from "../vocabulary/duality.js";
import { REPLICA_WORDS } from "../vocabulary/replica.js";

export const RDT_FIELDS = {
  ...pick(DUALITY_WORDS, "layer", "expansion", "relativeExpansion", "incoming", "margin", "excess"),
  ...pick(
    DUALITY_WORDS,
    "r",
    "gammaBar",
    "gamma",
    "nu",
    "kappa",
    "c3",
    "routeGap",
    "sensitivities",
    "checks",
  ),
  alpha: REPLICA_WORDS.alpha,
  width: field("Number of units of the layer, as given.", "integer"),
  parameters: field(
    "The stationary point of the layer: r, gammaBar, gamma, nu, kappa, c3 as they apply.",
    "record",
  ),
  given: field("Whether the expansion was given; otherwise it is the least admissible one.", "boolean"),
  admissible: field("Whether the duality shows that the layer keeps enough active units.", "boolean"),
  leastAdmissible: field(
    "Least admissible expansion; in layer 1 by the theory of one layer that was chosen.",
    "quantity",
  ),
  certified: field(
    "An expansion that is proved to be enough in this layer, a decimal rounded up, after layers of the given expansions and of the proved ones; a layer 1 by replica theory is rounded up at the tenth decimal. Null where no proof is found in passing: replica theory, behind an inadmissible layer, beyond layer 6, with lifting beyond layer 4 or with unit norms.",
    ["text", "null"],
    { source: "docs/theorems.md" },
  ),
  plain: field("With lifting: the expansion by plain duality.", "quantity"),
  lifting: field(
    "positive where lifting improves the bound; none where the supremum sits at c3 -> 0.",
    "text",
  ),
  signature: field(
    "Whether the stationary point is a saddle of the right kind: signs of its eigenvalues.",
    "record",
  ),
  innerMaximum: field("Largest eigenvalue over the inner maximum: negative when right.", "number"),
  minimum: field(
    "Least eigenvalue over the minimum once the inner maximum is eliminated: positive when right.",
    "number",
  ),
  outerMaximum: field(
    "Largest eigenvalue over the outer maximum once the rest is eliminated: negative when right.",
    "number",
  ),
  correct: field("Whether all conditions beside it hold.", "boolean"),
  aboveAtZero: field(
    "How far the value at rho = 0 is above that of the point: positive when right.",
    "number",
    {
      equation: "sqrt(alpha/2) - T",
    },
  ),
  slopeAtInfinity: field("Slope of the value as rho -> infinity: positive when right.", "number", {
    equation: "1 - kappa sqrt(alpha/2) + kappa T'",
  }),
  normScan: field("Least relative excess over the point among the scanned rho.", "number"),
  scanned: field("Least and greatest rho scanned, over that of the point.", "number[]"),
  kappaScan: field("Least relative excess over the point among other kappa.", "number"),
  approach: field("How the expansions of minimal sequences approach their limit.", "record"),
  kind: field(
    "geometric: the error falls by a constant factor per layer; algebraic: by a power of the depth.",
    "text",
  ),
  factor: field("The factor per layer of a geometric approach.", "number"),
  exponent: field("The exponent s of an algebraic approach.", "number", {
    equation: "error ~ coefficient l^(-s)",
  }),
  coefficient: field("The coefficient of an algebraic approach.", "number"),
  unit: field("Least admissible expansion with unit dual norms.", "quantity"),
  optimal: field("Least admissible expansion with optimal dual norms.", "quantity"),
  unitNeeds: field(
    "Least admissible expansion with unit dual norms after the layers that are given.",
    "quantity",
    {
      header: "unit needs",
    },
  ),
  optimalNeeds: field("The same with optimal dual norms.", "quantity", { header: "optimal needs" }),
  dualNorms: DUALITY_WORDS.dualNorms,
};
