/** Terminals of 50, 80 and 120 columns, colour, and the time left. */
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { DIRECTORY } from "../../cli/directory.js";
import { frontPage, PURPOSE } from "../../cli/front-page.js";
import { createProgress } from "../../cli/output/progress.js";
import { runCommandLineSync } from "../../cli/program.js";
import { lineWidth, mayMove, mayStyle } from "../../cli/terminal.js";
import { REMEMBERED } from "./remembered.js";

function shown(line: string, width: number, styled = false): string {
  let text = "";
  const add = (piece: string): void => {
    text += piece;
  };
  runCommandLineSync(
    line.split(" "),
    { out: add, err: add, debug: false, look: { width, styled } },
    REMEMBERED,
  );
  return text;
}

describe("lines", () => {
  it("are as wide as the terminal, 80 elsewhere", () => {
    expect(lineWidth({})).toBe(80);
    expect(lineWidth({ isTTY: true, columns: 50 })).toBe(50);
    expect(lineWidth({ isTTY: true, columns: 120 })).toBe(120);
    expect(lineWidth({ isTTY: true, columns: 0 })).toBe(80);
    expect(lineWidth({ columns: 120 })).toBe(80);
  });

  it.each([50, 80, 120])("of tables, notes and help fit %d columns", (width) => {
    for (const line of [
      "overview --tables",
      "rs",
      "rsb",
      "rdt",
      "width",
      "compare",
      "tables",
      "tables --layout published",
      "rsb --help",
    ]) {
      for (const text of shown(line, width).split("\n")) {
        // Examples are shown as they are typed.
        if (!text.includes("relu-injectivity "))
          expect([...text].length, `${line}: ${text}`).toBeLessThanOrEqual(width);
      }
    }
  });

  /** The residual depends on the last bits. */
  const laidOut = (width: number): string => shown("rsb --k 1", width).replace(/\d\.\de-\d\d/, "#.#e-##");

  it("of a table that is too wide: in parts, each with its first column", () => {
    expect(laidOut(50)).toMatchInlineSnapshot(`
      "1-RSB injectivity threshold
      threshold  chi          residual  e by density
      ──────────────────────────────────────────────
      6.7156968  0.053300803   #.#e-##  1.0000000

      Overlaps and breaking points (y_i holds between
        q_{i-1} and q_i)
      i  q_i         y_i
      ────────────────────────
      0  0.77723075
      1  1           3.2866578

      residual: largest relative residual of the
        saddle-point equations.
      "
    `);
    expect(laidOut(80)).toMatchInlineSnapshot(`
      "1-RSB injectivity threshold
      threshold  chi          residual  e by density
      ──────────────────────────────────────────────
      6.7156968  0.053300803   #.#e-##  1.0000000

      Overlaps and breaking points (y_i holds between q_{i-1} and q_i)
      i  q_i         y_i
      ────────────────────────
      0  0.77723075
      1  1           3.2866578

      residual: largest relative residual of the saddle-point equations.
      "
    `);
    expect(laidOut(120)).toBe(laidOut(80));
  });
});

describe("colour", () => {
  it("is for terminals, and for whoever forces it; NO_COLOR says the last word", () => {
    expect(mayStyle({ isTTY: true }, {})).toBe(true);
    expect(mayStyle({}, {})).toBe(false);
    expect(mayStyle({}, { FORCE_COLOR: "1" })).toBe(true);
    expect(mayStyle({ isTTY: true }, { FORCE_COLOR: "0" })).toBe(false);
    expect(mayStyle({ isTTY: true }, { NO_COLOR: "1", FORCE_COLOR: "1" })).toBe(false);
    expect(mayStyle({ isTTY: true }, { TERM: "dumb" })).toBe(false);
    expect(mayMove({ isTTY: true }, { NO_COLOR: "1" })).toBe(false);
  });

  it("changes no letter", () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours
    const plain = shown("rs", 80, true).replaceAll(/\u001b\[\d+m/g, "");
    expect(plain).toBe(shown("rs", 80));
  });
});

