/** `network radius` and `--domain ball:R` as their users see them. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { expectRefused, results, run, runAsync } from "./command-line.js";

const folder = mkdtempSync(join(tmpdir(), "relu-injectivity-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const weights = file("w.csv", "3,4\n-1,0\n0,-1\n");
const bias = file("b.csv", "10\n1\n1\n");

describe("network radius", () => {
  it("is an exact square root", () => {
    // Alone inactive can be (−1, 0), one of (0, −1) and (3, 4) too: x = (1, 0) is nearest.
    const [result] = results(`network radius ${weights} --bias ${bias}`);
    expect(result).toMatchObject({ radius: { value: 2 ** 0.5, status: "converged" }, squared: "2" });
  });

  it("within bounds, from the line and from a file, and of a network", async () => {
    const [free] = results(`network radius ${weights} --bias ${bias} --domain box:-5:0.5,-5:5`);
    const fromFile = file("bounds.txt", "-5 0.5\n-5 5\n");
    const [same] = results(`network radius ${weights} --bias ${bias} --domain box:${fromFile}`);
    expect(same).toMatchObject({ radius: free.radius, squared: free.squared });
    expect((free.radius as { value: number }).value).toBeGreaterThanOrEqual(2 ** 0.5);
    const { out } = await runAsync("network radius examples/trained.json --time-limit 2");
    expect(out).toContain("network");
  });

  it("the smallest uniform bias of the same rows", () => {
    const { out } = run(`network radius ${weights} --uniform-bias`);
    expect(out).toContain("least bias / R");
  });

  it("decisions on either side of it, proved and verified", async () => {
    for (const [radius, claim] of [
      [1.4, "injective"],
      [1.5, "not-injective"],
    ] as const) {
      const proof = join(folder, `${radius}.json`);
      const line = `${weights} --bias ${bias} --domain ball:${radius}`;
      expect((await runAsync(`network check ${line} --save ${proof}`)).out).toContain(claim);
      const verified = await runAsync(`network verify ${proof} ${line}`);
      expect(verified.code).toBe(0);
      expect(verified.out).toContain(`|x| <= ${radius}`);
    }
  });

  it("a bounded domain bounds the error of an inverted input only inside it", () => {
    const [inside, outside] = [1.2, 0.1].map(
      (radius) =>
        results(`network invert ${weights} --bias ${bias} --value 13.5,0.5,0.5 --domain ball:${radius}`)[0],
    );
    expect([inside, outside].map(({ errorBound }) => errorBound === null)).toEqual([false, true]);
  });

  it.each([
    [`network radius ${weights} --bias ${bias} --uniform-bias`, "expected a layer without one"],
    [`network check ${weights} --domain ball:0`, "with numbers R > 0"],
  ])("%s is refused in one line", expectRefused);
});
