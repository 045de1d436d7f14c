/** A thread of the experiment on deep networks: decides the samples it is given. */
export { countDeep as countInThread } from "./deep-sample.js";