/** What commands reported while they ran: seconds of computing time, and the part of the work that was done by then. */
const TRACES = JSON.parse(
  readFileSync(new URL("../fixtures/progress-traces.json", import.meta.url), "utf8"),
) as { line: string; seconds: number; steps: [number, number][] }[];

describe("the time left", () => {
  function told(fractionAt: (second: number) => number, seconds: number): { at: number; left: number }[] {
    let time = 0;
    const found: { at: number; left: number }[] = [];
    const progress = createProgress({
      err: (text) => {
        const left = /about (\d+) s left/.exec(text)?.[1];
        if (left !== undefined) found.push({ at: time / 1000, left: Number(left) });
      },
      live: true,
      width: () => 80,
      now: () => time,
    });
    for (time = 100; time < 1000 * seconds; time += 100)
      progress.update({ what: "work", done: fractionAt(time / 1000), total: 1, even: true });
    return found;
  }

  it.each([
    ["steady work", (t: number) => t / 60, 60],
    ["work that grows slowly dearer", (t: number) => (t / 60) ** 0.8, 60],
    ["work that grows slowly cheaper", (t: number) => (t / 60) ** 1.2, 60],
  ] as const)("of %s is within a factor of 3, and not told before 5 %%", (_, fractionAt, seconds) => {
    const found = told(fractionAt, seconds);
    expect(found.length).toBeGreaterThan(5);
    for (const { at, left } of found) {
      expect(fractionAt(at)).toBeGreaterThanOrEqual(0.05);
      const true_ = seconds - at;
      expect(left).toBeLessThanOrEqual(3 * true_ + 1);
      expect(left).toBeGreaterThanOrEqual(true_ / 3 - 1);
    }
  });

  it.each(TRACES)("of $line, as it was recorded, is within a factor of 3", ({ seconds, steps }) => {
    let time = 0;
    const said: [left: number, right: number][] = [];
    const progress = createProgress({
      err: (text) => {
        const left = /about (\d+) s left/.exec(text)?.[1];
        if (left !== undefined) said.push([Number(left), seconds - time / 1000]);
      },
      live: true,
      width: () => 80,
      now: () => time,
    });
    for (const [at, fraction] of steps) {
      time = 1000 * at;
      progress.update({ what: "work", done: fraction, total: 1, even: true });
    }
    for (const [left, right] of said) {
      // Whole seconds are told.
      expect(left).toBeLessThanOrEqual(3 * right + 1);
      expect(left).toBeGreaterThanOrEqual(right / 3 - 1);
    }
  });

  it("of work that comes in unequal jumps is not told", () => {
    expect(told((t) => (t < 50 ? 0.06 : 0.9), 60)).toEqual([]);
  });

  it("is one line whatever the width", () => {
    for (const width of [20, 50, 200]) {
      let text = "";
      const progress = createProgress({
        err: (piece) => {
          text += piece;
        },
        live: false,
        width: () => width,
        now: () => 1e4 * text.length + 6000,
      });
      progress.update({
        what: "a long name of what has been done just now",
        residual: 1e-9,
        done: 1,
        total: 2,
        unit: "points",
      });
      for (const line of text.split("\n")) expect(line.length).toBeLessThan(width);
    }
  });
});

describe("the list of commands", () => {
  it.each([40, 50, 80, 160])("is what commander makes of the same entries, %d wide", (width) => {
    const program = new Command("relu-injectivity")
      .description(PURPOSE)
      .version("0")
      .helpCommand(false)
      .configureHelp({ helpWidth: width, minWidthToWrap: 16 });
    for (const [name, { summary }] of Object.entries(DIRECTORY))
      program.command(name).summary(summary).option("-x");
    expect(frontPage(DIRECTORY, width)).toBe(program.helpInformation());
  });
});
