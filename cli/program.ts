/** The command line: the commands, the output formats, and how every failure becomes one line and an exit code. */

import { Command, CommanderError } from "commander";
import { causeText } from "../src/cause.js";
import { convolutionKernelName } from "../src/kernel/select.js";
import { InputError } from "../src/result.js";
import type { Configuration } from "./config/layers.js";
import { addDefinition, optionOf } from "./definition/commander.js";
import { FORMATS, SHARED_OPTIONS } from "./definition/shared-options.js";
import { toCsv } from "./output/delimited.js";
import { EXIT } from "./output/exit-codes.js";
import { packageVersion, toJson } from "./output/json.js";
import { toLatex } from "./output/latex.js";
import { toMarkdown } from "./output/markdown.js";
import { type Progress, SILENT } from "./output/progress.js";
import type { Report } from "./output/report.js";
import { toText } from "./output/text-table.js";
import { loadedCommands, type ProgramCommands } from "./program-commands.js";

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
  /** Where option values may come from besides the flags: variables, and the project file of a directory. */
  readonly configuration?: {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly directory: string;
  };
}

/** Hands the report of a command to whoever asked for it; a command that awaits something hands over a promise. */
export type RunCommand = (makeReport: MakeReport) => void | Promise<void>;

/**
 * What a command would do; `start`: results of the same command with neighbouring parameters, which the solvers that
 * can continue start from (others ignore it).
 */
type MakeReport = (progress: Progress, start?: unknown) => Report | Promise<Report>;

/** The program with the given commands; `run` receives what the chosen command would do. */
export function createProgram(run: RunCommand, commands: ProgramCommands): Command {
  const program = new Command("relu-injectivity")
    .description("When is a random ReLU network injective? Every theory's answer, computed.")
    .version(packageVersion())
    .helpCommand(false)
    .configureHelp({ helpWidth: 80, optionTerm: ({ flags }) => flags.replace(/^--[^ ]+, /, "") })
    .exitOverride();
  const runner = { run, commands: () => loadedCommands(commands) };
  for (const [name, { summary, definition }] of Object.entries(commands)) {
    if (definition === undefined) program.command(name).summary(summary);
    else addDefinition(program, [name], summary, definition, runner);
  }
  for (const command of leaves(program))
    for (const [name, option] of Object.entries(SHARED_OPTIONS)) {
      // A command may mean something of its own by the name.
      if (!command.options.some((own) => own.attributeName() === name))
        command.addOption(optionOf(name, option));
    }
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
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync([...argv], { from: "user" });
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
    else program.parse([...argv], { from: "user" });
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
  const progress = surroundings.progress ?? {
    ...SILENT,
    note: (text: string) => surroundings.err(`note: ${text}\n`),
  };
  const program = createProgram((makeReport) => {
    const format = chosenFormat(program);
    // A kernel that does not exist is a mistake for every command, not only where convolutions come up.
    convolutionKernelName();
    const emit = (report: Report): void => {
      pending = false;
      progress.finish();
      if (report.document === undefined || format !== "text") {
        surroundings.out(`${render(report, format, surroundings.styled)}\n`);
      } else for (const piece of report.document) surroundings.out(piece);
      for (const warning of report.warnings ?? []) surroundings.err(`warning: ${warning}\n`);
      code = report.exitCode;
    };
    const command = activeCommand(program);
    const made =
      configuration !== undefined && command.getOptionValue("printConfig") === true
        ? configuration.report(command)
        : makeReport(progress);
    if (!(made instanceof Promise)) return emit(made);
    pending = true;
    return made.then(emit);
  }, commands);
  const output = {
    writeOut: surroundings.out,
    writeErr: (text: string) => {
      commanderMessage += text;
    },
  };
  for (const command of [program, ...allCommands(program)]) command.configureOutput(output);
  const fail = (message: string, failed: number, error: unknown): number => {
    surroundings.err(
      `error: ${message
        .replace(/^error: /, "")
        .replace(/\s*\n\s*/g, " ")
        .trim()}\n`,
    );
    if (surroundings.debug && error instanceof Error) surroundings.err(`${error.stack}\n`);
    return failed;
  };
  const failure = (error: unknown): number => {
    progress.finish();
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.ok;
      const message = commanderMessage === "" ? error.message : commanderMessage;
      return fail(`${message.trim()}${expectation(error.code, program)}`, EXIT.badInput, error);
    }
    if (error instanceof InputError) return fail(error.message, EXIT.badInput, error);
    const message = causeText(error);
    return fail(
      `${message} (this is a defect of relu-injectivity; DEBUG=1 shows where)`,
      EXIT.internalError,
      error,
    );
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

/** What would have been right, for the mistakes that commander reports without saying so. */
function expectation(code: string, program: Command): string {
  if (code === "commander.unknownCommand") {
    return `: expected one of ${activeCommand(program)
      .commands.map((command) => command.name())
      .join(", ")}`;
  }
  if (code === "commander.missingArgument") return `: expected ${usageOf(activeCommand(program))}`;
  return code === "commander.unknownOption" || code === "commander.missingMandatoryOptionValue"
    ? ": expected the options that --help lists"
    : "";
}

/** The command with its operands, as help shows it. */
function usageOf(command: Command): string {
  const operands = command.registeredArguments.map((operand) => {
    const name = `${operand.name()}${operand.variadic ? "..." : ""}`;
    return operand.required ? `<${name}>` : `[${name}]`;
  });
  const names: string[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) names.unshift(at.name());
  return [...names, ...operands].join(" ");
}

type Format = "text" | (typeof FORMATS)[number];

/**
 * The one format asked for on the command that runs; flags overrule the environment, and that a file.
 * @throws InputError when there are two.
 */
function chosenFormat(program: Command): Format {
  const command = activeCommand(program);
  const asked = FORMATS.filter((name) => command.getOptionValue(name) === true);
  const nearest = ["cli", "env", "config"].find((source) =>
    asked.some((name) => command.getOptionValueSource(name) === source),
  );
  const chosen = asked.filter((name) => command.getOptionValueSource(name) === nearest);
  if (chosen.length > 1) {
    throw new InputError(`--${chosen.join(" and --")} together: expected one output format`);
  }
  return chosen[0] ?? "text";
}

/** The command of the line that was parsed, or its group where the line names no subcommand. */
function activeCommand(program: Command): Command {
  const next = program.commands.find((command) => command.name() === program.args[0]);
  return next === undefined ? program : activeCommand(next);
}

function render(report: Report, format: Format, styled: boolean): string {
  if (format === "json") return toJson(report);
  if (format === "csv") return toCsv(report.results);
  if (format === "latex") return toLatex(report);
  return format === "markdown" ? toMarkdown(report) : toText(report, styled);
}
