/** Study files: the same as a sweep's command line, in YAML or JSON, checked against one schema. */
import * as z from "zod";
import { closestName } from "../src/closest-name.js";
import { parseLocatedYaml } from "../src/located-yaml.js";
import { InputError } from "../src/result.js";
import type { StudyRequest } from "./command-form.js";

const Value = z.union([z.string(), z.number(), z.boolean()]);
const LONGEST_LIST = 100_000;

const StudyFileSchema = z.strictObject({
  command: z
    .string()
    .min(1)
    .describe("the command of every point, with its subcommand, e.g. rsb or geometry euler"),
  options: z
    .record(z.string(), Value)
    .optional()
    .describe("options that all points share, by name without dashes; values as typed, true for a switch"),
  axes: z
    .record(z.string(), z.union([z.string(), z.number(), z.array(Value).min(1).max(LONGEST_LIST)]))
    .optional()
    .describe(
      "options that vary: first:last:step and single values as one text (4:10:0.05,6.698), or a list of values as typed",
    ),
  zip: z.boolean().optional().describe("advance all axes together instead of combining them"),
  continuation: z
    .string()
    .optional()
    .describe("the axis along which each point starts from its neighbour, or none"),
  generator: z.string().optional().describe("the program that wrote the file, if one did; means nothing"),
});

/** A study file after checking. */
export interface StudyFile extends Omit<StudyRequest, "axes"> {
  /** Command, subcommand and operands. */
  readonly words: readonly string[];
  /** A text as on the command line, to be taken apart as the option demands, or the values one by one. */
  readonly axes: readonly {
    readonly name: string;
    readonly where: string;
    readonly values: string | readonly string[];
  }[];
}

const LARGEST_FILE = 4_000_000;

/**
 * The study that a text describes.
 * @param name of the file, for messages.
 * @throws InputError for everything that is not YAML or JSON, has a key twice, too many aliases, unknown keys (with the
 * nearest known one) or values of the wrong type, with the place.
 */
export function parseStudyFile(text: string, name: string): StudyFile {
  if (text.length > LARGEST_FILE) {
    throw new InputError(
      `${name} has ${text.length} characters: expected a study file of at most ${LARGEST_FILE}`,
    );
  }
  const { value, place } = parseLocatedYaml(text, name);
  if (typeof value !== "object")
    throw new InputError(`'${name}' is plain text: expected a study file (docs/sweeps.md)`);
  refuseInheritance(value, name);
  const parsed = StudyFileSchema.safeParse(infinitiesAsTyped(value));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const keys = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
    throw new InputError(`${place([...issue.path, ...keys])}, ${complaint(issue)}`);
  }
  const { command, options = {}, axes = {}, zip = false, continuation } = parsed.data;
  return {
    words: command.trim().split(/\s+/),
    options: Object.entries(options).flatMap(([option, value]) =>
      value === false
        ? []
        : [{ name: option, text: value === true ? true : asTyped(value, `${name}, ${option}`) }],
    ),
    axes: Object.entries(axes).map(([axis, values]) => {
      const where = `${name}, ${axis}`;
      const typed = Array.isArray(values)
        ? values.map((value) => asTyped(value, where))
        : asTyped(values, where);
      return { name: axis, where, values: typed };
    }),
    zip,
    ...(continuation === undefined ? {} : { continuation }),
  };
}

/** Options and axes lie this deep: top level, section, list, value. */
const DEEPEST_VALUE = 3;

/** YAML writes an infinite number as .inf, the command line as a word. */
function infinitiesAsTyped(value: unknown, depth = 0): unknown {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return String(value);
  if (typeof value !== "object" || value === null || depth === DEEPEST_VALUE) return value;
  if (Array.isArray(value)) return value.map((entry) => infinitiesAsTyped(entry, depth + 1));
  const entries = Object.entries(value).map(([key, entry]) => [key, infinitiesAsTyped(entry, depth + 1)]);
  return Object.fromEntries(entries);
}

/** The schema passes over a key `__proto__`, which is as unknown as any other. */
function refuseInheritance(study: unknown, name: string): void {
  const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
  if (!isObject(study)) return;
  if (
    [study, ...Object.values(study)].some((value) => isObject(value) && Object.hasOwn(value, "__proto__"))
  ) {
    throw new InputError(`${name}, '__proto__' is unknown: expected no such key`);
  }
}

/** A value as it would be typed. @throws InputError for numbers that a double does not hold as written. */
function asTyped(value: string | number | boolean, where: string): string {
  if (typeof value !== "number") return String(value);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new InputError(`${value} in ${where}: expected a number that a double holds, or a text in quotes`);
  }
  return String(value);
}

function complaint(issue: z.core.$ZodIssue): string {
  const place = issue.path.length === 0 ? "top level" : issue.path.map(String).join(".");
  if (issue.code !== "unrecognized_keys") return `${place}: ${describeIssue(issue)}`;
  const [key] = issue.keys;
  const names = Object.keys(StudyFileSchema.shape);
  const near = closestName(key, names);
  return `'${key}' at ${place} is unknown: expected ${near === undefined ? `one of ${names.join(", ")}` : `${near}?`}`;
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_union") return "expected a text, a number or a list of them";
  return issue.message.replace(/^Invalid input: /, "").replace(/^Too /, "expected otherwise: too ");
}

/** The schema as JSON Schema, for editors and other programs. */
export function studyJsonSchema(): Record<string, unknown> {
  return { title: "relu-injectivity study", ...z.toJSONSchema(StudyFileSchema) };
}
