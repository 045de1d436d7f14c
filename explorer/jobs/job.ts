/** What a computation is given, and small things that all of them need. */

import { InputError, type Quantity } from "../../src/result.js";
import { formatQuantity } from "../../src/table/format-quantity.js";
import type { DroppedFile, Parameters, Post } from "../block.js";

export type Job = (parameters: Parameters, post: Post, file?: DroppedFile) => void | Promise<void>;

/** A control's number. */
export function numberOf(parameters: Parameters, name: string): number {
  const value = parameters[name];
  if (typeof value !== "number") throw new InputError(`${name}: expected a number`);
  return value;
}

/** A control's text. */
export function textOf(parameters: Parameters, name: string): string {
  return String(parameters[name] ?? "");
}

/** A quantity in a sentence. */
export function shownQuantity(quantity: Quantity): string {
  return formatQuantity(quantity, "all");
}
