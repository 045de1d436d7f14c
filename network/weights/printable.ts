/** Names from a file in messages and notes: they may hold line breaks, terminal controls, or megabytes. */

const LONGEST = 600;
/** Control and format characters (Cc, Cf), line and paragraph separators, lone surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The text on one line, what cannot be printed replaced, and cut in the middle where it is too long. */
export function printable(text: string): string {
  const half = LONGEST / 2;
  const short = text.length <= LONGEST ? text : `${text.slice(0, half)} … ${text.slice(-half)}`;
  return short.replaceAll(UNPRINTABLE, "\uFFFD");
}
