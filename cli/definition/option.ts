/** Options as data: what an option takes, in which range, and how a text becomes its value. */
import { InputError } from "../../src/result.js";
import { withSuggestion } from "./misspelt.js";
import { parseChoice, parseInteger, parseList, parseNumber, parsePositive } from "./parse.js";

/** What happens to the file that a value names: read, written anew, or added to. */
type FileUse = "input" | "output" | "store";

/** One option of a command, or one operand. Everything that is said about it anywhere comes from here. */
export interface OptionDefinition<Value = unknown> {
  /** What it is, with its unit, in a fragment of a sentence; range and default are added where it is shown. */
  readonly meaning: string;
  /** The values it takes, as read by people: "0 … 400", "> 0". */
  readonly range?: string;
  /** Stands for the value in help texts; absent for a switch. */
  readonly placeholder?: string;
  /** All words it may be, where these are few. */
  readonly words?: readonly string[];
  readonly file?: FileUse;
  /** One value is itself a list (6.7,8.2): in a sweep its commas do not separate points, semicolons do. */
  readonly list: boolean;
  /** Given several times, it collects; its values may be comma-separated lists. */
  readonly repeatable: boolean;
  readonly required: boolean;
  /** What stands without it. */
  readonly fallback: Value | undefined;
  /** Shown instead of the default, where that depends on something. */
  readonly fallbackText?: string;
  /** An older spelling that still works, as typed after the dashes; no help text shows it. */
  readonly alias?: string;
  /** A switch that is on unless --no-NAME is typed. */
  readonly negated?: true;
  /** The value of a text. @throws InputError naming `place` */
  readonly parse: (text: string, place: string) => Value;
}

/** What builders accept beside the meaning. */
interface Common<Value> {
  readonly required?: true;
  readonly default?: Value;
  /** What stands without the option, where no one value does, e.g. "one per core". */
  readonly defaultText?: string;
  readonly placeholder?: string;
  readonly alias?: string;
}

/** Present where the option is required or has a default. */
type Present<Settings, Value> = Settings extends { required: true } | { default: unknown }
  ? Value
  : Value | undefined;

interface Shape<Value> {
  readonly meaning: string;
  readonly placeholder: string;
  readonly range?: string;
  readonly words?: readonly string[];
  /** Words among its values, beside numbers and other forms: a misspelt one is recognised. */
  readonly named?: readonly string[];
  readonly file?: FileUse;
  readonly list?: boolean;
  readonly repeatable?: boolean;
  readonly parse: (text: string, place: string) => Value;
}

function define<Value, Settings extends Common<Value>>(
  shape: Shape<Value>,
  settings: Settings,
): OptionDefinition<Present<Settings, Value>> {
  const { required, default: fallback, defaultText, placeholder, alias } = settings;
  const { list = false, repeatable = false, named, ...rest } = shape;
  return {
    ...rest,
    ...(named === undefined ? {} : { parse: withSuggestion(shape.parse, named) }),
    placeholder: placeholder ?? shape.placeholder,
    list,
    repeatable,
    required: required === true,
    fallback,
    ...(defaultText === undefined ? {} : { fallbackText: defaultText }),
    ...(alias === undefined ? {} : { alias }),
  } as OptionDefinition<Present<Settings, Value>>;
}

/** Bounds of a number, both included unless said. */
interface Range {
  readonly from?: number;
  readonly to?: number;
  /** Excluded lower bound. */
  readonly above?: number;
}

function rangeText({ from, to, above }: Range): string | undefined {
  if (from !== undefined && to !== undefined) return `${from} … ${to}`;
  if (above !== undefined) return to === undefined ? `> ${above}` : `> ${above}, at most ${to}`;
  if (from !== undefined) return `>= ${from}`;
  return to === undefined ? undefined : `<= ${to}`;
}

/** With exactOptionalPropertyTypes an absent range must be absent. */
function ranged(range: string | undefined): { readonly range?: string } {
  return range === undefined ? {} : { range };
}

/** A whole number in [from, to]. */
export function integer<const S extends Common<number> & { readonly from: number; readonly to: number }>(
  meaning: string,
  settings: S,
): OptionDefinition<Present<S, number>> {
  const { from, to } = settings;
  const range = to === Number.MAX_SAFE_INTEGER ? `integer >= ${from}` : rangeText({ from, to });
  return define<number, S>(
    {
      meaning,
      placeholder: "N",
      ...ranged(range),
      parse: (text, place) => parseInteger(text, place, from, to),
    },
    settings,
  );
}

/** A finite number, in a range where one is given. */
export function number<const S extends Common<number> & Range>(
  meaning: string,
  settings: S,
): OptionDefinition<Present<S, number>> {
  return define<number, S>(
    {
      meaning,
      placeholder: "X",
      ...ranged(rangeText(settings)),
      parse: (text, place) => inRange(parseNumber(text, place), text, place, settings),
    },
    settings,
  );
}

