/** The completion script for fish: one line per option. */
import type { CommandNode, ValueForm } from "./command-tree.js";

const COMPLETE = "complete -c relu-injectivity";

/** The script for a tree of commands. */
export function fishCompletion(tree: readonly CommandNode[]): string {
  const paths = tree.filter(({ path }) => path.length > 0).map(({ path }) => quote(path.join(" ")));
  const lines = tree.flatMap(({ path, options, subcommands, operand }) => {
    const at = path.length === 0 ? "" : ` ${quote(path.join(" "))}`;
    const here = `-n ${quote(`__relu_injectivity_at${at}`)}`;
    return [
      ...subcommands.map(
        ({ name, description }) => `${COMPLETE} ${here} -a ${quote(name)} -d ${quote(description)}`,
      ),
      ...(operand === undefined ? [] : [`${COMPLETE} ${here}${valueFlags(operand)}`]),
      ...options.map(
        ({ flag, description, value }) =>
          `${COMPLETE} ${here} -l ${flag.replace(/^--/, "")} -d ${quote(description)}${value === undefined ? "" : `${value.kind === "file" ? " -r" : " -x"}${valueFlags(value)}`}`,
      ),
    ];
  });
  return `# fish completion for relu-injectivity. To load it: relu-injectivity completion fish | source

function __relu_injectivity_at
    set -l at
    for word in (commandline -opc)[2..]
        if contains -- (string join -- ' ' $at $word) ${paths.join(" ")}
            set -a at $word
        end
    end
    test (string join -- ' ' '' $at) = (string join -- ' ' '' $argv)
end

${COMPLETE} -f
${lines.join("\n")}
`;
}

function valueFlags(value: ValueForm): string {
  if (value.kind === "words") return ` -a ${quote(value.words.join(" "))}`;
  return value.kind === "file" ? " -F" : "";
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
