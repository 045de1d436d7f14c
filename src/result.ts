/**
 * What every solver returns: a value, its error estimate and the word that says how the computation ended.
 */

/**
 * How a computation ended. Decided by residuals recomputed at the returned point; NaN never passes.
 *
 * - `converged`: residual and error estimate meet the request.
 * - `stalled`: no further decrease was possible in double precision and the request was not met.
 * - `iteration-limit`: the cap on iterations or evaluations was reached first.
 * - `domain-error`: the quantity does not exist at these parameters, or the method left its domain.
 * - `infinite`: known to be plus or minus infinity, exactly: χ where nothing is broken, the logarithm of 0.
 * - `overflow`: finite, but beyond the largest double; the logarithm stands beside it.
 * - `cited`: not computed here; a published number, its error half a unit of the last printed digit.
 */
export type Status = (typeof STATUSES)[number];

/** All of them. */
export const STATUSES = [
  "converged",
  "stalled",
  "iteration-limit",
  "domain-error",
  "infinite",
  "overflow",
  "cited",
] as const;

/** A reported number. `error` is an absolute estimate made of computed differences. */
export interface Quantity {
  readonly value: number;
  readonly error: number;
  readonly status: Status;
}

/**
 * A converged quantity; `infinite` where the value is, without an error; a `domain-error` when value or error is not a
 * number, or both are infinite and say nothing.
 */
export function quantity(value: number, error: number, status: Status = "converged"): Quantity {
  if (Number.isNaN(value) || !(error >= 0))
    return { value, error: Number.POSITIVE_INFINITY, status: "domain-error" };
  if (Number.isFinite(value)) return { value, error, status: status === "infinite" ? "converged" : status };
  if (error === Number.POSITIVE_INFINITY) return { value, error, status: "domain-error" };
  return { value, error, status: status === "converged" ? "infinite" : status };
}

/** The smallest error a double of this size can carry through a handful of operations. */
export function roundingError(value: number, operations = 4): number {
  return operations * Number.EPSILON * Math.abs(value);
}

/** The status of a quantity made from several: the first that is not `converged`, if any. */
export function combinedStatus(...statuses: readonly Status[]): Status {
  return statuses.find((status) => status !== "converged") ?? "converged";
}

/** 1 − a. */
export function complement({ value, error, status }: Quantity): Quantity {
  return { value: 1 - value, error, status };
}

/** a times an exact factor. */
export function scaled({ value, error, status }: Quantity, factor: number): Quantity {
  return { value: value * factor, error: error * Math.abs(factor), status };
}

/** a − b, their errors added. */
export function difference(a: Quantity, b: Quantity): Quantity {
  return quantity(a.value - b.value, a.error + b.error, combinedStatus(a.status, b.status));
}

/**
 * The caller's mistake, in one sentence: what was given, where, and what was expected.
 * Numerical outcomes are never thrown; they are returned with a {@link Status}.
 */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** A value of any kind in a few words, for messages. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "function") return "a function";
  const text = String(value);
  return typeof value === "string" ? `'${text.length > 40 ? `${text.slice(0, 40)}…` : text}'` : text;
}

/** @throws InputError unless `value` is a finite number greater than zero. */
export function requirePositive(value: number, name: string): void {
  if (!(value > 0) || !Number.isFinite(value)) {
    throw new InputError(`${name} is ${shown(value)}: expected a finite number greater than 0`);
  }
}

/** @throws InputError unless `value` is an integer in [minimum, maximum]. */
export function requireInteger(value: number, name: string, minimum: number, maximum: number): void {
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new InputError(`${name} is ${shown(value)}: expected an integer from ${minimum} to ${maximum}`);
  }
}
