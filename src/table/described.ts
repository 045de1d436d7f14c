/** What a word of the output means: the one description behind headers, JSON fields, figure data and `explain`. */

export interface Described {
  /** A sentence or a fragment of one, in plain English. */
  readonly meaning: string;
  /** "1" for pure numbers, which the fields of commands leave out, "" or absent for words. */
  readonly unit?: string;
  /** The defining equation, in the symbols of docs/notation.md. */
  readonly equation?: string;
  /** Paper and equation it comes from. */
  readonly source?: string;
  /** As a printed table names it, where that differs from the name of the field. */
  readonly header?: string;
  /** Other words for the same thing. */
  readonly aliases?: readonly string[];
}
