#!/usr/bin/env node
/** The `relu-injectivity` binary: what it is called and which commands there are, at once; anything else where it is loaded. */
import { causeLine } from "../src/cause.js";
import { DIRECTORY } from "./directory.js";
import { frontPage } from "./front-page.js";
import { EXIT } from "./output/exit-codes.js";
import { lineWidth } from "./terminal.js";
import { packageVersion } from "./version.js";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // The reader went away (`… | head`): nothing left to say.
  if (error.code === "EPIPE") process.exit(EXIT.ok);
  process.stderr.write(
    `error: standard output: expected a place that can be written (${causeLine(error)})\n`,
  );
  process.exit(EXIT.badInput);
});
process.stderr.on("error", () => undefined);

const argv = process.argv.slice(2);
const word = argv.length === 1 ? argv[0] : undefined;
if (word === "--version" || word === "-V") process.stdout.write(`${packageVersion()}\n`);
else if (word === "--help" || word === "-h" || word === "help") {
  process.stdout.write(frontPage(DIRECTORY, lineWidth(process.stdout)));
} else {
  const { run } = await import("./run.js");
  await run(argv);
}
