/** Sweeps as processes: however they are run, killed and continued, the store ends the same byte for byte. */
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { lineCount, start, untilLines } from "../sweep/processes.js";

/** Warm starts along alpha, in several paths. */
const STUDY = "sweep rsb --k 1 --alpha 3:9:0.12 --tolerance 1e-6 --store study.jsonl".split(" ");
const POINTS = 51;
/** Fifty in `.ci/run`. */
const KILLS = Number(process.env.TEST_KILLS ?? 12);

const folder = (): string => mkdtempSync(join(tmpdir(), "sweep-"));
const storeIn = (place: string): string => join(place, "study.jsonl");

let undisturbed: Buffer;

beforeAll(async () => {
  const place = folder();
  const { code, err } = await start([...STUDY, "--workers", "1"], place).ended;
  expect(code, err).toBe(0);
  undisturbed = readFileSync(storeIn(place));
  expect(undisturbed.toString().split("\n")).toHaveLength(POINTS + 1);
});

describe("a sweep", () => {
  it.each([2, 3])("stores the same with %i workers", async (workers) => {
    const place = folder();
    const { code } = await start([...STUDY, "--workers", String(workers)], place).ended;
    expect(code).toBe(0);
    expect(readFileSync(storeIn(place)).equals(undisturbed)).toBe(true);
  });

  it(`killed at ${KILLS} random moments and continued ends with the store of the undisturbed one`, async () => {
    const place = folder();
    const store = storeIn(place);
    const random = randomNumbers(7);
    let unfinished = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const workers = 1 + Math.floor(2 * random());
      const { child, ended } = start([...STUDY, "--workers", String(workers)], place);
      // Half of the moments anywhere in the run of the process, half right behind a record.
      const before = lineCount(store);
      const moment =
        random() < 0.5
          ? pause(600 * random())
          : untilLines(store, Math.min(POINTS, before + 1 + Math.floor(5 * random())));
      await Promise.race([moment, ended]);
      child.kill("SIGKILL");
      const { code, err } = await ended;
      if (code === null) unfinished += 1;
      else expect(code, err).toBe(0);
    }
    expect(unfinished).toBeGreaterThan(KILLS / 2);
    const { code, err } = await start(STUDY, place).ended;
    expect(code, err).toBe(0);
    expect(readFileSync(store).equals(undisturbed)).toBe(true);
  }, 300_000);

  it("stopped by Ctrl-C stores the points under way, says how to continue, and continues", async () => {
    const place = folder();
    const { child, ended } = start([...STUDY, "--workers", "2", "--json"], place);
    await untilLines(storeIn(place), 3);
    child.kill("SIGINT");
    const { code, out, err } = await ended;
    expect(code).toBe(130);
    expect(err).toContain("stopping after the points under way");
    const [result] = (JSON.parse(out) as { results: { done: number; left: number }[] }).results;
    expect(result.done).toBe(lineCount(storeIn(place)));
    expect(result.done + result.left).toBe(POINTS);
    expect((await start(STUDY, place).ended).code).toBe(0);
    expect(readFileSync(storeIn(place)).equals(undisturbed)).toBe(true);
  });

  it("refuses a store that another sweep is writing", async () => {
    const place = folder();
    const first = start([...STUDY, "--workers", "1"], place);
    await untilLines(storeIn(place), 1);
    // Halted, so that it does not finish meanwhile on a quick machine.
    first.child.kill("SIGSTOP");
    const { code, err } = await start(STUDY, place).ended;
    first.child.kill("SIGCONT");
    expect(code).toBe(2);
    expect(err).toMatch(/^error: study.jsonl is being written by process \d+ on .*\n$/);
    expect((await first.ended).code).toBe(0);
  });

  it("in shards and then whole computes nothing twice and ends the same", async () => {
    const place = folder();
    for (const shard of ["2/2", "1/2"]) {
      expect((await start([...STUDY, "--shard", shard], place).ended).code).toBe(0);
    }
    const lines = lineCount(storeIn(place));
    expect(lines).toBe(POINTS);
    expect((await start(STUDY, place).ended).code).toBe(0);
    expect(readFileSync(storeIn(place)).equals(undisturbed)).toBe(true);
  });
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** Park and Miller's generator: moments need no better one. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
