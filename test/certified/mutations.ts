/** Single changes of a proof file, drawn from a seed. */

/** A small generator of uniform integers (xorshift), the same in every run. */
export function generator(seed: number): (bound: number) => number {
  let state = BigInt(seed) * 0x9e3779b97f4a7c15n + 1n;
  return (bound) => {
    state ^= (state << 13n) & 0xffffffffffffffffn;
    state ^= state >> 7n;
    state ^= (state << 17n) & 0xffffffffffffffffn;
    return Number((state >> 11n) % BigInt(bound));
  };
}

type Json = string | number | null | Json[] | { [name: string]: Json };

/** Every place in a JSON value, as the path to it. */
function places(value: Json, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item, i) => places(item, [...path, i]))];
  if (typeof value === "object" && value !== null)
    return [path, ...Object.entries(value).flatMap(([name, item]) => places(item, [...path, name]))];
  return [path];
}

const at = (value: Json, path: readonly (string | number)[]): Json =>
  path.reduce<Json>((inner, key) => (inner as Record<string | number, Json>)[key], value);

function put(root: Json, path: readonly (string | number)[], value: Json): Json {
  if (path.length === 0) return value;
  (at(root, path.slice(0, -1)) as Record<string | number, Json>)[path[path.length - 1]] = value;
  return root;
}

function scaled(text: string, random: (bound: number) => number): string {
  const value = Number(text);
  const size = 10 ** -(1 + random(9));
  const sign = random(2) === 0 ? 1 : -1;
  const moved = value === 0 ? sign * size : value * (1 + sign * size);
  return Number(moved.toPrecision(15))
    .toFixed(20)
    .replace(/\.?0+$/, "");
}

/** Lowers a decimal by 1e-8 … 1e-1 of its size. */
const lowered = (text: string, random: (bound: number) => number): string =>
  (Number(text) * (1 - 10 ** -(1 + random(8)))).toFixed(16);

const KINDS = [
  "plain",
  "unit",
  "lifted",
  "width",
  "lifted-width",
  "finite",
  "constants",
  "krsb",
  "plain-lower",
];

/** A text with one change, and what was changed. */
export function mutated(text: string, random: (bound: number) => number): { text: string; change: string } {
  const root = JSON.parse(text) as Json;
  const all = places(root);
  // Numbers outside trees and lists of pairs are few and matter most: half of the draws take them.
  const short = all.filter(
    (path) => typeof at(root, path) === "string" && path.length <= 4 && !path.includes("tree"),
  );
  const pool = random(2) === 0 ? short : all;
  const path = pool[random(pool.length)];
  const value = at(root, path);
  const where = path.join(".");
  const done = (change: string, next: Json): { text: string; change: string } => ({
    text: JSON.stringify(put(root, path, next)),
    change: `${change} ${where}`,
  });
  const choice = random(12);
  if (choice === 0) return { text: text.slice(0, random(text.length)), change: "truncate" };
  if (choice === 1) return done("delete", null);
  if (choice === 2 && typeof root === "object" && !Array.isArray(root) && root !== null) {
    const next = { ...root, kind: KINDS[random(KINDS.length)] };
    return { text: JSON.stringify(next), change: `kind ${next.kind}` };
  }
  if (choice === 3 && typeof root === "object" && !Array.isArray(root) && root !== null && "count" in root) {
    const next = { ...root, count: root.count === 2 ? 4 : 2 };
    return { text: JSON.stringify(next), change: "count" };
  }
  if (Array.isArray(value) && value.length > 1) {
    const [i, j] = [random(value.length), random(value.length)];
    const next = [...value];
    if (choice < 6) [next[i], next[j]] = [next[j], next[i]];
    else if (choice < 8) next.splice(i, 1);
    else if (choice < 10) next.splice(i, 0, value[j]);
    else next.length = i;
    return done("rearrange", next);
  }
  if (typeof value === "string" && /^-?[0-9.]+$/.test(value)) {
    if (choice === 4) return done("negate", value.startsWith("-") ? value.slice(1) : `-${value}`);
    if (choice === 5) return done("huge", `${value.replace(".", "")}${"9".repeat(random(60))}`);
    if (choice === 6) return done("word", ["NaN", "1e5", "", "Infinity", "0", " 1", "b"][random(7)]);
    if (choice < 9) return done("lower", lowered(value, random));
    return done("scale", scaled(value, random));
  }
  if (typeof value === "string" && choice < 8) return done("letter", ["b", "r", "A", "q", "1.5"][random(5)]);
  // Otherwise two neighbouring places change their values.
  const other = all[random(all.length)];
  const overlap = path.every((key, i) => other[i] === key) || other.every((key, i) => path[i] === key);
  if (overlap) return done("replace", "1");
  const [a, b] = [structuredClone(value), structuredClone(at(root, other))];
  put(root, other, a);
  return { text: JSON.stringify(put(root, path, b)), change: `swap ${where} and ${other.join(".")}` };
}
