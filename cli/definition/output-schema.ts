/** The JSON Schema of what commands print with --json, made of their descriptions. */
import { NON_FINITE } from "../../src/json-number.js";
import { STATUSES } from "../../src/result.js";
import { CONFIGURATION_WORDS } from "../vocabulary/configuration.js";
import type { Children, CommandDefinition } from "./command.js";
import { type JsonSchema, schemaOf } from "./value-type.js";

/** What --print-config prints of any command. */
const PRINTED_CONFIGURATION = "print-config";

/** One object: the envelope of some command. `$defs` holds each envelope and the records in its results. */
export function outputSchema(commands: Children): JsonSchema {
  const fields = new Map([...fieldsOf(commands, []), [PRINTED_CONFIGURATION, CONFIGURATION_WORDS] as const]);
  const definitions = [...fields].flatMap(([command, described]) => {
    const record = recordName(command);
    return [
      [`${record}-output`, envelope(command, record)],
      [record, recordOf(described, `#/$defs/${record}`)],
    ];
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "relu-injectivity output",
    description:
      "What a command prints with --json. The objects in its results have the fields that it describes, at any depth.",
    oneOf: [...fields.keys()].map((command) => ({ $ref: `#/$defs/${recordName(command)}-output` })),
    $defs: { ...COMMON, ...Object.fromEntries(definitions) },
  };
}

/** As the schema names what a command's results hold. */
export function recordName(command: string): string {
  return command.replaceAll(" ", "-");
}

function fieldsOf(commands: Children, path: readonly string[]): [string, CommandDefinition["fields"]][] {
  return Object.entries(commands).flatMap(([name, { definition }]) =>
    definition.kind === "group"
      ? fieldsOf(definition.commands, [...path, name])
      : [[[...path, name].join(" "), definition.fields] satisfies [string, CommandDefinition["fields"]]],
  );
}

function envelope(command: string, record: string): JsonSchema {
  return closed({
    schema: { const: "relu-injectivity/1" },
    command: { const: command },
    parameters: { $ref: "#/$defs/parameters" },
    results: { type: "array", items: { $ref: `#/$defs/${record}` } },
    provenance: { $ref: "#/$defs/provenance" },
  });
}

function recordOf(fields: CommandDefinition["fields"], address: string): JsonSchema {
  const properties = Object.entries(fields).map(([name, { type, meaning }]) => [
    name,
    { description: meaning, ...schemaOf(type, address) },
  ]);
  return { type: "object", properties: Object.fromEntries(properties), additionalProperties: false };
}

/** An object with all of these properties and no others. */
function closed(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

const TEXT = { type: "string" };

const COMMON = {
  number: { anyOf: [{ type: "number" }, { enum: NON_FINITE }] },
  quantity: closed({
    value: { $ref: "#/$defs/number" },
    error: { $ref: "#/$defs/number" },
    status: { enum: STATUSES },
  }),
  parameters: {
    description: "The parameters as resolved; an option that was not given and has no default is absent.",
    type: "object",
    additionalProperties: { type: ["string", "number", "boolean", "array", "object"] },
  },
  provenance: closed({
    version: TEXT,
    commit: { type: ["string", "null"] },
    node: TEXT,
    v8: TEXT,
    platform: TEXT,
    kernel: TEXT,
  }),
};
