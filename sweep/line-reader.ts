/** The lines of a file as bytes, with their places, a piece of the file at a time. */
import { readSync } from "node:fs";

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without the newline; valid until the next line is asked for. */
  readonly bytes: Buffer;
  /** Of its first byte in the file. */
  readonly offset: number;
  /** Whether a newline ends it; only the last line may lack one. */
  readonly terminated: boolean;
}

const PIECE = 1 << 18;
const NEWLINE = 0x0a;

/** Reads an open file from its beginning. */
export function* readLines(descriptor: number): Generator<Line, void, void> {
  let rest: Buffer[] = [];
  let offset = 0;
  let number = 1;
  let position = 0;
  for (;;) {
    const piece = Buffer.allocUnsafe(PIECE);
    const count = readSync(descriptor, piece, 0, PIECE, position);
    if (count === 0) break;
    position += count;
    let from = 0;
    for (;;) {
      const end = piece.subarray(0, count).indexOf(NEWLINE, from);
      if (end < 0) break;
      const bytes = Buffer.concat([...rest, piece.subarray(from, end)]);
      rest = [];
      yield { number, bytes, offset, terminated: true };
      offset += bytes.length + 1;
      number += 1;
      from = end + 1;
    }
    if (from < count) rest.push(piece.subarray(from, count));
  }
  const bytes = Buffer.concat(rest);
  if (bytes.length > 0) yield { number, bytes, offset, terminated: false };
}
