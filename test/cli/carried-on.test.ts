/** What `rsb` says of levels so close to α = 2 that they are carried on from larger α. */
import { expect, it } from "vitest";
import { run } from "./command-line.js";

it.each([
  ["2.00000001", true],
  ["2.0001", false],
])("rsb at alpha %s", (alpha, carried) => {
  const { code, out } = run(`rsb --k 1 --alpha ${alpha}`);
  expect(code).toBe(0);
  expect(out.includes("NaN: not computed so close to alpha = 2")).toBe(carried);
  expect(out.includes("NaN")).toBe(carried);
});
