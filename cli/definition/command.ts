/** Commands as data: one description of options, operands, result fields and examples, and the function that runs. */
import type { Quantity } from "../../src/result.js";
import type { Described } from "../../src/table/described.js";
import type { Show } from "../../src/table/format-quantity.js";
import type { Table } from "../../src/table/table.js";
import type { SweepForm } from "../../sweep/index.js";
import type { Files } from "../files/files.js";
import type { Progress } from "../output/progress.js";
import type { Options, Values } from "./option.js";
import type { ValueType } from "./value-type.js";

/** What a command may use of the world around it. */
export interface Context {
  readonly progress: Progress;
  /** Where everything that this call writes goes through. */
  readonly files: Files;
  /** Results of the same command with neighbouring parameters, from which solvers that can may continue. */
  readonly start?: unknown;
  /** Whether somebody gave the option: on the line, in a file, or by a variable. At a point of a sweep nobody did. */
  readonly given: (name: string) => boolean;
  /** Words of the line that the command takes as they are (see `passesThrough`). */
  readonly rest: readonly string[];
  /** All commands of the program, for those that look at others. */
  readonly commands: Children;
}

/** A key of results: what it means, and what it holds. */
export interface Field extends Described {
  readonly type: ValueType;
}

/** What a command found. Tables and notes are made only when somebody reads them. */
export interface Outcome {
  /** Stands in the envelope for the name of the command. */
  readonly command?: string;
  /** The parameters as resolved: enough to reproduce the results. By default the values of all options. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly results: readonly object[];
  readonly tables?: () => readonly Table[];
  /** Sentences printed below the tables. */
  readonly notes?: (show: Show) => readonly string[];
  /** Sentences for stderr: what did not converge, and what to try. */
  readonly warnings?: readonly string[];
  /** The quantities that must have converged; by default those that are fields of a result. */
  readonly judged?: readonly Quantity[];
  /** Where it is no matter of convergence. */
  readonly exitCode?: number;
  /** Printed as it stands in place of the tables: a script, or a file for another program, in pieces. */
  readonly document?: Iterable<string>;
  /** For a document: its heading and the paragraphs before the tables. */
  readonly heading?: string;
  readonly introduction?: readonly string[];
  /** Lines printed as they stand before the tables. */
  readonly preface?: (show: Show) => readonly string[];
}

/** Options that exclude each other, or say nothing without another. */
export interface Conflict<Name extends string> {
  /** Never together. */
  readonly together?: readonly Name[];
  /** None of these without what `only` names. */
  readonly options?: readonly Name[];
  /** An option or operand that must be given; or the values of it beside which the others say something. */
  readonly only?: readonly [name: string, ...values: readonly unknown[]];
  /** What would have been right; a sentence is made where it is absent. */
  readonly expected?: string;
}

export interface CommandDefinition<O extends Options = Options, P extends Options = Options> {
  readonly kind: "command";
  /** What it computes, in a sentence or a few. */
  readonly description: string;
  /** Command lines without the program's name, each with a remark. */
  readonly examples: readonly (readonly [line: string, remark?: string])[];
  readonly options: O;
  /** What stands on the line without a flag, in this order. */
  readonly operands?: P;
  /** The result fields: every key that a result has, at any depth. */
  readonly fields: Readonly<Record<string, Field>>;
  readonly conflicts?: readonly Conflict<string>[];
  /** Absent where a command is no function of a point: lists, documents, whatever runs other commands. */
  readonly sweep?: SweepForm;
  /** Takes words and options that are not its own, such as those of the command that it sweeps. */
  readonly passesThrough?: true;
  /** Appended to the help text. */
  readonly remarks?: () => string;
  readonly run: (values: Values<O> & Values<P>, context: Context) => Outcome | Promise<Outcome>;
}

/** A command that has subcommands. */
export interface GroupDefinition {
  readonly kind: "group";
  readonly description: string;
  readonly examples?: CommandDefinition["examples"];
  readonly commands: Children;
  /** The subcommand that runs where the line names none; by default it says which there are, and fails. */
  readonly alone?: string;
}

export type Definition = CommandDefinition | GroupDefinition;

/** Subcommands by name, each with its line in the list of its parent. */
export type Children = Readonly<
  Record<string, { readonly summary: string; readonly definition: Definition }>
>;

/** A command; `run` sees its own options and operands by name and type. */
export function defineCommand<const O extends Options, const P extends Options = Record<never, never>>(
  command: Omit<CommandDefinition<O, P>, "kind" | "conflicts"> & {
    readonly conflicts?: readonly Conflict<keyof O & string>[];
  },
): CommandDefinition {
  return { kind: "command", ...command } as unknown as CommandDefinition;
}

/** A group of commands. */
export function defineGroup(group: Omit<GroupDefinition, "kind">): GroupDefinition {
  return { kind: "group", ...group };
}

/** A field of this command alone; words that several commands share stand in cli/vocabulary. */
export function field(
  meaning: string,
  type: ValueType,
  more: Omit<Described, "meaning" | "type"> = {},
): Field {
  return { meaning, type, ...more };
}

/** Some words of a vocabulary. */
export function pick<Words extends Readonly<Record<string, Described>>, Name extends keyof Words & string>(
  words: Words,
  ...names: readonly Name[]
): Pick<Words, Name> {
  return Object.fromEntries(names.map((name) => [name, words[name]])) as Pick<Words, Name>;
}
