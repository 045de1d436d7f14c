/** The verdict of `network check` in the first lines: in words, and where two inputs collide, both with their output. */
import { evaluate, type NetworkFindings, type NetworkModel, vectorNumbers } from "../../network/index.js";
import { formatNumber } from "../../src/table/format-quantity.js";
import type { layerFields } from "./injectivity-report.js";

type LayerFindings = Parameters<typeof layerFields>[0];

const SHOWN = 8;
const DIGITS = 8;

/** Lines for people. */
export function verdictLines(
  model: NetworkModel,
  network: NetworkFindings | null,
  layers: readonly LayerFindings[],
): string[] {
  const [only] = layers;
  const verdict = network?.verdict ?? only.answer.verdict;
  const inputs = network === null ? collisionOf(only) : network.inputs;
  const heading = `Verdict: ${verdict === "not-injective" ? "not injective" : verdict}`;
  if (verdict !== "not-injective" || inputs === null) return [heading];
  const [p, q] = inputs.map((input) => [...vectorNumbers(input)]);
  return [
    heading,
    `  p = ${shown(p)}`,
    `  q = ${shown(q)}`,
    `  output of both: ${shown([...evaluate(model, p)])}`,
  ];
}

function collisionOf({ answer }: LayerFindings): NetworkFindings["inputs"] {
  return answer.verdict === "not-injective" ? answer.collision.inputs : null;
}

function shown(entries: readonly number[]): string {
  const texts = entries.slice(0, SHOWN).map((entry) => formatNumber(entry, DIGITS));
  const more = entries.length - SHOWN;
  return `(${texts.join(", ")}${more > 0 ? `, … ${more} more in --json` : ""})`;
}
