/** What --help says of the whole program: a list that needs none of its commands. */
import { wrapWords } from "./output/wrap.js";

/** What the program is for. */
export const PURPOSE = "When is a random ReLU network injective? Every theory's answer, computed.";

const OPTIONS = [
  ["-V, --version", "output the version number"],
  ["-h, --help", "display help for command"],
] as const;

/** Columns narrower than this are not wrapped. */
const NARROWEST = 16;
const [INDENT, GAP] = [2, 2];

/** @param commands each with its line in the list */
export function frontPage(
  commands: Readonly<Record<string, { readonly summary: string }>>,
  width: number,
): string {
  const entries = Object.entries(commands).map(
    ([name, { summary }]) => [`${name} [options]`, summary] as const,
  );
  const term = Math.max(...[...OPTIONS, ...entries].map(([name]) => name.length));
  const left = INDENT + term + GAP;
  const room = width - left < NARROWEST ? Number.POSITIVE_INFINITY : width - left;
  const lines = (list: readonly (readonly [string, string])[]): string[] =>
    list.map(([name, meaning]) => {
      const shown = wrapWords(meaning, room).join(`\n${" ".repeat(left)}`);
      return `${" ".repeat(INDENT)}${name.padEnd(term + GAP)}${shown}`;
    });
  const parts = [
    ["Usage: relu-injectivity [options] [command]"],
    wrapWords(PURPOSE, width),
    ["Options:", ...lines(OPTIONS)],
    ["Commands:", ...lines(entries)],
  ];
  return parts.map((part) => `${part.join("\n")}\n`).join("\n");
}
