/** What is seen of own domains from outside, as it travels to the pages. */
import type { BreakKind, ProfileName, SecurityStatus, Standing, Weight } from "@vallgrav/domains";
import type { Instant, PlainDate, Text } from "@vallgrav/kernel";
import type { Job } from "./jobs.ts";

/** A score in per cent: the least, and the most if all that is not known turned out right. */
export type DomainScore = { readonly least: number; readonly most: number };

/** Something that stops working on a day unless somebody sees to it. */
export type DomainBreak = {
  /** `registration`: the domain itself, by the day that somebody told. */
  readonly what: BreakKind | "registration";
  readonly where: "web" | "mail" | "dns";
  readonly host: string;
  readonly at: Instant;
};

/** A check of a domain, shortly. */
export type DomainCheck = {
  readonly id: string;
  readonly at: Instant;
  /** Null where nothing counts. */
  readonly scores: Readonly<Record<ProfileName, DomainScore | null>>;
  readonly counts: Readonly<Record<Standing, number>>;
};

/** One question that was put to the domain, and how it came out. */
export type DomainItem = {
  readonly check: string;
  readonly category: string;
  readonly weight: Weight;
  readonly standing: Standing;
  readonly about: readonly Text[];
  /** Profiles that ask it; none for what is only told. */
  readonly profiles: readonly ProfileName[];
  readonly asks: Text;
  readonly fix: Text;
  /** What is copied to mend it; null where there is nothing to copy. */
  readonly copy: string | null;
};

/** A check of a domain in whole. */
export type DomainReport = DomainCheck & {
  readonly dnssec: { readonly status: SecurityStatus; readonly reason: Text | null };
  /** Per profile, in its order: categories that count. */
  readonly categories: Readonly<
    Record<ProfileName, readonly { readonly category: string; readonly score: DomainScore }[]>
  >;
  readonly items: readonly DomainItem[];
  readonly breaks: readonly DomainBreak[];
  /** Hosts that it leads to and that are not named as own: nothing was asked of them. */
  readonly notCleared: readonly string[];
  /** Hosts with addresses that are not out in the open: nothing was asked of them there. */
  readonly notOpen: readonly string[];
  /** The server that questions went to. */
  readonly resolver: string;
};

/** An own domain. */
export type OwnDomain = {
  readonly domain: string;
  /** Who says that it is own, and the last day it may be looked at. */
  readonly by: string;
  readonly until: PlainDate;
  readonly isOver: boolean;
  readonly networks: readonly string[];
  /** The day that its registration runs out, as somebody told; null where nobody did. */
  readonly expires: PlainDate | null;
  readonly latest: DomainCheck | null;
  /** Score of the check before, by profile; null without one. */
  readonly before: DomainCheck["scores"] | null;
  /** What breaks first of what the latest check saw. */
  readonly nextBreak: DomainBreak | null;
};

/** How often domains are looked at. */
export type DomainSchedule = {
  /** Null: only when somebody asks. */
  readonly everyDays: number | null;
  /** The server to ask, as an address; null: the machine's own. */
  readonly resolver: string | null;
  /** Questions each second to the resolver, and to any one name server; null: 200. */
  readonly perSecond: number | null;
  /** Where what is signed of the internet's routes (ROAs) is fetched, by HTTPS; null: nowhere. */
  readonly validator: string | null;
};

/** All own domains. */
export type DomainsView = {
  readonly domains: readonly OwnDomain[];
  readonly schedule: DomainSchedule;
  /** The newest look at domains that has not ended well; null where there is none. */
  readonly job: Job | null;
};

/** One own domain: what the latest check saw, and what earlier ones came to. */
export type DomainView = {
  readonly own: OwnDomain;
  readonly report: DomainReport | null;
  /** The newest first, at most 60. */
  readonly history: readonly DomainCheck[];
};
