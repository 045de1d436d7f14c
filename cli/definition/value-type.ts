/** What a field of a result holds: its type, and the JSON Schema of that. */

/** A record has the fields of its command again; text is any string, number also the words for what is not finite. */
type Simple = "quantity" | "number" | "integer" | "text" | "boolean" | "record" | "null";

type Listed = Simple | `${Simple}[]` | `${Simple}[][]`;

/** A few words that it can be. */
interface Words {
  readonly words: readonly string[];
}

/** A type, or several of which a value has one. */
export type ValueType = Listed | Words | readonly (Listed | Words)[];

/** What stands in the one cell of a table. */
export const CELL = ["quantity", "number", "text", "boolean", "null"] as const satisfies ValueType;

/** The answer to the question of injectivity, wherever it is given. */
export const VERDICT = { words: ["injective", "not-injective", "undecided"] } as const satisfies ValueType;

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of a type; `record` is the address of that of the command's records. */
export function schemaOf(type: ValueType, record: string): JsonSchema {
  if (isSeveral(type)) return { anyOf: type.map((one) => schemaOf(one, record)) };
  if (typeof type === "object") return { enum: type.words };
  if (type.endsWith("[]")) return { type: "array", items: schemaOf(type.slice(0, -2) as Listed, record) };
  switch (type) {
    case "record":
      return { $ref: record };
    case "quantity":
    case "number":
      return { $ref: `#/$defs/${type}` };
    case "text":
      return { type: "string" };
    default:
      return { type };
  }
}

/** Whether some of its values are numbers. */
export function isNumeric(type: ValueType): boolean {
  const types = isSeveral(type) ? type : [type];
  return types.some((one) => typeof one === "string" && /^(?:quantity|number|integer)/.test(one));
}

function isSeveral(type: ValueType): type is readonly (Listed | Words)[] {
  return Array.isArray(type);
}
