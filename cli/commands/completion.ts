/** `completion`: the script that teaches a shell the commands, options and words of this version. */
import { bashCompletion } from "../completion/bash.js";
import { commandTree } from "../completion/command-tree.js";
import { fishCompletion } from "../completion/fish.js";
import { zshCompletion } from "../completion/zsh.js";
import { defineCommand, field } from "../definition/command.js";
import { choice } from "../definition/option.js";

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

export const completion = defineCommand({
  description: "Prints a script that completes commands, options and the words that options take.",
  examples: [
    ["completion bash", "source <(…) in ~/.bashrc"],
    ["completion zsh", "source <(…) in ~/.zshrc, after compinit"],
    ["completion fish", "… | source in ~/.config/fish/config.fish"],
  ],
  operands: {
    shell: choice("the shell", ["bash", "zsh", "fish"], { required: true, placeholder: "shell" }),
  },
  options: {},
  fields: {
    shell: field("The shell that the script is for.", "text"),
    script: field("The script, to be sourced.", "text"),
  },
  run({ shell }, { commands }) {
    const script = SHELLS[shell](commandTree(commands));
    return { parameters: { shell }, results: [{ shell, script }], document: [script] };
  },
});
