/** Attackers the municipality is measured against: named reference profiles (dials.md §1.1). */
import type { Text } from "@vallgrav/kernel";
import { ln } from "@vallgrav/kernel";
import type { TimeExpression } from "@vallgrav/mal";
import { assumption, type Source } from "./source.ts";
import { techniques } from "./techniques.ts";

/** Where a profile may begin: every node of this step. */
export type ProfileEntry = {
  readonly step: string;
  /** Type of the attack language that the node's asset has; null for any. */
  readonly on: string | null;
  /** Probability 0–1 that the way in is there for one campaign. */
  readonly available: number;
  readonly delay: TimeExpression;
};

export type Profile = {
  readonly id: string;
  readonly name: Text;
  /** Completes "Om … börjar i dag" / "If … begins today". */
  readonly subject: Text;
  readonly entries: readonly ProfileEntry[];
  /** μ: 0 is the average attacker that times and effectiveness refer to. */
  readonly skillMean: number;
  /** Techniques it can use; steps that name another are closed to it. */
  readonly capabilities: readonly string[];
  readonly patience: TimeExpression;
  /** 0–1: what the chance of every detector to fire is multiplied by. */
  readonly stealth: number;
  readonly timing: "any" | "unstaffed";
  /** Kinds of objective it is after. */
  readonly objectives: readonly ("alter" | "deny" | "read")[];
  /** Campaigns per campaign of the reference profile: median, and spread of the logarithm. */
  readonly relativeRate: {
    readonly median: number;
    readonly spread: number;
    readonly source: Source;
  };
  readonly source: Source;
};

/** ρ and σ of dials.md §1.2: how much skill the gates and the times of a run share. */
export const skillLoading = 0.3;
export const skillOnTime = 0.5;

/** Days until a way in has been used: the wave of mail, the lists tried, the supplier's fall. */
function after(medianDays: number, spread = 1): TimeExpression {
  return { kind: "call", name: "LogNormal", arguments: [ln(medianDays), spread] };
}

function entry(step: string, available: number, delay: TimeExpression): ProfileEntry {
  return { step, on: null, available, delay };
}

/** All techniques of the language but those named. */
function allBut(...lacking: readonly string[]): readonly string[] {
  return techniques.filter((technique) => !lacking.includes(technique));
}

/** A rate that nobody has measured: known to within a factor of ten or so. */
function rate(median: number): Profile["relativeRate"] {
  return { median, spread: 1, source: assumption };
}

const inPerson = "T1200";
const byTelephone = "T1566.004";
const throughUpdates = "T1195.002";
const inBetween = "T1557";
const ofControl = ["T0826", "T0831", "T0855", "T0886"] as const;
const remote = [inPerson, byTelephone, throughUpdates, inBetween, "T1621"] as const;
/** Certificates, relays and platforms under servers. */
const ofExperts = ["T1649", "T1557.001", "T1059.012"] as const;

/** Many campaigns, little patience, mail and leaked passwords first: the reference profile. */
export const opportunisticExtortion: Profile = {
  id: "opportunistic-extortion",
  name: { sv: "opportunistisk utpressning", en: "opportunistic extortion" },
  subject: { sv: "en utpressningsgrupp", en: "an extortion group" },
  entries: [
    entry("sendLure", 0.9, after(2)),
    entry("tryPasswords", 0.8, after(4)),
    entry("seekFlaws", 0.3, after(3)),
    entry("compromised", 0.01, after(10)),
  ],
  skillMean: 0,
  // False pages that pass a session on, and worn-out owners, are in what a second factor fails at.
  capabilities: allBut(inPerson, byTelephone, throughUpdates, inBetween, "T1621", ...ofControl),
  patience: after(30, 0.8),
  stealth: 0.9,
  timing: "unstaffed",
  objectives: ["deny", "read"],
  relativeRate: { median: 1, spread: 0, source: assumption },
  source: assumption,
};

