/** The documentation as the tests see it: its pages, their code blocks, and a folder in which the blocks run. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runAsync } from "../cli/command-line.js";
import { expectSchema } from "../cli/output-schema.js";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const BUILD = join(ROOT, ".test-build");

/** Every page for readers, by its path from the root. */
export function pages(): string[] {
  const below = ["docs", "examples"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md") && !name.startsWith("api"))
      .map((name) => join(folder, name)),
  );
  return ["README.md", "CONTRIBUTING.md", ...below];
}

export const readPage = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** A code block, with the block of plain text that directly follows it and shows what it prints. */
export interface Block {
  readonly code: string;
  readonly shown: string | undefined;
}

/** The blocks of a language, in order. */
export function blocks(page: string, language: string): Block[] {
  const found = readPage(page).matchAll(
    new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`\n(?:\n\`\`\`text\n([\\s\\S]*?)^\`\`\`\n)?`, "gm"),
  );
  return [...found].map(([, code, shown]) => ({ code, shown }));
}

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder with the samples, where the program is `relu-injectivity` and `npx relu-injectivity`. */
export interface Workplace {
  /** Runs lines of sh; the first one that fails ends them. Lines of nothing but the program run in this process. */
  readonly shell: (script: string) => Promise<Outcome>;
  /** Runs an ES module that imports the package by its name. */
  readonly module: (source: string) => Outcome;
  readonly files: () => string[];
  readonly remove: () => void;
}

export function workplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), "pages-"));
  const bin = join(folder, ".bin");
  const work = join(folder, "work");
  mkdirSync(bin);
  mkdirSync(work);
  cpSync(join(ROOT, "examples"), join(work, "examples"), { recursive: true });
  const main = join(BUILD, "cli/main.js");
  const program = `exec "${process.execPath}" "${main}" "$@"\n`;
  writeFileSync(join(bin, "relu-injectivity"), `#!/bin/sh\n${program}`);
  writeFileSync(join(bin, "npx"), `#!/bin/sh\nshift\n${program}`);
  for (const name of ["relu-injectivity", "npx"]) chmodSync(join(bin, name), 0o755);
  const environment = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`, NO_COLOR: "1" };
  const start = (command: string, words: string[]): Outcome => {
    const { status, stdout, stderr } = spawnSync(command, words, {
      cwd: work,
      encoding: "utf8",
      env: environment,
      maxBuffer: 1e8,
    });
    expectSchema(stdout);
    return { code: status, out: stdout, err: stderr };
  };
  return {
    async shell(script) {
      const lines = script.split("\n").flatMap(wordsOf);
      return lines.every((words) => words !== undefined)
        ? here(work, lines)
        : start("sh", ["-eu", "-c", script]);
    },
    module(source) {
      const address = (room?: string): string =>
        pathToFileURL(join(BUILD, room === undefined ? "index.js" : `public/${room}.js`)).href;
      const resolved = source.replaceAll(
        /"relu-injectivity(?:\/([\w-]+))?"/g,
        (_, room) => `"${address(room)}"`,
      );
      return start(process.execPath, ["--input-type=module", "--eval", resolved]);
    },
    files: () => readdirSync(work),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The words of a line that only calls the program; none for remarks, undefined for anything that needs a shell. */
function wordsOf(line: string): (string[] | undefined)[] {
  const [called] = line.split(/(?:^|\s)#/, 1);
  if (called.trim() === "") return [];
  const words = called.trim().split(/\s+/);
  if (words[0] === "npx") words.shift();
  return [
    words[0] === "relu-injectivity" && !/[|&;<>()$`\\"'*?[~]/.test(called) ? words.slice(1) : undefined,
  ];
}

/** Calls of the program in a folder, one after the other. */
async function here(folder: string, calls: readonly (readonly string[])[]): Promise<Outcome> {
  const before = process.cwd();
  const said = { code: 0, out: "", err: "" };
  process.chdir(folder);
  try {
    for (const words of calls) {
      const { code, out, err } = await runAsync(words.length === 0 ? ["overview"] : words);
      Object.assign(said, { code, out: said.out + out, err: said.err + err });
      if (code !== 0) break;
    }
  } finally {
    process.chdir(before);
  }
  return said;
}

/** Every number in results as `--json` prints them, quantities and plain values alike. */
export function numbersIn(results: unknown): number[] {
  if (typeof results === "number") return [results];
  // Certified bounds are exact decimals.
  if (typeof results === "string" && /^\d+\.\d+$/.test(results)) return [Number(results)];
  if (typeof results !== "object" || results === null) return [];
  return Object.values(results).flatMap(numbersIn);
}
