/**
 * Who is to be told of an incident, by when and by which law: the clocks that one moment of
 * awareness starts. Receivers and laws change, so each has the dates between which it holds. None
 * has been held against its primary source by us: `isChecked` says so, and pages say so.
 */
import {
  type Instant,
  instantFromMs,
  msFromInstant,
  type PlainDate,
  type Text,
} from "@vallgrav/kernel";

/** Names of the duties. */
export type DutyId =
  | "data-breach"
  | "data-subjects"
  | "early-warning"
  | "incident-notice"
  | "final-report"
  | "recipients"
  | "protective-security";

/** Who receives it, from a day to a day; null: without such an end. */
export type Receiver = {
  readonly name: Text;
  readonly from: PlainDate | null;
  readonly until: PlainDate | null;
};

/** When it is due: hours, or one month, after what; null: no figure stands in the law. */
export type Due =
  | { readonly hours: number; readonly after: "known" }
  | { readonly months: number; readonly after: DutyId }
  | null;

/** A duty to tell somebody. */
export type Duty = {
  readonly id: DutyId;
  readonly name: Text;
  readonly law: Text;
  readonly due: Due;
  /** In words: from when it runs, and for whom it is. */
  readonly when: Text;
  readonly receivers: readonly Receiver[];
  /** Where it was read of. */
  readonly source: string;
  /** Whether it was held against its primary source. */
  readonly isChecked: boolean;
};

const law = {
  sv: "Cybersäkerhetslagen (2025:1506)",
  en: "The cybersecurity act (2025:1506)",
};
const cyberSource =
  "https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/";
const cyberReceivers: readonly Receiver[] = [
  {
    name: { sv: "CERT-SE vid Myndigheten för civilt försvar", en: "CERT-SE at MCF" },
    from: "2026-01-15" as PlainDate,
    until: "2026-06-30" as PlainDate,
  },
  {
    name: {
      sv: "CERT-SE vid Nationellt cybersäkerhetscenter (FRA)",
      en: "CERT-SE at the national cyber security centre (FRA)",
    },
    from: "2026-07-01" as PlainDate,
    until: null,
  },
];

function always(sv: string, en: string): readonly Receiver[] {
  return [{ name: { sv, en }, from: null, until: null }];
}

function cyber(sv: string, en: string): Text {
  return { sv: `${law.sv} ${sv}`, en: `${law.en} ${en}` };
}

