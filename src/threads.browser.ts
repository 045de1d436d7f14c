/** A page starts its workers itself. */
import { InputError } from "./result.js";

/** @throws InputError always */
export const openThreads: typeof import("./threads.js").openThreads = () => {
  throw new InputError("threads: expected none in a browser, where the page has its own workers");
};
