/** `explore`: the page on which every theory is computed live. */
import { InputError } from "../../src/result.js";
import { defineCommand, field } from "../definition/command.js";
import { value } from "../definition/option.js";
import { EXPLORER_FILE, explorerPage } from "../document/explorer-page.js";

export const explore = defineCommand({
  description:
    "Writes one page that needs nothing else: one layer, deep networks, finite sizes and networks from files, computed in " +
    "the browser by the code of this program, with the error of every number. It opens from disk; nothing is uploaded.",
  examples: [
    ["explore", EXPLORER_FILE],
    ["explore --output injectivity.html", "under another name"],
  ],
  options: {
    output: value<string, { readonly default: string }>(
      "the page",
      { placeholder: "FILE.html", file: "output", parse: requireHtml },
      { default: EXPLORER_FILE },
    ),
  },
  fields: {
    file: field("The page that was written.", "text"),
    size: field("Bytes of the file.", "integer"),
  },
  run({ output }, { files }) {
    const page = explorerPage();
    files.write(output, "--output", page);
    return { results: [{ file: output, size: page.length }], notes: () => [`The explorer: ${output}`] };
  },
});

function requireHtml(path: string): string {
  if (!/\.html?$/i.test(path))
    throw new InputError(`'${path}' in --output: expected a name that ends in .html`);
  return path;
}
