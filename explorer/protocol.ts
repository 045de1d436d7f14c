/** What the page and its workers say to each other. */
import type { Block, DroppedFile, Parameters } from "./block.js";

export interface Request {
  readonly job: string;
  readonly parameters: Parameters;
  readonly file?: DroppedFile;
}

export type News =
  | { readonly type: "block"; readonly slot: string; readonly block: Block | null }
  | { readonly type: "done" }
  | { readonly type: "failed"; readonly text: string };
