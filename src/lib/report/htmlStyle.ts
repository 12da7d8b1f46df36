/** How the report's page looks: light and dark as the reader's system says, one column that fits a phone, ink-saving on paper. */
export const htmlStyle = `
:root { color-scheme: light dark; --page: #fbfaf8; --ink: #1d1f24; --soft: #5d636f; --line: #e0ddd6; --card: #ffffff; --accent: #1f5fbf; --warn: #8a4b00; --warn-page: #fff4e2; }
@media (prefers-color-scheme: dark) { :root { --page: #16181c; --ink: #e8e6e1; --soft: #9da3ae; --line: #30343c; --card: #1e2127; --accent: #8ab4ff; --warn: #ffc46b; --warn-page: #33270f; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
body { margin: 0; background: var(--page); color: var(--ink); font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
body > header, nav, main, body > footer { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem; overflow-wrap: anywhere; }
body > header { padding-top: 3rem; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: clamp(1.6rem, 5vw, 2.3rem); margin: .25rem 0 1rem; }
h2 { font-size: 1.4rem; margin: 0 0 .75rem; }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
a { color: var(--accent); }
.kicker { margin: 0; color: var(--soft); font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; }
.summary { font-size: 1.18rem; line-height: 1.55; }
.status { padding: .6rem .9rem; border-radius: .4rem; background: var(--warn-page); color: var(--warn); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; margin: 1rem 0; }
dt { color: var(--soft); }
dd { margin: 0; }
nav ol { columns: 2 16rem; column-gap: 2.75rem; margin: 1.75rem 0 0; padding: 1rem 1rem 1rem 2.4rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); }
nav li { margin: 0; padding: .2rem 0; break-inside: avoid; }
nav h2 { margin: 2rem 0 -1rem; font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; color: var(--soft); }
section { margin: 2.75rem 0; padding-top: 1.75rem; border-top: 1px solid var(--line); }
li { margin: .45rem 0; }
li.said { margin: .9rem 0; }
blockquote { margin: .6rem 0 1rem; padding: .1rem 0 .1rem 1rem; border-left: 3px solid var(--accent); }
blockquote p { margin: 0; }
.sources { margin: .4rem 0 1rem; }
summary { color: var(--accent); cursor: pointer; }
blockquote footer, .note, .missing, .sources { color: var(--soft); font-size: .9rem; }
.time { font-variant-numeric: tabular-nums; white-space: nowrap; text-decoration-style: dotted; }
.time:hover, .time:focus { text-decoration-style: solid; }
.time:target { background: var(--warn-page); outline: .2rem solid var(--warn-page); }
figure { margin: 1rem 0; }
img { display: block; max-width: 100%; height: auto; border-radius: .4rem; background: #fff; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; font-variant-numeric: tabular-nums; }
caption { text-align: start; font-weight: 600; padding-bottom: .4rem; }
th, td { overflow-wrap: break-word; padding: .45rem .75rem .45rem 0; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; }
.missing h2 { font-size: 1.05rem; }
.missing ul { padding-left: 1.2rem; }
body > footer { padding-bottom: 3rem; color: var(--soft); font-size: .85rem; }
@media (max-width: 32rem) { body { font-size: 1rem; } body > header { padding-top: 1.5rem; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } figure { overflow-x: auto; } img { width: 40rem; max-width: none; } }
@media print { :root { --page: #fff; --ink: #000; --soft: #444; --line: #bbb; --card: #fff; --accent: #000; --warn: #000; --warn-page: #fff; } body { font-size: 10.5pt; } nav { display: none; } blockquote, li, tr { break-inside: avoid; } h2, h3 { break-after: avoid; } summary { display: none; } details::details-content { content-visibility: visible; } }
`.trim();
