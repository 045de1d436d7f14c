/** The driver against an executor of made-up points: interruptions, failures, retries, shards, several orders. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAxis } from "../../sweep/axis-values.js";
import type { Executor, PathTask, PointOutcome, PointTask } from "../../sweep/executor.js";
import { type Plan, planStudy } from "../../sweep/plan.js";
import { countStates, finaliseStudy, identifiedPoints, runStudy } from "../../sweep/run-study.js";
import { type Shard, WHOLE } from "../../sweep/shard.js";
import { Store } from "../../sweep/store.js";
import { currentRecords } from "../../sweep/store-reader.js";
import { SOLVE } from "./forms.js";
import { temporaryStore } from "./records.js";

/** Results depend on every digit of the command line and of the start, as those of a solver do. */
function evaluate({ id, argv, start }: PointTask, fails: (alpha: number) => boolean): PointOutcome {
  const alpha = Number(argv[argv.indexOf("--alpha") + 1]);
  if (fails(alpha)) return { id, state: "failed", error: `no solution at ${alpha}` };
  const digest = createHash("sha256")
    .update(JSON.stringify([argv, start]))
    .digest();
  return {
    id,
    state: "done",
    parameters: { alpha },
    results: [digest.readUInt32LE(0) / 2 ** 32],
    exitCode: 0,
    provenance: {},
  };
}

interface Behaviour {
  readonly lanes?: number;
  readonly fails?: (alpha: number) => boolean;
  /** Which of the open lanes moves next, by turn. */
  readonly choose?: (turn: number, lanes: number) => number;
  /** Stops everything, as a kill does, after so many outcomes. */
  readonly limit?: number;
}

/** Lanes that move one point at a time, in any order. */
function madeUpExecutor({ lanes = 1, fails = () => false, choose = () => 0, limit }: Behaviour): Executor {
  let outcomes = 0;
  return {
    name: "made up",
    async run(paths, onOutcome, { stop }) {
      const iterator = paths[Symbol.iterator]();
      const open: { path: PathTask; next: number; before?: PointOutcome }[] = [];
      for (let turn = 0; !stop.aborted; turn++) {
        while (open.length < lanes) {
          const { value, done } = iterator.next();
          if (done === true) break;
          open.push({ path: value, next: 0 });
        }
        if (open.length === 0) return;
        if (outcomes === limit) return;
        const chosen = choose(turn, open.length) % open.length;
        const lane = open[chosen];
        const point = lane.path.points[lane.next];
        const outcome = evaluate(
          lane.before?.state === "done" ? { ...point, start: lane.before.results } : point,
          fails,
        );
        outcomes += 1;
        onOutcome(outcome);
        lane.before = outcome;
        lane.next += 1;
        if (outcome.state === "failed" || lane.next === lane.path.points.length) open.splice(chosen, 1);
      }
    },
    close: async () => undefined,
  };
}

function planOf(k: string, alpha: string): Plan {
  return planStudy(SOLVE, {
    options: [],
    axes: [
      { name: "k", values: parseAxis(k, "--k") },
      { name: "alpha", values: parseAxis(alpha, "--alpha") },
    ],
    zip: false,
  });
}

interface Run extends Behaviour {
  readonly plan: Plan;
  readonly path: string;
  readonly shard?: Shard;
  readonly retryFailed?: boolean;
  readonly force?: boolean;
}

/** One process' worth of a study; returns how many points it computed. */
async function runOnce({ plan, path, shard = WHOLE, retryFailed = false, force = false, ...rest }: Run) {
  const store = new Store(path, { onNote: () => undefined });
  const stop = new AbortController();
  let computed = 0;
  try {
    await runStudy({
      plan,
      shard,
      numerics: "1",
      store,
      executor: madeUpExecutor(rest),
      stop: stop.signal,
      retryFailed,
      force,
      failFast: false,
      onOutcome: () => {
        computed += 1;
        if (computed === rest.limit) stop.abort();
      },
    });
    const points = identifiedPoints(plan, shard, "1", (id) => store.stateOf(id));
    return { computed, ...countStates(points, store) };
  } finally {
    store.close();
  }
}

const PLAN = planOf("0,1,2", "1:40:1");

