/**
 * A hunt as one page to read and to print: what was searched, which rules fired, when, and the
 * first hits of each. One file without scripts, and nothing in it is fetched from elsewhere;
 * whatever comes from logs or rules is text in it and nothing else.
 */
import { own } from "@vallgrav/kernel";
import type { SigmaLevel } from "@vallgrav/sigma";
import { type Language, visible, whole } from "../format.ts";
import type { HuntWords } from "../words.ts";
import type { Hit } from "./hunter.ts";

/** What the page tells of. */
export type Reported = {
  readonly rules: number;
  readonly logs: number;
  readonly records: number;
  readonly damaged: number;
  readonly passedOver: { readonly count: number };
  readonly undecided: number;
  readonly found: readonly {
    readonly rule: string;
    readonly title: string;
    readonly level: SigmaLevel | null;
    readonly tags: readonly string[];
    readonly hits: number;
  }[];
  readonly hits: readonly Hit[];
  readonly hitsLeftOut: number;
};

/** Hits shown of one rule, and days of the timeline; the document has all. */
const mostShown = 20;
const mostDays = 120;

const style = `
body { font: 16px/1.5 system-ui, sans-serif; color: #1b2a33 }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem }
h2 { font-size: 1.2rem; margin-top: 2.5rem }
h3 { font-size: 1rem; margin: 2rem 0 .3rem }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0 }
th, td { border-bottom: 1px solid #d5dde1 }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
td.fields { width: 48% }
code, .place { overflow-wrap: anywhere }
code { font-size: .85em }
.place { color: #566a75 }
.bar { display: inline-block; height: .8rem; background: #3b6b8f; vertical-align: middle }
.critical, .high { font-weight: 600; color: #9c2b1f }
@media print { body { margin: 0 } h3 { break-after: avoid } tr { break-inside: avoid } }
`;

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Foreign text as text: no letter of it is markup, none moves what stands around it. */
function text(value: string): string {
  return visible(value).replaceAll(/[&<>"']/g, (letter) => own(escapes, letter) ?? "");
}

/** Hits by day, ascending; those without a time are left out. */
function daysOf(hits: readonly Hit[]): readonly (readonly [string, number])[] {
  const days = new Map<string, number>();
  for (const { time } of hits)
    if (time !== null) days.set(time.slice(0, 10), (days.get(time.slice(0, 10)) ?? 0) + 1);
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}

function levelCell(level: SigmaLevel | null, words: HuntWords): string {
  return level === null ? "<td>–</td>" : `<td class="${level}">${text(words.levels[level])}</td>`;
}

function timeline(hits: readonly Hit[], words: HuntWords, language: Language): string {
  const days = daysOf(hits);
  const shown = days.slice(-mostDays);
  if (shown.length === 0) return "";
  const most = Math.max(...shown.map(([, count]) => count));
  const rows = shown.map(([day, count]) => {
    const width = Math.max(1, Math.round((count / most) * 100)) / 10;
    const bar = `<span class="bar" style="width:${width * 4}rem"></span>`;
    const number = `<td class="n">${whole(count, language)}</td>`;
    return `<tr><td>${text(day)}</td>${number}<td>${bar}</td></tr>`;
  });
  const [day, count] = [words.report.day, words.head[1]];
  const head = `<th>${text(day)}</th><th class="n">${text(count)}</th><th></th>`;
  return (
    `<h2>${text(words.report.timeline)}</h2><table><thead><tr>${head}</tr></thead>` +
    `<tbody>${rows.join("\n")}</tbody></table>`
  );
}

function hitRow({ time, event, file, place, matched }: Hit): string {
  const computer = event["Computer"] ?? event["hostname"] ?? "";
  const name = typeof computer === "string" ? computer : "";
  const fields = matched
    .map(({ field, values }) => {
      const value = `<code>${text(values.join(" | "))}</code>`;
      return field === null ? value : `${text(field)}: ${value}`;
    })
    .join("<br>");
  const when = time === null ? "–" : time.replace("T", " ").replace(/\.\d+Z$/, "");
  const where = `${text(name)}<br><span class="place">${text(file)}, ${text(place)}</span>`;
  return `<tr><td>${text(when)}</td><td>${where}</td><td class="fields">${fields}</td></tr>`;
}

function ruleSection(
  rule: Reported["found"][number],
  hits: readonly Hit[],
  { report }: HuntWords,
  language: Language,
): string {
  const shown = hits.slice(0, mostShown);
  const heads = [report.time, report.where, report.fields].map((head) => `<th>${text(head)}</th>`);
  const more =
    rule.hits > shown.length
      ? `<p>${text(report.more(whole(rule.hits - shown.length, language)))}</p>`
      : "";
  const tags = rule.tags.length === 0 ? "" : `<p class="place">${text(rule.tags.join(", "))}</p>`;
  return (
    `<h3>${text(rule.title)}</h3>${tags}` +
    `<table><thead><tr>${heads.join("")}</tr></thead>` +
    `<tbody>${shown.map(hitRow).join("\n")}</tbody></table>${more}`
  );
}

/** The page, as HTML. Linear in the hits. */
export function huntReport(found: Reported, words: HuntWords, language: Language): string {
  const count = (value: number): string => whole(value, language);
  const total = found.hits.length + found.hitsLeftOut;
  const byRule = Map.groupBy(found.hits, ({ rule }) => rule);
  const rows = found.found.map(
    ({ level, hits, title }) =>
      `<tr>${levelCell(level, words)}<td class="n">${count(hits)}</td><td>${text(title)}</td></tr>`,
  );
  const [level, hits, rule] = words.head;
  const head = `<th>${text(level)}</th><th class="n">${text(hits)}</th><th>${text(rule)}</th>`;
  const notes = [
    words.lead(count(found.logs), count(found.records), count(found.rules)),
    total === 0
      ? words.none
      : words.found(count(total), count(found.found.length)).replace(/:$/, "."),
    ...(found.passedOver.count === 0 ? [] : [words.passedOver(count(found.passedOver.count))]),
    ...(found.damaged === 0 ? [] : [words.report.damaged(count(found.damaged))]),
    ...(found.undecided === 0 ? [] : [words.undecided(count(found.undecided))]),
  ];
  const sections = found.found.map((one) =>
    ruleSection(one, byRule.get(one.rule) ?? [], words, language),
  );
  const table =
    `<h2>${text(words.report.rules)}</h2>` +
    `<table><thead><tr>${head}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
  const all =
    `<h2>${text(words.report.hits)}</h2><p>${text(words.report.utc)}</p>` + sections.join("\n");
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>${text(words.report.title)}</title>
<style>${style}</style></head><body><main>
<h1>${text(words.report.title)}</h1>
${notes.map((note) => `<p>${text(note)}</p>`).join("\n")}
${rows.length === 0 ? "" : table}
${timeline(found.hits, words, language)}
${rows.length === 0 ? "" : all}
</main></body></html>
`;
}
