/** Time limits that long work asks after between its steps. */

/** Whether so many seconds have passed since this call; never without a limit. */
export function deadlineIn(seconds = Number.POSITIVE_INFINITY): () => boolean {
  const end = performance.now() + 1000 * seconds;
  return () => performance.now() > end;
}
