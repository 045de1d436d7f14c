/** What a sweep says of its plan and of its points. */
import { field, pick } from "../definition/command.js";
import { STUDY_WORDS } from "../vocabulary/study.js";

export const SWEEP_FIELDS = {
  ...pick(STUDY_WORDS, "store", "points", "done", "failed", "left", "unconverged"),
  failures: field("The messages of failed points, the most frequent first.", "record[]"),
  error: field("The message of failed points.", "text", { header: "message" }),
  count: field("How many points failed with this message.", "integer", { header: "points" }),
  example: field("The command line of the first point that failed so.", "text", { header: "first" }),
  axis: field("An option that varies over the plan.", "text"),
  values: field("How many values the axis has.", "integer"),
  first: field("The first value of an axis, or the command line of the first point.", "text"),
  last: field("The last value of an axis, or the command line of the last point.", "text"),
  paths: field(
    "How many continuation paths the plan is cut into; a path is the smallest piece of work.",
    "integer",
  ),
  script: field("The script that was written for the queue.", "text"),
  study: field("The study file that describes the plan.", "text"),
  parts: field("How many tasks the job array has.", "integer"),
  submit: field("The command that submits the script.", "text"),
};
