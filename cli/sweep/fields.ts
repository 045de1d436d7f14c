/** What a sweep says of its plan and of its points. */
import { field, pick } from "../definition/command.js";
import { STUDY_WORDS } from "../vocabulary/study.js";

export const SWEEP_FIELDS = {
  ...pick(STUDY_WORDS, "store", "points", "done", "failed", "left", "unconverged"),
  failures: field("The messages of failed points, the most frequent first."),
  error: field("The message of failed points.", { header: "message" }),
  count: field("How many points failed with this message.", { header: "points" }),
  example: field("The command line of the first point that failed so.", { header: "first" }),
  axis: field("An option that varies over the plan."),
  values: field("How many values the axis has."),
  first: field("The first value of an axis, or the command line of the first point."),
  last: field("The last value of an axis, or the command line of the last point."),
  paths: field("How many continuation paths the plan is cut into; a path is the smallest piece of work."),
  script: field("The script that was written for the queue."),
  study: field("The study file that describes the plan."),
  parts: field("How many tasks the job array has."),
  submit: field("The command that submits the script."),
};
