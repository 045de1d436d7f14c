/** Progress of long work on stderr: a rewritten line on a terminal, a plain line every few seconds elsewhere. */

/** One step of the work. */
interface ProgressStep {
  /** What has just been done. */
  readonly what: string;
  /** Residual or error estimate it left, if there is one. */
  readonly residual?: number;
  /** Work done and in all, in the same units. */
  readonly done: number;
  readonly total: number;
  /** What is counted, for a rate, e.g. "points". */
  readonly unit?: string;
}

export interface Progress {
  update(step: ProgressStep): void;
  /** A sentence that stays, whatever the display. */
  note(text: string): void;
  /** Removes the line, if there is one. */
  finish(): void;
}

/** The outside world of a progress display. */
export interface ProgressSurroundings {
  readonly err: (text: string) => void;
  /** Whether stderr is a terminal that may be rewritten. */
  readonly live: boolean;
  /** Milliseconds from any origin. */
  readonly now: () => number;
}

/** Silent during the first second; shorter commands show nothing. */
const QUIET_MILLISECONDS = 1000;
const LIVE_INTERVAL = 100;
const PLAIN_INTERVAL = 5000;
const LINE_WIDTH = 79;

/** A display that estimates the time left from the fraction done. */
export function createProgress({ err, live, now }: ProgressSurroundings): Progress {
  const start = now();
  let last = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    update({ what, residual, done, total, unit }) {
      const time = now();
      const elapsed = time - start;
      const due = time - last >= (live ? LIVE_INTERVAL : PLAIN_INTERVAL);
      if (elapsed < QUIET_MILLISECONDS || !due) return;
      last = time;
      const fraction = done / total;
      const left =
        fraction > 0 && fraction < 1
          ? ` · about ${Math.max(1, Math.round((elapsed * (1 / fraction - 1)) / 1000))} s left`
          : "";
      const error =
        residual !== undefined && Number.isFinite(residual) ? ` · error ${residual.toExponential(1)}` : "";
      const rate = unit === undefined || done === 0 ? "" : ` · ${rateOf(done, elapsed)} ${unit}/s`;
      const line = `${what}${error}${rate}${left}`;
      err(live ? `\r${line.slice(0, LINE_WIDTH).padEnd(LINE_WIDTH)}` : `${line}\n`);
      shown = live;
    },
    note(text) {
      this.finish();
      err(`note: ${text}\n`);
    },
    finish() {
      if (shown) err(`\r${" ".repeat(LINE_WIDTH)}\r`);
      shown = false;
    },
  };
}

function rateOf(done: number, milliseconds: number): string {
  const rate = (1000 * done) / milliseconds;
  return rate >= 100 ? rate.toFixed(0) : rate.toPrecision(2);
}

/** For callers that want no display. */
export const SILENT: Progress = {
  update: () => undefined,
  note: () => undefined,
  finish: () => undefined,
};
