/** The rooms of the package: which folder may import which, in one direction and without exceptions. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { bundleForBrowser } from "../scripts/browser-bundle.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const METHODS = ["certified", "compare", "finite-size", "geometry", "network", "rs", "rsb", "rdt", "src"];
/** Rooms from the ground up, each with the rooms below that it imports. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  src: [],
  rs: ["src"],
  rsb: ["rs", "src"],
  rdt: ["src"],
  geometry: ["src"],
  "finite-size": ["src"],
  network: ["src"],
  sweep: ["src"],
  certified: ["rdt", "rs", "rsb", "src"],
  compare: ["certified", "finite-size", "geometry", "network", "rs", "rsb", "rdt", "src"],
  figures: METHODS,
  public: [...METHODS, "figures"],
  cli: [...METHODS, "figures", "sweep"],
  explorer: ["compare", "finite-size", "geometry", "network", "rs", "rsb", "rdt", "src"],
};
/** Rooms whose code runs in a browser as it is. */
const BROWSER = ["rs", "rsb", "rdt", "geometry", "finite-size", "network", "certified", "compare"];
/** Folders inside a room in the order in which they build on each other: each imports from those before it only. */
const ORDERED: Readonly<Record<string, readonly string[]>> = {
  rsb: ["functional", "chain", "limit", "published", "profiles", "thermal", "deep"],
  rdt: ["layer", "program", "sequence", "replica"],
  compare: ["theories", "finite-size", "published"],
};
/** The public index of the package: it looks at the entry points in `public`, and no room looks at either. */
const INDEX = "index.ts";
/** Folders beside the rooms, from which no room imports. */
const OUTSIDE = [
  "bench",
  "checker",
  "coverage",
  "dist",
  "docs",
  "examples",
  "node_modules",
  "scripts",
  "test",
];

interface Import {
  readonly file: string;
  readonly target: string;
}

function importsOfFile(path: string): Import[] {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((match) => ({
    file: relative(ROOT, path),
    target: relative(ROOT, resolve(dirname(path), match[1])),
  }));
}

function sourcesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((name) => join(ROOT, folder, name));
}

function importsOf(folder: string): Import[] {
  return sourcesOf(folder).flatMap(importsOfFile);
}

const roomOf = (path: string): string => path.split("/")[0];
const isGroundOrIndex = (target: string): boolean =>
  roomOf(target) === "src" || target === `${roomOf(target)}/index.js`;

describe("the rooms", () => {
  it("are all listed", () => {
    const folders = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !OUTSIDE.includes(entry.name))
      .map(({ name }) => name)
      .filter((name) => sourcesOf(name).length > 0);
    expect(folders.sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  it("permit imports downwards only", () => {
    const order = Object.keys(ALLOWED);
    for (const [room, below] of Object.entries(ALLOWED))
      for (const name of below)
        expect(order.indexOf(name), `${room} -> ${name}`).toBeLessThan(order.indexOf(room));
  });
});

describe.each(Object.entries(ALLOWED))("%s", (folder, allowed) => {
  const outward = importsOf(folder).filter(({ target }) => roomOf(target) !== folder);

  it(`imports from ${allowed.join(", ") || "no other room"}, and from each of them`, () => {
    expect([...new Set(outward.map(({ target }) => roomOf(target)))].sort()).toEqual([...allowed].sort());
  });

  it("imports other rooms than the ground only through their index", () => {
    expect(outward.filter(({ target }) => !isGroundOrIndex(target))).toEqual([]);
  });
});

describe.each(Object.entries(ORDERED))("the folders of %s", (room, order) => {
  it(`build on each other: ${order.join(", ")}`, () => {
    const inner = importsOf(room).filter(({ file, target }) =>
      [file, target].every((path) => rank(path) >= 0),
    );
    expect(inner.length).toBeGreaterThan(0);
    expect(inner.filter(({ file, target }) => rank(target) > rank(file))).toEqual([]);
    expect(importsOf(room).filter(({ target }) => target === `${room}/index.js`)).toEqual([]);
  });

  function rank(path: string): number {
    return order.indexOf(path.split("/")[1]);
  }
});

describe("flags of the command line", () => {
  /** Writes the script of a job array, which calls programs. */
  const SCRIPT = "sweep/slurm-script.ts";

  it("are named in `cli` alone (style sheets have variables that look alike): other rooms name options, which cli/flags turns into flags", () => {
    const named = Object.keys(ALLOWED)
      .filter((room) => room !== "cli" && room !== "explorer")
      .flatMap(sourcesOf)
      .flatMap((path) => {
        const code = readFileSync(path, "utf8").replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
        const lines = code.split("\n").filter((line) => /["'`( ]--(?:[a-z]+\b(?!\.)|\$\{)/.test(line));
        return lines.map((line) => `${relative(ROOT, path)}: ${line.trim()}`);
      });
    // The words of the command line of a point are no message.
    const message = (line: string): boolean =>
      !line.startsWith(SCRIPT) && !line.includes("return text === true");
    expect(named.filter(message)).toEqual([]);
  });
});

describe("the public index", () => {
  it("looks at the entry points and at the ground", () => {
    const imports = importsOfFile(join(ROOT, INDEX));
    expect(imports.length).toBeGreaterThan(5);
    expect(imports.filter(({ target }) => !["public", "src"].includes(roomOf(target)))).toEqual([]);
  });
});

describe("the rooms that run in a browser", () => {
  const nodeOnly = /from "(?:node:[^"]+|tinypool)"|\b(?:Buffer\.|process\.\w)/;

  it("touch Node only in threads and in modules with a sibling for browsers", () => {
    const files = BROWSER.flatMap(sourcesOf).filter((path) => nodeOnly.test(readFileSync(path, "utf8")));
    expect(files.map((path) => relative(ROOT, path)).filter((path) => !path.endsWith("-worker.ts"))).toEqual(
      [],
    );
  });

  it("can be bundled for one, with nothing of Node in what they reach", async () => {
    const { metafile } = await bundleForBrowser({
      root: ROOT,
      entryPoints: BROWSER.map((room) => `${room}/index.ts`),
      outdir: "browser",
      splitting: true,
    });
    const reached = Object.keys(metafile.inputs).filter((path) => !path.startsWith("node_modules/"));
    expect(reached.length).toBeGreaterThan(300);
    expect(reached.filter((path) => nodeOnly.test(readFileSync(join(ROOT, path), "utf8")))).toEqual([]);
    // Each stand-in takes the place of a module of Node's.
    const standIns = reached.filter((path) => path.endsWith(".browser.ts"));
    expect(standIns.length).toBeGreaterThan(0);
    expect(sourcesOf("src").filter((path) => path.endsWith(".browser.ts")).length).toBe(standIns.length);
  });
});
