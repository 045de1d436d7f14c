/** A document as Markdown, its figures as files beside it. */
import { XML_MARK } from "../../src/generator.js";
import { tableToMarkdown } from "../output/markdown.js";
import type { Block, ReportDocument } from "./document.js";
import { LIVE } from "./text.js";

/** The text; figure NAME is expected in `figureFile(NAME)`. */
export function documentToMarkdown(
  { title, answer, abstract, explorer, sections }: ReportDocument,
  figureFile: (name: string) => string,
): string {
  const live = explorer === undefined ? [] : [`[${LIVE[0]}](${explorer}) ${LIVE[1]}`];
  const contents = sections.map((section) => `- [${section.title}](#${section.id})`).join("\n");
  const parts = sections.flatMap(({ id, title: name, blocks }) => [
    `<a id="${id}"></a>\n\n## ${name}`,
    ...blocks.map((block) => blockMarkdown(block, figureFile)),
  ]);
  return `${XML_MARK}\n\n${[`# ${title}`, answer, abstract, ...live, contents, ...parts].join("\n\n")}\n`;
}

function blockMarkdown(block: Block, figureFile: (name: string) => string): string {
  switch (block.kind) {
    case "paragraph":
      return block.text;
    case "list":
      return block.items.map((item) => `- ${item}`).join("\n");
    case "table":
      return tableToMarkdown(block.table, "all");
    case "figure": {
      const { name, description, caption } = block.figure;
      return `![${description.replaceAll(/[[\]]/g, "")}](${figureFile(name)})\n\n_${caption.replaceAll("_", "\\_")}_`;
    }
    case "listing":
      return `\`\`\`\n${block.text}\n\`\`\``;
  }
}
