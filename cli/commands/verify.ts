/** `verify`: a store checked line by line, and a sample of its points computed again. */
import type { Command } from "commander";
import { randomSource } from "../../src/random/normal.js";
import { InputError } from "../../src/result.js";
import { checkStore, numericsIdentity, recordsAt } from "../../sweep/index.js";
import { parseInteger } from "../definition/parse.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";
import type { RunCommand } from "../program.js";
import { openExecutor } from "../sweep/executor.js";
import { listenForInterrupt } from "../sweep/interrupt.js";
import { type VerifiedRecord, verifyRecords } from "../sweep/verify.js";
import { verifyReport } from "../sweep/verify-report.js";

interface VerifyOptions {
  readonly sample?: number;
  readonly all?: boolean;
  readonly seed: number;
  readonly workers?: number;
}

const DEFAULT_SAMPLE = 10;
const LARGEST_SAMPLE = 10_000_000;
const MOST_WORKERS = 1024;

/** Registers the command. */
export function registerVerify(program: Command, run: RunCommand): void {
  program
    .command("verify <STORE>")
    .summary("check a store, recompute points and compare")
    .description(
      "Checks every line of a store (checksum, fields, identity), then computes a sample of its points again: " +
        "from a cold start, by another route where there is one, and compares within the claimed errors. " +
        "Exit code 4 when a line is damaged or a point disagrees.",
    )
    .option("--sample <N>", `points to compute again, 0 … (default ${DEFAULT_SAMPLE})`, (text) =>
      parseInteger(text, "--sample", 0, LARGEST_SAMPLE),
    )
    .option("--all", "compute every point again")
    .option(
      "--seed <S>",
      "of the choice of the sample, integer >= 0",
      (text) => parseInteger(text, "--seed", 0, 1e9),
      1,
    )
    .option("--workers <N>", "threads, 1 … 1024 (default: one a core)", (text) =>
      parseInteger(text, "--workers", 1, MOST_WORKERS),
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity verify e3.jsonl                  every line, ten points again
  relu-injectivity verify e3.jsonl --sample 50 --seed 2
  relu-injectivity verify e3.jsonl --all --json
  relu-injectivity verify e3.jsonl --sample 0       the lines alone
`,
    )
    .action((store: string, options: VerifyOptions) =>
      run((progress) => verify(program, store, options, progress)),
    );
}

async function verify(
  program: Command,
  store: string,
  { sample, all, seed, workers }: VerifyOptions,
  progress: Progress,
): Promise<Report> {
  if (all === true && sample !== undefined) {
    throw new InputError("--all and --sample together: expected one of them");
  }
  const check = checkStore(store);
  const lines = [...check.done.values()];
  const chosen = all === true ? lines : sampled(lines, sample ?? DEFAULT_SAMPLE, seed);
  const verified: VerifiedRecord[] = [];
  const interrupt = listenForInterrupt(() => progress.note("stopping after the points under way"));
  try {
    if (chosen.length > 0) {
      const executor = await openExecutor(
        { executor: "local", ...(workers === undefined ? {} : { workers }) },
        numericsIdentity(),
        (note) => progress.note(note),
      );
      try {
        await verifyRecords(
          program,
          recordsAt(store, new Set(chosen)),
          executor,
          interrupt.signal,
          (record) => {
            verified.push(record);
            const what = `${verified.length} of ${chosen.length} points computed again`;
            progress.update({ what, done: verified.length, total: chosen.length });
          },
        );
      } finally {
        await executor.close();
      }
    }
  } finally {
    interrupt.dispose();
  }
  return verifyReport({
    store,
    parameters: { store, ...(all === true ? { all } : { sample: chosen.length, seed }) },
    check,
    // In the order of the file, whichever thread was first.
    verified: verified.sort((a, b) => a.line - b.line),
    interrupted: interrupt.signal.aborted,
  });
}

/** `count` of the lines, each set as likely as any other (the first steps of a shuffle). */
function sampled(lines: readonly number[], count: number, seed: number): number[] {
  const shuffled = [...lines];
  const { below } = randomSource(seed);
  const size = Math.min(count, shuffled.length);
  for (let i = 0; i < size; i++) {
    const other = i + below(shuffled.length - i);
    [shuffled[i], shuffled[other]] = [shuffled[other], shuffled[i]];
  }
  return shuffled.slice(0, size);
}
