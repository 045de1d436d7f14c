/** Files of the user's: none is replaced, none is left half written, and one line says why. */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { filesOf } from "../../cli/files/files.js";
import { isOwnFile } from "../../cli/files/own-formats.js";
import { InputError } from "../../src/result.js";

let folder: string;
const at = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "files-"));
});

/** One line that says what was expected, and nothing changed. */
function expectRefused(act: () => void, said: string): void {
  const before = listing();
  let message = "";
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    message = (error as InputError).message;
  }
  expect(message).toContain(said);
  expect(message).not.toContain("\n");
  expect(listing()).toEqual(before);
}

function listing(): Record<string, string> {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ name }) => [name, readFileSync(at(name), "utf8")]));
}

describe("an output that is an input of the same call", () => {
  const weights = "1,2\n3,4\n";
  const files = (name = "w.csv", force = true) => filesOf([{ path: at(name), by: "FILE" }], force);

  beforeEach(() => writeFileSync(at("w.csv"), weights));

  it.each([
    ["by the same name", () => "w.csv"],
    [
      "by another spelling",
      () => {
        mkdirSync(at("sub"));
        return "sub/../w.csv";
      },
    ],
    [
      "by a hard link",
      () => {
        linkSync(at("w.csv"), at("hard.csv"));
        return "hard.csv";
      },
    ],
    [
      "by a symbolic link",
      () => {
        symlinkSync("w.csv", at("soft.csv"));
        return "soft.csv";
      },
    ],
    [
      "by a link to a link",
      () => {
        symlinkSync("w.csv", at("soft.csv"));
        symlinkSync("soft.csv", at("softer.csv"));
        return "softer.csv";
      },
    ],
    [
      "through a linked folder",
      () => {
        symlinkSync(folder, at("here"));
        return "here/w.csv";
      },
    ],
  ])("is refused %s, even with --force", (_, make) => {
    const name = make();
    expectRefused(() => files().require(at(name), "--save"), "is the file that FILE reads");
    expectRefused(() => files().write(at(name), "--save", "gone"), "expected another file");
  });

  it("is refused when the input is the link", () => {
    symlinkSync("w.csv", at("in.csv"));
    expectRefused(() => files("in.csv").write(at("w.csv"), "--save", "gone"), "FILE");
  });

  it("does not mind an input that is not there", () => {
    files("absent.csv", false).write(at("new.json"), "--save", "{}");
    expect(readFileSync(at("new.json"), "utf8")).toBe("{}");
  });
});

describe("an existing file", () => {
  it.each([
    ["weights", "w.csv", "1,2\n3,4\n"],
    ["weights with names", "w.csv", "a,b\n1,2\n"],
    ["a table with words that results have too", "w.csv", "rows,columns,depth\n1,2,3\n"],
    ["a table with some of the words of a short one", "w.csv", "option,value\n1,2\n"],
    ["a table with a name of its own", "w.csv", "rows,minimumActive,myColumn\n1,2,3\n"],
    ["a network", "net.json", '{ "layers": [] }'],
    ["a drawing", "x.svg", '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'],
    ["a page", "x.html", "<!doctype html><title>mine</title>"],
    ["notes that speak of this program", "x.md", "# About relu-injectivity\n"],
    ["a script", "x.sh", "#!/bin/sh\necho mine\n"],
    ["bytes", "x.bin", "\u0000\u0001"],
    ["blanks", "x.txt", " \n"],
  ])("of somebody else is kept: %s", (_, name, text) => {
    writeFileSync(at(name), text);
    expect(isOwnFile(at(name), {})).toBe(false);
    expectRefused(() => filesOf([], false).write(at(name), "--output", "new"), "--force to replace it");
    filesOf([], true).write(at(name), "--output", "new");
    expect(readFileSync(at(name), "utf8")).toBe("new");
  });

  it.each([
    ["an envelope", '{\n  "schema": "relu-injectivity/1",\n  "command": "rs"\n}'],
    ["a certificate", '{"format":"relu-injectivity certificate 1"}'],
    ["a store", '{"schema":"relu-injectivity-record/1","id":"0"}\n'],
    [
      "a table of another command",
      "rows,columns,minimum,exact,status,minimumActive,witness.0\n3,1,1,true,exact,1,2\n",
    ],
    ["a table of words", "kind,claim,theorem,bound,lower,inequalities,size,digest\na,b,c,1,1,2,3,d\n"],
    ["a short table, all that its command has", "option,value,origin\nk,2,default\n"],
    ["a table", "alpha,energy,energy.error,energy.status\n6,0.8,1e-13,converged\n"],
    ["a drawing", '<svg width="3">\n<!-- relu-injectivity -->\n</svg>'],
    ["nothing at all", ""],
  ])("of this program is replaced: %s", (_, text) => {
    writeFileSync(at("x"), text);
    filesOf([], false).write(at("x"), "--output", "new");
    expect(readFileSync(at("x"), "utf8")).toBe("new");
    expect(readdirSync(folder)).toEqual(["x"]);
  });

  it("behind a link is replaced there, and the link stays", () => {
    writeFileSync(at("real.json"), '{"schema":"relu-injectivity/1"}');
    symlinkSync("real.json", at("link.json"));
    filesOf([], false).write(at("link.json"), "--output", "new");
    expect(readFileSync(at("real.json"), "utf8")).toBe("new");
    expect(existsSync(at("link.json"))).toBe(true);
  });
});

describe("a place that takes no file", () => {
  it.each([
    ["no name", () => "", "no name"],
    ["a directory", () => folder, "it is a directory"],
    ["a folder that is not there", () => at("absent/x.json"), "ENOENT"],
    [
      "a file as a folder",
      () => {
        writeFileSync(at("f"), "");
        return at("f/x.json");
      },
      "ENOTDIR",
    ],
    [
      "a link to nothing",
      () => {
        symlinkSync("nothing", at("dangling"));
        return at("dangling");
      },
      "a link to nothing",
    ],
    [
      "a link to itself",
      () => {
        symlinkSync("loop", at("loop"));
        return at("loop");
      },
      "a link to nothing",
    ],
    ["a device", () => "/dev/null", "not a regular file"],
    ["a full device", () => "/dev/full", "not a regular file"],
    [
      "a named pipe",
      () => {
        execFileSync("mkfifo", [at("pipe")]);
        return at("pipe");
      },
      "not a regular file",
    ],
    ["a folder that takes no files", () => "/proc/x.json", "expected a file that can be written"],
    ["a name that is too long", () => at(`${"n".repeat(300)}.json`), "expected a file that can be written"],
  ])("is refused before the work: %s", (_, make, said) => {
    const path = make();
    expectRefused(() => filesOf([], true).require(path, "--output"), said);
    expectRefused(() => filesOf([], true).write(path, "--output", "new"), said);
  });

  it("loses nothing when its folder vanishes during the work", () => {
    mkdirSync(at("sub"));
    const files = filesOf([], false);
    files.require(at("sub/x.json"), "--output");
    rmSync(at("sub"), { recursive: true });
    expectRefused(() => files.write(at("sub/x.json"), "--output", "new"), "ENOENT");
  });

  it("loses nothing when somebody writes a file there during the work", () => {
    const files = filesOf([], false);
    files.require(at("x.json"), "--output");
    writeFileSync(at("x.json"), "1");
    expectRefused(() => files.write(at("x.json"), "--output", "new"), "was not written by this program");
  });
});
