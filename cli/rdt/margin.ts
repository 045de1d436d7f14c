/** `rdt --depth 1` with a bias, a field threshold or another count: plain and partially lifted duality of one layer. */
import { replicaSymmetricThreshold } from "../../rs/index.js";
import { liftedLayer } from "../../rsb/index.js";
import { InputError } from "../../src/result.js";
import { columns } from "../definition/columns.js";
import type { Outcome } from "../definition/command.js";
import { type MarginChoice, marginRequest } from "../replica/margin-options.js";
import { RDT_FIELDS } from "./fields.js";
import type { RdtOptions } from "./options.js";

/** Whether one of the options is given. @throws InputError with more than one layer */
export function hasMargin({ bias, margin, count }: MarginChoice, depth: number, layers: boolean): boolean {
  if (bias === undefined && margin === undefined && count === undefined) return false;
  if (depth === 1 && !layers) return true;
  throw new InputError(
    "--bias, --margin or --count: expected --depth 1 and no --widths, they are for one layer",
  );
}

export function oneLayerWithMargin(options: RdtOptions & MarginChoice): Outcome {
  const request = marginRequest(options);
  const { margin, count } = request;
  const plain = replicaSymmetricThreshold({ margin, count }).threshold;
  const expansion = options.lifted ? liftedLayer({ margin, count }).capacity : plain;
  const results = [{ layer: 1, expansion, ...(options.lifted ? { plain } : {}) }];
  return {
    parameters: { depth: 1, lifted: options.lifted, ...request.parameters },
    results,
    judged: [expansion],
    tables: () => [
      {
        title: `Least expansion of one layer by ${options.lifted ? "partially lifted" : "plain"} duality${request.title}`,
        columns: columns(RDT_FIELDS, "layer", "expansion", ...(options.lifted ? (["plain"] as const) : [])),
        rows: results,
      },
    ],
    notes: () => [
      "Theorem, by Gordon's comparison on the sphere with the count of w.x > kappa; the number is computed with an estimated error.",
      ...request.notes,
    ],
  };
}
