/** Sentences as lines of a given width. */

/** Lines of at most `lineWidth` characters, those behind the first shorter by `indent`; a word longer than that stays whole. */
export function wrapWords(text: string, lineWidth: number, indent = 0): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of text.split(" ")) {
    const room = lineWidth - (lines.length > 0 ? indent : 0);
    if (line !== undefined && line.length + word.length + 1 > room) {
      lines.push(line);
      line = word;
    } else line = line === undefined ? word : `${line} ${word}`;
  }
  return [...lines, line ?? ""];
}
