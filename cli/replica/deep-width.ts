/** `width --k K`: the least constant width by deep k-RSB, beside the theorems of duality. */
import { constantWidth, liftedConstantWidth, type Notion } from "../../rdt/index.js";
import { deepConstantWidth, MAX_DEEP_DEPTH } from "../../rsb/index.js";
import { InputError } from "../../src/result.js";
import { column, columns } from "../definition/columns.js";
import { field, type Outcome, pick } from "../definition/command.js";
import { COMPARISON_WORDS } from "../vocabulary/comparison.js";
import { DUALITY_WORDS } from "../vocabulary/duality.js";
import { REPLICA_WORDS } from "../vocabulary/replica.js";

export const DEEP_WIDTH_FIELDS = {
  ...pick(DUALITY_WORDS, "layer", "notion", "width", "bindingLayer"),
  ...pick(COMPARISON_WORDS, "kind"),
  k: REPLICA_WORDS.k,
  roots: field("With --k: for every layer the width at which its capacity is that width.", "record[]"),
  root: field("Width at which the layer is at its own k-RSB capacity.", "quantity", {
    equation: "alpha_l(C, …, C) = C",
  }),
  theorem: field("The method that gives the width, in words.", "text"),
};

/** @throws InputError for a depth without limit or one the solver does not take */
export function deepWidth(depth: number, k: number, notion: Notion): Outcome {
  if (!(depth <= MAX_DEEP_DEPTH)) {
    throw new InputError(`--k with --depth ${depth}: expected a depth of at most ${MAX_DEEP_DEPTH}`);
  }
  const { width, bindingLayer, roots } = deepConstantWidth(depth, k, notion);
  const layers = roots.map(({ layer, root }) => ({ layer, root }));
  return {
    parameters: { depth, notion, k },
    results: [{ depth, notion, k, width, bindingLayer, kind: "physics", roots: layers }],
    judged: [width],
    tables: () => [
      {
        title: `Width at which each layer of (n, Cn, …, Cn) is at its ${k}-RSB capacity (${notion})`,
        columns: columns(DEEP_WIDTH_FIELDS, "layer", "root"),
        rows: layers,
      },
      {
        title: "Least constant width",
        columns: [column(DEEP_WIDTH_FIELDS, "theorem"), ...columns(DEEP_WIDTH_FIELDS, "width", "kind")],
        rows: [
          { theorem: `${k}-RSB, layer ${bindingLayer} decides`, width, kind: "physics" },
          {
            theorem: "partially lifted duality, optimal norms",
            width: liftedConstantWidth({ depth, notion, dualNorms: "optimal" }).width,
            kind: "rigorous",
          },
          {
            theorem: "plain duality, optimal norms",
            width: constantWidth({ depth, notion, dualNorms: "optimal" }).width,
            kind: "rigorous",
          },
        ],
      },
    ],
    notes: () => [
      "Replica theory of deep networks is a conjecture; roots fall with the layer in every case computed.",
    ],
  };
}
