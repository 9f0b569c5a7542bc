/** What a detection rule of our own is: Sigma, with words for whoever gets the alert. */
import { instantFromMs, msFromInstant, parseInstant, type Text } from "@vallgrav/kernel";

/** An event as a log has it: a line of text, or an object of a JSON log. */
export type SampleEvent = string | Readonly<Record<string, unknown>>;

/** How grave an alert of a rule is, by Sigma's words. */
export type DetectionLevel = "low" | "medium" | "high" | "critical";

/** A rule. */
export type OwnDetection = {
  /** Number that it keeps for good; the last part of its id. */
  readonly number: number;
  readonly title: Text;
  readonly level: DetectionLevel;
  /** ATT&CK techniques. */
  readonly techniques: readonly string[];
  /** Where its events come from, as Sigma's `logsource`: `product: windows`. */
  readonly source: string;
  /** Sigma's `detection`, in YAML. */
  readonly detection: string;
  /** Sigma's `correlation` of what is found, its `rules` left out; null: each event. */
  readonly correlation: string | null;
  /** What it means that it fires. */
  readonly means: Text;
  /** What else it may be. */
  readonly falsePositives: Text;
  /** What to do first. */
  readonly firstAction: Text;
  /** Made-up logs on which it fires; each is the events of one. */
  readonly fires: readonly (readonly SampleEvent[])[];
  /** Made-up logs near by on which it does not. */
  readonly rests: readonly (readonly SampleEvent[])[];
};

/** A text in both languages. */
export function say(sv: string, en: string): Text {
  return { sv, en };
}

/** A rule of single events, or of several where a correlation is given. */
export function rule(
  given: Omit<OwnDetection, "correlation"> & { readonly correlation?: string },
): OwnDetection {
  return { correlation: null, ...given };
}

/** Id of a rule, the same for good. */
export function detectionId({ number }: Pick<OwnDetection, "number">): string {
  return `76c1d0a4-5b1e-4f0a-9c55-${String(number).padStart(12, "0")}`;
}

type Fields = Readonly<Record<string, unknown>>;

const startsAt = "2026-11-20T08:00:00.000Z";
const head = { Computer: "srv-01.kommun.example.se", TimeCreated_SystemTime: startsAt };

function windows(Channel: string): (EventID: number, fields: Fields) => SampleEvent {
  return (EventID, fields) => ({ Channel, EventID, ...head, ...fields });
}

/** An event of Sysmon. */
export const sysmon: ReturnType<typeof windows> = windows("Microsoft-Windows-Sysmon/Operational");

/** An event of the security log. */
export const security: ReturnType<typeof windows> = windows("Security");

/** An event of the system log. */
export const system: ReturnType<typeof windows> = windows("System");

/** An event of Windows Defender. */
export const defender: ReturnType<typeof windows> = windows(
  "Microsoft-Windows-Windows Defender/Operational",
);

/** A program that is started: its path and its command line. */
export function start(image: string, commandLine: string, more: Fields = {}): SampleEvent {
  const user = { User: "KOMMUN\\anna.ek", ParentImage: "C:\\Windows\\explorer.exe" };
  return sysmon(1, { Image: image, CommandLine: commandLine, ...user, ...more });
}

/** A program that is started in Linux, as Sysmon there tells it. */
export function linuxStart(
  image: string,
  commandLine: string,
  more: Readonly<Record<string, string>> = {},
): SampleEvent {
  const fields = { Image: image, CommandLine: commandLine, User: "www-data", ...more };
  const data = Object.entries(fields).map(([name, value]) => {
    const text = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    return `<Data Name="${name}">${text.replaceAll(">", "&gt;")}</Data>`;
  });
  return (
    `<14>1 ${startsAt} srv-web1 sysmon - - - <Event><System>` +
    '<Provider Name="Linux-Sysmon"/><EventID>1</EventID>' +
    "<Channel>Linux-Sysmon/Operational</Channel><Computer>srv-web1</Computer></System>" +
    `<EventData>${data.join("")}</EventData></Event>`
  );
}

/** A line of syslog. */
export function syslog(program: string, message: string): SampleEvent {
  return `<38>1 ${startsAt} srv-web1 ${program} 1 - - ${message}`;
}

/** So many events, each so many seconds after the one before. */
export function spaced(
  count: number,
  seconds: number,
  make: (index: number) => SampleEvent,
): readonly SampleEvent[] {
  const first = parseInstant(startsAt);
  return Array.from({ length: count }, (_, index) => {
    const ms = (first === null ? 0 : msFromInstant(first)) + index * seconds * 1_000;
    const at = instantFromMs(ms) ?? startsAt;
    const event = make(index);
    if (typeof event === "string") return event.replace(startsAt, at);
    const name = ["createdDateTime", "CreationTime"].find((one) => Object.hasOwn(event, one));
    return { ...event, [name ?? "TimeCreated_SystemTime"]: at };
  });
}
