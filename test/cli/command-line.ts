/** Runs the command line in-process, for the tests of single commands. */
import { expect } from "vitest";
import { ALL_COMMANDS } from "../../cli/commands/all.js";
import { runCommandLine, runCommandLineSync, type Surroundings } from "../../cli/program.js";
import { expectSchema } from "./output-schema.js";
import { REMEMBERED } from "./remembered.js";

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The outcome of one line of arguments separated by blanks, its JSON as the schema has it; '' stands for an empty argument. */
export function run(line: string, debug = false): Outcome {
  const { surroundings, written } = capture(debug);
  const code = runCommandLineSync(wordsOf(line), surroundings, REMEMBERED);
  expectSchema(written.out);
  return { code, ...written };
}

/** The same, computed whatever is remembered. */
export async function runAnew(line: string): Promise<Outcome> {
  const { surroundings, written } = capture(false);
  const code = await runCommandLine(wordsOf(line), surroundings, ALL_COMMANDS);
  return { code, ...written };
}

/** The same for commands that await something (workers, files, servers). */
export async function runAsync(line: string | readonly string[], debug = false): Promise<Outcome> {
  const { surroundings, written } = capture(debug);
  const code = await runCommandLine(
    typeof line === "string" ? wordsOf(line) : line,
    surroundings,
    REMEMBERED,
  );
  expectSchema(written.out);
  return { code, ...written };
}

function wordsOf(line: string): string[] {
  return line.split(" ").map((word) => (word === "''" ? "" : word));
}

function capture(debug: boolean): { surroundings: Surroundings; written: { out: string; err: string } } {
  const written = { out: "", err: "" };
  const surroundings = {
    out: (text: string) => {
      written.out += text;
    },
    err: (text: string) => {
      written.err += text;
    },
    debug,
  };
  return { surroundings, written };
}

interface Quantity {
  readonly value: number;
  readonly error: number;
  readonly status: string;
}

/** A result with whatever fields; quantities are read as such. */
export type Result = Readonly<Record<string, Quantity & Record<string, Quantity> & Quantity[]>>;

/** The results of a command's JSON. */
export function results(line: string): Result[] {
  return (JSON.parse(run(`${line} --json`).out) as { results: Result[] }).results;
}

/** Bad input: exit code 2, nothing on stdout, one line on stderr that says what was expected. */
export function expectRefused(line: string, expected: string): void {
  expectRefusal(run(line), expected);
}

/** The same for a command that awaits something. */
export async function expectRefusedAsync(line: string | readonly string[], expected: string): Promise<void> {
  expectRefusal(await runAsync(line), expected);
}

function expectRefusal({ code, out, err }: Outcome, expected: string): void {
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toMatch(/^error: [^\n]*\n$/);
  expect(err).toContain(expected);
}
