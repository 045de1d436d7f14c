/** Files from disk: what is read, and what is refused before it could block or fill the memory. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRegularFile } from "../../src/regular-file.js";
import { InputError } from "../../src/result.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "regular-file-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function refusal(path: string): string {
  try {
    readRegularFile(path, 1000, "a matrix");
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return "";
}

describe("readRegularFile", () => {
  it("reads a file, also through a link, up to the largest size", () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 256);
    writeFileSync(join(folder, "file"), bytes);
    symlinkSync("file", join(folder, "link"));
    for (const name of ["file", "link"]) {
      expect(readRegularFile(join(folder, name), 1000, "a matrix")).toEqual(bytes);
    }
    expect(() => readRegularFile(join(folder, "file"), 999, "a matrix")).toThrow("1000 bytes");
  });

  it("refuses named pipes at once, devices, folders, links to themselves and absent files", () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);
    symlinkSync("loop", join(folder, "loop"));
    for (const path of [join(folder, "pipe"), folder, "/dev/zero"]) {
      expect(refusal(path)).toMatch(/is not a regular file: expected a matrix$/);
    }
    for (const path of [join(folder, "loop"), join(folder, "absent"), ""]) {
      expect(refusal(path)).toMatch(/^[^\n]*cannot be read: expected a matrix[^\n]*$/);
    }
  });
});
