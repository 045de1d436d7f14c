/** The explorer in a browser, opened from disk: values, keyboard and pointer, silence. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { solveFullRsb, solveKrsbChain } from "../../rsb/index.js";
import { formatQuantity } from "../../src/table/format-quantity.js";
import { chromiumIsHere, launchChromium, openWatched, type WatchedPage } from "../cli/chromium.js";
import { EXPLORER, settled, tableCells } from "./page.js";

describe.skipIf(!chromiumIsHere())("the explorer in Chromium", () => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  async function open(hash: string, width = 1280): Promise<WatchedPage> {
    if (browser === undefined) throw new Error("no browser");
    const watched = await openWatched(browser, EXPLORER, false, hash);
    await watched.page.setViewportSize({ width, height: 900 });
    return watched;
  }

  it("is small", () => {
    const bytes = readFileSync(EXPLORER);
    expect(bytes.length).toBeLessThan(1_500_000);
    expect(gzipSync(bytes).length).toBeLessThan(400_000);
  });

  it("shows the library's numbers of one layer, to the last digit", async () => {
    const { page, complaints } = await open("#one-layer?alpha=7&k=2&tolerance=1e-6");
    await settled(page);
    const cells = await tableCells(page, "energies");
    const problem = { kind: "energy", alpha: 7 } as const;
    const expected = [...solveKrsbChain(problem, 2), solveFullRsb(problem, { tolerance: 1e-6 })].map(
      ({ value }) => formatQuantity(value, "all"),
    );
    expect(cells.map((row) => row[1])).toEqual(expected);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
