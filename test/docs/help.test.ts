/** The examples of --help: those that read weights run on the samples, as they stand. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ALL_COMMANDS } from "../../cli/commands/all.js";
import type { Children } from "../../cli/definition/command.js";
import { workplace } from "./pages.js";

const place = workplace();
afterAll(place.remove);
beforeAll(async () => {
  await place.shell("npx relu-injectivity network check examples/weights.csv --save proof.json");
});

function examplesOf(children: Children): string[] {
  return Object.values(children).flatMap(({ definition }) => [
    ...(definition.examples ?? []).map(([line]) => line),
    ...(definition.kind === "group" ? examplesOf(definition.commands) : []),
  ]);
}

const lines = examplesOf(ALL_COMMANDS).filter((line) => /examples\/\w+\.|^network verify/.test(line));

test("every command that reads weights has examples on the samples", () => {
  const commands = new Set(lines.map((line) => line.replace(/ (examples|proof|--).*/, "")));
  for (const name of ["check", "show", "verify", "stability", "invert", "regions", "distance", "projection"])
    expect(commands).toContain(`network ${name}`);
  expect(commands).toContain("emin");
});

test.each(lines)("%s", { timeout: 60_000 }, async (line) => {
  const { code, err } = await place.shell(`npx relu-injectivity ${line}`);
  expect(code, err).toBe(0);
});
