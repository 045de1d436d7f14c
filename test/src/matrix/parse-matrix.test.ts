/** Matrices as text: every separator, exact doubles, and every mistake named by line. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixFromRows, rowOf } from "../../../src/matrix/dense-matrix.js";
import { parseMatrix } from "../../../src/matrix/parse-matrix.js";
import { InputError } from "../../../src/result.js";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const rows = fc
  .integer({ min: 1, max: 5 })
  .chain((columns) =>
    fc.array(fc.array(finite, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 6 }),
  );

describe("parseMatrix", () => {
  it("reads back what was printed, bit for bit, whatever the separator and the line ends", () => {
    const separators = fc.constantFrom(",", ", ", ";", " ; ", "\t", " ", "   ");
    fc.assert(
      fc.property(rows, separators, fc.constantFrom("\n", "\r\n", "\r"), (entries, separator, newline) => {
        const text = entries.map((row) => row.map((entry) => `${entry}`).join(separator)).join(newline);
        const { rows: m, columns: n, values } = parseMatrix(text, "'w'");
        expect([m, n]).toEqual([entries.length, entries[0].length]);
        // -0 is printed as 0.
        expect(Array.from(values)).toEqual(entries.flat().map((entry) => entry + 0));
      }),
    );
  });

  it("skips comments, blank lines and a byte order mark", () => {
    const text = "\uFEFF# weights\n1,2 # first\n\n  \n3,4\n#end";
    expect(Array.from(parseMatrix(text, "'w'").values)).toEqual([1, 2, 3, 4]);
  });

  it("takes time in proportion to the text, also for one long entry that is not a number", () => {
    // Two million digits: a pattern that goes back over them would not come to an end.
    expect(() => parseMatrix(`${"9".repeat(2_000_000)}x`, "'w'")).toThrow("99…' in line 1");
    expect(() => parseMatrix(`1${" ".repeat(2_000_000)}x`, "'w'")).toThrow("'x' in line 1");
  });

  it("reads other blanks of Unicode as blanks", () => {
    expect(Array.from(parseMatrix("\u00a01\u00a0,\u20092\v3", "'w'").values)).toEqual([1, 2, 3]);
  });

  it("takes decimal notation in its usual forms", () => {
    expect(Array.from(parseMatrix("1. .5 +2 -3e2 4E-1 5e+0", "'w'").values)).toEqual([
      1, 0.5, 2, -300, 0.4, 5,
    ]);
  });

  it.each([
    ["1,2\n3", "1 entries in line 2 of 'w': expected 2"],
    ["1 2\n\n3 4 5", "3 entries in line 3"],
    ["1,x", "'x' in line 1"],
    ["1,,2", "'' in line 1"],
    ["1,2,", "'' in line 1"],
    ["nan 1", "'nan' in line 1"],
    ["Infinity", "'Infinity'"],
    ["1e999", "'1e999'"],
    ["0x10", "'0x10'"],
    ["1_000", "'1_000'"],
    ["--1", "'--1'"],
    ["", "no rows"],
    ["# nothing\n", "no rows"],
    [`1 ${"9".repeat(60)}x`, "…"],
    ["1,\u00e9", "'\u00e9' in line 1"],
    [",1", "'' in line 1"],
    ["1; #", "'' in line 1"],
    ["1\r\n2\r\n\r\n+", "'+' in line 4"],
    ["1e", "'1e'"],
    ["1-2", "'1-2'"],
    [".", "'.'"],
  ])("refuses %j", (text, words) => {
    expect(() => parseMatrix(text, "'w'")).toThrow(InputError);
    expect(() => parseMatrix(text, "'w'")).toThrow(words);
  });
});

describe("matrixFromRows", () => {
  it("is row-major, and rows are views", () => {
    const matrix = matrixFromRows([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(matrix).toMatchObject({ rows: 2, columns: 3 });
    expect(Array.from(matrix.values)).toEqual([1, 2, 3, 4, 5, 6]);
    rowOf(matrix, 1)[0] = 7;
    expect(matrix.values[3]).toBe(7);
    expect(matrixFromRows([])).toMatchObject({ rows: 0, columns: 0 });
  });
});
