/** One layer decided within a time limit: the exact check, then the search for a collision; its stability. */
import { deadlineIn } from "../../src/deadline.js";
import { checkCase, type LayerCase } from "../end-to-end/index.js";
import { domainText, type LayerAnswer, type LayerQuestion, searchCollision } from "../injectivity/index.js";
import type { NetworkModel, WeightType } from "../model.js";
import { type LayerStability, layerStability } from "../stability/index.js";

/** What is known about one layer. */
export interface LayerFindings {
  readonly layer: number;
  readonly activation: string;
  readonly domain: string;
  readonly weightType: WeightType;
  readonly question: LayerQuestion;
  readonly answer: LayerAnswer;
  readonly stability: LayerStability | null;
}

/** Singular values of larger layers, in operations of the decomposition, are left to network stability. */
const LARGEST_DECOMPOSITION = 5e7;
/** Up to this many inputs the branching gets all of the time; beyond, half of it is kept for the search for a collision. */
const BRANCHING_INPUTS = 10;
/** Mixed-integer programs with more indicators than this find nothing in reasonable time. */
const MOST_SEARCHED_ROWS = 500;

/** Decides one layer within `timeLimit` seconds, with its stability where that is cheap. */
export async function layerFindings(
  layer: LayerCase,
  { weightType }: NetworkModel,
  timeLimit: number,
): Promise<LayerFindings> {
  const { question, kind } = layer;
  const deadline = deadlineIn(timeLimit);
  const large = question.weights.columns > BRANCHING_INPUTS;
  const stop = (large ? deadlineIn(timeLimit / 2) : deadline).isOver;
  let answer = checkCase(layer, stop);
  if (
    answer.verdict === "undecided" &&
    kind === "relu" &&
    large &&
    question.weights.rows <= MOST_SEARCHED_ROWS
  ) {
    answer = await searched(answer, layer, deadline.secondsLeft);
  }
  const { rows, columns } = question.weights;
  const decomposable = rows * columns * columns <= LARGEST_DECOMPOSITION;
  const stability =
    kind === "relu" && decomposable ? layerStability(question, { samples: 0, seed: 1, stop }) : null;
  return {
    layer: layer.layer,
    activation: layer.activation.name,
    domain: domainText(question.domain),
    weightType,
    question,
    answer,
    stability,
  };
}

/** The undecided answer, or the collision that a mixed-integer search finds in the time left. */
async function searched(
  answer: LayerAnswer,
  { question }: LayerCase,
  secondsLeft: () => number,
): Promise<LayerAnswer> {
  const collision = await searchCollision(question, secondsLeft);
  if (collision === undefined) {
    return answer.verdict === "undecided"
      ? { ...answer, reason: `${answer.reason}, and a mixed-integer search found no collision` }
      : answer;
  }
  const margin = collision.activeRows.length < question.weights.columns ? collision.clearance : 0;
  return { verdict: "not-injective", method: "collision-search", margin, collision, counts: answer.counts };
}
