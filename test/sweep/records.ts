/** Made-up points, outcomes and plans for the tests of stores. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PointOutcome } from "../../sweep/executor.js";
import type { IdentifiedPoint } from "../../sweep/identified-path.js";
import { pointId } from "../../sweep/identity.js";
import { recordOf, type StudyRecord } from "../../sweep/record.js";

/** Path of a file in a new folder. */
export function temporaryStore(): string {
  return join(mkdtempSync(join(tmpdir(), "store-")), "study.jsonl");
}

export function pointAt(alpha: number): IdentifiedPoint {
  const identity = { command: ["solve"], parameters: { alpha }, numerics: "1", from: null };
  return { ...identity, id: pointId(identity), argv: ["solve", "--alpha", String(alpha)] };
}

function doneAt(alpha: number): PointOutcome {
  return {
    id: pointAt(alpha).id,
    state: "done",
    parameters: { alpha },
    results: [{ energy: { value: Math.sqrt(alpha), error: 1e-12, status: "converged" }, text: "α = Ω" }],
    exitCode: 0,
    provenance: { version: "0" },
  };
}

export function recordAt(alpha: number): StudyRecord {
  return recordOf(pointAt(alpha), doneAt(alpha));
}

export function failureAt(alpha: number, error = "no solution"): StudyRecord {
  return recordOf(pointAt(alpha), { id: pointAt(alpha).id, state: "failed", error });
}
