/** Words with their meanings, by the names that fields and tables use. */
import type { Described } from "../../src/table/described.js";
import type { ValueType } from "../definition/value-type.js";

/** Words of results have a type; others are explained alone. */
export type Vocabulary = Readonly<Record<string, Described & { readonly type?: ValueType }>>;
