/**
 * The tests import the sources as the JavaScript that the global setup has made of them at once, loaded by Node itself:
 * a module costs nothing but its evaluation.
 */
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** Relative to the root. */
export const BUILT_SOURCES = ".test-build/sources";

/** A plugin of vite. */
export const builtSources = {
  name: "built-sources",
  enforce: "pre" as const,
  resolveId(source: string, importer: string | undefined) {
    if (!/^\.\.?\//.test(source) || !source.endsWith(".js") || importer === undefined) return undefined;
    const path = relative(ROOT, resolve(dirname(importer), source));
    if (/^(?:\.|test\/|scripts\/)/.test(path)) return undefined;
    return { id: join(ROOT, BUILT_SOURCES, path), external: true as const };
  },
};
