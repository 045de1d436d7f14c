/** Figures in a browser: interactive pages draw themselves without a complaint or a request, SVG files parse. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { FIGURES, renderHtml, renderSvg, standardValues } from "../../figures/index.js";
import { chromiumIsHere, launchChromium, openWatched } from "./chromium.js";

const folder = mkdtempSync(join(tmpdir(), "plot-browser-"));
afterAll(() => rmSync(folder, { recursive: true }));

const figures = FIGURES.filter(({ name }) => ["width", "bounds", "euler-terms", "profiles"].includes(name));

describe.skipIf(!chromiumIsHere())("in Chromium", () => {
  it.each(figures.map((figure) => [figure.name, figure] as const))("%s", async (name, figure) => {
    const drawn = figure.draw(standardValues(figure, true), () => undefined);
    const file = join(folder, `${name}.html`);
    writeFileSync(file, await renderHtml(drawn));
    const svg = await renderSvg(drawn);
    const browser = await launchChromium();
    try {
      const { page, complaints } = await openWatched(browser, file);
      await page.waitForSelector("html[data-drawn=true]");
      const box = await page.locator("#figure svg").boundingBox();
      expect(box?.width).toBeGreaterThan(200);
      expect(box?.height).toBeGreaterThan(100);
      // A mark of the data under the pointer shows its numbers.
      await page.locator("#figure svg path[aria-roledescription=point]").last().hover({ force: true });
      await page.waitForSelector("#tip table", { state: "visible" });
      // A curve is hidden and shown by the keyboard.
      const painted = (): Promise<number> =>
        page.evaluate(
          "[...document.querySelectorAll('#figure .role-mark path')].filter((p) => p.getAttribute('opacity') !== '0').length",
        );
      const all = await painted();
      const curve = page.locator("#curves button").first();
      await curve.press("Enter");
      await expect.poll(painted).toBeLessThan(all);
      expect(await curve.getAttribute("aria-pressed")).toBe("false");
      await curve.press("Space");
      await expect.poll(painted).toBe(all);
      // The wheel changes the ticks, the button brings them back.
      const ticks = (): Promise<string> =>
        page.evaluate(
          "[...document.querySelectorAll('#figure .role-axis-label text')].map((t) => t.textContent).sort().join(' ')",
        );
      const before = await ticks();
      const frame = await page.locator("#figure svg").boundingBox();
      await page.mouse.move(
        (frame?.x ?? 0) + 0.35 * (frame?.width ?? 0),
        (frame?.y ?? 0) + 0.35 * (frame?.height ?? 0),
      );
      await page.mouse.wheel(0, -600);
      await expect.poll(ticks).not.toBe(before);
      await page.locator("button[data-action=reset]").press("Enter");
      await expect.poll(ticks).toBe(before);
      const [csv] = await Promise.all([
        page.waitForEvent("download"),
        page.locator("button[data-action=csv]").click(),
      ]);
      expect(csv.suggestedFilename()).toBe(`${name}.csv`);
      expect(complaints).toEqual([]);
      const parsed = await page.evaluate(
        `new DOMParser().parseFromString(${JSON.stringify(svg)}, "image/svg+xml").documentElement.nodeName`,
      );
      expect(parsed).toBe("svg");
    } finally {
      await browser.close();
    }
  });
});
