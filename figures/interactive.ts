/** A specification that answers to hands: zoom and pan, curves that can be hidden, tooltips with names. */
import type { TableColumn } from "../src/table/table.js";
import type { DrawnFigure, Specification } from "./figure.js";
import { completeSpecification, withoutLayers } from "./render.js";
import { NARROW } from "./style.js";

/** What a page is made of. */
export interface Interactive {
  readonly specification: Specification;
  /** The names of the curves that can be hidden. */
  readonly series: readonly string[];
}

/** The signal with the names of hidden curves. */
const HIDDEN = "hidden";
const LONGEST_NAME = 44;

export function interactive(figure: DrawnFigure, font: string | undefined): Interactive {
  const complete = withoutLayers(completeSpecification(figure, font), [NARROW]);
  const series = new Set<string>();
  const panels = Array.isArray(complete.concat) ? (complete.concat as Specification[]) : undefined;
  const { config } = complete as { readonly config: Specification };
  const whole = { ...complete, config: { ...config, background: null } };
  const ready = (panel: Specification, i: number): Specification =>
    withZoom(withHiding(withNames(panel, figure.table.columns), series), i);
  const drawing =
    panels === undefined ? ready(whole, 0) : { ...whole, concat: panels.map((panel, i) => ready(panel, i)) };
  const { params = [], ...rest } = drawing as Specification;
  return {
    specification: { ...rest, params: [...(params as unknown[]), { name: HIDDEN, value: [] }] },
    series: [...series],
  };
}

/** The panel with its first drawing over two measured axes, or one, bound to wheel and drag. */
function withZoom(panel: Specification, index: number): Specification {
  let found = false;
  return units(panel, (unit) => {
    const clipped = clippedMark(unit);
    const axes = ["x", "y"].filter((name) => channelOf(unit, name)?.type === "quantitative");
    if (found || !axes.includes("x") || channelOf(unit, "x")?.field === undefined) return clipped;
    found = true;
    const zoom = { name: `zoom${index}`, select: { type: "interval", encodings: axes }, bind: "scales" };
    return { ...clipped, params: [zoom] };
  });
}

/** Nothing but the title of a panel, which stands at a place of its own, reaches beyond a frame that was zoomed. */
function clippedMark(unit: Specification): Specification {
  const inside = channelOf(unit, "x")?.value === undefined;
  return { ...unit, mark: { ...(unit.mark as Specification), clip: inside } };
}

/** Curves whose name is among the hidden ones are not drawn. */
function withHiding(panel: Specification, series: Set<string>): Specification {
  return units(panel, (unit) => {
    const channel = channelOf(unit, "color");
    if (channel?.type !== "nominal" || typeof channel.field !== "string" || channel.legend === null)
      return unit;
    const names = (channel.scale as Specification | undefined)?.domain;
    if (!Array.isArray(names)) return unit;
    for (const name of names) series.add(String(name));
    const { opacity = 1 } = unit.mark as Specification;
    const test = `indexof(${HIDDEN}, '' + datum['${channel.field}']) >= 0`;
    const encoding = unit.encoding as Specification;
    return { ...unit, encoding: { ...encoding, opacity: { condition: { test, value: 0 }, value: opacity } } };
  });
}

/** Tooltips with the meaning of each column, where it is short, and else its name in words. */
function withNames(panel: Specification, columns: readonly TableColumn[]): Specification {
  const names = new Map(columns.map((column) => [column.name, nameOf(column)]));
  const titleOf = (field: string): string =>
    names.get(field) ??
    (field.endsWith("Error") ? `± ${names.get(field.slice(0, -"Error".length)) ?? ""}` : inWords(field));
  return units(panel, (unit) => {
    const { tooltip, ...encoding } = (unit.encoding ?? {}) as Specification;
    if (!Array.isArray(tooltip)) return unit;
    const named = (tooltip as Specification[]).map((entry) => ({
      ...entry,
      title: titleOf(String(entry.field)),
    }));
    return { ...unit, encoding: { ...encoding, tooltip: named } };
  });
}

function nameOf({ name, header, meaning }: TableColumn): string {
  if (header !== undefined) return header;
  return meaning.length <= LONGEST_NAME ? meaning : inWords(name);
}

function inWords(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function channelOf(unit: Specification, name: string): Specification | undefined {
  return (unit.encoding as Specification | undefined)?.[name] as Specification | undefined;
}

/** The same with every drawing that is no layer of others replaced. */
function units(node: Specification, replace: (unit: Specification) => Specification): Specification {
  if (!Array.isArray(node.layer)) return replace(node);
  return { ...node, layer: (node.layer as Specification[]).map((part) => units(part, replace)) };
}
