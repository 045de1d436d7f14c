/** Words with their meanings, by the names that fields and tables use. */
import type { Described } from "../../src/table/described.js";

export type Vocabulary = Readonly<Record<string, Described>>;
