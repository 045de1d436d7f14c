// Builds dist/: JavaScript by esbuild (one shared chunk graph for all entry points), and with --declarations the types,
// which only the packed package needs.
//
// Small packages are bundled instead of being left to the consumer's install: resolved file by file they take longer to load
// than all that a command needs of this one, and optimization-js wrongly declares 130 MB of build tools as dependencies.
// Not bundled is what brings files of its own: threads, WebAssembly, drawing, queues.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";
import { explorerPage } from "./explorer.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

rmSync(join(root, "dist"), { recursive: true, force: true });

const { inputs } = await bundle({ root, outdir: "dist", commit: currentCommit() });
chmodSync(join(root, "dist/cli/main.js"), 0o755);

if (process.argv.includes("--declarations")) {
  const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.declarations.json"], { cwd: root, stdio: "inherit" });
}
writeFileSync(
  join(root, "dist/explorer.html"),
  await explorerPage({ root, cli: join(root, "dist/cli/main.js") }),
);
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

/** The licence texts of the packages that end up inside dist/, each once. */
function bundledLicenses() {
  const folders = Object.keys(inputs).flatMap(
    (path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [],
  );
  const packages = new Map();
  for (const folder of [...new Set(folders)].sort()) {
    const text = licenseOf(join(root, folder));
    packages.set(text, [...(packages.get(text) ?? []), folder.replace(/.*node_modules\//, "")]);
  }
  return [...packages].map(([text, names]) => `== ${names.join(", ")} ==\n${text}`).join("\n");
}

function licenseOf(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (file !== undefined) return readFileSync(join(folder, file), "utf8");
  const { license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${license}, ${author?.name ?? author ?? "its authors"}\n`;
}
