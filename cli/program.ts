/** The command line: the commands, the output formats, and how every failure becomes one line and an exit code. */

import { Command } from "commander";
import { convolutionKernelName } from "../src/kernel/select.js";
import { InputError } from "../src/result.js";
import type { Configuration } from "./config/layers.js";
import { addDefinition, addSharedOptions, type Runner, sharedValue } from "./definition/commander.js";
import { type Digits, FORMATS, type Format } from "./definition/shared-options.js";
import { activeCommand, failureOf, requireKnownCommand } from "./failures.js";
import type { Files } from "./files/files.js";
import { frontPage } from "./front-page.js";
import { arrangedLine, completedLine } from "./line.js";
import { EXIT } from "./output/exit-codes.js";
import { toPlainData } from "./output/json.js";
import { type Look, PLAIN } from "./output/look.js";
import { type Progress, SILENT } from "./output/progress.js";
import type { Report } from "./output/report.js";
import { filedReport, printedReport } from "./output/written-report.js";
import { loadedCommands, type ProgramCommands } from "./program-commands.js";
import { packageVersion } from "./version.js";

/** The outside world, as the commands see it. */
export interface Surroundings {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Width and colours of `out`; 80 plain columns by default. */
  readonly look?: Look;
  /** Whether errors print their stack. */
  readonly debug: boolean;
  /** Where long work shows how far it is; silent by default. */
  readonly progress?: Progress;
  /** Where option values may come from besides the flags: variables, and the project file of a directory. */
  readonly configuration?: {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly directory: string;
  };
}

/** Hands the report of a command to whoever asked for it; a command that awaits something hands over a promise. */
export type RunCommand = (makeReport: MakeReport, files: Files) => void | Promise<void>;

/**
 * What a command would do; `start`: results of the same command with neighbouring parameters, which the solvers that
 * can continue start from (others ignore it).
 */
type MakeReport = (progress: Progress, start?: unknown) => Report | Promise<Report>;

/** The program with the given commands; `run` receives what the chosen command would do. */
export function createProgram(
  run: RunCommand,
  commands: ProgramCommands,
  { width, pointwise = false }: Pick<Look, "width"> & Pick<Runner, "pointwise"> = PLAIN,
): Command {
  const program = new Command("relu-injectivity")
    .version(packageVersion())
    .helpCommand(false)
    .configureHelp({
      helpWidth: width,
      minWidthToWrap: 16,
      optionTerm: ({ flags }) => flags.replace(/^--[^ ]+, /, ""),
    })
    .exitOverride();
  program.helpInformation = () => frontPage(commands, width);
  const runner = { run, commands: () => loadedCommands(commands), pointwise };
  for (const [name, { summary, definition }] of Object.entries(commands)) {
    if (definition === undefined) program.command(name).summary(summary);
    else addDefinition(program, [name], summary, definition, runner);
  }
  for (const command of leaves(program)) addSharedOptions(command);
  for (const command of allCommands(program)) command.copyInheritedSettings(program);
  return program;
}

/** Runs one command line and returns its exit code; writes only through `surroundings`. */
export async function runCommandLine(
  argv: readonly string[],
  surroundings: Surroundings,
  commands: ProgramCommands,
): Promise<number> {
  const { program, exitCode, failure, useConfiguration } = prepare(surroundings, commands);
  try {
    if (surroundings.configuration !== undefined && !asksForHelp(argv)) {
      const { environment, directory } = surroundings.configuration;
      const { configure } = await import("./config/layers.js");
      useConfiguration(await configure(program, commands, argv, environment, directory));
    }
    const line = completedLine(arrangedLine(argv), commands);
    if (line.includes("--help")) requireKnownCommand(program, line);
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(line, { from: "user" });
    return exitCode();
  } catch (error) {
    return failure(error);
  }
}

/** The same for the commands that await nothing. @throws Error when the command turns out to be asynchronous */
export function runCommandLineSync(
  argv: readonly string[],
  surroundings: Surroundings,
  commands: ProgramCommands,
): number {
  const { program, exitCode, failure, pending } = prepare(surroundings, commands);
  try {
    if (argv.length === 0) program.outputHelp();
    else program.parse(completedLine(arrangedLine(argv), commands), { from: "user" });
    if (pending()) throw new Error(`${argv[0]} is asynchronous`);
    return exitCode();
  } catch (error) {
    return failure(error);
  }
}

