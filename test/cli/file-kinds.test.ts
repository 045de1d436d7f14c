/** A file of the wrong kind: exit code 2, and the sentence says what it is. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectRefusedAsync, run, runAsync } from "./command-line.js";

const folder = mkdtempSync(join(tmpdir(), "kinds-"));
const file = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  writeFileSync(file("w.csv"), "1,0\n0,1\n-1,-1\n");
  writeFileSync(file("picture.png"), Buffer.from("\x89PNG\r\n\x1a\n\0", "latin1"));
  writeFileSync(file("notes.txt"), "some words\nand more\n");
  writeFileSync(file("empty"), "");
  await runAsync(["network", "check", file("w.csv"), "--save", file("network.json")]);
  run(`certify rdt --save ${file("proof.json")}`);
  writeFileSync(file("output.json"), run("rs --json").out);
  await runAsync(["sweep", "rs", "--alpha", "5", "--workers", "1", "--store", file("store.jsonl")]);
});

/** Every reader, with what it says that it expected. */
const READERS: readonly (readonly [line: string, own: string, expected: string])[] = [
  ["network show FILE", "w.csv", "expected a file of weights"],
  ["network check FILE", "w.csv", "expected a file of weights"],
  ["emin FILE", "w.csv", "expected a text matrix"],
  ["certificate search --matrix FILE", "w.csv", "expected a text matrix"],
  ["certificate verify FILE", "", "expected a certificate of certificate search"],
  ["network verify FILE", "network.json", "expected a certificate as network check --save writes"],
  ["export FILE", "store.jsonl", "expected a store of sweep"],
  ["plot store FILE --x alpha --y energy", "store.jsonl", "expected a store of sweep"],
  ["merge FILE --output OUT", "store.jsonl", "expected a store of sweep"],
  ["sweep rs --alpha 5 --quarantine --store FILE", "store.jsonl", "expected a store of sweep"],
  ["sweep --study FILE --store OUT", "", "expected a study file"],
];

const KINDS = {
  "network.json": "is a certificate of network check",
  "proof.json": "is a proof of certify",
  "output.json": "is the JSON that a command prints",
  "store.jsonl": "is a store of sweep",
  "picture.png": "is a PNG picture",
  "notes.txt": "is plain text",
} as const;

describe.each(READERS)("%s", (line, own, expected) => {
  it.each(
    Object.entries(KINDS).filter(([name]) => name !== own && !(name === "notes.txt" && own === "w.csv")),
  )("%s %s", async (name, kind) => {
    const words = line.split(" ").map((word) => ({ FILE: file(name), OUT: file("out.jsonl") })[word] ?? word);
    await expectRefusedAsync(words, `${kind}: ${expected}`);
    expect(readFileSync(file("notes.txt"), "utf8")).toBe("some words\nand more\n");
  });
});

it.each(["verify", "certificate verify", "network verify", "network show", "emin"])(
  "%s of an empty file fails",
  async (command) => {
    const { code, err } = await runAsync([...command.split(" "), file("empty")]);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: [^\n]*\n$/);
  },
);

it.each(["output.json", "w.csv", "picture.png"])("verify %s is bad input, no damaged store", (name) =>
  expectRefusedAsync(["verify", file(name)], "expected a store"),
);
