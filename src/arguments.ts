/** What a caller without types may get wrong about an argument, said in one sentence. */
import { InputError, shown } from "./result.js";

/** @throws InputError unless `value` is an object, no list, with these fields. */
export function requireObject(value: unknown, name: string, fields: readonly string[] = []): void {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (isObject && fields.every((field) => (value as Readonly<Record<string, unknown>>)[field] !== undefined))
    return;
  const expected = fields.length === 0 ? "an object" : `an object with ${fields.join(", ")}`;
  throw new InputError(`${name}: expected ${expected}, not ${shown(value)}`);
}

/** @throws InputError unless `value` is one of the words. */
export function requireChoice(value: unknown, name: string, choices: readonly string[]): void {
  if (choices.some((choice) => choice === value)) return;
  throw new InputError(`${name} is ${shown(value)}: expected ${choices.join(" or ")}`);
}

/** @throws InputError unless `value` is absent or a function. */
export function requireCallback(value: unknown, name: string): void {
  if (value === undefined || typeof value === "function") return;
  throw new InputError(`${name} is ${shown(value)}: expected a function`);
}

/** @throws InputError unless `value` is a list, plain or typed, of finite numbers, as many as `count` where that is given. */
export function requireNumbers(value: unknown, name: string, count?: number): void {
  const expected = `expected ${count === undefined ? "" : `${count} `}finite numbers`;
  if (!isList(value)) throw new InputError(`${name}: ${expected}, not ${shown(value)}`);
  const numbers = value as ArrayLike<unknown>;
  if (count !== undefined && numbers.length !== count)
    throw new InputError(`${name}: ${expected}, not ${numbers.length}`);
  for (let i = 0; i < numbers.length; i++) {
    if (Number.isFinite(numbers[i])) continue;
    throw new InputError(`${name}: ${expected}, found ${shown(numbers[i])} at place ${i + 1}`);
  }
}

/** @throws InputError unless `value` is a list. */
export function requireList(value: unknown, name: string): void {
  if (!Array.isArray(value)) throw new InputError(`${name}: expected a list, not ${shown(value)}`);
}

/** @throws InputError unless `value` is absent, true or false. */
export function requireFlag(value: unknown, name: string): void {
  if (value === undefined || typeof value === "boolean") return;
  throw new InputError(`${name} is ${shown(value)}: expected true or false`);
}

function isList(value: unknown): boolean {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}
