/** Strict readers of JSON values: every field named, every list bounded, nothing unknown let through. */
import { isDecimal } from "../../src/interval/index.js";

/** A text that is no proof file, with the place and what was expected; never with words of the file. */
export class ProofFormatError extends Error {
  override readonly name = "ProofFormatError";
}

export type Shape<T> = (value: unknown, where: string) => T;

function refuse(where: string, expected: string): never {
  throw new ProofFormatError(`${where}: expected ${expected}`);
}

/** A decimal string. */
export const decimal: Shape<string> = (value, where) =>
  typeof value === "string" && isDecimal(value) ? value : refuse(where, "a decimal string");

/** One of the given JSON values. */
export function oneOf<const T extends string | number>(...allowed: readonly T[]): Shape<T> {
  return (value, where) =>
    allowed.find((candidate) => candidate === value) ?? refuse(where, allowed.join(" or "));
}

/** A list of `from` to `to` entries. */
export function list<T>(entry: Shape<T>, from: number, to: number): Shape<readonly T[]> {
  return (value, where) =>
    Array.isArray(value) && value.length >= from && value.length <= to
      ? value.map((item: unknown, i) => entry(item, `${where}[${i}]`))
      : refuse(where, `a list of ${from} to ${to} entries`);
}

/** A list of exactly two entries. */
export function two<T>(entry: Shape<T>): Shape<readonly [T, T]> {
  const entries = list(entry, 2, 2);
  return (value, where) => {
    const [first, second] = entries(value, where);
    return [first, second];
  };
}

/** A list of exactly one entry. */
export function single<T>(entry: Shape<T>): Shape<readonly [T]> {
  const entries = list(entry, 1, 1);
  return (value, where) => [entries(value, where)[0]];
}

type Fields<T> = { readonly [Name in keyof T]: Shape<T[Name]> };

/** An object with exactly these fields. */
export function object<T extends object>(fields: Fields<T>): Shape<T> {
  const names = Object.keys(fields) as (keyof T & string)[];
  return (value, where) => {
    const given = plainObject(value, where, names);
    const missing = names.find((name) => !Object.hasOwn(given, name));
    if (missing !== undefined) refuse(where, `the field ${missing}`);
    return Object.fromEntries(
      names.map((name) => [name, fields[name](given[name], `${where}.${name}`)]),
    ) as T;
  };
}

/** An object with exactly these fields, of which `optional` may be absent. */
export function objectWith<T extends object, U extends object>(
  required: Fields<T>,
  optional: Fields<U>,
): Shape<T & Partial<U>> {
  const [needed, extra] = [object(required), object(optional)];
  const names = Object.keys(required);
  return (value, where) => {
    const given = plainObject(value, where, [...names, ...Object.keys(optional)]);
    const split = (wanted: boolean) =>
      Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name) === wanted));
    const rest = split(false);
    const base = needed(split(true), where);
    return Object.keys(rest).length === 0 ? (base as T & Partial<U>) : { ...base, ...extra(rest, where) };
  };
}

function plainObject(value: unknown, where: string, allowed: readonly string[]): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse(where, "an object");
  if (Object.keys(value).some((name) => !allowed.includes(name)))
    return refuse(where, `no field but ${allowed.join(", ")}`);
  return value as Record<string, unknown>;
}
