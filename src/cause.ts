/** What was thrown, in words. */

/** The message of an error, or the text of whatever else was thrown. */
export function causeText(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The same on one line. */
export function causeLine(thrown: unknown): string {
  return causeText(thrown).replaceAll(/\s+/g, " ");
}
