/** Results kept by their arguments. */
import { describe, expect, it } from "vitest";
import { kept } from "../../src/kept.js";

describe("kept results", () => {
  const seen: string[] = [];
  const joined = kept((a: string, b: readonly number[]): string => {
    seen.push(a);
    if (a === "bad") throw new Error("never kept");
    return `${a} ${b.join()}`;
  });

  it("are computed once for the same arguments, and again for others", () => {
    for (const _ of [1, 2]) expect(joined("x", [1, 2])).toBe("x 1,2");
    expect(joined("x", [1, 3])).toBe("x 1,3");
    expect(seen).toEqual(["x", "x"]);
  });

  it("are not kept where there are none, and the oldest go first", () => {
    for (const _ of [1, 2]) expect(() => joined("bad", [])).toThrow("never kept");
    expect(seen.filter((word) => word === "bad")).toHaveLength(2);
    for (let i = 0; i < 70; i++) joined("y", [i]);
    const before = seen.length;
    joined("y", [69]);
    expect(seen).toHaveLength(before);
    joined("y", [0]);
    expect(seen).toHaveLength(before + 1);
  });
});