/** Duties, in the order in which their clocks run out. */
export const duties: readonly Duty[] = [
  {
    id: "protective-security",
    name: { sv: "Anmälan till Säkerhetspolisen", en: "Report to the Security Service" },
    law: {
      sv: "Säkerhetsskyddsförordningen (2021:955) 2 kap. 4 §",
      en: "The protective security ordinance (2021:955) 2:4",
    },
    due: null,
    when: {
      sv: "Skyndsamt, om säkerhetskänslig verksamhet är berörd. Skriv inget om den här.",
      en: "Promptly, if security-sensitive activity is touched. Write nothing of it here.",
    },
    receivers: always("Säkerhetspolisen", "The Swedish Security Service"),
    source: "säkerhetsskyddsförordning (2021:955)",
    isChecked: false,
  },
  {
    id: "early-warning",
    name: { sv: "Tidig varning", en: "Early warning" },
    law: cyber("2 kap. 5 §", "2:5"),
    due: { hours: 24, after: "known" },
    when: {
      sv: "Vid betydande incident. En gång för kommunen; bolag som omfattas gör sin egen.",
      en: "Of a significant incident. Once for the municipality; companies covered make their own.",
    },
    receivers: cyberReceivers,
    source: cyberSource,
    isChecked: false,
  },
  {
    id: "incident-notice",
    name: { sv: "Incidentanmälan", en: "Incident notification" },
    law: cyber("2 kap. 6 §", "2:6"),
    due: { hours: 72, after: "known" },
    when: {
      sv: "Vid betydande incident, efter den tidiga varningen.",
      en: "Of a significant incident, after the early warning.",
    },
    receivers: cyberReceivers,
    source: cyberSource,
    isChecked: false,
  },
  {
    id: "data-breach",
    name: { sv: "Personuppgiftsincident", en: "Personal data breach" },
    law: { sv: "Dataskyddsförordningen artikel 33", en: "GDPR article 33" },
    due: { hours: 72, after: "known" },
    when: {
      sv: "Varje nämnd och bolag anmäler för det den är personuppgiftsansvarig för.",
      en: "Each committee and company reports for what it is the controller of.",
    },
    receivers: always("Integritetsskyddsmyndigheten (IMY)", "The data protection authority (IMY)"),
    source: "https://imy.se/verksamhet/dataskydd/",
    isChecked: false,
  },
  {
    id: "data-subjects",
    name: { sv: "Information till de registrerade", en: "Telling the persons concerned" },
    law: { sv: "Dataskyddsförordningen artikel 34", en: "GDPR article 34" },
    due: null,
    when: {
      sv: "Utan onödigt dröjsmål, om risken för dem är hög.",
      en: "Without undue delay, where the risk to them is high.",
    },
    receivers: always("De vars uppgifter det gäller", "Those whose data it is"),
    source: "https://imy.se/verksamhet/dataskydd/",
    isChecked: false,
  },
  {
    id: "recipients",
    name: { sv: "Information till dem som använder tjänsten", en: "Telling users of the service" },
    law: cyber("2 kap. 9–10 §§", "2:9–10"),
    due: null,
    when: {
      sv: "När det är lämpligt, vid betydande incident eller hot.",
      en: "Where appropriate, of a significant incident or threat.",
    },
    receivers: always("De som använder tjänsten", "Those who use the service"),
    source: cyberSource,
    isChecked: false,
  },
  {
    id: "final-report",
    name: { sv: "Slutrapport", en: "Final report" },
    law: cyber("2 kap. 8 §", "2:8"),
    due: { months: 1, after: "incident-notice" },
    when: {
      sv: "Högst en månad efter incidentanmälan; pågår den än lämnas då en lägesrapport.",
      en: "A month after the notification at most; if it goes on, a report on progress then.",
    },
    receivers: cyberReceivers,
    source: cyberSource,
    isChecked: false,
  },
];

/** Who receives it on a day; the last known where none is named for it. */
export function receiverOn({ receivers }: Duty, day: PlainDate): Text {
  const found = receivers.find(
    ({ from, until }) => (from === null || from <= day) && (until === null || day <= until),
  );
  return (found ?? receivers.at(-1))?.name ?? { sv: "", en: "" };
}

const hourMs = 3_600_000;

/** Days of a month of the calendar, its months from 0. */
function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 1) return isLeap ? 29 : 28;
  return [3, 5, 8, 10].includes(month) ? 30 : 31;
}

/** The same time of day so many months later; on the month's last day where it has no such. */
function monthsAfter(instant: Instant, months: number): Instant {
  const [year = 0, month = 1, day = 1] = instant.slice(0, 10).split("-").map(Number);
  const all = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(all / 12), all % 12];
  const toDay = Math.min(day, daysIn(toYear, toMonth));
  const written = [String(toYear).padStart(4, "0"), toMonth + 1, toDay]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  return `${written}${instant.slice(10)}` as Instant;
}

/**
 * When a duty is due, of something that became known at a moment; null where the law has no figure.
 * Hours run through nights and weekends.
 * @param reportedAt when a duty was reported; null where it was not. A month runs from when what it
 *   follows was reported, or was to be.
 */
export function dueOf(
  { due }: Duty,
  knownAt: Instant,
  reportedAt: (duty: DutyId) => Instant | null = () => null,
): Instant | null {
  if (due === null) return null;
  if ("hours" in due) return instantFromMs(msFromInstant(knownAt) + due.hours * hourMs);
  const before = duties.find(({ id }) => id === due.after);
  const from =
    reportedAt(due.after) ?? (before === undefined ? null : dueOf(before, knownAt, reportedAt));
  return from === null ? null : monthsAfter(from, due.months);
}
