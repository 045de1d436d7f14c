// Builds dist/: JavaScript by esbuild (one shared chunk graph for all entry points), and with --declarations the types,
// which only the packed package needs.
//
// Two kinds of dependency are bundled instead of being left to the consumer's install: optimization-js,
// whose manifest wrongly declares 130 MB of build tools as run-time dependencies, and @stdlib/*, which is
// some forty tiny CommonJS files behind two functions and doubles the start-up time when resolved one by one.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

rmSync(join(root, "dist"), { recursive: true, force: true });

await bundle({ root, outdir: "dist", commit: currentCommit() });
chmodSync(join(root, "dist/cli/main.js"), 0o755);

if (process.argv.includes("--declarations")) {
  const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.declarations.json"], { cwd: root, stdio: "inherit" });
}
writeFileSync(join(root, "dist/THIRD-PARTY-LICENSES"), bundledLicenses());
copyFileSync(join(root, "LICENSE"), join(root, "dist/LICENSE"));

/** The commit being built, or "" outside a checkout (a packed tarball has been built already). */
function currentCommit() {
  try {
    return execFileSync("git", ["rev-parse", "HEAD"], { cwd: root, stdio: ["ignore", "pipe", "ignore"] })
      .toString()
      .trim();
  } catch {
    return "";
  }
}

/** The licence texts of the packages that end up inside dist/. */
function bundledLicenses() {
  const bundled = ["optimization-js", "@stdlib/math-base-special-erfc", "@stdlib/math-base-special-erfcx"];
  return bundled
    .map((name) => `== ${name} ==\n${readFileSync(join(root, "node_modules", name, "LICENSE"), "utf8")}`)
    .join("\n");
}
