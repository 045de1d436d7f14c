// Bundles for browsers: where a module needs Node it has a sibling *.browser.ts with the same exports, which takes its place.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const browserSiblings = {
  name: "browser-siblings",
  setup(setup) {
    setup.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path, resolveDir }) => {
      const sibling = join(resolveDir, path.replace(/\.js$/, ".browser.ts"));
      return existsSync(sibling) ? { path: sibling } : undefined;
    });
  },
};

/**
 * One minified module for each entry point, with everything in it; fails where anything would need Node.
 * @param options of esbuild, besides
 * @returns the result of esbuild with its metafile, outputs in memory
 */
export function bundleForBrowser({ root, entryPoints, ...options }) {
  return build({
    absWorkingDir: root,
    entryPoints,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    metafile: true,
    plugins: [browserSiblings],
    logLevel: "silent",
    ...options,
  });
}
