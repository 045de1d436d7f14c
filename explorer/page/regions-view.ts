/** Regions on the page: a click shows the active set, arrow keys go through them, dragging moves the square. */
import type { RegionsBlock } from "../block.js";
import { SCREEN } from "../draw/palette.js";
import { drawRegions } from "../draw/regions.js";
import { make } from "./dom.js";
import type { PlotOptions } from "./plot-view.js";

/** Pixels from which a press is a drag. */
const DRAG = 5;

export function regionsView(block: RegionsBlock, { width, values, drag }: PlotOptions): HTMLElement {
  const figure = make("div", {
    class: "drawing regions",
    tabindex: 0,
    role: "group",
    "aria-label": `${block.title}: arrow keys go through its regions, dragging moves it`,
  });
  const said = make(
    "output",
    { class: "reading active-set", "aria-live": "polite" },
    "Click a region to see its active units; drag to move.",
  );
  let chosen: number | undefined;
  const draw = (): void => {
    figure.innerHTML = drawRegions(block, width, SCREEN, chosen);
  };
  const choose = (region: number): void => {
    chosen = region;
    said.textContent = `Region ${region + 1} of ${block.texts.length}, ${block.texts[region]}`;
    draw();
  };
  figure.addEventListener("keydown", (event) => {
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (move === undefined || block.texts.length === 0) return;
    event.preventDefault();
    choose(((chosen ?? -1) + move + block.texts.length) % block.texts.length);
  });
  figure.addEventListener("pointerdown", (start) => {
    start.preventDefault();
    figure.focus({ preventScroll: true });
    const size = figure.querySelector("svg")?.getBoundingClientRect().width ?? width;
    const [s, r, radius] = ["s", "r", "radius"].map((name) => Number(values[name]));
    const target = start.target instanceof Element ? start.target.getAttribute("data-region") : null;
    let moved = false;
    const move = (event: PointerEvent): void => {
      const [dx, dy] = [event.clientX - start.clientX, event.clientY - start.clientY];
      moved ||= Math.hypot(dx, dy) > DRAG;
      if (!moved) return;
      // The picture follows at once; its regions are computed anew.
      figure.style.transform = `translate(${dx}px, ${dy}px)`;
      drag("s", Number((s - (2 * radius * dx) / size).toPrecision(6)));
      if (block.shape === "square") drag("r", Number((r + (2 * radius * dy) / size).toPrecision(6)));
    };
    const end = (): void => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", end);
      document.removeEventListener("pointercancel", end);
      if (!moved && target !== null) choose(Number(target));
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end);
    document.addEventListener("pointercancel", end);
  });
  draw();
  return make("div", {}, make("div", { class: "window" }, figure), said);
}
