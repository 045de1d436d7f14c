/** `geometry`: exact counts at finite m and n, the Euler surrogate, bounds for deep networks, angle convergence. */
import { defineGroup } from "../definition/command.js";
import { angle } from "../geometry/angle.js";
import { euler, regions, union, wendel } from "../geometry/counts.js";
import { deep } from "../geometry/deep.js";
import { crossing, terms, volumes } from "../geometry/lists.js";
import { sumOfRows } from "../geometry/sum-of-rows.js";

export const geometry = defineGroup({
  description:
    "Exact counts for one layer with m rows and n columns, in big integers; networks n, Cn, ..., Cn of depth L without biases (deep, angle).",
  examples: [
    ["geometry euler --rows 834 --columns 101"],
    ["geometry deep --depth 5"],
    ["geometry angle", "Figure 5.1, ten seconds"],
  ],
  commands: {
    euler: { summary: "q_{m,n}, the Euler-characteristic surrogate of 1 - p_{m,n}", definition: euler },
    terms: { summary: "its terms U(m, n-1, 2i) with saddle-point approximations", definition: terms },
    union: { summary: "expected number of cells with fewer than n positive outputs", definition: union },
    wendel: { summary: "probability that some input makes all m outputs positive", definition: wendel },
    volumes: {
      summary: "intrinsic volumes of outputs with fewer than n positive entries",
      definition: volumes,
    },
    regions: { summary: "number of linear regions", definition: regions },
    crossing: { summary: "last m where |q_{m,n}| and the union bound reach 1", definition: crossing },
    "sum-of-rows": {
      summary: "how often x = -sum w_i proves the layer not injective",
      definition: sumOfRows,
    },
    deep: { summary: "width that makes networks injective, by counting regions", definition: deep },
    angle: { summary: "least pairwise cosine of random points, by layer", definition: angle },
  },
});
