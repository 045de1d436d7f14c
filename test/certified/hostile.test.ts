/** Texts that are meant to cost time or memory, or to smuggle something in, are refused, within the time that a test has. */
import { describe, expect, test } from "vitest";
import { checkProof, proofText, searchPlain } from "../../certified/index.js";
import { hasFlint, secondVerdicts } from "./second-checker.js";

const plain = searchPlain({ hidden: ["6.7004"], count: 2, digits: 4 });
const unit = (tree: readonly string[]): string =>
  JSON.stringify({
    schema: plain.schema,
    kind: "unit",
    count: 2,
    hidden: [{ expansion: "6.7004", tau: "1.1", b: ["0.1", "3"], rhoMax: "9", tree }],
    last: plain.last,
  });
const krsb = (more: object): string =>
  JSON.stringify({
    schema: plain.schema,
    kind: "krsb",
    bound: "6.7",
    q: ["0.1", "0.5"],
    y: ["1", "2"],
    chi: "0.1",
    spacing: ["0.1", "0.05"],
    R: "8",
    ...more,
  });

const HOSTILE: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["no JSON", "{"],
  ["another schema", JSON.stringify({ ...plain, schema: "relu-injectivity-proof/2" })],
  ["an unknown kind", JSON.stringify({ ...plain, kind: "toString" })],
  ["a field too many", JSON.stringify({ ...plain, claim: "the moon" })],
  ["a prototype", proofText(plain).replace('"kind"', '"__proto__": {}, "kind"')],
  ["a number that is no string", JSON.stringify({ ...plain, last: { ...plain.last, a: 1.2 } })],
  ["a huge file", `${" ".repeat(1 << 21)}${proofText(plain)}`],
  ["deep nesting", `${"[".repeat(500_000)}${"]".repeat(500_000)}`],
  ["many digits", JSON.stringify({ ...plain, last: { expansion: `7.${"5".repeat(1000)}`, a: "1" } })],
  ["a number beyond 10^12", JSON.stringify({ ...plain, last: { expansion: "9".repeat(13), a: "1" } })],
  ["many layers", JSON.stringify({ ...plain, hidden: Array.from({ length: 33 }, () => plain.hidden[0]) })],
  ["a tree that is too long", unit(Array.from({ length: 30_000 }, () => "b"))],
  ["a tree that is too deep", unit(Array.from({ length: 15_000 }, () => "b"))],
  ["a tree that ends early", unit(["b", "1"])],
  ["a tree that goes on", unit(["1", "1"])],
  ["a lattice without end", krsb({ spacing: ["0.0000001", "0.0000001"] })],
  ["a lattice with many products", krsb({ spacing: ["0.0002", "0.0002"] })],
  ["lattices that are not nested", krsb({ spacing: ["0.1", "0.03"] })],
];

describe("refused", () => {
  test.each(HOSTILE)("%s", (_, text) => {
    const checked = checkProof(text);
    if (checked.valid) throw new Error(checked.claim);
    // Whatever the text says, the reason is made of the checker's own words.
    expect(checked.reason.length).toBeLessThan(200);
  });
});

test.skipIf(!hasFlint)("the second checker refuses them too", () => {
  const verdicts = secondVerdicts([...HOSTILE.map(([, text]) => text), proofText(plain)]);
  expect(verdicts).toEqual([...HOSTILE.map(() => "refused"), "valid"]);
});

test("words of the file are not repeated", () => {
  const checked = checkProof(JSON.stringify({ ...plain, kind: "free beer" }));
  expect(checked.valid).toBe(false);
  expect(JSON.stringify(checked)).not.toContain("beer");
});

test("decimals are stated in one form, however they are written", () => {
  const padded = {
    ...plain,
    last: { ...plain.last, expansion: `${plain.last.expansion}000` },
    below: undefined,
  };
  const { below: _, ...rest } = padded;
  const checked = checkProof(JSON.stringify(rest));
  expect(checked).toMatchObject({ valid: true, bound: plain.last.expansion });
});
