#!/usr/bin/env node
/** The `relu-injectivity` binary: everything impure (arguments, streams, exit code) is here. */
import { performance } from "node:perf_hooks";
import { causeLine } from "../src/cause.js";
import { commandsFor, isConfigured } from "./command-modules.js";
import { arrangedLine } from "./line.js";
import { EXIT } from "./output/exit-codes.js";
import { createProgress } from "./output/progress.js";
import { runCommandLine } from "./program.js";
import { lineWidth, mayMove, mayStyle } from "./terminal.js";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // The reader went away (`… | head`): nothing left to say.
  if (error.code === "EPIPE") process.exit(EXIT.ok);
  process.stderr.write(
    `error: standard output: expected a place that can be written (${causeLine(error)})\n`,
  );
  process.exit(EXIT.badInput);
});
process.stderr.on("error", () => undefined);

// Without a word: the answer.
const words = arrangedLine(process.argv.slice(2));
const argv = words.length === 0 ? ["overview"] : words;
const [environment, directory] = [process.env, process.cwd()];
const configured = isConfigured(argv, environment, directory);

process.exitCode = await runCommandLine(
  argv,
  {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    look: { width: lineWidth(process.stdout), styled: mayStyle(process.stdout, environment) },
    debug: process.env.DEBUG !== undefined && process.env.DEBUG !== "",
    progress: createProgress({
      err: (text) => process.stderr.write(text),
      live: mayMove(process.stderr, environment),
      width: () => lineWidth(process.stderr),
      now: () => performance.now(),
    }),
    ...(configured ? { configuration: { environment, directory } } : {}),
  },
  await commandsFor(argv),
);
