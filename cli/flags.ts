/** Messages of the library name options as code does; people type flags. */
import { flagName } from "./definition/option.js";

/** Where code and command line have different names. */
const TYPED: Readonly<Record<string, string>> = { activations: "activation" };

/** The text with every `option 'name'` as the flag that is typed. */
export function withFlags(text: string): string {
  return text.replace(/\boption '([\w-]+)'/g, (_, name: string) => `--${flagName(TYPED[name] ?? name)}`);
}
