/** A thread of the page: takes one computation, posts its blocks as they come, and the end. */
import { InputError } from "../src/result.js";
import type { Block } from "./block.js";
import { JOBS } from "./jobs/index.js";
import type { News, Request } from "./protocol.js";

/** The members used here of a worker's global scope, which the ES library of TypeScript does not declare. */
interface WorkerScope {
  onmessage: ((event: { readonly data: Request }) => void) | null;
  postMessage(news: News): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = async ({ data: { job, parameters, file } }) => {
  const post = (slot: string, block: Block | null): void => scope.postMessage({ type: "block", slot, block });
  try {
    const run = JOBS[job];
    if (run === undefined) throw new Error(`no computation is called ${job}`);
    await run(parameters, post, file);
    scope.postMessage({ type: "done" });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const text = error instanceof InputError ? said : `The computation failed: ${said}`;
    scope.postMessage({ type: "failed", text });
  }
};
