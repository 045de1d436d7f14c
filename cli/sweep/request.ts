/** What a sweep is asked for on its command line: the words of the command, and its options with their ranges. */

import { readFileSync } from "node:fs";
import { causeText } from "../../src/cause.js";
import { closestName } from "../../src/closest-name.js";
import { refuseOtherKind } from "../../src/file-kind.js";
import { InputError } from "../../src/result.js";
import { inputPath } from "../../src/standard-input.js";
import {
  axisOf,
  type CommandForm,
  type OptionForm,
  parseAxis,
  parseStudyFile,
  type StudyFile,
  type StudyRequest,
} from "../../sweep/index.js";

/** The tokens that belong to the swept command, in two parts. */
export interface SweptLine {
  /** Command, subcommand and operands. */
  readonly words: readonly string[];
  readonly flags: readonly string[];
}

/** @param tokens everything on the line but the options of `sweep` itself. */
export function splitLine(tokens: readonly string[]): SweptLine {
  const first = tokens.findIndex((token) => token.startsWith("-"));
  const end = first < 0 ? tokens.length : first;
  return { words: tokens.slice(0, end), flags: tokens.slice(end) };
}

/**
 * Options and axes as typed: an option with one value is fixed, one with several is an axis.
 * @param own names of the options of `sweep`, for suggestions.
 * @throws InputError for anything but an option of the command.
 */
export function requestFromFlags(
  form: CommandForm,
  flags: readonly string[],
  own: readonly string[],
): Pick<StudyRequest, "options" | "axes"> {
  const options: StudyRequest["options"][number][] = [];
  const axes: StudyRequest["axes"][number][] = [];
  for (let i = 0; i < flags.length; i++) {
    const [, typed, attached] = /^--([^=]+)(?:=(.*))?$/s.exec(flags[i]) ?? [];
    const option = form.options.find(({ name, alias = name }) => name === typed || alias === typed);
    if (typed === undefined || option === undefined) throw unknownToken(form, flags[i], typed, own);
    const { name } = option;
    if (!option.takesValue) {
      if (attached !== undefined) {
        throw new InputError(`'${attached}' in --${name}: expected the switch without a value`);
      }
      options.push({ name, text: true });
      continue;
    }
    const text = attached ?? flags[++i];
    if (text === undefined) throw new InputError(`--${name} without a value: expected a value or a range`);
    const values = parseAxis(text, `--${name}`, separatorFor(option));
    if (values.count === 1) options.push({ name, text: values.at(0) });
    else axes.push({ name, values });
  }
  return { options, axes };
}

function separatorFor(option: OptionForm): "," | ";" {
  return option.list ? ";" : ",";
}

function unknownToken(
  form: CommandForm,
  token: string,
  name: string | undefined,
  own: readonly string[],
): InputError {
  const command = form.command.join(" ");
  if (name === undefined) {
    return new InputError(`'${token}' in sweep ${command}: expected an option, --name value`);
  }
  const near = closestName(name, [...form.options.map((option) => option.name), ...own]);
  const hint = near === undefined ? `one of sweep --help or ${command} --help` : `--${near}?`;
  return new InputError(`--${name} is not an option of sweep or ${command}: expected ${hint}`);
}

/** What a study file asks for: its texts are taken apart as on the command line. @throws InputError for texts that are not values */
export function requestFromFile(form: CommandForm, file: StudyFile): StudyRequest {
  const separatorOf = (name: string): "," | ";" => {
    const option = form.options.find((candidate) => candidate.name === name);
    return option === undefined ? "," : separatorFor(option);
  };
  const axes = file.axes.map(({ name, where, values }) => ({
    name,
    values: typeof values === "string" ? parseAxis(values, where, separatorOf(name)) : axisOf(values),
  }));
  return { ...file, axes };
}

/** A study file. @throws InputError when it cannot be read or is not a study file. */
export function readStudyFile(path: string): StudyFile {
  let text: string;
  try {
    const bytes = readFileSync(inputPath(path));
    refuseOtherKind(bytes, `'${path}' in --study`, "a study file (docs/sweeps.md)");
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = causeText(error);
    throw new InputError(`'${path}' in --study: expected a text file that can be read (${reason})`);
  }
  return parseStudyFile(text, path);
}
