/** What a computation of the explorer posts, gathered. */
import type { Block, DroppedFile, Parameters } from "../../explorer/block.js";
import { JOBS } from "../../explorer/jobs/index.js";
import { VIEWS } from "../../explorer/views/index.js";

export interface Posted {
  readonly slot: string;
  readonly block: Block | null;
}

/** All blocks in their order; parameters that are not given have their initial values. */
export async function postedBy(job: string, given: Parameters = {}, file?: DroppedFile): Promise<Posted[]> {
  const view = VIEWS.find(({ jobs }) => jobs.some(({ name }) => name === job));
  if (view === undefined) throw new Error(`no view has ${job}`);
  const initial = Object.fromEntries(view.controls.map((control) => [control.name, control.initial]));
  const posted: Posted[] = [];
  await JOBS[job]({ ...initial, ...given }, (slot, block) => posted.push({ slot, block }), file);
  return posted;
}

/** The last block of a slot, of the kind that is expected. */
export function lastOf<Kind extends Block["kind"]>(
  posted: readonly Posted[],
  slot: string,
  kind: Kind,
): Extract<Block, { kind: Kind }> {
  const block = posted.findLast((one) => one.slot === slot)?.block;
  if (block?.kind !== kind) throw new Error(`${slot}: expected ${kind}, got ${block?.kind}`);
  return block as Extract<Block, { kind: Kind }>;
}
