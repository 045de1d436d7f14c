/** The store: append, repair, refuse, quarantine, order, lock; under damage it never loses a record silently. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/result.js";
import { decodeLine, encodeRecord } from "../../sweep/record.js";
import { Store } from "../../sweep/store.js";
import { currentRecords, openForReading, readStore } from "../../sweep/store-reader.js";
import { failureAt, pointAt, recordAt, temporaryStore } from "./records.js";

const idAt = (alpha: number): string => pointAt(alpha).id;

function withStore<Result>(
  path: string,
  use: (store: Store) => Result,
  quarantine = false,
): { result: Result; notes: string[] } {
  const notes: string[] = [];
  const store = new Store(path, { onNote: (note) => notes.push(note), quarantine });
  try {
    return { result: use(store), notes };
  } finally {
    store.close();
  }
}

function storeOf(...alphas: readonly number[]): string {
  const path = temporaryStore();
  withStore(path, (store) => {
    for (const alpha of alphas) store.append(recordAt(alpha));
  });
  return path;
}

describe("records", () => {
  it("survive encoding", () => {
    const line = encodeRecord(recordAt(2));
    expect(decodeLine(Buffer.from(line))).toEqual({ ok: true, record: recordAt(2) });
    expect(JSON.parse(line)).toMatchObject({ parameters: { alpha: 2 }, state: "done" });
  });

  it("show every flipped bit", () => {
    const line = Buffer.from(encodeRecord(recordAt(2)));
    for (let bit = 0; bit < 8 * line.length; bit++) {
      const damaged = Buffer.from(line);
      damaged[bit >> 3] ^= 1 << (bit & 7);
      expect(decodeLine(damaged).ok).toBe(false);
    }
  });

  it("with a valid checksum but other fields are refused with the field", () => {
    const wrong = { ...recordAt(2), exitCode: "0" };
    expect(decodeLine(Buffer.from(encodeRecord(wrong as never)))).toMatchObject({
      ok: false,
      reason: expect.stringContaining("exitCode"),
    });
  });
});

describe("a store", () => {
  it("finds what was appended, in this process and in the next", () => {
    const path = storeOf(1, 2);
    const { result } = withStore(path, (store) => {
      store.append(failureAt(3));
      expect(store.read(idAt(3))).toEqual(failureAt(3));
      return [store.count, store.stateOf(idAt(1)), store.stateOf(idAt(3)), store.stateOf(idAt(4))];
    });
    expect(result).toEqual([3, "done", "failed", undefined]);
    expect(currentRecords(path, () => undefined)).toEqual([recordAt(1), recordAt(2), failureAt(3)]);
  });

  it("lets a later record replace an earlier one", () => {
    const path = storeOf(1);
    withStore(path, (store) => {
      store.append(failureAt(2));
      store.append(recordAt(2));
      expect(store.stateOf(idAt(2))).toBe("done");
    });
    expect(currentRecords(path, () => undefined)).toEqual([recordAt(1), recordAt(2)]);
    expect([...readStore(path, () => undefined)]).toHaveLength(3);
  });

  it("comes into the order of a plan behind all other records, and stays there", () => {
    const path = storeOf(9, 3, 8, 1, 2);
    const order = () => [1, 2, 3].map(idAt);
    withStore(path, (store) => store.finalise(order));
    const ordered = readFileSync(path);
    expect(currentRecords(path, () => undefined)).toEqual([9, 8, 1, 2, 3].map(recordAt));
    withStore(path, (store) => {
      store.finalise(order);
      store.append(recordAt(4));
      expect(store.read(idAt(1))).toEqual(recordAt(1));
    });
    expect(readFileSync(path).subarray(0, ordered.length).equals(ordered)).toBe(true);
  });

  it("drops superseded records when it is put in order", () => {
    const path = storeOf(1);
    withStore(path, (store) => {
      store.append(failureAt(2));
      store.append(recordAt(3));
      store.append(recordAt(2));
      store.finalise(() => [1, 2, 3].map(idAt));
    });
    expect([...readStore(path, () => undefined)].map(({ record }) => record)).toEqual(
      [1, 2, 3].map(recordAt),
    );
  });

  it("repairs a last line that was cut anywhere, with a note", () => {
    const path = storeOf(1, 2);
    const whole = readFileSync(path);
    const start = whole.indexOf("\n") + 1;
    for (let length = start + 1; length < whole.length - 1; length += 37) {
      writeFileSync(path, whole.subarray(0, length));
      const notes: string[] = [];
      expect([...readStore(path, (note) => notes.push(note))]).toHaveLength(1);
      expect(notes).toEqual([expect.stringContaining("line 2 of")]);
      const opened = withStore(path, (store) => {
        expect(store.stateOf(idAt(2))).toBeUndefined();
        store.append(recordAt(2));
      });
      expect(opened.notes).toEqual([expect.stringContaining("was cut off")]);
      expect(readFileSync(path).equals(whole)).toBe(true);
    }
    truncateSync(path, whole.length - 1);
    expect(withStore(path, (store) => store.count)).toEqual({
      result: 2,
      notes: [expect.stringContaining("a newline was added")],
    });
    expect(readFileSync(path).equals(whole)).toBe(true);
  });

  it.each([
    ["one line of another file", '{"my":"only copy"}'],
    ["a note", "remember the milk"],
    ["a foreign last line behind records", `${readFileSync(storeOf(1), "utf8")}{"my":"only copy"}`],
    [
      "a whole last record with a flipped letter",
      readFileSync(storeOf(1, 2), "utf8")
        .trim()
        .replace(/done(?!.*done)/s, "dome"),
    ],
  ])("does not take %s for a cut record: refused, and the file stays", (_, text) => {
    const path = temporaryStore();
    writeFileSync(path, text);
    expect(() => withStore(path, () => undefined)).toThrow(
      /line \d .*expected a record|is (plain text|JSON of another kind): expected a store/,
    );
    expect(() => [...readStore(path, () => undefined)]).toThrow(/expected a (record|store)/);
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  it("leaves a refused store as it is, its cut end too", () => {
    const path = storeOf(1, 2, 3);
    const text = readFileSync(path, "utf8").replace("1.41", "1.42").slice(0, -100);
    writeFileSync(path, text);
    expect(() => withStore(path, () => undefined)).toThrow(/line \d /);
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  it("is a file: neither devices nor folders", () => {
    for (const path of ["/dev/full", "/dev/null", tmpdir()]) {
      if (!existsSync(path)) continue;
      expect(() => openForReading(path)).toThrow("expected a file");
    }
    const folder = temporaryStore();
    mkdirSync(folder);
    expect(() => withStore(folder, () => undefined)).toThrow("expected a file");
  });

  it("takes zeros behind the last record for one that never reached the disk", () => {
    const path = storeOf(1);
    const whole = readFileSync(path);
    appendFileSync(path, Buffer.alloc(300));
    expect(withStore(path, (store) => store.count)).toEqual({
      result: 1,
      notes: [expect.stringContaining("was cut off")],
    });
    expect(readFileSync(path).equals(whole)).toBe(true);
  });

  it("refuses corrupt lines with their numbers and leaves the file alone; --quarantine moves them", () => {
    const path = storeOf(1, 2, 3, 4);
    const lines = readFileSync(path, "utf8").split("\n");
    lines[1] = lines[1].replace("1.41", "1.42");
    lines[3] = "not a record";
    const damaged = lines.join("\n");
    writeFileSync(path, damaged);
    const refused = () => withStore(path, (store) => store.count);
    expect(refused).toThrow(InputError);
    expect(refused).toThrow(/line 2 \(its checksum does not fit.*line 4 \(.*option 'quarantine'/);
    expect(() => [...readStore(path, () => undefined)]).toThrow("line 2");
    expect(readFileSync(path, "utf8")).toBe(damaged);
    const { result, notes } = withStore(path, (store) => store.count, true);
    expect(result).toBe(2);
    expect(notes).toEqual([expect.stringContaining("2 corrupt lines moved")]);
    expect(readFileSync(`${path}.quarantine`, "utf8")).toBe(`${lines[1]}\n${lines[3]}\n`);
    expect(currentRecords(path, () => undefined)).toEqual([recordAt(1), recordAt(3)]);
  });

  it("refuses what is not a file to write", () => {
    const path = storeOf(1);
    expect(() => withStore(dirname(path), () => undefined)).toThrow("expected a file that can be written");
    expect(() => withStore(`${path}/x`, () => undefined)).toThrow("expected a file that can be written");
    expect(() => currentRecords(`${path}x`, () => undefined)).toThrow("expected a file that can be read");
    mkdirSync(`${path}.d`);
  });
});

describe("the lock", () => {
  it("admits one writer and says who holds it", () => {
    const path = storeOf(1);
    withStore(path, () => {
      expect(() => withStore(path, () => undefined)).toThrow(`process ${process.pid} on ${hostname()}`);
      expect([...readStore(path, () => undefined)]).toHaveLength(1);
    });
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it("is taken over from a dead process with a note, never from another host", () => {
    const path = storeOf(1);
    const dead = { pid: 2 ** 22 + 1, host: hostname(), started: "2026-01-01", ticks: null };
    writeFileSync(`${path}.lock`, JSON.stringify(dead));
    expect(withStore(path, (store) => store.count)).toEqual({
      result: 1,
      notes: [expect.stringContaining("took over the lock")],
    });
    for (const held of [JSON.stringify({ ...dead, host: "elsewhere" }), "", "{", "[1]"]) {
      writeFileSync(`${path}.lock`, held);
      expect(() => withStore(path, () => undefined)).toThrow(`remove ${path}.lock`);
    }
  });

  it("is taken over when the pid belongs to another process now", () => {
    const path = storeOf(1);
    const reused = { pid: process.pid, host: hostname(), started: "2026-01-01", ticks: "1" };
    writeFileSync(`${path}.lock`, JSON.stringify(reused));
    const known = existsSync("/proc/self/stat");
    if (known) expect(withStore(path, (store) => store.count).notes).toHaveLength(1);
    else expect(() => withStore(path, () => undefined)).toThrow("no other writer");
  });
});

describe("damage", () => {
  const whole = readFileSync(storeOf(1, 2, 3));
  const damage = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("flip" as const), at: fc.nat(8 * whole.length - 1) }),
      fc.record({ kind: fc.constant("cut" as const), at: fc.nat(whole.length) }),
      fc.record({ kind: fc.constant("insert" as const), at: fc.nat(whole.length), text: fc.string() }),
      fc.record({ kind: fc.constant("erase" as const), at: fc.nat(whole.length), count: fc.nat(50) }),
    ),
    { minLength: 1, maxLength: 3 },
  );

  it("ends in a refusal that names a line, a note, or the intact records; never in a crash or a silent loss", () => {
    let damaged = 0;
    fc.assert(
      fc.property(damage, (edits) => {
        let bytes = Buffer.from(whole);
        for (const edit of edits) {
          const at = Math.min(edit.kind === "flip" ? edit.at >> 3 : edit.at, Math.max(0, bytes.length - 1));
          if (edit.kind === "flip" && bytes.length > 0) bytes[at] ^= 1 << (edit.at & 7);
          else if (edit.kind === "cut") bytes = bytes.subarray(0, at);
          else if (edit.kind === "insert")
            bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(edit.text), bytes.subarray(at)]);
          else if (edit.kind === "erase")
            bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + edit.count)]);
        }
        const path = temporaryStore();
        appendFileSync(path, bytes);
        const intact = bytes
          .toString("latin1")
          .split("\n")
          .map((line) => decodeLine(Buffer.from(line, "latin1")))
          .flatMap((line) => (line.ok ? [line.record] : []));
        const parts = bytes.toString("latin1").split("\n");
        const damagedLines = parts.filter((part, i) => {
          const last = i === parts.length - 1;
          return !(last && part === "") && !decodeLine(Buffer.from(part, "latin1")).ok;
        }).length;
        let complaint = "";
        try {
          complaint = withStore(path, () => undefined).notes.join();
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          complaint = (error as Error).message;
        }
        if (complaint.endsWith("expected a store of sweep")) {
          // Nothing of a record is left: somebody's file, of which nothing is moved away either.
          expect(intact).toEqual([]);
          expect(() => withStore(path, () => undefined, true)).toThrow(complaint);
          expect(readFileSync(path)).toEqual(bytes);
          return;
        }
        // Whatever is not a record is spoken of.
        expect(damagedLines === 0 || /line \d+/.test(complaint), complaint).toBe(true);
        damaged += Number(damagedLines > 0);
        withStore(path, () => undefined, true);
        const kept = new Set(currentRecords(path, () => undefined).map(({ id }) => id));
        expect(kept).toEqual(new Set(intact.map(({ id }) => id)));
      }),
      { numRuns: 300 },
    );
    expect(damaged).toBeGreaterThan(100);
  });
});
