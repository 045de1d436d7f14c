/** The form of a view: sliders with boxes, choices, texts. */
import { type Control, type NumberControl, readControl } from "../views/view.js";
import { make } from "./dom.js";
import { labelled } from "./glossary.js";

export interface Form {
  readonly element: HTMLElement;
  /** Shows a value that was set elsewhere. */
  set(name: string, value: number | string): void;
}

/** @param change is told of every valid value */
export function formOf(
  controls: readonly Control[],
  values: Readonly<Record<string, number | string>>,
  change: (name: string, value: number | string) => void,
): Form {
  const setters = new Map<string, (value: number | string) => void>();
  const rows = controls.map((control) => {
    const value = values[control.name];
    const { element, set } = controlElement(control, value, (next) => change(control.name, next));
    setters.set(control.name, set);
    return element;
  });
  return {
    element: make("form", { class: "controls", autocomplete: "off", "aria-label": "parameters" }, ...rows),
    set: (name, value) => setters.get(name)?.(value),
  };
}

interface ControlElement {
  readonly element: HTMLElement;
  readonly set: (value: number | string) => void;
}

function controlElement(
  control: Control,
  value: number | string,
  change: (value: number | string) => void,
): ControlElement {
  const label = labelled(
    { text: control.label, ...(control.word === undefined ? {} : { word: control.word }) },
    control.hint,
  );
  if (control.kind === "choice") {
    const select = make("select", { "aria-label": control.label, name: control.name });
    for (const [key, text] of control.choices) select.append(make("option", { value: key }, text));
    select.value = String(value);
    select.addEventListener("change", () => change(select.value));
    return {
      element: make("div", { class: "control" }, label, select),
      set: (next) => (select.value = String(next)),
    };
  }
  const box = make("input", {
    type: "text",
    inputmode: control.kind === "number" ? "decimal" : "text",
    name: control.name,
    "aria-label": control.label,
    value: String(value),
    placeholder: control.kind === "text" ? control.placeholder : undefined,
  });
  const problem = make("span", { class: "problem", role: "alert" });
  box.addEventListener("input", () => {
    const read = readControl(control, box.value);
    box.setAttribute("aria-invalid", String(!read.valid));
    problem.textContent = read.valid ? "" : expected(control);
    if (!read.valid) return;
    if (slider !== undefined) slider.value = String(read.value);
    change(read.value);
  });
  const slider = control.kind === "number" ? sliderOf(control, Number(value)) : undefined;
  slider?.addEventListener("input", () => {
    box.value = slider.value;
    box.setAttribute("aria-invalid", "false");
    problem.textContent = "";
    change(Number(slider.value));
  });
  return {
    element: make(
      "div",
      { class: `control ${control.kind}` },
      label,
      box,
      ...(slider === undefined ? [] : [slider]),
      problem,
    ),
    set: (next) => {
      if (document.activeElement !== box) box.value = String(next);
      if (slider !== undefined) slider.value = String(next);
    },
  };
}

function sliderOf({ name, label, slider: [from, to, step] }: NumberControl, value: number): HTMLInputElement {
  const slider = make("input", {
    type: "range",
    min: from,
    max: to,
    step,
    "aria-label": `${label}, slider`,
    "data-slider": name,
  });
  slider.value = String(value);
  return slider;
}

function expected(control: Control): string {
  if (control.kind !== "number")
    return `expected at most ${control.kind === "text" ? control.longest : 0} characters`;
  return `expected ${control.integer === true ? "an integer" : "a number"} from ${control.from} to ${control.to}`;
}
