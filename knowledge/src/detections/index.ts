/** The rules of our own, and how they are written as Sigma. */
import { backupDetections } from "./backups.ts";
import { cloudDetections } from "./cloud.ts";
import { credentialDetections } from "./credentials.ts";
import { detectionId, type OwnDetection } from "./detection.ts";
import { directoryDetections } from "./directory.ts";
import { executionDetections } from "./execution.ts";
import { linuxDetections } from "./linux.ts";
import { mailboxDetections } from "./mailboxes.ts";
import { remoteDetections } from "./remote.ts";
import { signInDetections } from "./sign-ins.ts";

/** All of them, by number. */
export const ownDetections: readonly OwnDetection[] = [
  ...backupDetections,
  ...directoryDetections,
  ...signInDetections,
  ...credentialDetections,
  ...remoteDetections,
  ...executionDetections,
  ...cloudDetections,
  ...mailboxDetections,
  ...linuxDetections,
];

/** What rules found by id have to say to whoever gets the alert. */
export const detectionWords: ReadonlyMap<
  string,
  Pick<OwnDetection, "falsePositives" | "firstAction" | "means" | "title">
> = new Map(ownDetections.map((one) => [detectionId(one), one]));

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A rule as Sigma 2.1: one document, or the rule and what correlates its events. */
export function sigmaOf(given: OwnDetection): string {
  const { title, level, techniques, source, detection, correlation, means, falsePositives } = given;
  const id = detectionId(given);
  const tags = techniques.map((one) => `attack.${one.toLowerCase()}`).join(", ");
  const about = [
    `description: ${quoted(`${means.sv} / ${means.en}`)}`,
    `level: ${level}`,
    `tags: [${tags}]`,
    `falsepositives: [${quoted(`${falsePositives.sv} / ${falsePositives.en}`)}]`,
  ];
  const body = [`logsource: { ${source} }`, `detection:${detection}`];
  if (correlation === null)
    return [`title: ${quoted(title.en)}`, `id: ${id}`, ...about, ...body, ""].join("\n");
  const name = `vallgrav_${given.number}`;
  return [
    `title: ${quoted(`${title.en}: one event`)}`,
    `id: ${id.replace("-9c55-", "-9c56-")}`,
    `name: ${name}`,
    "level: informational",
    ...body,
    "---",
    `title: ${quoted(title.en)}`,
    `id: ${id}`,
    ...about,
    `correlation:${correlation}`,
    `  rules: [${name}]`,
    "",
  ].join("\n");
}
