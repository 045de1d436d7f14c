/** Time limits that long work asks after between its steps. */

/** A moment until which there is time. */
export interface Deadline {
  readonly isOver: () => boolean;
  /** At least 0. */
  readonly secondsLeft: () => number;
}

/** So many seconds from now; never without a number. */
export function deadlineIn(seconds = Number.POSITIVE_INFINITY): Deadline {
  const end = performance.now() + 1000 * seconds;
  return {
    isOver: () => performance.now() > end,
    secondsLeft: () => Math.max(0, end - performance.now()) / 1000,
  };
}
