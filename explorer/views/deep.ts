/** The view of deep random networks. */
import type { View } from "./view.js";

export const DEEP: View = {
  name: "deep",
  title: "Deep",
  introduction:
    "A network n, α₁n, …, α_L n of random layers: what each layer needs given those before it, the one width that serves all of them, and whether an architecture has it.",
  controls: [
    {
      kind: "text",
      name: "widths",
      label: "architecture n-m₁-…-m_L",
      hint: "Input dimension and widths, such as 100-700-900-1000; the verdict holds as all of them grow in proportion.",
      initial: "100-700-900-1000",
      placeholder: "100-700-900-1000",
      longest: 200,
    },
    {
      kind: "choice",
      name: "firstLayer",
      label: "layer 1 by",
      word: "threshold",
      choices: [
        ["2rsb", "2-RSB"],
        ["frsb", "full RSB"],
        ["lifted", "lifted duality"],
        ["plain", "plain duality"],
      ],
      initial: "2rsb",
    },
    {
      kind: "choice",
      name: "notion",
      label: "notion",
      word: "notion",
      choices: [
        ["strong", "strong"],
        ["weak", "weak"],
      ],
      initial: "strong",
    },
    {
      kind: "choice",
      name: "duality",
      label: "duality",
      word: "dualNorms",
      choices: [
        ["optimal", "optimal norms"],
        ["unit", "unit norms"],
        ["lifted", "lifted"],
      ],
      initial: "optimal",
    },
    {
      kind: "number",
      name: "depth",
      label: "depth L",
      word: "layer",
      from: 1,
      to: 24,
      slider: [1, 24, 1],
      integer: true,
      initial: 8,
    },
  ],
  jobs: [
    {
      name: "deep-architecture",
      needs: ["widths", "firstLayer", "notion", "duality"],
      slots: ["verdict", "margins", "methods"],
    },
    {
      name: "deep-sequence",
      needs: ["firstLayer", "notion", "duality", "depth"],
      slots: ["capacities", "relative", "sequence"],
    },
    { name: "deep-width", needs: ["notion", "duality", "depth"], slots: ["width", "every-depth"] },
  ],
  layout: ["verdict", "margins", "capacities", "relative", "width", "every-depth", "methods", "sequence"],
};
