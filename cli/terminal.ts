/** What a stream can show: how wide its lines are, and whether colour is welcome. */

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Of pipes and files. */
const USUAL = 80;
const NARROWEST = 40;
/** Longer lines are hard to read. */
const WIDEST = 160;

/** Characters of a line: those of the terminal, 80 elsewhere. */
export function lineWidth({ isTTY, columns }: Stream): number {
  if (isTTY !== true || columns === undefined || columns <= 0) return USUAL;
  return Math.min(WIDEST, Math.max(NARROWEST, columns));
}

/** Bold and colour: on a terminal unless NO_COLOR or TERM=dumb says no, elsewhere only where FORCE_COLOR asks. */
export function mayStyle({ isTTY }: Stream, { NO_COLOR, FORCE_COLOR, TERM }: Environment): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTTY === true && TERM !== "dumb";
}

/** Whether a line may be rewritten in place. */
export function mayMove({ isTTY }: Stream, { NO_COLOR, TERM }: Environment): boolean {
  return isTTY === true && NO_COLOR === undefined && TERM !== "dumb";
}
