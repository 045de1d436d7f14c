/** The commands of the theories: every field and every header of their output has a meaning. */
import { describe, it } from "vitest";
import { expectDescribed } from "./described.js";

describe("every field and every header has a meaning", () => {
  it.each(["rs", "rs --alpha 5,6", "rs --alpha 5 --beta 3", "rs --dat"])("%s", (line) =>
    expectDescribed(line),
  );
});
