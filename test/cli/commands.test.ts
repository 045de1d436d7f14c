/** Every command, walked: options, operands and fields have meanings that `explain` finds; examples name what exists. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ALL_COMMANDS } from "../../cli/commands/all.js";
import type { Children, CommandDefinition } from "../../cli/definition/command.js";
import { findMeanings, lexicon } from "../../cli/definition/lexicon.js";
import { flagName } from "../../cli/definition/option.js";
import { SHARED_OPTIONS } from "../../cli/definition/shared-options.js";
import { VOCABULARIES } from "../../cli/vocabulary/index.js";
import { runAsync } from "./command-line.js";
import { expectDescribed } from "./described.js";

const MEANINGS = lexicon(VOCABULARIES, ALL_COMMANDS);

interface Leaf {
  readonly path: string;
  readonly command: CommandDefinition;
}

function leaves(among: Children, above: readonly string[]): Leaf[] {
  return Object.entries(among).flatMap(([name, { definition }]) => {
    const path = [...above, name];
    return definition.kind === "group"
      ? leaves(definition.commands, path)
      : [{ path: path.join(" "), command: definition }];
  });
}

const LEAVES = leaves(ALL_COMMANDS, []);

/** The flags of the command that a line names; those of every command where it sweeps another. */
function flagsOf(line: string): string[] {
  const named = LEAVES.filter(({ path }) => `${line} `.startsWith(`${path} `));
  const possible = named.some(({ command }) => command.passesThrough) ? LEAVES : named;
  const known = possible.flatMap(({ command }) => Object.entries({ ...command.options, ...SHARED_OPTIONS }));
  return known.map(([name, { negated }]) => `--${negated === true ? "no-" : ""}${flagName(name)}`);
}

describe.each(LEAVES)("$path", ({ command }) => {
  const { options, operands = {}, fields, examples, conflicts = [], sweep } = command;

  it("says what every option, operand and field is", () => {
    for (const [name, { meaning }] of Object.entries({ ...options, ...operands, ...fields }))
      expect(meaning.trim(), name).not.toBe("");
    const typed = Object.entries(options).flatMap(([name, { alias }]) => [
      flagName(name),
      ...(alias === undefined ? [] : [alias]),
    ]);
    expect(new Set(typed).size).toBe(typed.length);
    // What these mean may differ from command to command.
    const { output, digits, force, ...same } = SHARED_OPTIONS;
    for (const name of Object.keys(same)) expect(Object.keys(options)).not.toContain(name);
  });

  it("has fields and printed headers that explain knows", () => {
    for (const [name, { header = name }] of Object.entries(fields)) {
      expect(findMeanings(MEANINGS, name), name).not.toEqual([]);
      expect(findMeanings(MEANINGS, header), header).not.toEqual([]);
    }
  });

  it("names only options that it has, in examples, conflicts and sweeps", () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const [line] of examples) {
      const known = flagsOf(line);
      expect(known, line).not.toEqual([]);
      for (const [flag] of line.matchAll(/--[a-z][a-z-]*/g)) expect(known, line).toContain(flag);
    }
    const named = [
      ...conflicts.flatMap(({ together = [], options: idle = [], only = [] }) => [
        ...together,
        ...idle,
        ...only.slice(0, 1).map(String),
      ]),
      ...(sweep?.unstated ?? []),
    ];
    for (const name of named) expect(Object.keys({ ...operands, ...options })).toContain(name);
    for (const continued of sweep?.continuation?.options ?? [])
      expect(Object.keys(options).map(flagName)).toContain(continued);
  });
});

describe("output of the commands around sweeps and figures", () => {
  const folder = mkdtempSync(join(tmpdir(), "described-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const [store, broken] = [join(folder, "a.jsonl"), join(folder, "b.jsonl")];

  it("is described", async () => {
    await runAsync(`sweep rs --alpha 4,5 --store ${store} --workers 1`);
    await expectDescribed(`sweep rs --alpha 4,5 --store ${store}`);
    await expectDescribed(`sweep rs --alpha 4,5 --store ${store} --dry-run`);
    await expectDescribed(`sweep geometry euler --columns 6 --rows 4,7 --store ${broken} --workers 1`);
    await expectDescribed(`sweep rs --alpha 4,5 --store ${store} --emit slurm --force`);
    await expectDescribed(`verify ${store} --workers 1`);
    await expectDescribed(["merge", store, "--output", join(folder, "c.jsonl")]);
    await expectDescribed(`export ${store} --output ${join(folder, "a.csv")}`);
    await expectDescribed("completion bash");
    await expectDescribed(`plot store ${store} --x alpha --y energy`);
    await expectDescribed("plot list");
    await expectDescribed("plot width --depth 1,5");
    await expectDescribed("plot euler-rate --points 10");
    await expectDescribed("plot euler-terms");
    await expectDescribed("plot euler-dominance");
    await expectDescribed("explain chi");
  });

  it("of a proof is described", async () => {
    await expectDescribed("verify docs/proofs/constants.json");
  });
});
