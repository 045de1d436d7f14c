/** A view at work: its form, its computations in their workers, and the blocks that come back. */
import type { Block } from "../block.js";
import type { News } from "../protocol.js";
import type { Job, View } from "../views/view.js";
import { blockView } from "./block-view.js";
import { type Form, formOf } from "./controls.js";
import { make } from "./dom.js";
import { WorkerClient } from "./worker-client.js";

/** Changes that follow each other within this time are one. */
const PAUSE = 60;

interface Running {
  readonly job: Job;
  readonly client: WorkerClient;
  readonly filled: Set<string>;
  timer: number | undefined;
  busy: boolean;
}

export class ViewPage {
  readonly element: HTMLElement;
  private readonly form: Form;
  private readonly slots = new Map<string, HTMLElement>();
  private readonly blocks = new Map<string, Block>();
  private readonly running: readonly Running[];
  private readonly state = make("span", { class: "state", role: "status" });
  private readonly stopButton = make("button", { type: "button", hidden: true }, "Stop");
  private readonly fileName = make("span", { class: "state" });
  private file: File | undefined;
  private waiting: Running[] = [];

  /** @param changed is told of all values after each change */
  constructor(
    view: View,
    readonly values: Record<string, number | string>,
    private readonly changed: (values: Readonly<Record<string, number | string>>) => void,
  ) {
    this.form = formOf(view.controls, values, (name, value) => this.set(name, value));
    this.running = view.jobs.map((job) => {
      const one: Running = {
        job,
        client: new WorkerClient((news) => this.hear(one, news)),
        filled: new Set(),
        timer: undefined,
        busy: false,
      };
      return one;
    });
    for (const slot of view.layout) this.slots.set(slot, make("div", { class: "slot", "data-slot": slot }));
    this.stopButton.addEventListener("click", () => this.stop());
    this.element = make(
      "div",
      { class: "view" },
      make("p", { class: "introduction" }, view.introduction),
      make(
        "div",
        { class: "columns" },
        make(
          "aside",
          {},
          ...(view.takesFile === true ? [this.dropZone()] : []),
          this.form.element,
          make("div", { class: "actions" }, this.stopButton, this.state),
        ),
        make("div", { class: "blocks" }, ...this.slots.values()),
      ),
    );
  }

  /** Once it is on the page: one computation after the other, each when the one before has something to show. */
  start(): void {
    this.waiting = [...this.running];
    this.startNext();
  }

  /** A file was dropped or chosen: everything that reads it runs anew. */
  private take(file: File): void {
    this.file = file;
    this.fileName.textContent = file.name;
    this.stop();
    this.start();
  }

  /** Where files are dropped or chosen. */
  private dropZone(): HTMLElement {
    const input = make("input", {
      type: "file",
      accept: ".onnx,.nnet,.safetensors,.npz,.npy,.csv,.txt,.tsv,.json",
      "aria-label": "file of weights",
    });
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      if (file !== undefined) this.take(file);
    });
    const zone = make("label", { class: "drop" }, "Drop a file here, or choose one ", input, this.fileName);
    const over = (on: boolean) => (event: DragEvent) => {
      event.preventDefault();
      zone.classList.toggle("over", on);
    };
    zone.addEventListener("dragover", over(true));
    zone.addEventListener("dragleave", over(false));
    zone.addEventListener("drop", (event) => {
      over(false)(event);
      const [file] = event.dataTransfer?.files ?? [];
      if (file !== undefined) this.take(file);
    });
    return zone;
  }

  private startNext(): void {
    const next = this.waiting.shift();
    if (next !== undefined) this.run(next);
  }

  /** Ends everything that runs; what has come stays. */
  stop(): void {
    this.waiting = [];
    for (const one of this.running) {
      clearTimeout(one.timer);
      one.timer = undefined;
      one.client.stop();
      one.busy = false;
    }
    this.showState("stopped");
  }

  /** Widths have changed: everything is drawn again. */
  redraw(): void {
    for (const slot of this.blocks.keys()) this.draw(slot);
  }

  /** A control has a new value. */
  set(name: string, value: number | string): void {
    if (this.values[name] === value) return;
    this.values[name] = value;
    this.form.set(name, value);
    this.changed(this.values);
    for (const one of this.running) {
      if (!one.job.needs.includes(name)) continue;
      clearTimeout(one.timer);
      one.timer = window.setTimeout(() => this.run(one), PAUSE);
      one.busy = true;
    }
    this.showState("");
    // Lines that stand for this control move.
    for (const [slot, block] of this.blocks)
      if (this.follows(block, name) && !this.isDragged(slot)) this.draw(slot);
  }

  private follows(block: Block, control: string): boolean {
    if (block.kind === "range") return block.vertical?.control === control;
    if (block.kind !== "plot") return false;
    return [...(block.verticals ?? []), ...(block.horizontals ?? [])].some(
      (line) => line.control === control,
    );
  }

  private isDragged(slot: string): boolean {
    return this.slots.get(slot)?.matches(":active") === true;
  }

  private run(one: Running): void {
    clearTimeout(one.timer);
    one.timer = undefined;
    one.filled.clear();
    one.busy = true;
    this.showState("");
    one.client.start({
      job: one.job.name,
      parameters: { ...this.values },
      ...(one.job.file === true && this.file !== undefined ? { file: this.file } : {}),
    });
  }

  private hear(one: Running, news: News): void {
    if (this.waiting.length > 0) this.startNext();
    if (news.type === "block") {
      one.filled.add(news.slot);
      this.show(news.slot, news.block);
      return;
    }
    one.busy = one.timer !== undefined;
    if (news.type === "failed") {
      const [first] = one.job.slots;
      one.filled.add(first);
      this.show(first, { kind: "sentence", tone: "problem", text: news.text });
    }
    // What the computation no longer has is taken away.
    for (const slot of one.job.slots) if (!one.filled.has(slot)) this.show(slot, null);
    this.showState("");
  }

  private show(slot: string, block: Block | null): void {
    if (block === null) {
      this.blocks.delete(slot);
      const place = this.slots.get(slot);
      place?.replaceChildren();
      place?.removeAttribute("data-kind");
      return;
    }
    this.blocks.set(slot, block);
    this.draw(slot);
  }

  private draw(slot: string): void {
    const [place, block] = [this.slots.get(slot), this.blocks.get(slot)];
    if (place === undefined || block === undefined) return;
    // Its column, and with it its width, follows from its kind.
    place.dataset.kind = block.kind;
    const width = Math.max(280, Math.min(860, place.clientWidth - 26));
    const focused = place.querySelector(":focus") !== null;
    const made = blockView(slot, block, {
      width,
      values: this.values,
      drag: (name, value) => this.set(name, value),
    });
    place.replaceChildren(made);
    if (focused) place.querySelector<HTMLElement>(".drawing[tabindex]")?.focus({ preventScroll: true });
  }

  private showState(text: string): void {
    const busy = this.running.some((one) => one.busy);
    this.stopButton.hidden = !busy;
    this.state.textContent = busy ? "computing" : text === "" ? "done" : text;
    this.element.dataset.busy = String(busy);
  }
}
