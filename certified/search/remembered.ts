/** Layers that were proved already: the proof of a deeper network asks for them again. */

/** Results beyond this many are forgotten, all at once. */
const MOST_REMEMBERED = 64;

/** The same step, found once for the same expansion, incoming value and decimals. */
export function remembered<Layer>(
  step: (expansion: string, incoming: string, decimals: number) => Layer,
): (expansion: string, incoming: string, decimals: number) => Layer {
  const known = new Map<string, Layer>();
  return (expansion, incoming, decimals) => {
    const key = `${expansion} ${incoming} ${decimals}`;
    const found = known.get(key) ?? step(expansion, incoming, decimals);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, found);
    return found;
  };
}
