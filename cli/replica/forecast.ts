/** How long a chain of k-RSB levels will take, told once its first levels are solved. */

/** A level costs about the power 2.5 of k. */
export const LEVEL_COST = 2.5;
/** The rest is foretold from the time of the levels after the first of these up to the second, */
const TIMED_LEVELS = [8, 12] as const;
/** and said where all takes this many minutes at least. */
const WORTH_SAYING = 1;

/** Minutes in all, once enough levels are solved to tell and they are many; told the time after each level. */
export function createForecast(
  k: number,
  problems: number,
  start: number,
): (level: number, time: number) => number | undefined {
  const [from, to] = TIMED_LEVELS;
  let since = start;
  return (level, time) => {
    if (level === from) since = time;
    if (level !== to || level >= k) return undefined;
    const left = ((time - since) * costOf(to, k)) / costOf(from, to);
    const minutes = (problems * (time - start + left)) / 60_000;
    return minutes >= WORTH_SAYING ? Math.round(minutes) : undefined;
  };
}

/** Of the levels after `from` up to `to`. */
function costOf(from: number, to: number): number {
  let sum = 0;
  for (let level = from + 1; level <= to; level++) sum += level ** LEVEL_COST;
  return sum;
}
