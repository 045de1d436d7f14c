/** Parts of a plan for separate runs, such as the tasks of a job array. */
import { InputError } from "../src/result.js";
import type { Plan } from "./plan.js";

/** Part `index` of `count`, counted from 1: the paths whose number is index − 1 modulo count. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export const WHOLE: Shard = { index: 1, count: 1 };
const LARGEST_COUNT = 100_000;

/** @throws InputError unless the text is i/n with 1 ≤ i ≤ n. */
export function parseShard(text: string, place = "option 'shard'"): Shard {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const [index, count] = match === null ? [0, 0] : [Number(match[1]), Number(match[2])];
  if (index < 1 || index > count || count > LARGEST_COUNT) {
    throw new InputError(`'${text}' in ${place}: expected i/n with 1 <= i <= n, for example 2/8`);
  }
  return { index, count };
}

/** The numbers of its paths: every count-th, so that slow and fast regions of the grid are shared out evenly. */
export function* shardPaths({ pathCount }: Plan, { index, count }: Shard): Generator<number, void, void> {
  for (let path = index - 1; path < pathCount; path += count) yield path;
}
