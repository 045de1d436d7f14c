/** The explorer in a browser, opened from disk: values, keyboard and pointer, silence, and a main thread that is never busy. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { architectureRequest, solveSequence } from "../../compare/index.js";
import { verifyCertificate as verifyMatrix } from "../../finite-size/index.js";
import { eulerSurrogate } from "../../geometry/index.js";
import { readModel, verifyCertificate } from "../../network/index.js";
import { solveFullRsb, solveKrsbChain } from "../../rsb/index.js";
import { dyadicQuantity } from "../../src/exact/dyadic.js";
import type { Quantity } from "../../src/result.js";
import { formatQuantity } from "../../src/table/format-quantity.js";
import { chromiumIsHere, launchChromium, openWatched, type WatchedPage } from "../cli/chromium.js";
import { floatBytes, npyFile, zipFile } from "../network/weights/builders.js";
import { onnxFile } from "../network/weights/onnx-builder.js";
import { EXPLORER, settled, tableCells } from "./page.js";

describe.skipIf(!chromiumIsHere())("the explorer in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "explorer-"));
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await browser?.close();
  });

  async function open(hash: string, width = 1280): Promise<WatchedPage> {
    if (browser === undefined) throw new Error("no browser");
    const watched = await openWatched(browser, EXPLORER, false, hash);
    await watched.page.setViewportSize({ width, height: 900 });
    return watched;
  }
  const saved = async (page: Page, click: () => Promise<void>): Promise<string> => {
    const [download] = await Promise.all([page.waitForEvent("download"), click()]);
    return readFileSync(await download.path(), "utf8");
  };

  it("is small", () => {
    const bytes = readFileSync(EXPLORER);
    expect(bytes.length).toBeLessThan(1_500_000);
    expect(gzipSync(bytes).length).toBeLessThan(400_000);
  });

  it("shows one layer: the library's numbers to the last digit, plots that drag, read and leave as files", async () => {
    const { page, complaints } = await open("#one-layer?alpha=7&k=2&tolerance=1e-6");
    await settled(page);
    const expected = (alpha: number): Quantity[] => {
      const problem = { kind: "energy", alpha } as const;
      const values = [...solveKrsbChain(problem, 2), solveFullRsb(problem, { tolerance: 1e-6 })];
      return values.map(({ value }) => value);
    };
    expectShown(
      (await tableCells(page, "energies")).map((row) => row[1]),
      expected(7),
    );
    // The line at α follows the pointer, and everything follows the line.
    const line = page.locator("[data-slot=curve] [data-control=alpha] circle");
    await line.scrollIntoViewIfNeeded();
    const handle = await line.boundingBox();
    if (handle === null) throw new Error("no handle");
    await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
    await page.mouse.down();
    await page.mouse.move(handle.x + 60, handle.y, { steps: 4 });
    await page.mouse.up();
    const alpha = Number(await page.locator("input[name=alpha]").inputValue());
    expect(alpha).toBeGreaterThan(7.3);
    expect(page.url()).toContain(`alpha=${alpha}`);
    await settled(page);
    expectShown(
      (await tableCells(page, "energies")).map((row) => row[1]),
      expected(alpha),
    );
    // Arrow keys read the points of a plot.
    const plot = page.locator("[data-slot=parisi] .drawing");
    await plot.focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("[data-slot=parisi] .reading").textContent()).toContain("overlap q = 0");
    // Words explain themselves as `explain` does.
    await page.locator("[data-slot=energies] th .word").first().focus();
    expect(await page.locator(".tip").textContent()).toContain(
      "Number of breaking points of the k-RSB ansatz",
    );
    const svg = await saved(page, () =>
      page.locator("[data-slot=parisi] button", { hasText: "SVG" }).click(),
    );
    expect(svg).toMatch(/^<svg xmlns.*<\/svg>$/s);
    expect(svg).not.toContain("var(--");
    const csv = await saved(page, () =>
      page.locator("[data-slot=energies] button", { hasText: "CSV" }).click(),
    );
    expect(csv.split("\n")[0]).toBe(
      "k,e_k(α),e_k(α) error,e_k(α) status,q₀,q₀ error,q₀ status,χ,χ error,χ status,residual",
    );
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("judges an architecture typed with the keyboard, and goes through its tabs by arrow keys", async () => {
    const { page, complaints } = await open("#one-layer?k=1&tolerance=1e-6", 768);
    await page.locator("#tab-one-layer").focus();
    await page.keyboard.press("ArrowRight");
    const box = page.locator("input[name=widths]");
    await box.fill("");
    await box.pressSequentially("100-800-1200-1200");
    await page.waitForSelector(".sentence.yes");
    const duality = { notion: "strong", dualNorms: "optimal", lifted: false } as const;
    const { rows } = solveSequence(architectureRequest(duality, [100, 800, 1200, 1200], "2rsb"));
    expectShown(
      (await tableCells(page, "margins")).map((row) => row[3]),
      rows.map(({ leastAdmissible }) => leastAdmissible),
    );
    await box.fill("100");
    await page.waitForSelector(".sentence.problem");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("searches a matrix, can be stopped, and fits a phone", async () => {
    const { page, complaints } = await open("#finite-size?rows=12&columns=4&seed=5&pause=0&samples=20", 360);
    await settled(page);
    expect(await page.locator("[data-slot=bounds]").textContent()).toContain(
      formatQuantity(dyadicQuantity(eulerSurrogate(12, 4)), "all"),
    );
    const certificate = await saved(page, () => page.locator("[data-slot=certificate] button").click());
    expect(verifyMatrix(certificate, "it").problems).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    await page.locator("input[name=pause]").fill("2000");
    await page.waitForSelector(".view[data-busy=true]");
    await page.locator("button", { hasText: "Stop" }).click();
    await settled(page);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("decides a file, shows the active set of a region, and its certificate verifies", async () => {
    const { page, complaints } = await open("#network?domain=box:1");
    await page.locator("input[type=file]").setInputFiles("examples/trained.json");
    await page.waitForSelector(".sentence:has-text('trained.json is')");
    await settled(page);
    const text = await saved(page, () => page.locator("[data-slot=certificate] button").click());
    const { layers } = readModel("examples/trained.json");
    const statements = verifyCertificate(JSON.parse(text));
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.filter(({ problem }) => problem !== null)).toEqual([]);
    expect(await page.locator("[data-slot=layers] tbody tr").count()).toBe(layers.length);
    await page.locator("[data-region='0']").click({ force: true });
    expect(await page.locator(".active-set").textContent()).toMatch(
      /^Region 1 of \d+, at .*\nlayer 1: \d+ of \d+ active/,
    );
    // The square follows the pointer.
    const picture = await page.locator(".regions svg").boundingBox();
    if (picture === null) throw new Error("no picture");
    await page.mouse.move(picture.x + 200, picture.y + 200);
    await page.mouse.down();
    await page.mouse.move(picture.x + 100, picture.y + 200, { steps: 3 });
    await page.mouse.up();
    expect(Number(await page.locator("input[name=s]").inputValue())).toBeGreaterThan(0.5);
    await settled(page);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("reads every format, chosen or dropped", async () => {
    const { page, complaints } = await open("#network?domain=box:1");
    const npz = join(folder, "net.npz");
    const array = (values: readonly number[], shape: readonly number[]): Uint8Array =>
      npyFile("<f8", shape, floatBytes(values, "f8"));
    const arrays = [
      { name: "W1.npy", data: array([2, 1, -1, 1, 0, -1], [3, 2]), deflate: true },
      { name: "b1.npy", data: array([3, 3, 3], [3]) },
    ];
    writeFileSync(npz, zipFile(arrays));
    const files = [
      npz,
      ...["encoder.onnx", "encoder.safetensors", "weights.npy", "weights.csv", "generator.json"].map((name) =>
        join("examples", name),
      ),
    ];
    for (const file of files) {
      await page.locator("input[type=file]").setInputFiles(file);
      await page.waitForSelector(`.sentence:has-text("${basename(file)} is")`);
    }
    // By pointer, as from a folder beside the page.
    const bytes = [...readFileSync(npz)];
    await page.evaluate(`{
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(${JSON.stringify(bytes)})], "dropped.npz"));
      document.querySelector(".view .drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }`);
    await page.waitForSelector(".sentence.yes:has-text('dropped.npz is injective')");
    await settled(page);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each([
    ["one-layer", "verdict"],
    ["deep", "verdict"],
    ["finite-size", "minimum"],
    ["network", "verdict"],
  ])("has the first result of %s after less than 2 s of all its processors", async (view, slot) => {
    if (browser === undefined) throw new Error("no browser");
    const system = await browser.newBrowserCDPSession();
    const seconds = async (): Promise<number> => {
      const { processInfo } = await system.send("SystemInfo.getProcessInfo");
      return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    };
    const before = await seconds();
    const { page, complaints } = await open(`#${view}`);
    await page.waitForSelector(`[data-slot=${slot}] > *`);
    // Processor time, launch and drawing included: what else the machine does is not the page's.
    expect((await seconds()) - before).toBeLessThan(2);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("never keeps the main thread for 100 ms, whatever is dragged and whatever file is dropped", async () => {
    if (browser === undefined) throw new Error("no browser");
    const { page, complaints } = await open("#one-layer?k=3&tolerance=1e-6");
    await browser.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline"] });
    await page.reload();
    const slider = page.locator("[data-slider=alpha]");
    await slider.focus();
    for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowRight");
    await settled(page);
    for (const [view, slider] of [
      ["deep", "depth"],
      ["finite-size", "rows"],
    ]) {
      await page.locator(`#tab-${view}`).click();
      await page.waitForSelector(".view[data-busy=true]");
      await page.locator(`[data-slider=${slider}]`).focus();
      for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
      await settled(page);
    }
    await page.locator("#tab-network").click();
    const [width, depth] = [1000, 5];
    const values = new Array<number>(width * width).fill(0.01);
    const nodes = Array.from({ length: depth }, (_, i) => ({
      operation: "Gemm",
      inputs: [i === 0 ? "x" : `t${i}`, `w${i}`],
      outputs: [`t${i + 1}`],
    }));
    const tensors = nodes.map((_, i) => ({ name: `w${i}`, shape: [width, width], values }));
    const file = join(folder, "large.onnx");
    writeFileSync(file, onnxFile({ nodes, tensors, input: [1, width], output: `t${depth}` }));
    await page.locator("input[type=file]").setInputFiles(file);
    await page.waitForSelector(".sentence:has-text('5000000 parameters')", { timeout: 60_000 });
    await settled(page);
    expect(await page.locator("[data-slot=regions]").textContent()).toContain("at most 1000000 parameters");
    const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
    const longest = longestTask(trace.traceEvents);
    expect(longest.tasks).toBeGreaterThan(100);
    // Processor time: what else the machine does is not the page's.
    expect(longest.milliseconds).toBeLessThan(100);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

/**
 * The texts are the library's, digit for digit; where engines round elementary functions differently the last digit may
 * be another one within the error that stands behind it.
 */
function expectShown(texts: readonly string[], quantities: readonly Quantity[]): void {
  expect(texts.length).toBe(quantities.length);
  for (const [i, quantity] of quantities.entries()) {
    const expected = formatQuantity(quantity, "all");
    const [shown, known] = [texts[i], expected].map((text) => /^(-?[\d.]+?)(\d)(\(\d+\))?$/.exec(text));
    if (texts[i] === expected) continue;
    expect([texts[i].length, shown?.[1]], `${texts[i]} for ${expected}`).toEqual([
      expected.length,
      known?.[1],
    ]);
    const error = Number(known?.[3]?.slice(1, -1) ?? 0);
    expect(
      Math.abs(Number(shown?.[2]) - Number(known?.[2])),
      `${texts[i]} for ${expected}`,
    ).toBeLessThanOrEqual(error);
  }
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The longest task of the main threads that draw pages, in processor time. */
function longestTask(events: readonly TraceEvent[]): { milliseconds: number; tasks: number } {
  const mains = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = events.filter(
    ({ name, pid, tid, tdur }) =>
      name.endsWith("RunTask") && tdur !== undefined && mains.has(`${pid} ${tid}`),
  );
  return { milliseconds: Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000)), tasks: tasks.length };
}
