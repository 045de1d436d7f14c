/** The state of the page in its address: #view?name=value&…, so that a link shows what was seen. */

import type { Parameters } from "../block.js";
import { readControl, type View } from "../views/view.js";

/** The view named in the address, and the values that it gives to that view's controls. */
export function readAddress(
  hash: string,
  views: readonly View[],
): { view: View; values: Record<string, number | string> } {
  const [name, query = ""] = hash.replace(/^#/, "").split("?");
  const view = views.find((known) => known.name === name) ?? views[0];
  const given = new URLSearchParams(query);
  const values: Record<string, number | string> = {};
  for (const control of view.controls)
    values[control.name] = readControl(control, given.get(control.name) ?? "").value;
  for (const control of view.controls)
    if (control.kind === "text" && !given.has(control.name)) values[control.name] = control.initial;
  return { view, values };
}

/** The address of these values; initial ones are left out. */
export function addressOf(view: View, values: Parameters): string {
  const changed = view.controls.filter(({ name, initial }) => values[name] !== initial);
  const query = new URLSearchParams(changed.map(({ name }) => [name, String(values[name])]));
  return `#${view.name}${changed.length === 0 ? "" : `?${query}`}`;
}
