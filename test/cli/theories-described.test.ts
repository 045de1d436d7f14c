/** The commands of the theories: every field and every header of their output has a meaning. */
import { describe, it } from "vitest";
import { expectDescribed } from "./described.js";

describe("every field and every header has a meaning", () => {
  it.each([
    "rs",
    "rs --alpha 5,6",
    "rs --alpha 5 --beta 3",
    "rs --dat",
    "rs --dat --alpha 1.9,6",
    "rsb --k 2",
    "rsb --k 3 --alpha 6,6.5",
    "rsb --method fixed-point --k 5 --y-max 5",
    "rsb --method fixed-point --k 4 --y-max 5 --alpha 6,7",
    "rsb --k 1 --depth 3 --tolerance 1e-6",
    "rsb --k 1 --depth 2 --expansions 6.7004 --alpha 6,6.4 --tolerance 1e-6",
    "rsb --k 2 --alpha 6 --beta 4",
    "rsb --k 1 --alpha 5,6 --beta 2",
    "frsb --alpha 6 --beta 4 --tolerance 1e-6",
    "frsb --tolerance 1e-5",
    "frsb --alpha 6,7 --tolerance 1e-5",
    "simulate --columns 6 --depth 3 --samples 2 --work 0.1",
    "rdt --depth 1 --lifted",
    "rdt --depth 3",
    "rdt --depth 3 --lifted --dual-norms optimal",
    "rdt --depth 3 --expansions 6.7004,8.267",
    "rdt --widths 100,700,900",
    "rdt --depth infinity",
    "rdt --depth infinity --notion strong --dual-norms optimal",
    "width --depth 3",
    "width --depth 2 --notion strong --k 1",
    "width --depth infinity --notion strong --lifted --dual-norms optimal",
    "bridge --levels 2",
    "bridge --depth 2 --levels 2",
    "compare --tolerance 1e-6",
    "compare --depth 2 --notion strong",
    "compare --widths 100,700,900",
    "tables",
    "tables --source stojnic --audit",
  ])("%s", (line) => expectDescribed(line));
});
