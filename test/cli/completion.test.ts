/** Completion scripts, sourced and asked in the shells they are for. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBinary } from "../sweep/processes.js";
import { expectRefused, run } from "./command-line.js";

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "relu-injectivity-completion-"));
  for (const shell of ["bash", "zsh", "fish"]) {
    const { code, out, err } = run(`completion ${shell}`);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    writeFileSync(join(directory, `script.${shell}`), out);
  }
  writeFileSync(join(directory, "matrix one.txt"), "");
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function ask(shell: string, args: readonly string[]): string[] {
  const text = execFileSync(shell, args, { cwd: directory, encoding: "utf8", timeout: 20_000 });
  return text.split("\n").filter((line) => line !== "");
}

/** What a shell offers for a line; the last word is the one being completed. */
type Offer = (line: string) => string[];

const inBash: Offer = (line) => {
  const words = line.split(/ |(?<==)|(?==)/);
  const script = `source ./script.bash
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
"$(complete -p relu-injectivity | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return ask("bash", ["--norc", "-c", script, "bash", ...words]);
};

const inFish: Offer = (line) =>
  ask("fish", ["--no-config", "-c", "source ./script.fish; complete -C $argv[1]", line]).map(
    (offer) => offer.split("\t")[0],
  );

/** An interactive zsh in a terminal of its own; what compadd is given is printed. */
const inZsh: Offer = (line) => {
  const script = `zmodload zsh/zpty; zpty z zsh -f -i
zpty -w z "PROMPT=; autoload -Uz compinit && compinit -u -D; source ./script.zsh; bindkey '^I' complete-word"
zpty -w z 'compadd () { builtin compadd -O found "$@"; print -r -- "<<\${(j:|:)found}>>"; builtin compadd "$@" }; print rea""dy'
zpty -r z out '*ready*'
zpty -w -n z "$1"$'\\t'
zpty -r z out '*<<*[^<]>>*'
print -r -- "$out"; zpty -d z`;
  const printed = ask("zsh", ["-f", "-c", script, "zsh", line]).join(" ");
  return [...printed.matchAll(/<<(.*?)>>/g)].flatMap((match) => match[1].split("|"));
};

const SHELLS: [string, Offer][] = [
  ["bash", inBash],
  ["fish", inFish],
  ["zsh", inZsh],
];

describe.each(SHELLS)("%s", (shell, offer) => {
  describe.skipIf(!hasBinary(shell))("installed", () => {
    it("offers commands, subcommands, options and the words of options", () => {
      expect(offer("relu-injectivity r")).toEqual(expect.arrayContaining(["rs", "rsb", "rdt"]));
      expect(offer("relu-injectivity network ")).toContain("show");
      expect(offer("relu-injectivity rsb --conv").map((word) => word.replace(/=$/, ""))).toContain(
        "--convolution",
      );
      expect(offer("relu-injectivity rsb --convolution ").sort()).toEqual(["auto", "direct", "fft"]);
      expect(offer("relu-injectivity completion ").sort()).toEqual(
        expect.arrayContaining(["bash", "fish", "zsh"]),
      );
    });
  });
});

describe("bash", () => {
  it("offers the words of --option=, files where files stand, and nothing for numbers", () => {
    expect(inBash("relu-injectivity rsb --convolution=d")).toEqual(["direct"]);
    expect(inBash("relu-injectivity rsb --profiles matr")).toEqual(["matrix one.txt"]);
    expect(inBash("relu-injectivity network show matr")).toEqual(["matrix one.txt"]);
    expect(inBash("relu-injectivity rsb --k ")).toEqual([]);
  });

  it("offers no command after a command, and no option of another", () => {
    expect(inBash("relu-injectivity rs rs")).toEqual([]);
    expect(inBash("relu-injectivity rs --conv")).toEqual([]);
  });

  it.skipIf(!hasBinary("shellcheck"))("passes shellcheck", () => {
    expect(ask("shellcheck", ["--severity=style", "script.bash"])).toEqual([]);
  });
});

it("names the shells for which there is a script", () => {
  expectRefused("completion tcsh", "'tcsh' in <shell> (did you mean bash?): expected one of bash, zsh, fish");
});