function asksForHelp(argv: readonly string[]): boolean {
  return argv.length === 0 || ["--help", "-h", "--version", "-V"].some((flag) => argv.includes(flag));
}

interface Prepared {
  readonly program: Command;
  readonly useConfiguration: (configuration: Configuration) => void;
  readonly exitCode: () => number;
  /** Reports an error as one line and returns its exit code. */
  readonly failure: (error: unknown) => number;
  readonly pending: () => boolean;
}

function prepare(surroundings: Surroundings, commands: ProgramCommands): Prepared {
  let code: number = EXIT.ok;
  let commanderMessage = "";
  let pending = false;
  let configuration: Configuration | undefined;
  const { out, err, look = PLAIN } = surroundings;
  const progress = surroundings.progress ?? { ...SILENT, note: (text: string) => err(`note: ${text}\n`) };
  const program = createProgram(
    (makeReport, files) => {
      const command = activeCommand(program);
      const format = chosenFormat(command);
      const quiet = command.getOptionValue("quiet") === true;
      // A kernel that does not exist is a mistake for every command, not only where convolutions come up.
      convolutionKernelName();
      const emit = (report: Report): void | Promise<void> => {
        progress.finish();
        write(report, command, format, files, surroundings);
        if (!quiet) for (const warning of report.warnings ?? []) err(`warning: ${warning}\n`);
        code = report.exitCode;
        const begun = files.begun();
        pending = begun !== undefined;
        return begun;
      };
      const made =
        configuration !== undefined && command.getOptionValue("printConfig") === true
          ? configuration.report(command)
          : makeReport(quiet ? SILENT : progress);
      if (!(made instanceof Promise)) return emit(made);
      pending = true;
      return made.then(emit);
    },
    commands,
    look,
  );
  const output = {
    writeOut: out,
    writeErr: (text: string) => {
      commanderMessage += text;
    },
  };
  for (const command of [program, ...allCommands(program)]) command.configureOutput(output);
  const failure = (error: unknown): number => {
    progress.finish();
    const failed = failureOf(error, program, commanderMessage);
    if (failed.line !== undefined) {
      err(`${failed.line}\n`);
      if (surroundings.debug && error instanceof Error) err(`${error.stack}\n`);
    }
    return failed.code;
  };
  const useConfiguration = (chosen: Configuration): void => {
    configuration = chosen;
  };
  return { program, exitCode: () => code, failure, pending: () => pending, useConfiguration };
}

function allCommands(program: Command): Command[] {
  return program.commands.flatMap((command) => [command, ...allCommands(command)]);
}

/** The commands that do something: those without subcommands. */
function leaves(program: Command): Command[] {
  return allCommands(program).filter((command) => command.commands.length === 0);
}

/** Prints the report, or writes it into the file of --output. */
function write(
  report: Report,
  command: Command,
  format: Format | undefined,
  files: Files,
  { out, look = PLAIN }: Surroundings,
): void {
  const digits = sharedValue(command, "digits") as Digits | undefined;
  const path = sharedValue(command, "output");
  const chosen = digits === undefined ? {} : { digits };
  if (typeof path === "string") {
    if (format === undefined && path.endsWith(".parquet")) {
      files.begin(path, "--output", async (temporary) => {
        const { writeResults } = await import("./output/parquet.js");
        await writeResults(temporary, toPlainData(report).results);
      });
    } else
      files.write(path, "--output", filedReport(report, format ?? formatOf(path), { ...PLAIN, ...chosen }));
  } else {
    for (const piece of printedReport(report, format ?? "text", { ...look, ...chosen })) out(piece);
  }
}

/** What the name of a file asks for. */
function formatOf(path: string): Format {
  if (path.endsWith(".json")) return "json";
  if (path.endsWith(".csv")) return "csv";
  if (path.endsWith(".tex")) return "latex";
  return path.endsWith(".md") ? "markdown" : "text";
}

/**
 * The one format asked for on the command that runs; flags overrule the environment, and that a file.
 * @throws InputError when there are two.
 */
function chosenFormat(command: Command): Format | undefined {
  const asked = FORMATS.filter((name) => command.getOptionValue(name) === true);
  const nearest = ["cli", "env", "config"].find((source) =>
    asked.some((name) => command.getOptionValueSource(name) === source),
  );
  const chosen = asked.filter((name) => command.getOptionValueSource(name) === nearest);
  if (chosen.length > 1) {
    throw new InputError(`--${chosen.join(" and --")} together: expected one output format`);
  }
  return chosen[0];
}
