/** What a command hands to the writers: one result type for JSON, CSV, Markdown and text. */

import type { Show } from "../../src/table/format-quantity.js";
import type { Table } from "../../src/table/table.js";

/** The outcome of one command. `results` is the machine-readable truth; tables and notes are made from it. */
export interface Report {
  readonly command: string;
  /** The parameters as resolved: enough to reproduce the results. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly results: readonly Readonly<Record<string, unknown>>[];
  readonly tables: () => readonly Table[];
  /** Printed as it stands in place of the tables: a script, or a file for another program, in pieces. */
  readonly document?: Iterable<string>;
  /** For a document: its heading and the paragraphs before the tables. */
  readonly heading?: string;
  readonly introduction?: readonly string[];
  /** Lines printed as they stand before the tables. */
  readonly preface?: (show: Show) => readonly string[];
  /** Sentences printed below the tables. */
  readonly notes?: (show: Show) => readonly string[];
  /** Sentences for stderr: what did not converge, and what to try. */
  readonly warnings?: readonly string[];
  readonly exitCode: number;
}
