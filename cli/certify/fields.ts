/** What every `certify` command reports, and how it is printed and saved. */
import { type Certificate, certificate, type Proof } from "../../certified/index.js";
import { columns } from "../definition/columns.js";
import { field, type Outcome } from "../definition/command.js";
import { outputFile, value } from "../definition/option.js";
import { parseInteger } from "../definition/parse.js";
import type { Files } from "../files/files.js";

export const PROOF_FIELDS = {
  kind: field(
    "The kind of a proof, as in its file: plain, unit, lifted, width, lifted-width, layer, lifted-layer, finite, constants, krsb.",
    "text",
  ),
  claim: field(
    "The statement that is proved, in one sentence, built from the numbers that were checked.",
    "text",
  ),
  theorem: field("The theorem by which the inequalities of the proof give the claim.", "text", {
    source: "docs/theorems.md",
  }),
  bound: field(
    "The certified bound, an exact decimal; null for a proof that bounds a method from below only.",
    ["text", "null"],
  ),
  lower: field(
    "Certified lower end of what the method itself gives, an exact decimal: the method proves nothing below; null where there is none.",
    ["text", "null"],
  ),
  inequalities: field("Inequalities between elementary functions that the checker decided.", "integer"),
  size: field("Size of the proof file.", "integer", { unit: "bytes" }),
  digest: field("SHA-256 of the proof file.", "text"),
};

/** `--save FILE`. */
export const saveOption = outputFile("write the proof");

/** `--digits D`, with a default that depends on the method. */
export function digitsOption(most: number, standard: string) {
  return value<number, { defaultText: string }>(
    "decimals of the bound",
    {
      placeholder: "D",
      range: `1 … ${most}`,
      parse: (text, place) => parseInteger(text, place, 1, most),
    },
    { defaultText: standard },
  );
}

/** A result: everything of a certificate but the text of its file. */
export function proofResult({ text: _, ...rest }: Certificate): Omit<Certificate, "text"> {
  return rest;
}

/** Finds a proof, saves it where asked, and reports it. */
export function certified(
  search: () => Proof,
  {
    title,
    parameters,
    save,
    files,
    more = {},
    notes = [],
  }: {
    readonly title: string;
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly save: string | undefined;
    readonly files: Files;
    readonly more?: Readonly<Record<string, unknown>>;
    readonly notes?: readonly string[];
  },
): Outcome {
  const found = certificate(search());
  if (save !== undefined) files.write(save, "--save", found.text);
  const results = [{ ...proofResult(found), ...more }];
  return {
    parameters: { ...parameters, save },
    results,
    tables: () => [
      { title, columns: columns(PROOF_FIELDS, "bound", "lower", "inequalities", "size"), rows: results },
    ],
    notes: () => [
      `Proved: ${found.claim}`,
      `By ${found.theorem}.`,
      ...notes,
      save === undefined
        ? "--save FILE writes the proof; verify FILE checks it again."
        : `Saved in ${save}; verify ${save} checks it again.`,
    ],
  };
}
