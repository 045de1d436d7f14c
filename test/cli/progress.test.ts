/** Progress on stderr: silent when short, plain lines off a terminal, one rewritten line on it. */
import { describe, expect, it } from "vitest";
import { createProgress } from "../../cli/output/progress.js";

function display(live: boolean) {
  let [time, text] = [0, ""];
  const progress = createProgress({
    err: (chunk) => {
      text += chunk;
    },
    live,
    width: () => 80,
    now: () => time,
  });
  const at = (milliseconds: number, done: number): void => {
    time = milliseconds;
    progress.update({ what: "k = 3 solved", residual: 1.5e-8, done, total: 10, even: true });
  };
  return { progress, at, text: () => text };
}

describe("progress", () => {
  it("says nothing in the first second", () => {
    const { at, text, progress } = display(true);
    at(300, 1);
    at(999, 5);
    progress.finish();
    expect(text()).toBe("");
  });

  it("shows what is solved, the residual and the time left", () => {
    const { at, text } = display(false);
    for (let second = 0.5; second <= 6; second += 0.5) at(1000 * second, second);
    expect(text().split("\n")).toEqual([
      "k = 3 solved · error 1.5e-8",
      "k = 3 solved · error 1.5e-8 · about 4 s left",
      "",
    ]);
  });

  it("prints a plain line every few seconds off a terminal, and never a carriage return", () => {
    const { at, text } = display(false);
    for (let second = 1; second <= 20; second++) at(1000 * second, second / 3);
    expect(text().split("\n").length - 1).toBeLessThanOrEqual(5);
    expect(text()).not.toContain("\r");
  });

  it("rewrites one line on a terminal and removes it at the end", () => {
    const { at, text, progress } = display(true);
    at(2000, 2);
    at(2200, 3);
    progress.finish();
    expect(text()).not.toContain("\n");
    expect(text().endsWith("\r\u001b[2K")).toBe(true);
    for (const line of text().split("\r\u001b[2K")) expect(line.length).toBeLessThan(80);
  });
});
