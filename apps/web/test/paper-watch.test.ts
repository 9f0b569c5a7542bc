/** What is watched, who has an account and what was handed out, on paper as the other pages. */
import type {
  AccountView,
  AlertRow,
  GraphView,
  ReleasesView,
  WatchRules,
  WatchSource,
  WatchState,
} from "@vallgrav/platform/api";
import { describe, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { releaseRules } from "./fixtures/releases.ts";
import { holdsOnPaper, type Stop } from "./paper-stop.ts";
import * as scenarios from "./scenarios.ts";
import type { Answers } from "./site.ts";

const at = "2026-11-24T08:00:00.000Z";
const long = "Kommunledningskontorsinformationssäkerhetssamordnarutbildningsuppföljningsansvaret";
const same = (text: string) => ({ sv: text, en: text });

/** As many of something as fill pages, told apart by number, every fifth with a long name. */
function many<Row>(count: number, of: (name: string, at: number) => Row): readonly Row[] {
  return Array.from({ length: count }, (_, nth) =>
    of(`${nth % 5 === 0 ? `${long} ` : ""}nummer ${nth}`, nth),
  );
}

const alerts = many(60, (name, nth): AlertRow => ({
  id: `a${nth}`,
  rule: `r${nth}`,
  title: `Regel ${name}`,
  name: same(`Läser minnet, ${name}`),
  level: nth % 2 === 0 ? "high" : "medium",
  techniques: ["T1003.001"],
  state: nth % 3 === 0 ? "seen" : "new",
  firstAt: at,
  lastAt: at,
  count: 12_345,
  subject: { host: `dator${nth}.kommun.example.se`, account: null, address: "192.0.2.7" },
  assets: nth % 4 === 0 ? [{ id: `c${nth}`, kind: "computer", name: `Dator ${name}` }] : [],
}));
const rules: WatchRules = {
  rules: many(60, (name, nth) => ({
    rule: `r${nth}`,
    title: `Rule ${name}`,
    name: same(`Regel ${name}`),
    level: "high",
    techniques: ["T1003.001", "T1059", "T1110.003"],
    source: "windows / process_creation",
    state: nth % 7 === 0 ? "unfed" : "active",
  })),
  techniques: 40,
  matrix: many(14, (_, nth) => ({
    tactic: same(`Taktik ${nth}`),
    techniques: many(6, (name, part) => ({
      id: `T1${nth + 100}${part}`,
      name: `Technique ${name}`,
      rules: part,
    })),
  })),
};
const sources = many(30, (name, nth): WatchSource => ({
  id: `s${nth}`,
  name: `Källa ${name}`,
  kind: "syslog-tls",
  silentAfterMinutes: 60,
  createdAt: at,
  endedAt: null,
  lastAt: nth % 4 === 0 ? null : at,
  isSilent: nth === 1,
  counts: { parsed: 12_345_678, refused: 1_234, repeated: 56, matched: 78, dropped: nth },
}));
const watch: WatchState = {
  isOn: true,
  listening: ["relp 6514", "syslog-tls 6515"],
  rules: { active: 1_700, refused: 3, files: ["rules.zip"] },
  waiting: 120,
  bufferBytes: 1_048_576,
  bufferLimitBytes: 1_073_741_824,
  sources,
};
const graph: GraphView = {
  hosts: ["graph.microsoft.com"],
  connection: null,
  last: null,
  wholeAt: null,
};
const accounts = many(60, (name, nth): AccountView => ({
  id: `k${nth}`,
  name: `Konto ${name}`,
  role: nth % 2 === 0 ? "head-of-service" : "system-owner",
  unit: nth % 2 === 0 ? "u2" : null,
  createdAt: at,
  state: nth % 6 === 0 ? "locked" : "active",
  isBreakGlass: false,
}));
const releases: ReleasesView = {
  releases: many(20, (name, nth) => ({
    id: `m${nth}`,
    unit: nth % 2 === 0 ? null : { id: "u1", name: `Nämnden ${name}` },
    askedAt: at,
    asker: nth % 3 === 0 ? "" : `Redaktionen ${name}`,
    what: `Listan över brister, ${name}`,
    materials: ["weaknesses"],
    by: "Astrid Påhitt",
    enteredAt: at,
    decisions:
      nth % 2 === 0
        ? []
        : [
            {
              outcome: "in-part",
              grounds: ["osl-18-8"],
              reason: `Det åtgärdade lämnas ut, ${name}.`,
              decidedBy: "Bertil Påhitt",
              at,
              by: "Astrid Påhitt",
            },
          ],
  })),
  ...releaseRules,
};

const figures = scenarios.ready("figures");
const may = [...scenarios.user.may, "watch/change", "releases/view", "releases/change"] as const;
const answers: Answers = {
  ...figures,
  "GET /session": { state: "signed-in", user: { ...scenarios.user, may } },
  "GET /watch": watch,
  "GET /watch/alerts": alerts,
  "GET /watch/rules": rules,
  "GET /watch/tunings": [],
  "GET /watch/graph": graph,
  "GET /accounts": accounts,
  "GET /releases": releases,
};

const stops: readonly Stop[] = [
  { name: "alerts", path: "/upptacka", wanted: alerts.map(({ name }) => name?.sv ?? "") },
  {
    name: "rules",
    path: "/upptacka/regler",
    wanted: rules.rules.map(({ name }) => name?.sv ?? ""),
  },
  { name: "log-sources", path: "/upptacka/kallor", wanted: sources.map(({ name }) => name) },
  { name: "accounts", path: "/styra/konton", wanted: accounts.map(({ name }) => name) },
  {
    name: "releases",
    path: "/styra/utlamnanden",
    wanted: releases.releases.map(({ what }) => what),
  },
  { name: "opinions", path: "/styra/yttranden" },
];

describe.skipIf(executable === null)("paper of", () => {
  const { open } = browsing();

  for (const stop of stops) test(stop.name, () => holdsOnPaper(stop, answers, open));
});
