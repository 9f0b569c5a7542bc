/** `check --reports`: what receivers of mail report of own domains. */
import {
  clearancesOf,
  type DomainMail,
  readMailReports,
  selectorsOf,
} from "@vallgrav/platform/hygiene";
import type { Rooms } from "@vallgrav/server";
import { visible, whole } from "./format.ts";
import type { ReportsCommand } from "./hygiene-arguments.ts";
import { unreadable } from "./import-files.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

/** Addresses and failures that a terminal is shown of a domain; the document has more. */
const mostShown = 5;

function linesOf(mail: DomainMail, { words, language }: Speaker): readonly string[] {
  const said = words.hygiene.reports;
  const count = (value: number): string => whole(value, language);
  const { domain, messages, aligned, from, until, failing, selectors, sessions, failures } = mail;
  const share = messages === 0 ? 0 : Math.floor((100 * aligned) / messages);
  const names = selectors.map(({ name }) => visible(name)).join(", ");
  return [
    said.mail(visible(domain), count(messages), `${share} %`),
    ...(from === null || until === null ? [] : [said.span(from, until)]),
    ...failing.slice(0, mostShown).map((one) => said.failing(visible(one.name), count(one.count))),
    ...(messages === 0 ? [] : [names === "" ? said.noSelectors : said.selectors(names)]),
    ...(sessions + failures.length === 0 ? [] : [said.sessions(count(sessions))]),
    ...failures.slice(0, mostShown).map((one) => said.failure(visible(one.name), count(one.count))),
  ];
}

/** Reads reports and tells what they come to; selectors that they name are remembered. */
export async function showReports(
  rooms: Rooms,
  { paths }: ReportsCommand,
  speaker: Speaker,
): Promise<Told> {
  const { words, language } = speaker;
  const clearances = clearancesOf(rooms);
  const asked = { clearances, selectors: selectorsOf(rooms), now: rooms.now };
  let read: Awaited<ReturnType<typeof readMailReports>>;
  try {
    read = await readMailReports(paths, asked);
  } catch (error) {
    const path: unknown = Reflect.get(Object(error), "path");
    if (typeof path !== "string") throw error;
    return refused([unreadable(path, error)]);
  }
  const { problems, ...document } = read;
  const { reports, strange, domains } = read;
  return {
    exit: 0,
    document: { ...document, problems },
    lines: [
      words.hygiene.reports.read(whole(reports, language), whole(domains.length, language)),
      ...(strange === 0 ? [] : [words.hygiene.reports.strange(whole(strange, language))]),
      ...domains.flatMap((one) => linesOf(one, speaker)),
    ],
    problems,
    object: domains
      .map(({ domain }) => domain)
      .join(" ")
      .slice(0, 1_000),
  };
}
