/** A plot on the page: it reads its points to the pointer and to the arrow keys, and its lines can be dragged. */
import { formatNumber, formatQuantity } from "../../src/table/format-quantity.js";
import type { PlotBlock } from "../block.js";
import { SCREEN } from "../draw/palette.js";
import { type DrawnPlot, drawPlot } from "../draw/plot.js";
import { make } from "./dom.js";

export interface PlotOptions {
  readonly width: number;
  readonly values: Readonly<Record<string, number | string>>;
  /** Called while a line that stands for a control is dragged. */
  readonly drag: (control: string, value: number) => void;
}

export function plotView(block: PlotBlock, { width, values, drag }: PlotOptions): HTMLElement {
  const drawn = drawPlot(block, width, SCREEN, values);
  const figure = make("div", {
    class: "drawing",
    tabindex: 0,
    role: "group",
    "aria-label": `${block.title}: arrow keys read its points`,
  });
  figure.innerHTML = drawn.svg;
  const said = make("output", { class: "reading", "aria-live": "polite" });
  const cursor = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  for (const [key, value] of Object.entries({
    r: "5",
    fill: "none",
    stroke: "var(--ink)",
    "stroke-width": "1.5",
    visibility: "hidden",
  }))
    cursor.setAttribute(key, value);
  const svg = figure.querySelector("svg");
  svg?.append(cursor);
  let at: readonly [series: number, point: number] | undefined;
  const read = (series: number, point: number): void => {
    const { name, x, y, errors, names } = block.series[series];
    if (!(point >= 0 && point < x.length)) return;
    at = [series, point];
    cursor.setAttribute("cx", String(drawn.x.at(x[point])));
    cursor.setAttribute("cy", String(drawn.y.at(y[point])));
    cursor.setAttribute("visibility", "visible");
    const value =
      errors === undefined
        ? formatNumber(y[point], 7)
        : formatQuantity({ value: y[point], error: errors[point], status: "converged" });
    said.textContent = `${names?.[point] ?? name}: ${block.x.text} = ${formatNumber(x[point], 7)}, ${block.y.text} = ${value}`;
  };
  figure.addEventListener("keydown", (event) => {
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
    };
    const move = moves[event.key];
    if (move === undefined || block.series.length === 0) return;
    event.preventDefault();
    const [series, point] = at ?? [0, -1];
    const next = (series + move[0] + block.series.length) % block.series.length;
    read(next, Math.min(Math.max(0, point + move[1]), block.series[next].x.length - 1));
  });
  figure.addEventListener("pointermove", (event) => {
    const near = nearest(block, drawn, ...inDrawing(event, figure, width));
    if (near !== undefined) read(...near);
  });
  for (const handle of figure.querySelectorAll<SVGGElement>("[data-control]"))
    dragged(handle, figure, drawn, width, drag);
  return make("div", {}, figure, said);
}

/** The pointer in the units of the drawing. */
function inDrawing({ clientX, clientY }: PointerEvent, figure: HTMLElement, width: number): [number, number] {
  const box = (figure.querySelector("svg") ?? figure).getBoundingClientRect();
  const scale = width / box.width;
  return [(clientX - box.left) * scale, (clientY - box.top) * scale];
}

function nearest(
  block: PlotBlock,
  { x, y }: DrawnPlot,
  px: number,
  py: number,
): [number, number] | undefined {
  let [best, found] = [40, undefined as [number, number] | undefined];
  for (const [series, { x: xs, y: ys }] of block.series.entries())
    for (let i = 0; i < xs.length; i++) {
      const distance = Math.hypot(x.at(xs[i]) - px, y.at(ys[i]) - py);
      if (distance < best) [best, found] = [distance, [series, i]];
    }
  return found;
}

/** The line follows the pointer at once; what depends on it is told. */
function dragged(
  handle: SVGGElement,
  figure: HTMLElement,
  { x, frame }: DrawnPlot,
  width: number,
  drag: (control: string, value: number) => void,
): void {
  const control = handle.dataset.control ?? "";
  const start = handle.getBBox();
  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    // The drawing may be made anew meanwhile: the document hears the rest.
    const move = (moved: PointerEvent): void => {
      const place = Math.min(frame.right, Math.max(frame.left, inDrawing(moved, figure, width)[0]));
      const value = Number(x.value(place).toPrecision(4));
      handle.setAttribute("transform", `translate(${place - (start.x + 9)} 0)`);
      drag(control, value);
    };
    const end = (): void => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", end);
      document.removeEventListener("pointercancel", end);
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end);
    document.addEventListener("pointercancel", end);
  });
}
