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
  /** Whether steps of the same size take about the same time: only then is the time left told. */
  readonly even?: true;
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
  /** Characters of a line, now. */
  readonly width: () => number;
  /** Milliseconds from any origin. */
  readonly now: () => number;
}

/** Silent during the first second; shorter commands show nothing. */
const QUIET_MILLISECONDS = 1000;
const LIVE_INTERVAL = 100;
const PLAIN_INTERVAL = 5000;

/** Before this part of the work is done, nobody can say how long the rest takes. */
const LEAST_FRACTION = 0.05;
/** How far the rate of the latter half of the time, and of its last quarter, may be from that of the whole. */
const STEADY = 1.25;
const STEADY_OF_LATE = 1.5;
/** Steps that a rate is made of. */
const LEAST_STEPS = 3;

/** A display that estimates the time left where the work goes on at a stable rate. */
export function createProgress({ err, live, width, now }: ProgressSurroundings): Progress {
  const start = now();
  const timeLeft = createEstimate(start);
  let last = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    update({ what, residual, done, total, even, unit }) {
      const time = now();
      const left = even ? timeLeft(time, done / total) : undefined;
      const elapsed = time - start;
      const due = time - last >= (live ? LIVE_INTERVAL : PLAIN_INTERVAL);
      if (elapsed < QUIET_MILLISECONDS || !due) return;
      last = time;
      const parts = [
        what,
        ...(residual !== undefined && Number.isFinite(residual)
          ? [`error ${residual.toExponential(1)}`]
          : []),
        ...(unit === undefined || done === 0 ? [] : [`${rateOf(done, elapsed)} ${unit}/s`]),
        ...(left === undefined ? [] : [`about ${Math.max(1, Math.round(left / 1000))} s left`]),
      ];
      const line = fitted(parts, width() - 1);
      err(live ? `\r${CLEAR_LINE}${line}` : `${line}\n`);
      shown = live;
    },
    note(text) {
      this.finish();
      err(`note: ${text}\n`);
    },
    finish() {
      if (shown) err(`\r${CLEAR_LINE}`);
      shown = false;
    },
  };
}

const CLEAR_LINE = "\u001b[2K";

/** One line: what does not fit is left out, from the middle; the work itself is cut. */
function fitted(parts: readonly string[], most: number): string {
  const kept = [...parts];
  while (kept.length > 2 && kept.join(" · ").length > most) kept.splice(1, 1);
  const text = kept.join(" · ");
  if (text.length <= most) return text;
  return kept[0].length <= most ? kept[0] : `${kept[0].slice(0, most - 1)}…`;
}

/**
 * Milliseconds left, where that can be told: a part of the work is done, and it went on in the latter half of the time,
 * and in the last quarter, at the rate of the whole. Work that grows dearer or cheaper on its way, or that reports its
 * steps in jumps, gets no estimate until it is steady.
 */
function createEstimate(start: number): (time: number, fraction: number) => number | undefined {
  const marks: { readonly time: number; readonly fraction: number }[] = [{ time: start, fraction: 0 }];
  /** The rate since a part of the time ago; undefined for fewer than `LEAST_STEPS` steps since then. */
  const rateSince = (from: number, time: number, fraction: number): number | undefined => {
    const at = marks.findLastIndex((mark) => mark.time <= from);
    if (marks.length - 1 - at < LEAST_STEPS) return undefined;
    return (fraction - marks[at].fraction) / (time - marks[at].time);
  };
  return (time, fraction) => {
    if (fraction > marks[marks.length - 1].fraction) marks.push({ time, fraction });
    if (fraction < LEAST_FRACTION || fraction >= 1) return undefined;
    const elapsed = time - start;
    const half = rateSince(start + elapsed / 2, time, fraction);
    const quarter = rateSince(start + 0.75 * elapsed, time, fraction);
    if (half === undefined || quarter === undefined) return undefined;
    const overall = fraction / elapsed;
    return within(half, overall, STEADY) && within(quarter, overall, STEADY_OF_LATE)
      ? (1 - fraction) / half
      : undefined;
  };
}

function within(a: number, b: number, factor: number): boolean {
  return a < factor * b && b < factor * a;
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
