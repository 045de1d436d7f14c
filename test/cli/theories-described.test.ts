/** The commands of the theories: every field and every header of their output has a meaning. */
import { describe, it } from "vitest";
import { expectDescribed } from "./described.js";

describe("every field and every header has a meaning", () => {
  it.each([
    "rs",
    "rs --alpha 5,6",
    "rs --alpha 5 --beta 3",
    "rs --dat",
    "rsb --k 2",
    "rsb --k 3 --alpha 6,6.5",
    "rsb --method fixed-point --k 12 --y-max 8",
    "rsb --method fixed-point --k 10 --y-max 8 --alpha 6,7",
    "frsb --tolerance 1e-5",
    "frsb --alpha 6,7 --tolerance 1e-5",
    "simulate --columns 6 --depth 3 --samples 2 --work 0.1",
    "bridge --levels 2",
    "compare --tolerance 1e-6",
    "tables",
    "tables --source stojnic --audit",
  ])("%s", (line) => expectDescribed(line));
});