/** Few, patient and able: a state's or its helpers'. */
const targetedIntrusion: Profile = {
  id: "targeted-intrusion",
  name: { sv: "riktat intrång", en: "targeted intrusion" },
  subject: { sv: "en uthållig angripare som valt just er", en: "a patient attacker who chose you" },
  entries: [
    entry("sendLure", 1, after(5)),
    entry("tryPasswords", 1, after(5)),
    entry("callHelpDesk", 0.5, after(7)),
    entry("seekFlaws", 0.8, after(7)),
    entry("visited", 0.1, after(20)),
    entry("updatePoisoned", 0.005, after(40)),
    entry("compromised", 0.05, after(20)),
  ],
  skillMean: 1,
  capabilities: techniques,
  patience: after(120, 0.6),
  stealth: 0.5,
  timing: "unstaffed",
  objectives: ["deny", "read", "alter"],
  relativeRate: rate(0.05),
  source: assumption,
};

/** No attacker at all: somebody opens what should stay shut, and whoever sent it goes on. */
const carelessInsider: Profile = {
  id: "careless-insider",
  name: { sv: "oaktsam medarbetare", en: "careless insider" },
  subject: { sv: "någon gör ett misstag och det", en: "somebody makes a mistake and it" },
  entries: [{ step: "beCareless", on: "Employees", available: 1, delay: after(1) }],
  skillMean: -0.5,
  capabilities: allBut(...remote, ...ofControl, ...ofExperts),
  patience: after(14, 0.8),
  stealth: 1,
  timing: "any",
  objectives: ["deny", "read"],
  relativeRate: rate(2),
  source: assumption,
};

/** Somebody with an account, a task here, and a reason. */
const hostileConsultant: Profile = {
  id: "hostile-consultant",
  name: { sv: "illvillig konsult", en: "hostile consultant" },
  subject: { sv: "en konsult som vill skada", en: "a consultant who means harm" },
  entries: [{ step: "turn", on: "Consultants", available: 1, delay: after(1) }],
  skillMean: 0.5,
  capabilities: allBut(byTelephone, throughUpdates, inBetween, ...ofControl),
  patience: after(45, 0.8),
  stealth: 0.6,
  timing: "any",
  objectives: ["deny", "read", "alter"],
  relativeRate: rate(0.05),
  source: assumption,
};

/** In the network all day, with time and no plan. */
const curiousPupil: Profile = {
  id: "curious-pupil",
  name: { sv: "nyfiken elev", en: "curious pupil" },
  subject: { sv: "en nyfiken elev", en: "a curious pupil" },
  entries: [{ step: "turn", on: "Pupils", available: 1, delay: after(1) }],
  skillMean: -1,
  capabilities: allBut(...remote, ...ofControl, ...ofExperts, "T1486", "T1490"),
  patience: after(20, 0.8),
  stealth: 1,
  timing: "any",
  objectives: ["read", "alter"],
  relativeRate: rate(3),
  source: assumption,
};

/** A supplier falls first, and what it reaches, keeps and runs falls with it. */
const supplierCompromise: Profile = {
  id: "supplier-compromise",
  name: { sv: "angrepp genom leverantör", en: "attack through a supplier" },
  subject: { sv: "en angripare som tagit en leverantör", en: "an attacker who has a supplier" },
  entries: [entry("compromised", 0.08, after(5)), entry("updatePoisoned", 0.01, after(15))],
  skillMean: 0.3,
  capabilities: allBut(inPerson, byTelephone, inBetween, "T1621", ...ofControl),
  patience: after(45, 0.8),
  stealth: 0.7,
  timing: "unstaffed",
  objectives: ["deny", "read"],
  relativeRate: rate(0.2),
  source: assumption,
};

/** The profiles, the reference first. */
export const profiles: readonly Profile[] = [
  opportunisticExtortion,
  targetedIntrusion,
  supplierCompromise,
  carelessInsider,
  hostileConsultant,
  curiousPupil,
];