function inRange(value: number, text: string, place: string, range: Range): number {
  const { from, to, above } = range;
  if (
    (from === undefined || value >= from) &&
    (to === undefined || value <= to) &&
    (above === undefined || value > above)
  )
    return value;
  throw new InputError(`'${text}' in ${place}: expected a number ${rangeText(range)}`);
}

/** A number greater than 0. */
export function positive<const S extends Common<number>>(
  meaning: string,
  settings: S = {} as S,
): OptionDefinition<Present<S, number>> {
  return define<number, S>({ meaning, placeholder: "X", range: "> 0", parse: parsePositive }, settings);
}

/** Numbers greater than 0: a comma-separated list, or the option several times. In a sweep each value is a point. */
export function positives<const S extends Common<number[]>>(
  meaning: string,
  settings: S = {} as S,
): OptionDefinition<Present<S, number[]>> {
  return define<number[], S>(
    {
      meaning: `${meaning}, one or a comma-separated list`,
      placeholder: "X",
      range: "> 0",
      repeatable: true,
      parse: (text, place) => parseList(text, place, parsePositive),
    },
    settings,
  );
}

/** One of a few words. */
export function choice<const Words extends readonly string[], const S extends Common<Words[number]>>(
  meaning: string,
  words: Words,
  settings: S = {} as S,
): OptionDefinition<Present<S, Words[number]>> {
  return define<Words[number], S>(
    { meaning, placeholder: "word", words, parse: (text, place) => parseChoice(text, place, words) },
    settings,
  );
}

/** On when typed. */
export function flag(meaning: string): OptionDefinition<boolean> {
  return {
    meaning,
    list: false,
    repeatable: false,
    required: false,
    fallback: false,
    parse: (text) => text === "true",
  };
}

/** On unless `--no-NAME` is typed; the meaning says what that leaves out. */
export function flagOff(meaning: string): OptionDefinition<boolean> {
  return { ...flag(meaning), fallback: true, negated: true };
}

/** A text as it is. */
export function text<const S extends Common<string>>(
  meaning: string,
  settings: S = {} as S,
): OptionDefinition<Present<S, string>> {
  return define<string, S>({ meaning, placeholder: "text", parse: (value) => value }, settings);
}

/** The name of a file that is read. */
export function inputFile<const S extends Common<string>>(
  meaning: string,
  settings: S = {} as S,
): OptionDefinition<Present<S, string>> {
  return define<string, S>(
    { meaning, placeholder: "FILE", file: "input", parse: (value) => value },
    settings,
  );
}

/** The name of a file that is written. */
export function outputFile<const S extends Common<string>>(
  meaning: string,
  settings: S = {} as S,
): OptionDefinition<Present<S, string>> {
  return define<string, S>(
    { meaning, placeholder: "FILE", file: "output", parse: (value) => value },
    settings,
  );
}

/** The name of a store, which is created where it does not exist, and added to. */
export function storeFile<const S extends Common<string>>(
  meaning: string,
  settings: S = {} as S,
): OptionDefinition<Present<S, string>> {
  return define<string, S>(
    { meaning, placeholder: "FILE", file: "store", parse: (value) => value },
    settings,
  );
}

/** Anything else: how it is read, its placeholder and range in words. */
export function value<Value, const S extends Common<Value>>(
  meaning: string,
  shape: Omit<Shape<Value>, "meaning">,
  settings: S = {} as S,
): OptionDefinition<Present<S, Value>> {
  return define<Value, S>({ meaning, ...shape }, settings);
}

/** The seed of every random draw. */
export function seed(meaning = "seed of the random draws", standard = 1): OptionDefinition<number> {
  return integer(meaning, { from: 0, to: Number.MAX_SAFE_INTEGER, default: standard });
}

/** Options by their names in camel case; `yMax` is typed --y-max. */
export type Options = Readonly<Record<string, OptionDefinition>>;

/** The values of options by name; undefined where an option without default was not typed. */
export type Values<O extends Options> = {
  readonly [Name in keyof O]: O[Name] extends OptionDefinition<infer Value> ? Value : never;
};

/** As typed after the dashes: yMax → y-max. */
export function flagName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The whole description of an option for a help line: meaning, words or range. */
export function describeOption({ meaning, range, words, fallbackText }: OptionDefinition): string {
  const what = range === undefined ? meaning : `${meaning}, ${range}`;
  const which = words === undefined ? what : `${what}: ${words.join(", ")}`;
  return fallbackText === undefined ? which : `${which} (default: ${fallbackText})`;
}
