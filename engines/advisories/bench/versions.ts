/**
 * How many version comparisons per second of processor time, from texts and from keys:
 * `node engines/advisories/bench/versions.ts`.
 */
import { compareVersions, versionKey, versionSchemes } from "../src/index.ts";

const count = 20_000;

function texts(): readonly string[] {
  const tails = ["", "-1", "-rc.1", ".4", "~beta2", "+b1", "-r3"];
  return Array.from(
    { length: count },
    (_, at) => `${at % 13}.${(at * 7) % 31}.${(at * 11) % 101}${tails[at % tails.length] ?? ""}`,
  );
}

function cpuSeconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

const all = texts();
for (const scheme of versionSchemes) {
  let less = 0;
  const compare = (): void => {
    for (let at = 1; at < count; at += 1)
      if (compareVersions(scheme, all[at - 1] ?? "", all[at] ?? "") === -1) less += 1;
  };
  compare();
  const fromTexts = cpuSeconds(() => {
    for (let round = 0; round < 10; round += 1) compare();
  });
  const keys = all.map((one) => versionKey(scheme, one) ?? "");
  const fromKeys = cpuSeconds(() => {
    for (let round = 0; round < 100; round += 1)
      for (let at = 1; at < count; at += 1) if ((keys[at - 1] ?? "") < (keys[at] ?? "")) less += 1;
  });
  const thousands = (perSecond: number): string => `${Math.round(perSecond / 1000)} 000/s`;
  process.stdout.write(
    `${scheme.padEnd(10)} texts ${thousands((count * 10) / fromTexts).padStart(12)}` +
      `   keys ${thousands((count * 100) / fromKeys).padStart(14)}   (${less} were earlier)\n`,
  );
}
