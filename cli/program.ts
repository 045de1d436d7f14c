/** The command line: the commands, the output formats, and how every failure becomes one line and an exit code. */
import { Command, CommanderError } from "commander";
import { InputError } from "../src/result.js";
import { registerBridge } from "./commands/bridge.js";
import { registerCompare } from "./commands/compare.js";
import { registerExplain } from "./commands/explain.js";
import { registerFrsb } from "./commands/frsb.js";
import { registerGeometry } from "./commands/geometry.js";
import { registerRdt } from "./commands/rdt.js";
import { registerRs } from "./commands/rs.js";
import { registerRsb } from "./commands/rsb.js";
import { registerSimulate } from "./commands/simulate.js";
import { registerTables } from "./commands/tables.js";
import { registerWidth } from "./commands/width.js";
import { toCsv } from "./delimited.js";
import { EXIT } from "./exit-codes.js";
import { packageVersion, toJson } from "./json.js";
import { type Progress, SILENT } from "./progress.js";
import type { Report } from "./report.js";
import { toMarkdown, toText } from "./text-table.js";

/** The outside world, as the commands see it. */
export interface Surroundings {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether bold titles may be used on `out`. */
  readonly styled: boolean;
  /** Whether errors print their stack. */
  readonly debug: boolean;
  /** Where long work shows how far it is; silent by default. */
  readonly progress?: Progress;
}

const REGISTER = [
  registerTables,
  registerRs,
  registerRsb,
  registerFrsb,
  registerRdt,
  registerWidth,
  registerBridge,
  registerSimulate,
  registerGeometry,
  registerCompare,
  registerExplain,
];

/** Runs one command line and returns its exit code; writes only through `surroundings`. */
export function runCommandLine(argv: readonly string[], surroundings: Surroundings): number {
  let exitCode: number = EXIT.ok;
  let commanderMessage = "";
  const program = new Command("relu-injectivity")
    .description("When is a random ReLU network injective? Every theory's answer, computed.")
    .version(packageVersion())
    .helpCommand(false)
    .configureHelp({ helpWidth: 80 })
    .configureOutput({
      writeOut: surroundings.out,
      writeErr: (text) => {
        commanderMessage += text;
      },
    })
    .exitOverride();
  const progress = surroundings.progress ?? SILENT;
  const run = (makeReport: (progress: Progress) => Report): void => {
    const format = chosenFormat(program);
    const report = makeReport(progress);
    progress.finish();
    surroundings.out(`${render(report, format, surroundings.styled)}\n`);
    for (const warning of report.warnings ?? []) surroundings.err(`warning: ${warning}\n`);
    exitCode = report.exitCode;
  };
  for (const register of REGISTER) register(program, run);
  for (const command of program.commands) {
    command
      .option("--json", "one JSON object")
      .option("--csv", "comma-separated values, one line a result")
      .option("--markdown", "Markdown tables")
      .copyInheritedSettings(program);
  }
  const fail = (message: string, code: number, error: unknown): number => {
    surroundings.err(
      `error: ${message
        .replace(/^error: /, "")
        .replace(/\s*\n\s*/g, " ")
        .trim()}\n`,
    );
    if (surroundings.debug && error instanceof Error) surroundings.err(`${error.stack}\n`);
    return code;
  };
  try {
    if (argv.length === 0) {
      program.outputHelp();
      return EXIT.ok;
    }
    program.parse([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    progress.finish();
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.ok;
      const message = commanderMessage === "" ? error.message : commanderMessage;
      return fail(`${message.trim()}${expectation(error.code, program)}`, EXIT.badInput, error);
    }
    if (error instanceof InputError) return fail(error.message, EXIT.badInput, error);
    const message = error instanceof Error ? error.message : String(error);
    return fail(
      `${message} (this is a defect of relu-injectivity; DEBUG=1 shows where)`,
      EXIT.internalError,
      error,
    );
  }
}

/** What would have been right, for the mistakes that commander reports without saying so. */
function expectation(code: string, program: Command): string {
  if (code === "commander.unknownCommand") {
    return `: expected one of ${program.commands.map((command) => command.name()).join(", ")}`;
  }
  return code === "commander.unknownOption" || code === "commander.missingMandatoryOptionValue"
    ? ": expected the options that --help lists"
    : "";
}

type Format = "text" | "json" | "csv" | "markdown";

/** The one format asked for on the command that runs. @throws InputError when there are two. */
function chosenFormat(program: Command): Format {
  const active = program.commands.find((command) => command.name() === program.args[0]);
  const options: Record<string, unknown> = active?.opts() ?? {};
  const chosen = (["json", "csv", "markdown"] as const).filter((format) => options[format] === true);
  if (chosen.length > 1) {
    throw new InputError(`--${chosen.join(" and --")} together: expected one output format`);
  }
  return chosen[0] ?? "text";
}

function render(report: Report, format: Format, styled: boolean): string {
  if (format === "json") return toJson(report);
  if (format === "csv") return toCsv(report);
  return format === "markdown" ? toMarkdown(report) : toText(report, styled);
}
