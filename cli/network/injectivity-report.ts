/** One layer's answer as result fields and as sentences. */
import {
  type Collision,
  type LayerAnswer,
  type LayerFindings,
  type LayerQuestion,
  roundedCollision,
  unitRoundoff,
  vectorNumbers,
  vectorTexts,
  type WeightType,
} from "../../network/index.js";
import { quantity } from "../../src/result.js";
import { formatSmall, type Show } from "../../src/table/format-quantity.js";

/** The result fields of one layer. */
export function layerFields({
  layer,
  activation,
  domain,
  weightType,
  question,
  answer,
  stability,
}: LayerFindings): Record<string, unknown> {
  const unit = unitRoundoff(weightType);
  const margin = marginOf(answer, question.weights.columns);
  return {
    scope: "layer",
    layer,
    rows: question.weights.rows,
    columns: question.weights.columns,
    activation,
    domain,
    verdict: answer.verdict,
    method: answer.method,
    reason: answer.verdict === "undecided" ? answer.reason : null,
    margin,
    rounding: { type: weightType, unit, withinRounding: margin === null ? null : margin.value <= unit },
    minimumActive: stability?.cells?.minimumActive ?? null,
    minimumRank: stability?.cells?.minimumRank ?? null,
    openCells: stability?.cells?.openCells ?? null,
    sigmaMin: stability?.sigmaMin ?? null,
    inverseLipschitz: stability?.inverseLipschitz ?? null,
    inverseLipschitzSlides: stability?.inverseLipschitzSlides ?? null,
    forwardLipschitz: stability?.forwardLipschitz ?? null,
    certificate:
      answer.verdict === "injective"
        ? { kind: answer.proof.kind, ...answer.counts, ...proofSize(answer) }
        : null,
    witness:
      answer.verdict === "not-injective" ? witnessFields(question, answer.collision, weightType) : null,
  };
}

/** The margin with the rounding of its computation in doubles; null for an undecided answer. */
function marginOf(answer: LayerAnswer, columns: number): ReturnType<typeof quantity> | null {
  if (answer.verdict === "undecided") return null;
  const { margin } = answer;
  return quantity(margin, Number.isFinite(margin) ? 16 * columns * Number.EPSILON * margin : 0);
}

function proofSize({ proof }: Extract<LayerAnswer, { verdict: "injective" }>): Record<string, unknown> {
  if (proof.kind === "branching") return { dependencies: proof.dependencies.length };
  if (proof.kind === "structure") return { always: proof.always, pairs: proof.pairs };
  if (proof.kind === "blocks") return { blocks: proof.blocks.length };
  return { rows: proof.rows };
}

function witnessFields(
  question: LayerQuestion,
  collision: Collision,
  type: WeightType,
): Record<string, unknown> {
  const { point, activeRows, inputs } = collision;
  const rounded = roundedCollision(question, collision, type);
  return {
    point: [...vectorNumbers(point)],
    activeRows,
    inputs: inputs === null ? null : inputs.map((input) => [...vectorNumbers(input)]),
    exactInputs: inputs === null ? null : inputs.map(vectorTexts),
    exactOutputGap: inputs === null ? null : 0,
    stored:
      rounded === undefined
        ? null
        : {
            type,
            inputs: rounded.inputs.map((input) => [...input]),
            distinct: rounded.distinct,
            outputGap: rounded.outputGap,
          },
  };
}

/** Sentences for people. */
export function layerNotes(findings: LayerFindings, show: Show): string[] {
  const { answer, question, weightType, stability, layer } = findings;
  const unit = unitRoundoff(weightType);
  const notes: string[] = [];
  const place = `Layer ${layer}`;
  if (answer.verdict === "undecided") {
    notes.push(`${place}: undecided, ${answer.reason}.`);
    return notes;
  }
  if (answer.verdict === "injective") notes.push(`${place}: injective, proved ${methodText(answer)}.`);
  else notes.push(`${place}: not injective; ${collisionText(question, answer.collision, weightType)}`);
  if (answer.margin === 0) {
    notes.push(
      "Margin 0: no robustness was proved; a change of the last digit of a weight may alter the verdict.",
    );
  } else {
    notes.push(
      answer.margin === Number.POSITIVE_INFINITY
        ? "No change of the rows alters the verdict."
        : `Margin ${formatSmall(answer.margin)}: no change of the rows below this, relative to their length, alters the verdict` +
            (answer.margin <= unit
              ? `; the rounding of ${weightType} (${formatSmall(unit)}) is larger.`
              : "."),
    );
  }
  if (
    stability?.inverseLipschitz != null &&
    stability.inverseLipschitzSlides !== null &&
    answer.verdict === "injective"
  ) {
    notes.push(
      `|f(p) - f(q)| >= ${show(stability.inverseLipschitz)} |p - q| (sigma/sqrt 2); published bound sigma/sqrt(2m): ${show(stability.inverseLipschitzSlides)}.`,
    );
  }
  return notes;
}

function methodText({ proof, counts }: Extract<LayerAnswer, { verdict: "injective" }>): string {
  if (proof.kind === "branching") {
    return `by ${proof.dependencies.length === 1 ? "1 exact dependency" : `${proof.dependencies.length} exact dependencies`} in a tree of ${counted(counts.nodes, "node")}`;
  }
  if (proof.kind === "structure") {
    const parts = [
      ...(proof.pairs.length > 0 ? [counted(proof.pairs.length, "antiparallel pair")] : []),
      ...(proof.always.length > 0
        ? [`${counted(proof.always.length, "row")} active on the whole domain`]
        : []),
    ];
    return `by ${parts.join(" and ")} that span the inputs`;
  }
  return proof.kind === "blocks"
    ? `block by block (${counted(proof.blocks.length, "block")})`
    : "by the rank of the weights";
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function collisionText(question: LayerQuestion, collision: Collision, type: WeightType): string {
  const rounded = roundedCollision(question, collision, type);
  const { length } = collision.activeRows;
  const active = `${counted(length, "active row")} at the witness ${length === 1 ? "does" : "do"} not span the ${counted(question.weights.columns, "input")}`;
  if (rounded === undefined) return `${active}.`;
  const inputs = collision.inputs === null ? "" : ", and two inputs have exactly equal outputs";
  const stored = rounded.distinct
    ? `evaluated in ${type}, outputs differ by ${formatSmall(rounded.outputGap)}`
    : `rounded to ${type} the two inputs are one`;
  return `${active}${inputs}; ${stored}.`;
}
