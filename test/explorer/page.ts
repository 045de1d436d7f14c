/** The explorer as the tests build it, and how they drive it. */
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

/** The page, as the global setup has built it. */
export const EXPLORER = resolve(dirname(fileURLToPath(import.meta.url)), "../../.test-build/explorer.html");

/** Waits until the view has computed everything. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector(".view[data-busy=false]", { timeout: 60_000 });
}

/** The texts of a table's cells, row by row. */
export function tableCells(page: Page, slot: string): Promise<string[][]> {
  return page
    .locator(`[data-slot=${slot}] tbody tr`)
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? "")),
    );
}
