/** Results that many callers ask for with the same arguments, computed once per process. */

/** More than any call of the program asks for; the oldest goes first. */
const MOST = 64;

/**
 * The same function, its results kept by the arguments as JSON.
 * @param compute a function of plain data whose results nobody changes
 */
export function kept<Given extends readonly unknown[], Found>(
  compute: (...given: Given) => Found,
): (...given: Given) => Found {
  const results = new Map<string, Found>();
  return (...given) => {
    const key = JSON.stringify(given);
    const known = results.get(key);
    if (known !== undefined) return known;
    const found = compute(...given);
    if (results.size === MOST) results.delete(results.keys().next().value ?? key);
    results.set(key, found);
    return found;
  };
}
