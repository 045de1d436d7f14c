/** The theorem beside the estimates: what is proved for the last layer after the given expansions. */
import { certificate, searchPlain } from "../../certified/index.js";
import type { DualityChoice } from "../../compare/index.js";
import { countConstant, type Notion } from "../../rdt/index.js";

/** Layers up to which the proof is found in passing, in a fraction of a second. */
const DEEPEST = 6;
const DIGITS = 12;

/** One sentence on what is proved for every layer of an architecture, by the duality that was chosen. */
export function provedNote(
  certified: readonly (string | null)[],
  { dualNorms, lifted }: DualityChoice,
): string[] {
  const layers = certified.flatMap((decimal, i) =>
    decimal === null ? [] : [`${decimal} in layer ${i + 1}`],
  );
  if (layers.length === 0) return [];
  return [
    `Theorem (${lifted ? "lifted, " : ""}${dualNorms} norms, the layers before as given): enough are ${layers.join(", ")}.`,
  ];
}

/** One sentence; none where the expansions are not all given, or no proof exists at them. */
export function theoremNote(hidden: readonly number[], depth: number, notion: Notion): string[] {
  const decimals = hidden.map(String);
  const provable = hidden.every((expansion) => expansion > 2 && expansion < 1e12);
  if (hidden.length !== depth - 1 || depth > DEEPEST || !provable) return [];
  const count = countConstant(notion, depth) === 4 ? 4 : 2;
  const { bound } = certificate(searchPlain({ hidden: decimals, count, digits: DIGITS }));
  const given = depth === 1 ? "" : ` --expansions ${decimals.join()}`;
  return [
    `Theorem (plain duality, optimal norms): ${bound} is enough in layer ${depth}; certify rdt${given}${notion === "strong" ? " --notion strong" : ""} --save FILE writes the proof.`,
  ];
}
