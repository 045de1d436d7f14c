/** Linear regions of given networks and of networks at initialisation. */
import type { Vocabulary } from "./vocabulary.js";

const HANIN_ROLNICK = "Hanin and Rolnick 2019, Complexity of linear regions in deep networks";

/** Linear regions of given networks and of networks at initialisation. */
export const NETWORK_REGION_WORDS = {
  activationRegions: {
    type: ["integer", "quantity"],
    header: "activation regions",
    aliases: ["activation region", "pattern"],
    meaning:
      "network regions: maximal sets on which every unit stays on one affine piece of its activation; along a segment one more than its activationBreakpoints.",
  },
  activationBreakpoints: {
    type: "integer",
    header: "breakpoints",
    meaning:
      "network regions: places along a segment where some unit changes its affine piece. A unit that only touches a breakpoint of its activation, or lies on it all along, changes nothing.",
  },
  crossings: {
    type: "integer",
    header: "units at once",
    meaning: "network regions: units of one layer that change their affine piece at the same place.",
  },
  linearRegions: {
    type: ["integer", "quantity", "null"],
    header: "linear regions",
    aliases: ["linear region"],
    meaning:
      "network regions: activation regions joined across boundaries on both sides of which the network has one affine map; along a segment one more than the linearBreakpoints.",
  },
  linearBreakpoints: {
    type: "integer",
    header: "breakpoints of the output",
    meaning: "network regions: places along a segment where the output's slope changes.",
  },
  changesOutput: {
    type: "boolean",
    header: "seen in output",
    meaning: "network regions: whether the output's slope changes at this breakpoint.",
  },
  distinctMaps: {
    type: "integer",
    header: "distinct maps",
    meaning:
      "network regions: different affine maps among the linear regions; fewer than regions where distant regions share one.",
  },
  unresolved: {
    type: "integer",
    meaning:
      "network regions in doubles: neighbouring breakpoints closer than the sum of their error estimates, whose number is therefore uncertain; --exact decides.",
  },
  largestIgnored: {
    type: "number",
    meaning:
      "network regions in doubles: the largest relative change of the affine map that was taken for rounding; far below smallestCounted where the distinction is safe.",
  },
  smallestCounted: {
    type: "number",
    meaning:
      "network regions in doubles: the smallest relative change of the affine map that counted; a wide gap around 1e-11 to largestIgnored means that the distinction is safe.",
  },
  omittedCuts: {
    type: "integer",
    meaning:
      "network regions in doubles: parts of polygons too thin (1e-12 of the square's size) or too small (1e-24 of its area) to be cut off; 0 unless boundaries nearly coincide.",
  },
  smallestArea: { type: "number", meaning: "network regions in doubles: the least area among the polygons." },
  outputError: {
    type: "number",
    meaning:
      "network regions --segment: largest difference between the affine pieces and direct evaluation at points in between.",
  },
  distance: {
    type: "quantity",
    aliases: ["boundary distance"],
    meaning:
      "network distance: Euclidean distance from the input to the boundary of its activation region, exact; a lower bound on the distance to the nearest kink of the output, since the nearest boundary may not show there. Its error is how far the unit misses its breakpoint at the nearest point.",
    equation: "min over units z and breakpoints xi of |z(x) - xi| / |grad z(x)|",
  },
  count: {
    aliases: ["counting"],
    meaning:
      "network expected: mean over drawn networks of their exact numbers of breakpoints or regions, with its standard error.",
  },
  density: {
    aliases: ["good"],
    meaning:
      "network expected: breakpoints by integrating their density along the segment. The density sums, over units z and breakpoints xi, the slope of z along the segment times the density of its bias where z meets xi. For breakpoints of the output z must be good: a path of open units, z itself not counted, leads from it to the output. Undefined for zero biases.",
    equation: "E int sum |u.grad z| rho_b(xi - z(x)) 1(good) dx, phi(z + b); the source has phi(z - b)",
    source: `${HANIN_ROLNICK}, Theorem 6 with k = 1`,
  },
  angles: {
    meaning:
      "network expected: expected boundaries of a layer of normal weights and biases given the layers before it: along a segment its units times the length of the curve of (s h, sigma) on the unit sphere over pi, h being the layer's inputs; exact for layer 1, of smaller error than counting for the others. In a square the same by angles and solid angles of the cells.",
    equation:
      "E kinks of layer l = (n_l/pi) E length of (s h(t), sigma)/|(s h(t), sigma)|, s^2 = gain/fan-in",
  },
  firstLayer: {
    type: ["quantity", "null"],
    meaning: "network expected --segment: expected breakpoints of the pattern by layer 1, in closed form.",
  },
  angleLayers: {
    type: ["quantity[]", "null"],
    meaning: "network expected --segment: expected breakpoints of the pattern by each layer, by angles.",
  },
  firstLayerHit: {
    type: "quantity",
    aliases: ["hitProbability"],
    meaning: "network expected --square, layer 1: probability that a unit's boundary meets the square.",
    equation: "(sum of the sides' angles)/(2 pi), the square seen as (s x, sigma)",
  },
  firstLayerCrossings: {
    type: "quantity",
    meaning: "network expected --square, layer 1: expected crossings of two units' boundaries in the square.",
    equation: "(solid angle)/(2 pi), the square seen as (s x, sigma)",
  },
  firstLayerRegions: {
    type: "quantity",
    meaning: "network expected --square: expected regions of layer 1.",
    equation: "1 + n hit + n(n-1)/2 crossings",
  },
  firstLayerLength: {
    type: "quantity",
    meaning:
      "network expected --square of two inputs, layer 1: expected length of one unit's boundary in the square, by quadrature.",
  },
  bound: {
    type: "number",
    aliases: ["C_grad", "C_bias"],
    meaning:
      "network expected --segment: upper bound on the expected breakpoints, for ReLU, gain 2 and centred biases: units x length x T C_grad C_bias with C_grad = sqrt 2, C_bias the largest density of a bias and T = 1.",
    source: `${HANIN_ROLNICK}, eq. (15)`,
  },
  boundPrinted: {
    type: "number",
    meaning:
      "network expected --segment: the upper bound with the factor 2 of the source, which its proof does not need.",
    source: `${HANIN_ROLNICK}, eq. (15)`,
  },
} as const satisfies Vocabulary;
