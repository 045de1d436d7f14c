/** The look of the report: one column of text beside its contents, light and dark, and on paper. */
import { darkFigureRules } from "../../figures/index.js";

/** The whole style sheet. */
export const REPORT_STYLE = `
:root { --text: #1b1b1b; --muted: #565656; --ground: #fdfdfc; --panel: #f3f3f0; --line: #d5d5cf; --link: #0059a3; --bad: #b03a00 }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e6e3; --muted: #a9a9a5; --ground: #16181b; --panel: #202327; --line: #3a3e44; --link: #7ab8f5; --bad: #ff9d66 }
}
* { box-sizing: border-box }
html { scroll-behavior: smooth; scroll-padding-top: 1rem }
body { margin: 0; color: var(--text); background: var(--ground); font: 16px/1.55 Georgia, "DejaVu Serif", "Times New Roman", serif; display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 54rem) minmax(0, 1fr) }
header { grid-column: 2; padding: 2rem 1.25rem 0; min-width: 0 }
main { grid-column: 2; padding: 0 1.25rem 5rem; min-width: 0 }
nav { font: 0.85rem/1.45 Verdana, "DejaVu Sans", "Segoe UI", Arial, sans-serif; padding: 2.4rem 1rem }
nav h2 { font-size: 0.85rem; color: var(--muted); margin: 0 0 0.5rem; border: 0 }
nav ol { margin: 0; padding-left: 1.4rem }
nav li { margin: 0.25rem 0 }
h1, h2 { font-family: Verdana, "DejaVu Sans", "Segoe UI", Arial, sans-serif; line-height: 1.2; text-wrap: balance }
h1 { font-size: 1.8rem; margin: 0.5rem 0 1rem }
h2 { font-size: 1.25rem; margin: 3rem 0 1rem; padding-bottom: 0.3rem; border-bottom: 1px solid var(--line) }
a { color: var(--link) }
.answer { font-size: 1.15rem }
.abstract { font-size: 1.05rem; color: var(--muted) }
.skip { position: absolute; left: -99rem }
.skip:focus { left: 1rem; top: 1rem; background: var(--ground); padding: 0.5rem }
figure { margin: 2rem 0 }
.paper { background: #fff; border: 1px solid var(--line); border-radius: 4px; padding: 0.5rem; overflow-x: auto; text-align: center }
.paper svg { max-width: 100%; height: auto }
figcaption { font-size: 0.88rem; color: var(--muted); margin-top: 0.6rem }
.table { overflow-x: auto; margin: 1.5rem 0 0.5rem }
table { border-collapse: collapse; font: 0.82rem/1.4 Verdana, "DejaVu Sans", "Segoe UI", Arial, sans-serif; font-variant-numeric: tabular-nums; width: 100% }
caption { text-align: left; font-weight: bold; padding: 0 0 0.4rem }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.9rem 0.25rem 0; border-bottom: 1px solid var(--line) }
thead th { border-bottom: 2px solid var(--line); vertical-align: bottom }
tbody th { font-weight: normal }
.number { text-align: right; white-space: nowrap }
.bad { color: var(--bad); font-weight: bold }
.note { font-size: 0.85rem; color: var(--muted); margin: 0.3rem 0 }
details { margin: 1rem 0; border: 1px solid var(--line); border-radius: 4px; padding: 0 0.8rem }
summary { cursor: pointer; padding: 0.5rem 0; font: 0.85rem Verdana, "DejaVu Sans", "Segoe UI", Arial, sans-serif }
pre { background: var(--panel); padding: 0.8rem 1rem; overflow-x: auto; font-size: 0.8rem; border-radius: 4px }
code { font-family: "DejaVu Sans Mono", Consolas, monospace; font-size: 0.9em }
sub, sup { line-height: 0; font-size: 0.75em }
@media (min-width: 80rem) { nav { grid-column: 1; grid-row: 1 / span 2; position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; max-width: 16rem; justify-self: end } }
@media (max-width: 79.99rem) { nav, main { grid-column: 2 } nav { padding: 1rem 1.25rem 0 } }
@media screen and (prefers-color-scheme: dark) { .paper { background: none } }
${darkFigureRules(".paper")}
@media print {
  :root { --text: #000; --muted: #333; --ground: #fff; --panel: #f6f6f6; --line: #bbb; --link: #000 }
  body { display: block; font-size: 10pt } .skip { display: none }
  figure, tr, caption { break-inside: avoid } h2 { break-after: avoid } .table { overflow: visible }
}
`;
