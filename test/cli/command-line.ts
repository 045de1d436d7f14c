/** Runs the command line in-process, for the tests of single commands. */
import { expect } from "vitest";
import { runCommandLine } from "../../cli/program.js";

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The outcome of one line of arguments separated by blanks; '' stands for an empty argument. */
export function run(line: string, debug = false): Outcome {
  let [out, err] = ["", ""];
  const code = runCommandLine(
    line.split(" ").map((word) => (word === "''" ? "" : word)),
    {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      styled: false,
      debug,
    },
  );
  return { code, out, err };
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
  const { code, out, err } = run(line);
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toMatch(/^error: [^\n]*\n$/);
  expect(err).toContain(expected);
}
