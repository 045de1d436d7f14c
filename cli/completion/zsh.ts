/** The completion script for zsh: one call of _arguments a command. */
import type { CommandNode, OptionNode, ValueForm } from "./command-tree.js";

/** The script for a tree of commands. */
export function zshCompletion(tree: readonly CommandNode[]): string {
  const paths = tree.filter(({ path }) => path.length > 0).map(({ path }) => quote(path.join(" ")));
  const branches = tree.map(
    (node) => `    ${quote(node.path.join(" "))})\n${completeCommand(node)}\n      ;;`,
  );
  return `#compdef relu-injectivity
# zsh completion for relu-injectivity. To load it: source <(relu-injectivity completion zsh)

_relu_injectivity() {
  local word at=""
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "\${at:+$at }$word" in
    (${paths.join("|")})
      at="\${at:+$at }$word"
      ;;
    esac
  done
  case "$at" in
${branches.join("\n")}
  esac
}

compdef _relu_injectivity relu-injectivity
`;
}

function completeCommand({ options, subcommands, operand }: CommandNode): string {
  const operands =
    subcommands.length > 0
      ? `'*:command:((${subcommands.map(({ name, description }) => escapeSpec(`${name}\\:"${plain(description)}"`)).join(" ")}))'`
      : `'*:operand:${action(operand ?? { kind: "other" })}'`;
  const lines = [...options.map((option) => quote(optionSpec(option))), operands];
  return `      _arguments \\\n        ${lines.join(" \\\n        ")}`;
}

function optionSpec({ flag, description, value }: OptionNode): string {
  const explained = plain(description).replace(/[[\]\\:]/g, "\\$&");
  return value === undefined ? `${flag}[${explained}]` : `*${flag}=[${explained}]:value:${action(value)}`;
}

function action(value: ValueForm): string {
  if (value.kind === "words") return `(${value.words.join(" ")})`;
  return value.kind === "file" ? "_files" : " ";
}

/** A description without the characters that end a quoted explanation. */
function plain(text: string): string {
  return text.replace(/["'`$\\]/g, "");
}

function escapeSpec(text: string): string {
  return text.replaceAll("'", "");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
