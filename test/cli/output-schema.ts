/** What a command prints with --json against the schema of it. */
import { expect } from "vitest";
import * as z from "zod";
import { ALL_COMMANDS } from "../../cli/commands/all.js";
import { outputSchema, recordName } from "../../cli/definition/output-schema.js";

export const SCHEMA = outputSchema(ALL_COMMANDS);

const validators = new Map<string, z.ZodType>();

/** The part of the schema that is about a command, made once. */
function validatorOf(command: string): z.ZodType {
  const known = validators.get(command);
  if (known !== undefined) return known;
  const { $schema, $defs } = SCHEMA;
  const $ref = `#/$defs/${recordName(command)}-output`;
  const made = z.fromJSONSchema({ $schema, $defs, $ref } as Parameters<typeof z.fromJSONSchema>[0]);
  validators.set(command, made);
  return made;
}

/** Checks a text that is an envelope; any other is none of its business. */
export function expectSchema(text: string): void {
  if (!text.startsWith('{\n  "schema": "relu-injectivity/1"')) return;
  const output = JSON.parse(text) as { readonly command: string };
  const { error } = validatorOf(output.command).safeParse(output);
  expect(error === undefined ? "" : `${output.command}: ${z.prettifyError(error)}`).toBe("");
}
