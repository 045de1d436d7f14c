/** docs/output.schema.json: what the descriptions of the commands say; `npm run schema` renews it. */
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { VERDICT } from "../../cli/definition/value-type.js";
import { expectSchema, SCHEMA } from "../cli/output-schema.js";

test("the shipped schema is up to date", async () => {
  const path = fileURLToPath(new URL("../../docs/output.schema.json", import.meta.url));
  await expect(`${JSON.stringify(SCHEMA, null, 1)}\n`).toMatchFileSnapshot(path);
});

describe("refuses", () => {
  const quantity = { value: 1, error: "Infinity", status: "converged" };
  const output = (results: unknown, parameters: unknown = {}): string => {
    const provenance = { version: "0", commit: null, node: "20", v8: "1", platform: "x", kernel: "js" };
    return JSON.stringify(
      { schema: "relu-injectivity/1", command: "rs", parameters, results, provenance },
      undefined,
      2,
    );
  };

  test("nothing in a right output", () => expectSchema(output([{ threshold: quantity, stable: true }])));

  test.each([
    ["a field of no meaning", output([{ limit: 1 }])],
    ["a number in words", output([{ threshold: { ...quantity, value: "6.7" } }])],
    ["an unknown status", output([{ threshold: { ...quantity, status: "fine" } }])],
    ["a parameter that was not given", output([], { alpha: null })],
  ])("%s", (_, text) => expect(() => expectSchema(text)).toThrow());
});

test("the answer to the question of injectivity is one of the same three words everywhere", () => {
  const verdicts = Object.values(SCHEMA.$defs as Record<string, { properties?: Record<string, unknown> }>)
    .map(({ properties }) => properties?.verdict)
    .filter((verdict) => verdict !== undefined);
  expect(verdicts.length).toBeGreaterThan(4);
  for (const verdict of verdicts) expect(verdict).toMatchObject({ enum: VERDICT.words });
});