async function undisturbed(fails?: (alpha: number) => boolean): Promise<Buffer> {
  const path = temporaryStore();
  await runOnce({ plan: PLAN, path, ...(fails === undefined ? {} : { fails }) });
  return readFileSync(path);
}

const everySeventh = (alpha: number): boolean => alpha % 7 === 3;

describe("a study", () => {
  it("ends the same however many lanes, in whatever order, and wherever it is interrupted", async () => {
    const whole = await undisturbed();
    const failing = await undisturbed(everySeventh);
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 60 })), { maxLength: 6 }),
        fc.array(fc.nat(20), { minLength: 1 }),
        async (withFailures, interruptions, choices) => {
          const path = temporaryStore();
          const fails = withFailures ? everySeventh : () => false;
          const choose = (turn: number): number => choices[turn % choices.length];
          for (const [lanes, limit] of interruptions) {
            await runOnce({ plan: PLAN, path, fails, lanes, choose, limit });
          }
          await runOnce({ plan: PLAN, path, fails, lanes: 3, choose });
          expect(readFileSync(path).equals(withFailures ? failing : whole)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("computes nothing twice", async () => {
    const path = temporaryStore();
    const first = await runOnce({ plan: PLAN, path, fails: everySeventh, limit: 50 });
    const second = await runOnce({ plan: PLAN, path, fails: everySeventh });
    expect(first.computed + second.computed).toBe(120);
    expect(second).toMatchObject({ points: 120, failed: 18, done: 102, left: 0 });
    expect((await runOnce({ plan: PLAN, path, fails: everySeventh })).computed).toBe(0);
  });

  it("starts cold behind a failure, once, and follows the path on from there", async () => {
    const path = temporaryStore();
    const plan = planOf("1,2", "1:5:1");
    await runOnce({ plan, path, fails: (alpha) => alpha === 3 });
    const records = currentRecords(path, () => undefined).slice(0, 5);
    expect(records.map(({ state }) => state)).toEqual(["done", "done", "failed", "done", "done"]);
    expect(records.map(({ from }) => from)).toEqual([
      null,
      records[0].id,
      records[1].id,
      null,
      records[3].id,
    ]);
  });

  it("retries failed points when asked to, and what depends on them", async () => {
    const path = temporaryStore();
    await runOnce({ plan: PLAN, path, fails: everySeventh });
    const retried = await runOnce({ plan: PLAN, path, retryFailed: true });
    expect(retried).toMatchObject({ failed: 0, done: 120 });
    expect(await runOnce({ plan: PLAN, path, retryFailed: true, fails: everySeventh })).toMatchObject({
      computed: 0,
    });
    const records = currentRecords(path, () => undefined);
    const planned = new Set([...identifiedPoints(PLAN, WHOLE, "1", () => "done")].map(({ id }) => id));
    const current = records.filter(({ id }) => planned.has(id));
    const clean = (await undisturbed())
      .toString()
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(current.map(({ id }) => id)).toEqual(clean.map(({ id }) => id));
    // The cold starts behind the failures of before are kept: they are points of their own.
    expect(records.length).toBeGreaterThan(120);
  });

  it("computes everything again when forced, and ends the same", async () => {
    const path = temporaryStore();
    const whole = await undisturbed(everySeventh);
    await runOnce({ plan: PLAN, path, fails: everySeventh });
    expect((await runOnce({ plan: PLAN, path, fails: everySeventh, force: true, lanes: 3 })).computed).toBe(
      120,
    );
    expect(readFileSync(path).equals(whole)).toBe(true);
  });

  it("in shards, in any order, makes the same records", async () => {
    const path = temporaryStore();
    for (const index of [3, 1, 2]) await runOnce({ plan: PLAN, path, shard: { index, count: 3 } });
    const store = new Store(path, { onNote: () => undefined });
    finaliseStudy(store, PLAN, WHOLE, "1");
    store.close();
    expect(readFileSync(path).equals(await undisturbed())).toBe(true);
  });

  it("keeps the records of other plans, before its own", async () => {
    const path = temporaryStore();
    await runOnce({ plan: planOf("1,2", "50:60:1"), path });
    const other = readFileSync(path);
    await runOnce({ plan: PLAN, path, lanes: 4, choose: (turn) => turn });
    expect(readFileSync(path).equals(Buffer.concat([other, await undisturbed()]))).toBe(true);
  });
});
