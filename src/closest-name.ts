/** "Did you mean …": the known name nearest to a mistyped one. */

/** The nearest of `names` by edit distance, case and dashes ignored; undefined when none is near. */
export function closestName(typed: string, names: readonly string[]): string | undefined {
  const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const wanted = plain(typed.slice(0, 60));
  let best: string | undefined;
  // A third of the letters may be wrong, but not all.
  let least = Math.min(wanted.length, Math.ceil(wanted.length / 3) + 1);
  for (const name of names) {
    const distance = editDistance(wanted, plain(name));
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
