/** One explained word. */

export interface GlossaryEntry {
  readonly word: string;
  readonly aliases?: readonly string[];
  readonly meaning: string;
  readonly equation?: string;
  readonly source?: string;
}
