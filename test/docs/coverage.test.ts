/** docs/coverage.json: every command is understood, every function exists, and every figure of the package has its place. */
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { ALL_COMMANDS } from "../../cli/commands/all.js";
import { runCommandLine } from "../../cli/program.js";
import { FIGURES } from "../../figures/index.js";
import { ROOT, readPage } from "./pages.js";

interface Item {
  readonly place: string;
  readonly kind: string;
  readonly what: string;
  readonly by: readonly string[];
}

const { sources } = JSON.parse(readPage("docs/coverage.json")) as {
  readonly sources: readonly { readonly title: string; readonly items: readonly Item[] }[];
};
const items = sources.flatMap(({ items: own }) => own);
const all = new Set(items.flatMap(({ by }) => by));
const commands = [...all].filter((by) => by.startsWith("$ ")).map((by) => by.slice(2));
const functions = [...all].filter((by) => !by.startsWith("$ ")).map((by) => by.split("."));

describe("what the sources hold", () => {
  it("says how everything is given", () => {
    expect(sources).toHaveLength(5);
    for (const { place, what, by } of items) {
      expect(what, place).not.toBe("");
      expect(by.length, place).toBeGreaterThan(0);
    }
    expect(new Set(items.map(({ kind }) => kind))).toEqual(
      new Set(["formula", "theorem", "figure", "table", "number"]),
    );
  });

  test.each(commands)("%s is understood", async (command) => {
    let said = "";
    const hear = (text: string): void => {
      said += text;
    };
    const surroundings = {
      out: () => undefined,
      err: hear,
      debug: false,
      configuration: { environment: {}, directory: ROOT },
    };
    const words = [...command.split(" "), "--print-config"];
    expect(await runCommandLine(words, surroundings, ALL_COMMANDS)).toBe(0);
    expect(said).toBe("");
  });

  test.each(functions)("/%s has %s", async (room, name) => {
    const module = (await import(join(ROOT, "public", `${room}.ts`))) as Readonly<Record<string, unknown>>;
    expect(typeof module[name]).toBe("function");
  });

  it("every figure and table has a command line in the tutorial", () => {
    const tutorial = readPage("docs/tutorial.md");
    for (const { kind, place, by } of items) {
      if (kind !== "figure" && kind !== "table") continue;
      const lines = by.filter((line) => line.startsWith("$ "));
      expect(lines.length, place).toBeGreaterThan(0);
      for (const line of lines) expect(tutorial, place).toContain(`\`${line.slice(2)}\``);
    }
  });

  it("only names figures that exist, and those of the sources all", () => {
    const drawn = new Set(commands.flatMap((command) => /^plot (\S+)/.exec(command)?.[1] ?? []));
    const ofSources = FIGURES.filter(({ summary }) => summary.includes("Paleka 2021"));
    for (const { name } of ofSources) expect(drawn, name).toContain(name);
  });
});
