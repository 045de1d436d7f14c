/** Disjoint sets under union, for merging polygons into regions. */

export interface DisjointSets {
  readonly union: (a: number, b: number) => void;
  /** For each element the number of its set, sets being numbered 0, 1, … in the order of their first element. */
  readonly numbers: () => { readonly of: Int32Array; readonly count: number };
}

/** `size` sets of one element each. */
export function disjointSets(size: number): DisjointSets {
  const parents = Int32Array.from({ length: size }, (_, i) => i);
  const find = (element: number): number => {
    let root = element;
    while (parents[root] !== root) root = parents[root];
    for (let next = element; next !== root; ) [next, parents[next]] = [parents[next], root];
    return root;
  };
  return {
    union: (a, b) => {
      const [first, second] = [find(a), find(b)];
      parents[Math.max(first, second)] = Math.min(first, second);
    },
    numbers: () => {
      const of = new Int32Array(size).fill(-1);
      let count = 0;
      for (let i = 0; i < size; i++) {
        const root = find(i);
        of[i] = root === i ? count++ : of[root];
      }
      return { of, count };
    },
  };
}
