/** The completion script for bash 3.2 and later; needs nothing but bash. */
import type { CommandNode, ValueForm } from "./command-tree.js";

const FUNCTION = "_relu_injectivity";

/** The script for a tree of commands. */
export function bashCompletion(tree: readonly CommandNode[]): string {
  const key = ({ path }: CommandNode): string => path.join(" ");
  const paths = tree.filter(({ path }) => path.length > 0).map((node) => quote(key(node)));
  const values = tree.flatMap((node) =>
    node.options.flatMap(({ flag, value }) =>
      value === undefined ? [] : [`    ${quote(`${key(node)} ${flag}`.trim())}) ${completeValue(value)} ;;`],
    ),
  );
  const words = tree.map((node) => {
    const operand = node.operand;
    const names = [
      ...node.subcommands.map(({ name }) => name),
      ...(operand?.kind === "words" ? operand.words : []),
      ...node.options.map(({ flag }) => flag),
    ];
    const files = operand?.kind === "file" ? `; ${FUNCTION}_files` : "";
    return `    ${quote(key(node))}) ${FUNCTION}_words ${quote(names.join(" "))}${files} ;;`;
  });
  return `# bash completion for relu-injectivity. To load it: source <(relu-injectivity completion bash)

${FUNCTION}_words() {
  local reply
  while IFS= read -r reply; do COMPREPLY+=("$reply"); done < <(compgen -W "$1" -- "$current")
}

${FUNCTION}_files() {
  local reply
  compopt -o filenames 2> /dev/null
  while IFS= read -r reply; do COMPREPLY+=("$reply"); done < <(compgen -f -- "$current")
}

${FUNCTION}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" path="" i
  COMPREPLY=()
  # --option=value reaches us as three words.
  if [[ $current == "=" ]]; then
    current=""
  elif [[ $previous == "=" ]]; then
    previous="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${path:+$path }\${COMP_WORDS[i]}" in
    ${paths.join(" | ")})
      path="\${path:+$path }\${COMP_WORDS[i]}"
      ;;
    esac
  done
  case "\${path:+$path }$previous" in
${values.join("\n")}
  esac
  case "$path" in
${words.join("\n")}
  esac
}

complete -F ${FUNCTION} relu-injectivity
`;
}

function completeValue(value: ValueForm): string {
  if (value.kind === "words") return `${FUNCTION}_words ${quote(value.words.join(" "))} && return`;
  return value.kind === "file" ? `${FUNCTION}_files && return` : "return";
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
