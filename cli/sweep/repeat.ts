/** The command line that repeats a stored point. */
import { type CommandForm, type OptionForm, parsedParameter, type StudyRecord } from "../../sweep/index.js";

/**
 * The command line of a record, from a cold start.
 * @param changes parameters to change, for another route.
 * @returns undefined when a parameter is not one of the command's.
 */
export function argvOf(
  form: CommandForm,
  record: StudyRecord,
  changes: Readonly<Record<string, unknown>> = {},
): string[] | undefined {
  const argv = [...form.command];
  for (const [name, value] of Object.entries({ ...record.parameters, ...changes })) {
    const option = form.options.find((candidate) => candidate.parameter === name);
    if (option === undefined || option.refused !== undefined) return undefined;
    if (!option.takesValue) {
      if (value === option.switchValue) argv.push(`--${option.name}`);
      continue;
    }
    if (String(value) === String(option.defaultValue)) continue;
    const text = textOf(option, value);
    if (text === undefined) return undefined;
    argv.push(`--${option.name}`, text);
  }
  return argv;
}

/** A text that the option reads as the value; infinity is typed in small letters. */
function textOf(option: OptionForm, value: unknown): string | undefined {
  const text = Array.isArray(value) ? value.join(",") : String(value);
  return [text, text.toLowerCase()].find((candidate) => {
    try {
      return String(parsedParameter(option, candidate)) === String(value);
    } catch {
      return false;
    }
  });
}
