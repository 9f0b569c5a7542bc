/** States of the server that the pages are walked through. */
import type {
  AccountView,
  MapView,
  OpinionsView,
  PlanReport,
  Position,
  RecordedOpinion,
  Right,
  SessionState,
  WatchState,
} from "@vallgrav/platform/api";
import type { Answers } from "./site.ts";
import {
  auditPage,
  contradictions,
  emptyStatus,
  importJob,
  importReport,
  ladder,
  measures,
  planJob,
  questions,
  status,
  ways,
} from "./fixtures/facts.ts";
import { board } from "./fixtures/asking.ts";
import { coverage, unseen } from "./fixtures/coverage.ts";
import { mapAt } from "./fixtures/map.ts";
import { curve, earlyPlan, planAt } from "./fixtures/plan.ts";
import { untried } from "./fixtures/reality.ts";
import { unknownYear } from "./fixtures/yearly.ts";

/** What the server lets an administrator and a reader of the board do. */
const mayAll: readonly Right[] = [
  "model/view",
  "model/change",
  "position/view",
  "ways/view",
  "jobs/view",
  "audit/view",
  "units/view",
  "units/change",
  "accounts/view",
  "accounts/change",
  "access/view",
  "access/change",
  "alerts/view",
  "alerts/change",
  "opinions/change",
  "watch/view",
  "watch/change",
];
const mayRead: readonly Right[] = ["position/view", "jobs/view"];

/** Nothing is received. */
const watchOff: WatchState = {
  isOn: false,
  listening: [],
  rules: { active: 0, refused: 0, files: [] },
  waiting: 0,
  bufferBytes: 0,
  bufferLimitBytes: 1_073_741_824,
  sources: [],
};

/** The administrator of the scenarios. */
export const user = {
  name: "Astrid Påhitt",
  role: "administrator",
  unit: null,
  may: mayAll,
  isWalled: false,
  mustEnrol: false,
  incidentSince: null,
} as const;
const signedIn = { "GET /session": { state: "signed-in", user }, "DELETE /session": {} };

const at = "2026-11-24T08:00:00.000Z";
const bo: AccountView = {
  id: "a2",
  name: "Bo Påhitt",
  role: "head-of-service",
  unit: "u2",
  createdAt: at,
  state: "confirmed",
  isBreakGlass: false,
};

/** Accounts in every state, units under each other, one's own sessions. */
const people: Answers = {
  "GET /accounts": [
    { ...bo, id: "a1", name: "Astrid Påhitt", role: "administrator", unit: null, state: "active" },
    bo,
    { ...bo, id: "a3", name: "Cia Påhitt", role: "pupil", state: "invited" },
    { ...bo, id: "a4", name: "Dan Påhitt", role: "consultant", unit: null, state: "locked" },
    { ...bo, id: "a5", name: "Eva Påhitt", role: "auditor", unit: null, state: "closed" },
  ],
  "GET /units": [
    { id: "u1", name: "Barn- och utbildningsförvaltningen", parent: null },
    { id: "u2", name: "Påhittskolan", parent: "u1" },
  ],
  "GET /own/sessions": [
    { id: "s1", address: "192.0.2.1", createdAt: at, seenAt: at, isThis: true },
    { id: "s2", address: "198.51.100.7", createdAt: at, seenAt: at, isThis: false },
  ],
  "GET /own/passkeys": [{ id: "p1", name: "Tjänstetelefonen", createdAt: at, usedAt: null }],
  "GET /own/tokens": [
    {
      id: "t1",
      name: "Inventeringen",
      scopes: ["model/change"],
      createdAt: at,
      expiresAt: at,
      usedAt: null,
    },
  ],
  "POST /own/tokens": {
    id: "t2",
    name: "Provet",
    scopes: ["model/view"],
    createdAt: at,
    expiresAt: at,
    usedAt: null,
    token: `vgt_${"t".repeat(43)}`,
  },
  "DELETE /own/tokens/t1": {},
  "POST /accounts/a2/identity": bo,
  "GET /own/second-factor": { isActive: false, codesLeft: 0 },
  "POST /own/second-factor": { secret: "A".repeat(32), address: "otpauth://totp/x?secret=A" },
  "POST /own/second-factor/confirm": {
    recoveryCodes: Array.from({ length: 10 }, (_, at) => `AAAA-BBBB-CCCC-DDDD-EEEE-FFF${at}`),
  },
  "GET /access": { secondFactor: ["administrator"], incident: null },
  "POST /access/incident": { secondFactor: [], incident: { since: at, admitted: ["a1"] } },
  "GET /alerts": [],
  "POST /access": { secondFactor: ["administrator", "auditor"], incident: null },
  "POST /accounts": { account: bo, token: "t".repeat(43), expiresAt: at },
  "POST /accounts/a2/assign": { ...bo, role: "auditor" },
  "POST /accounts/a2/activate": { ...bo, state: "active" },
  "POST /invitation": { name: "Cia Påhitt" },
  "POST /invitation/confirm": {},
};

