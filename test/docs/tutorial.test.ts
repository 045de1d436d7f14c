/** docs/tutorial.md: every block runs, in order and in one folder, and prints what the page shows. */
import { afterAll, expect, test } from "vitest";
import { type Outcome, readPage, workplace } from "./pages.js";

const place = workplace();
afterAll(place.remove);

/** Blocks in the order of the page, each with the text that the page shows after it. */
const BLOCK = /^```(sh|js)\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```\n)?/gm;
const steps = [...readPage("docs/tutorial.md").matchAll(BLOCK)].map(([, language, code, shown]) => ({
  name: code.split("\n")[0],
  language,
  code,
  /** What the page shows of it: one text or none. */
  shown: shown === undefined ? [] : [shown],
}));

/**
 * Words with a mark for each number, and the numbers. Error digits, residuals and the widths of columns depend on the last bits
 * of the engine and are left out.
 */
function pieces(text: string): { words: string; numbers: number[] } {
  const told = text
    .replace(/(?<=\d)\(\d+\)/g, "()")
    .replace(/\d+(?:\.\d+)?e[+-]?\d+/g, "~")
    .replace(/─+/g, "─")
    .replace(/\s+/g, " ")
    .trim();
  const number = /\d+(?:\.\d+)?/g;
  return { words: told.replace(number, "#"), numbers: (told.match(number) ?? []).map(Number) };
}

function expectShown({ out }: Outcome, shown: string): void {
  const [printed, promised] = [pieces(out), pieces(shown)];
  expect(printed.words, "node scripts/render-tutorial.mjs renews the page").toBe(promised.words);
  for (const [i, value] of promised.numbers.entries())
    expect(Math.abs(printed.numbers[i] - value)).toBeLessThanOrEqual(1e-9 * Math.abs(value));
}

test("the tutorial has its steps, most with what they print", () => {
  expect(steps.length).toBeGreaterThan(15);
  expect(steps.flatMap(({ shown }) => shown).length).toBeGreaterThan(12);
});

test.each(steps)("$name", { timeout: 120_000 }, async ({ language, code, shown }) => {
  const outcome = language === "js" ? place.module(code) : await place.shell(code);
  expect(outcome.err).not.toMatch(/error:/);
  expect(outcome.code, outcome.err).toBe(0);
  for (const text of shown) expectShown(outcome, text);
});

test("leaves the files that it speaks of", () => {
  for (const name of ["energies.jsonl", "energies.tex", "energies.svg", "proof.json", "regions.svg"])
    expect(place.files()).toContain(name);
});
