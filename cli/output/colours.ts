/** Verdicts in colour: what holds, what does not, and what nobody knows yet. */

const [RED, GREEN, YELLOW] = [31, 32, 33];

const COLOURS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(["injective", "valid", "yes", "same", "INJECTIVE"].map((word) => [word, GREEN])),
  ...Object.fromEntries(
    ["not-injective", "not injective", "NOT INJECTIVE", "invalid", "NO", "differs", "fails"].map((word) => [
      word,
      RED,
    ]),
  ),
  ...Object.fromEntries(
    ["undecided", "UNDECIDED", "illegible", "last digit", "stalled"].map((word) => [word, YELLOW]),
  ),
};

/** A cell or line that is a verdict, in its colour. */
export function coloured(text: string): string {
  const word = text.replace(/^Verdict: /, "");
  const colour = Object.hasOwn(COLOURS, word) ? COLOURS[word] : undefined;
  return colour === undefined ? text : `\u001b[${colour}m${text}\u001b[0m`;
}