function opinionsWith(recorded: RecordedOpinion | null): OpinionsView {
  const names = ["Säkerhetsskyddschefen", "Arkivet"].map((sv) => ({ sv, en: `${sv} (en)` }));
  const opinions = names.map((name, at) => ({
    kind: at === 0 ? "security-protection" : "archive",
    name,
    question: { sv: "Blir helheten mer än delarna?", en: "Is the whole more than its parts?" },
    exempt: { sv: "Redan beslutat.", en: "Already decided." },
    draft: "# Yttrande om aggregering\n\n| handling | förslag |\n|---|---|\n",
    recorded: at === 0 ? recorded : null,
  }));
  return recorded === null
    ? { isSettled: false, opinions }
    : { isSettled: true, opinions: opinions.map((one) => ({ ...one, recorded })) };
}

/** Nobody has been heard, or all have. */
export const unheard: OpinionsView = opinionsWith(null);
const heard = opinionsWith({
  answer: "given",
  who: "Siv Påhitt, säkerhetsskyddschef",
  reference: "KS 2026-1",
  text: "Tillstyrks med villkor.",
  by: "Astrid Påhitt",
  at,
});

/** Everything is computed; `speak` decides whether in figures or in words. */
export function ready(speak: "figures" | "words"): Answers {
  const position: Position = {
    state: "ready",
    plan: planAt(1_200_000, speak),
    curve,
    stale: false,
  };
  return {
    ...signedIn,
    "GET /position": position,
    "GET /plan": (query: URLSearchParams): PlanReport =>
      planAt(Number(query.get("budgetSek")), speak),
    "GET /status": status,
    "GET /jobs": [importJob],
    "GET /imports/job-1": importReport,
    "GET /contradictions": contradictions,
    "GET /map": (query: URLSearchParams): MapView => mapAt(query.get("open") ?? ""),
    "GET /measures": measures,
    "GET /coverage": coverage,
    "GET /coverage/unseen": unseen,
    "GET /audit": auditPage,
    ...people,
    "GET /ways": ways,
    "GET /attackers": { attackers: null },
    "GET /questions": questions,
    "GET /reality": untried,
    "GET /yearly": unknownYear,
    "GET /asks": board,
    "GET /ladder": ladder,
    "GET /opinions": heard,
    "GET /mappings": { mappings: [] },
    "POST /opinions/archive": heard,
    "POST /opinions/security-protection": heard,
    "GET /watch": watchOff,
    "GET /watch/alerts": [],
    "GET /watch/duty": { duty: null },
    "POST /answers": importJob,
    "POST /imports": importJob,
    "POST /imports/i1/withdraw": { ...importJob, kind: "withdraw", state: "done" },
  };
}

/** Nothing has been read in. */
export const empty: Answers = {
  ...signedIn,
  "GET /alerts": [],
  "GET /position": { state: "empty" },
  "GET /status": emptyStatus,
  "GET /jobs": [],
  "GET /contradictions": [],
  "GET /map": { open: [], things: 0, nodes: [], links: [] },
  "GET /measures": measures,
  "GET /ways": 404,
  "GET /questions": questions,
  "GET /ladder": ladder,
  "GET /opinions": heard,
  "GET /mappings": { mappings: [] },
  "POST /answers": importJob,
  "POST /imports": importJob,
  "POST /example": { ...importJob, kind: "example" },
};

