/** What is loaded before a command begins, read from the chunks of the build: its own subject, and what that rests on. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Metafile } from "esbuild";
import { describe, expect, it } from "vitest";
import { DIRECTORY } from "../../cli/directory.js";

const BUILD = join(dirname(fileURLToPath(import.meta.url)), "../../.test-build");
const { outputs } = JSON.parse(readFileSync(join(BUILD, "chunks.json"), "utf8")) as Metafile;

/** Sources in the chunks that an entry point loads at once, itself included. */
function loadedBy(entry: string): string[] {
  const [start] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [];
  if (start === undefined) throw new Error(`no chunk for ${entry}`);
  const chunks = new Set([start]);
  for (const chunk of chunks)
    for (const { path, kind, external } of outputs[chunk].imports)
      if (kind === "import-statement" && external !== true) chunks.add(path);
  return [...chunks].flatMap((chunk) =>
    Object.entries(outputs[chunk].inputs).flatMap(([source, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [source] : [],
    ),
  );
}

const roomsOf = (sources: readonly string[]): string[] => [
  ...new Set(sources.map((source) => source.split("/")[0])),
];

/** Rooms of theories and networks that a command may load; what is not here may load none. */
const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  overview: ["compare", "certified", "geometry", "rdt", "rs", "rsb"],
  tables: ["compare", "geometry", "rdt", "rs", "rsb"],
  rs: ["rs", "rsb"],
  rsb: ["compare", "rdt", "rs", "rsb"],
  frsb: ["compare", "rdt", "rs", "rsb"],
  rdt: ["compare", "certified", "geometry", "rdt", "rs", "rsb"],
  width: ["compare", "certified", "geometry", "rdt", "rs", "rsb"],
  bridge: ["compare", "rdt", "rs", "rsb"],
  simulate: ["compare", "finite-size", "rdt", "rs", "rsb"],
  geometry: ["compare", "certified", "finite-size", "geometry", "rdt", "rs"],
  emin: ["finite-size", "network", "rs", "rsb"],
  certificate: ["finite-size", "network", "rs", "rsb"],
  "finite-size": ["compare", "certified", "finite-size", "geometry", "network", "rdt", "rs", "rsb"],
  network: ["compare", "certified", "finite-size", "geometry", "network", "rdt", "rs", "rsb"],
  certify: ["compare", "certified", "geometry", "rdt", "rs", "rsb"],
  compare: ["compare", "certified", "geometry", "rdt", "rs", "rsb"],
  plot: [
    "compare",
    "certified",
    "figures",
    "finite-size",
    "geometry",
    "network",
    "rdt",
    "rs",
    "rsb",
    "sweep",
  ],
  report: ["compare", "certified", "figures", "finite-size", "geometry", "network", "rdt", "rs", "rsb"],
  sweep: ["sweep"],
  verify: ["certified", "finite-size", "network", "sweep"],
  worker: ["sweep"],
  merge: ["sweep"],
  export: ["sweep"],
};

describe("what a command loads", () => {
  it.each(Object.keys(DIRECTORY))("%s: its own subject", (name) => {
    const allowed = ["cli", "src", "node_modules", ...(SUBJECTS[name] ?? [])];
    const loaded = roomsOf(loadedBy(`cli/commands/${name}.ts`));
    expect(loaded).toContain("cli");
    expect(loaded.filter((room) => !allowed.includes(room))).toEqual([]);
  });

  it("is not loaded for --version and --help: a dozen small modules, no package", () => {
    const loaded = loadedBy("cli/main.ts");
    expect(roomsOf(loaded).sort()).toEqual(["cli", "src"]);
    expect(loaded.length).toBeLessThan(12);
  });
});
