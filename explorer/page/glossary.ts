/** Words that explain themselves: on hover, on focus, and to readers of screens. */
import type { Label } from "../block.js";
import { make } from "./dom.js";

interface Description {
  readonly meaning: string;
  readonly equation?: string;
  readonly unit?: string;
  readonly source?: string;
}

/** The build puts the descriptions here that `explain` prints. */
declare const GLOSSARY: Readonly<Record<string, Description>>;

/** What the word means, in lines; undefined for one that is not in the lexicon. */
function explained(word: string | undefined): string | undefined {
  const found = word === undefined ? undefined : GLOSSARY[word];
  if (found === undefined) return undefined;
  const { meaning, equation, unit, source } = found;
  return [
    meaning,
    ...(equation === undefined ? [] : [equation]),
    ...(unit === undefined || unit === "" || unit === "1" ? [] : [`Unit: ${unit}`]),
    ...(source === undefined ? [] : [`Source: ${source}`]),
  ].join("\n");
}

/** A label that explains itself where the lexicon knows its word. */
export function labelled({ text, word }: Label, hint?: string): HTMLElement {
  const tip = [explained(word), hint].filter((part) => part !== undefined).join("\n");
  if (tip === "") return make("span", {}, text);
  return make("span", { class: "word", tabindex: 0, "data-tip": tip, "aria-description": tip }, text);
}

/** One box for all explanations. */
export function installTips(): void {
  const box = make("div", { class: "tip", role: "tooltip", hidden: true });
  document.body.append(box);
  const show = (target: EventTarget | null): void => {
    const word = target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null;
    if (word === null) {
      box.hidden = true;
      return;
    }
    box.textContent = word.dataset.tip ?? "";
    box.hidden = false;
    const { left, bottom, top } = word.getBoundingClientRect();
    box.style.left = `${Math.max(8, Math.min(left, innerWidth - box.offsetWidth - 8))}px`;
    const below = bottom + 6 + box.offsetHeight < innerHeight;
    box.style.top = `${below ? bottom + 6 : Math.max(4, top - box.offsetHeight - 6)}px`;
  };
  document.addEventListener("pointerover", ({ target }) => show(target));
  document.addEventListener("focusin", ({ target }) => show(target));
  document.addEventListener("focusout", () => show(null));
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") show(null);
  });
  addEventListener("scroll", () => show(null), { passive: true });
}
