/** People as they travel: roles, rights, organisation units. Types only. */

/** What somebody is in the municipality; everyone who signs in has exactly one. */
export type Role =
  | "administrator"
  | "security-officer"
  | "it-operations"
  | "system-owner"
  | "head-of-service"
  | "communicator"
  | "board-reader"
  /** Reads everything and changes nothing. */
  | "auditor"
  /** The last three serve themselves: their own account and nothing of the municipality. */
  | "employee"
  | "pupil"
  | "consultant";

/** What a role may be allowed to do. Which role may what stands beside the routes. */
export type Right =
  /** What is known, from which source, and what they disagree about. */
  | "model/view"
  /** Import, load the example, stop a job. */
  | "model/change"
  /** Both dials, the plan and its measures. */
  | "position/view"
  /** The ways in: a map for an attacker. */
  | "ways/view"
  /** How far long work is. */
  | "jobs/view"
  | "audit/view"
  | "units/view"
  | "units/change"
  /** Who is an authority of its own, and what is kept from others. */
  | "walls/change"
  /** Registers of processing and clocks of incidents, per committee and company. */
  | "registers/view"
  | "registers/change"
  /** Harm tests: who asked for what may be secret, and what was decided. */
  | "releases/view"
  | "releases/change"
  | "accounts/view"
  /** Invite, let in, lock, close, give a new link, end sessions. */
  | "accounts/change"
  /** Keep accounts from a directory by SCIM: for a program's token. */
  | "accounts/provision"
  /** What is demanded of those who sign in. */
  | "access/view"
  | "access/change"
  | "alerts/view"
  | "alerts/change"
  /** Say which domains are the municipality's own and may be looked at from outside. */
  | "clearances/change"
  /** Record what those said who are to be heard before the first real import. */
  | "opinions/change"
  /** What logs told of, whom it is about and what is within reach of it: a map for an attacker. */
  | "watch/view"
  /** Sources of logs and their tokens, the state of alerts, what tunes rules. */
  | "watch/change";

/** What an authority of its own is: a committee (nämnd) or a company of the municipality. */
export type AuthorityKind = "committee" | "company";

/** A part of the organisation: a committee, a department, a school. */
export type Unit = {
  readonly id: string;
  readonly name: string;
  /** The unit it lies under; null for one directly under the municipality. */
  readonly parent: string | null;
  /** What authority of its own it is, behind a wall; null: it belongs to the one around it. */
  readonly authority: AuthorityKind | null;
  /** What registers and lists call it besides, by which things are known as its own. */
  readonly also: readonly string[];
};

/** Where an account is on its way; which steps lead where stands in accounts. */
export type AccountState =
  /** Somebody has a link with which to choose a password. */
  | "invited"
  /** The password is chosen; an administrator has yet to let the account in. */
  | "confirmed"
  | "active"
  | "locked"
  | "closed";

/** An account in a list. */
export type AccountView = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Where the role holds; null: it is bound to no unit. */
  readonly unit: string | null;
  readonly createdAt: string;
  readonly state: AccountState;
  /** For the worst day: every sign-in with it is an alert. */
  readonly isBreakGlass: boolean;
};

/** A link by which to choose a password, once. Shown to whoever made it, kept by nobody. */
export type Invitation = {
  readonly account: AccountView;
  readonly token: string;
  readonly expiresAt: string;
};

/** A session in a list. */
export type SessionView = {
  /** Signs nobody in. */
  readonly id: string;
  readonly address: string;
  readonly createdAt: string;
  readonly seenAt: string;
  /** Whether it is the one that asks. */
  readonly isThis: boolean;
};

/** What is demanded of those who sign in. */
export type AccessPolicy = {
  /** Roles that may do nothing before they have a second factor. */
  readonly secondFactor: readonly Role[];
  /** While it is not null nobody is let in but those named, and accounts for the worst day. */
  readonly incident: Incident | null;
};

/** An incident: since when, and the ids of accounts that are let in. */
export type Incident = { readonly since: string; readonly admitted: readonly string[] };

/** Something that has to be looked at by people: an account for the worst day was used. */
export type Alert = {
  /** Number of the entry in the log. */
  readonly number: number;
  readonly at: string;
  readonly name: string;
};

/** A passkey in a list. */
export type PasskeyView = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly usedAt: string | null;
};

/** A token of a program in a list. */
export type TokenView = {
  readonly id: string;
  readonly name: string;
  /** What of its account's rights it may use. */
  readonly scopes: readonly Right[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
};

/** One's own second factor. */
export type FactorView = { readonly isActive: boolean; readonly codesLeft: number };

/** Who asks, as the pages know it. */
export type SessionState =
  | { readonly state: "first-run" }
  | {
      readonly state: "signed-out";
      /** What the provider of sign-in is called, where one is configured. */
      readonly provider?: string;
    }
  | {
      readonly state: "signed-in";
      readonly user: {
        readonly name: string;
        readonly role: Role;
        readonly unit: string | null;
        /** Whether the unit stands behind a wall: only what is its own is seen. */
        readonly isWalled: boolean;
        /** What the role may do somewhere; a page shows no more than that. */
        readonly may: readonly Right[];
        /** Whether a second factor that the role must have is missing: nothing else is allowed. */
        readonly mustEnrol: boolean;
        /** Since when there is an incident; null: there is none. */
        readonly incidentSince: string | null;
      };
    };
