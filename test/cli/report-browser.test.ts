/** The whole report once: structure, links, and how a browser shows it. */
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { FIGURES } from "../../figures/index.js";
import { chromiumIsHere, launchChromium, openWatched } from "./chromium.js";
import { runAsync } from "./command-line.js";

const folder = mkdtempSync(join(tmpdir(), "report-"));

describe("report --quick", () => {
  let html = "";
  beforeAll(async () => {
    const { code } = await runAsync(["report", "--quick", "--output", join(folder, "r.html")]);
    expect(code).toBe(0);
    html = readFileSync(join(folder, "r.html"), "utf8");
  }, 120_000);

  it("has every figure once, and every link a target", () => {
    for (const { name } of FIGURES) expect(html.split(`<figure id="figure-${name}">`), name).toHaveLength(2);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(`id="${target}"`);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has headline numbers, agreement of the published ones, the audit, and how to cite", () => {
    for (const piece of [
      "6.6980508",
      "7.6476949<",
      "11.489875<",
      "Stojnic 2024: all 87 numbers",
      "Which printed capacity stands",
      "@software{relu-injectivity",
      "2412.19677",
    ])
      expect(html).toMatch(new RegExp(piece));
  });

  it("asks no network: no script, no address outside namespaces", () => {
    expect(html).not.toContain("<script");
    // The only link that leaves it is to the page that is written beside it.
    expect(html).not.toMatch(/(?:src|href)="(?!#|explorer\.html")/);
    expect(existsSync(join(folder, "explorer.html"))).toBe(true);
    expect(html).not.toMatch(/url\((?!#)/);
    expect(html.replaceAll(/xmlns(?::xlink)?="[^"]*"/g, "")).not.toMatch(/https?:/);
  });

  it.skipIf(!chromiumIsHere())(
    "opens in a browser, light and dark: every figure visible, no complaint",
    async () => {
      const browser = await launchChromium();
      try {
        for (const dark of [false, true]) {
          const { page, complaints } = await openWatched(browser, join(folder, "r.html"), dark);
          for (const { name } of FIGURES) {
            const box = await page.locator(`#figure-${name} svg`).boundingBox();
            expect(box?.width, name).toBeGreaterThan(200);
            expect(box?.height, name).toBeGreaterThan(100);
          }
          await page.setViewportSize({ width: 1000, height: 800 });
          // The title comes first where the contents stand above the text.
          const [title, contents] = [
            await page.locator("h1").boundingBox(),
            await page.locator("nav").boundingBox(),
          ];
          expect(title?.y).toBeLessThan(contents?.y ?? 0);
          // Nothing is wider than the page, folded tables included.
          await page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
          expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
          expect(complaints).toEqual([]);
        }
      } finally {
        await browser.close();
      }
    },
  );
});
