// Writes into docs/tutorial.md what its commands print, from the built package: after a change of numbers or words.
//
// The blocks of sh run one after the other in an empty folder beside a copy of examples/; where a block of text follows,
// it becomes the output. The tests run the same blocks and compare.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const page = join(root, "docs/tutorial.md");
const folder = mkdtempSync(join(tmpdir(), "tutorial-"));
const bin = join(folder, ".bin");
mkdirSync(bin);
writeFileSync(
  join(bin, "npx"),
  `#!/bin/sh\nshift\nexec "${process.execPath}" "${join(root, "dist/cli/main.js")}" "$@"\n`,
);
chmodSync(join(bin, "npx"), 0o755);
cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });

const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, NO_COLOR: "1" };
const written = readFileSync(page, "utf8").replace(
  /^```sh\n([\s\S]*?)^```\n(\n```text\n[\s\S]*?^```\n)?/gm,
  (whole, code, shown) => {
    const { status, stdout, stderr } = spawnSync("sh", ["-eu", "-c", code], {
      cwd: folder,
      encoding: "utf8",
      env,
    });
    if (status !== 0) throw new Error(`exit code ${status}:\n${code}${stderr}`);
    return shown === undefined
      ? whole
      : `\`\`\`sh\n${code}\`\`\`\n\n\`\`\`text\n${stdout.trimEnd()}\n\`\`\`\n`;
  },
);
writeFileSync(page, written);
rmSync(folder, { recursive: true, force: true });
