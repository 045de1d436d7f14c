/** Text with formulas as runs: symbols in italics, subscripts and superscripts, as a printed page sets them. */

/** A piece of text in one style. */
export interface FormulaRun {
  readonly text: string;
  readonly italic: boolean;
  readonly level: "base" | "sub" | "sup";
}

const SUBSCRIPTS = lettersOf("₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₚₛₜ", "0123456789+−aehijklmnpst");
const SUPERSCRIPTS = lettersOf("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿʲ", "0123456789+−nj");

/** `_x`, `_{…}` behind a letter or bracket; `^x`, `^{…}`; and characters that are sub- or superscripts themselves. */
const SHIFTED = new RegExp(
  "(?<=[\\p{L})\\]])_(?:\\{([^}]*)\\}|([\\p{L}0-9∞]+))|\\^(?:\\{([^}]*)\\}|([−-]?[\\p{L}0-9]+))" +
    `|([${Object.keys(SUBSCRIPTS).join("")}]+)|([${Object.keys(SUPERSCRIPTS).join("")}]+)`,
  "gu",
);

/**
 * Symbols: small Greek letters, and Latin letters that stand alone. Not the article, the pronoun, or what belongs to
 * an abbreviation, an apostrophe, the exponent of a number or the number of an equation.
 */
const SYMBOL =
  /[α-ωϑϕ]+|(?<![A-Za-zé'’.]|\.\d+)(?:(?<=\d)e(?![+−\d-])|(?<!\d)e|[b-df-zB-HJ-Z]|[aA](?=\s*[=≤≥<>]))(?![A-Za-zé'’]|\.\p{L})/gu;

/** The runs of a text, none of them empty; joined they are its characters, sub- and superscripts as plain ones. */
export function formulaRuns(text: string): FormulaRun[] {
  const runs: FormulaRun[] = [];
  let done = 0;
  for (const match of text.matchAll(SHIFTED)) {
    const [whole, subBraced, sub, supBraced, sup, subCharacters, supCharacters] = match;
    runs.push(...italicised(text.slice(done, match.index), "base"));
    const below = subBraced ?? sub ?? plain(subCharacters, SUBSCRIPTS);
    const above = supBraced ?? sup ?? plain(supCharacters, SUPERSCRIPTS);
    runs.push(...italicised(below ?? above ?? "", below === undefined ? "sup" : "sub"));
    done = match.index + whole.length;
  }
  runs.push(...italicised(text.slice(done), "base"));
  return runs;
}

function italicised(text: string, level: FormulaRun["level"]): FormulaRun[] {
  const runs: FormulaRun[] = [];
  let done = 0;
  for (const { 0: symbol, index } of text.matchAll(SYMBOL)) {
    if (index > done) runs.push({ text: text.slice(done, index), italic: false, level });
    runs.push({ text: symbol, italic: true, level });
    done = index + symbol.length;
  }
  if (done < text.length) runs.push({ text: text.slice(done), italic: false, level });
  return runs;
}

function plain(
  characters: string | undefined,
  letters: Readonly<Record<string, string>>,
): string | undefined {
  return characters === undefined
    ? undefined
    : [...characters].map((character) => letters[character]).join("");
}

function lettersOf(shifted: string, letters: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...shifted].map((character, i) => [character, letters[i]]));
}
