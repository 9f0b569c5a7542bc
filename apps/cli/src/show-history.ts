/** `check --history`: what earlier looks at own domains came to. */
import { profileNames } from "@vallgrav/domains";
import type { DomainCheck } from "@vallgrav/platform/api";
import { hygieneProblem } from "@vallgrav/platform/hygiene";
import type { Rooms } from "@vallgrav/server";
import { visible, whole } from "./format.ts";
import type { HistoryCommand } from "./hygiene-arguments.ts";
import { scoreText } from "./show-judged.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

function checkLine({ at, scores, counts }: DomainCheck, speaker: Speaker): string {
  const { words, language } = speaker;
  const all = profileNames.map((name) => `${name} ${scoreText(scores[name], speaker)}`);
  const { failed, unknown } = words.hygiene.standings;
  const [bad, open] = [whole(counts.failed, language), whole(counts.unknown, language)];
  const when = at.slice(0, 16).replace("T", " ");
  return `  ${when}  ${all.join(", ")}; ${bad} ${failed}, ${open} ${unknown}`;
}

/** Tells the history of the domains that are named, or of all own ones. */
export async function showHistory(
  { hygiene }: Rooms,
  { domains: named }: HistoryCommand,
  speaker: Speaker,
): Promise<Told> {
  const own = (await hygiene.list()).domains.map(({ domain }) => domain);
  const found = await Promise.all(
    (named.length === 0 ? own : named).map(async (name) => {
      return { name, view: await hygiene.one(name) };
    }),
  );
  const strange = found.filter(({ view }) => view === null);
  if (strange.length > 0)
    return refused(strange.map(({ name }) => hygieneProblem("hygiene/not-cleared", { name })));
  const views = found.flatMap(({ view }) => view ?? []);
  const said = speaker.words.hygiene;
  return {
    exit: 0,
    document: {
      domains: views.map(({ own: { domain }, history }) => ({ domain, history })),
      problems: [],
    },
    lines: views.flatMap(({ own: { domain }, history }) =>
      history.length === 0
        ? [said.noHistory(visible(domain))]
        : [said.history(visible(domain)), ...history.map((one) => checkLine(one, speaker))],
    ),
    problems: [],
    object: views
      .map(({ own: { domain } }) => domain)
      .join(" ")
      .slice(0, 1_000),
  };
}
