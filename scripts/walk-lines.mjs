// The command lines that the program and its pages tell people to type.
import { spawnSync } from "node:child_process";

/** The blocks of sh of a page, in order, but those for a checkout. */
export function pageBlocks(text) {
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .map(([, code]) => code)
    .filter((code) => !code.startsWith("npm ci"));
}

/** The examples of every command's --help, without the program's name; `binary` is an executable. */
export function helpExamples(binary) {
  const found = new Set();
  const visit = (path) => {
    const { status, stdout } = spawnSync(binary, [...path, "--help"], { encoding: "utf8" });
    if (status !== 0) throw new Error(`${path.join(" ")} --help ended with ${status}`);
    for (const [, line] of stdout.matchAll(/^ {2}relu-injectivity (.*?)(?: {2,}.*)?$/gm)) found.add(line);
    const commands = /^Commands:\n((?: .*\n?)+)/m.exec(stdout)?.[1] ?? "";
    for (const [, name] of commands.matchAll(/^ {2}([a-z][a-z-]*)/gm)) visit([...path, name]);
  };
  visit([]);
  return [...found];
}