/** A plan job is at work. */
export const computing: Answers = {
  ...ready("figures"),
  "GET /position": { state: "computing", job: planJob },
  "GET /jobs": [planJob, importJob],
  "POST /jobs/job-2/cancel": { ...planJob, state: "cancelled" },
};

/** A plan job is at work, and has told both dials of today from some of their runs. */
export const first: Answers = {
  ...computing,
  "GET /position": {
    state: "computing",
    job: planJob,
    first: {
      dials: planAt(0).before,
      runs: 200,
      ofRuns: 2_000,
      subject: planAt(0).profiles[0]?.subject,
    },
  },
};

/** The same, with a plan on a few of the planning runs. */
export const firstPlan: Answers = {
  ...first,
  "GET /position": { ...(first["GET /position"] as object), early: earlyPlan },
};

/** The plan job failed. */
export const ended: Answers = {
  ...ready("figures"),
  "GET /position": {
    state: "computing",
    job: {
      ...planJob,
      state: "failed",
      problems: [{ code: "plan/no-entry", severity: "error", at: null, args: { nodes: 0 } }],
    },
  },
};

/** The facts could not be calculated on. */
export const refused: Answers = {
  ...ready("figures"),
  "GET /position": {
    state: "refused",
    problems: [
      {
        code: "register/no-vital-service",
        severity: "error",
        at: { file: "systemforteckning.csv", place: "" },
        args: {},
      },
    ],
  },
};

/** The server fails at everything but the session. */
export const failing: Answers = {
  ...signedIn,
  "GET /alerts": [],
  "GET /position": 500,
  "GET /jobs": [],
  "GET /status": 500,
  "GET /measures": 500,
  "GET /ways": 500,
};

/** No account exists. */
export function firstRun(): Answers {
  let session: SessionState = { state: "first-run" };
  return {
    ...empty,
    "GET /session": () => session,
    "POST /first-run": () => {
      session = { state: "signed-in", user };
      return session;
    },
  };
}

/** An account exists; nobody is signed in. The password is never right. */
export const signedOut: Answers = { "GET /session": { state: "signed-out" }, "POST /session": 401 };

/** A reader looks at an empty model. */
export const reader: Answers = {
  ...empty,
  "GET /session": {
    state: "signed-in",
    user: {
      name: "Bo Påhitt",
      role: "board-reader",
      unit: null,
      may: mayRead,
      mustEnrol: false,
      incidentSince: null,
    },
  },
};

/** A pupil, who sees nothing of the municipality. */
export const pupil: Answers = {
  "GET /session": {
    state: "signed-in",
    user: {
      name: "Pia Påhitt",
      role: "pupil",
      unit: null,
      may: [],
      mustEnrol: false,
      incidentSince: null,
    },
  },
};

/** A link that holds no more. */
export const oldLink: Answers = {
  "GET /session": { state: "signed-out" },
  "POST /invitation": 422,
};

/** An administrator who must have a second factor first. */
export const unenrolled: Answers = {
  ...empty,
  ...people,
  "GET /session": { state: "signed-in", user: { ...user, may: [], mustEnrol: true } },
};

/** The password is right, and a code is wanted too. */
export const codeWanted: Answers = {
  "GET /session": { state: "signed-out" },
  "POST /session": { status: 401, code: "session/needs-code" },
};

/** There is an incident, and an account for the worst day has been used. */
export const incident: Answers = {
  ...ready("figures"),
  "GET /session": { state: "signed-in", user: { ...user, incidentSince: at } },
  "GET /access": { secondFactor: [], incident: { since: at, admitted: ["a1"] } },
  "GET /alerts": [{ number: 12, at, name: "Kuvertet i kassaskåpet" }],
  "POST /alerts/seen": {},
  "DELETE /access/incident": { secondFactor: [], incident: null },
};
