/** The page: tabs over the views, the address, and one view at a time. */
import { VIEWS } from "../views/index.js";
import type { View } from "../views/view.js";
import { addressOf, readAddress } from "./address.js";
import { make } from "./dom.js";
import { installTips } from "./glossary.js";
import { ViewPage } from "./view-page.js";

const main = document.querySelector("main") ?? document.body;
const tabs = new Map<string, HTMLButtonElement>();
const kept = new Map<string, Record<string, number | string>>();
let current: ViewPage | undefined;

function open(view: View, values: Record<string, number | string>): void {
  current?.stop();
  const page = new ViewPage(view, values, (changed) =>
    history.replaceState(null, "", addressOf(view, changed)),
  );
  current = page;
  kept.set(view.name, values);
  for (const [name, tab] of tabs) {
    const chosen = name === view.name;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  main.setAttribute("aria-labelledby", `tab-${view.name}`);
  main.replaceChildren(page.element);
  page.start();
}

function openAddress(): void {
  const { view, values } = readAddress(location.hash, VIEWS);
  open(view, values);
}

function tabList(): HTMLElement {
  const list = make("div", { role: "tablist", "aria-label": "views" });
  for (const view of VIEWS) {
    const tab = make(
      "button",
      { role: "tab", type: "button", id: `tab-${view.name}`, "aria-controls": "view" },
      view.title,
    );
    tab.addEventListener("click", () => {
      const values = kept.get(view.name) ?? readAddress(`#${view.name}`, VIEWS).values;
      history.pushState(null, "", addressOf(view, values));
      open(view, values);
    });
    tabs.set(view.name, tab);
    list.append(tab);
  }
  list.addEventListener("keydown", (event) => {
    const move = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (move === 0) return;
    const all = [...tabs.values()];
    const next = all[(all.findIndex((tab) => tab.matches(":focus")) + move + all.length) % all.length];
    next.focus();
    next.click();
  });
  return list;
}

document.querySelector("header")?.append(tabList());
installTips();
addEventListener("popstate", openAddress);
addEventListener("hashchange", openAddress);
let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth === width) return;
  width = innerWidth;
  current?.redraw();
});
openAddress();
