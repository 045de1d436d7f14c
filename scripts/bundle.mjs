// Bundles every entry point by esbuild into one shared chunk graph: what the package offers (index.ts and public), the binary, the benchmark,
// and each module named *-worker.ts, which threads load as files of their own.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { directImports } from "./direct-imports.mjs";

const ENTRIES = ["index.ts", "cli/main.ts", "bench/run.ts"];
const FOLDERS = ["src", "compare", "finite-size", "network", "sweep", "figures", "cli"];

/** Bundled as the others are, and yet a dependency: the declarations of types name it. */
const TYPED = "zod";

/** Bundles into `outdir` (relative to `root`); `commit` is what provenance will state. Returns which chunk holds and loads what. */
export async function bundle({ root, outdir, commit }) {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const workers = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith("-worker.ts"))
      .map((name) => join(folder, name)),
  );
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [
      ...ENTRIES,
      ...readdirSync(join(root, "public")).map((name) => `public/${name}`),
      ...workers,
    ],
    outbase: ".",
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => name !== TYPED),
    // CommonJS packages ask for Node's modules by it.
    banner: {
      js: 'import { createRequire as requireOf } from "node:module";const require = requireOf(import.meta.url);',
    },
    chunkNames: "chunks/[name]-[hash]",
    define: { __COMMIT__: JSON.stringify(commit) },
    plugins: [directImports],
    metafile: true,
    logLevel: "warning",
  });
  return metafile;
}

const NO_SOURCES = new Set(["node_modules", "dist", "coverage", "docs", "scripts", "test"]);

/** Every source as JavaScript of its own, for the tests; threads load their bundles all the same, which takes a third of the time. */
export async function transpile({ root, outdir }) {
  const sources = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !NO_SOURCES.has(entry.name))
    .flatMap(({ name: room }) =>
      readdirSync(join(root, room), { recursive: true })
        .filter((name) => name.endsWith(".ts") && !name.endsWith("-worker.ts"))
        .map((name) => join(room, name)),
    );
  await build({
    absWorkingDir: root,
    entryPoints: ["index.ts", ...sources],
    outbase: ".",
    outdir,
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: "inline",
    logLevel: "warning",
  });
}
