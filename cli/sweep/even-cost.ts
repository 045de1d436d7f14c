/** Whether points take about the same time, so that the time left can be told from those that are done. */

/** Options whose values change the cost of a point little; all others may change it by any factor. */
const OF_LITTLE_CONSEQUENCE: ReadonlySet<string> = new Set(["alpha", "seed"]);

/** @param names of the options that vary */
export function isEvenAlong(names: readonly string[]): boolean {
  return names.every((name) => OF_LITTLE_CONSEQUENCE.has(name));
}

/** Whether points with these commands and parameters differ in nothing else. */
export function areAlike(
  points: Iterable<{
    readonly command: readonly string[];
    readonly parameters: Readonly<Record<string, unknown>>;
  }>,
): boolean {
  let first: string | undefined;
  for (const { command, parameters } of points) {
    const rest = Object.entries(parameters).filter(([name]) => !OF_LITTLE_CONSEQUENCE.has(name));
    const text = JSON.stringify([command, Object.fromEntries(rest)]);
    first ??= text;
    if (text !== first) return false;
  }
  return true;
}
