/** The part of the storage port that keeps people: units, accounts, sessions. */
import type { Instant } from "@vallgrav/kernel";
import type { AccountState, Role, Unit } from "../api/index.ts";

/** An organisation unit as kept. */
export type UnitRecord = Unit & {
  /** The name by which it is unique and found: see accounts. */
  readonly nameKey: string;
  readonly createdAt: Instant;
};

/** Organisation units: a forest that grows downwards. */
export type UnitStore = {
  /** Adds a unit under one that is there. */
  add(unit: UnitRecord): Promise<"added" | "name-taken" | "no-parent">;
  /** All, in the order they came: a unit after the one it lies under. */
  list(): Promise<readonly UnitRecord[]>;
  /** Removes a unit that has no units and no accounts under it. */
  remove(id: string): Promise<"removed" | "in-use" | "unknown">;
};

/** An account as kept. */
export type AccountRecord = {
  readonly id: string;
  readonly name: string;
  /** The name by which it is unique and found: see accounts. */
  readonly nameKey: string;
  readonly role: Role;
  /** Unit in which the role holds; null where it is bound to none. */
  readonly unit: string | null;
  /** Argon2id in PHC form; empty where no password has been chosen, which none matches. */
  readonly passwordHash: string;
  readonly state: AccountState;
  readonly createdAt: Instant;
};

/** Accounts. */
export type AccountStore = {
  /** Adds an account; with `first` only while there is none. */
  add(account: AccountRecord, first: boolean): Promise<"added" | "name-taken" | "not-first">;
  byNameKey(nameKey: string): Promise<AccountRecord | null>;
  byId(id: string): Promise<AccountRecord | null>;
  /** All, by name key. */
  list(): Promise<readonly AccountRecord[]>;
  count(): Promise<number>;
  savePasswordHash(id: string, passwordHash: string): Promise<void>;
  /**
   * Moves an account from one state to another, if it is still in the first and an administrator
   * who is active remains. Leaving `active` ends its sessions; `invited` and `closed` take its
   * password away, and every move takes its link.
   */
  move(id: string, from: AccountState, to: AccountState): Promise<"moved" | "changed" | "last">;
  /** Gives an account a link, in place of any it had. */
  saveLink(link: LinkRecord): Promise<void>;
  /** The account of a link that holds at an instant; null when none does. */
  byLink(tokenHash: string, now: Instant): Promise<AccountRecord | null>;
  /** Uses a link up: the account has a password and is confirmed. False: it holds no more. */
  useLink(tokenHash: string, now: Instant, passwordHash: string): Promise<boolean>;
};

/** A link as kept: the token itself is never stored. */
export type LinkRecord = {
  /** SHA-256 of the token, lower-case hexadecimal. */
  readonly tokenHash: string;
  readonly accountId: string;
  readonly expiresAt: Instant;
};

/** A session as kept: the token itself is never stored. */
export type SessionRecord = {
  /** SHA-256 of the token, lower-case hexadecimal. */
  readonly tokenHash: string;
  readonly accountId: string;
  readonly address: string;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
};

/** Sessions. */
export type SessionStore = {
  add(session: SessionRecord): Promise<void>;
  load(tokenHash: string): Promise<SessionRecord | null>;
  touch(tokenHash: string, seenAt: Instant): Promise<void>;
  /** Removes one; false when it was not there. */
  remove(tokenHash: string): Promise<boolean>;
  /** Removes all of an account; returns how many. */
  removeAll(accountId: string): Promise<number>;
  /** Sessions of an account, oldest first. */
  list(accountId: string): Promise<readonly SessionRecord[]>;
  /** Removes those created or last seen at or before the given instants; returns how many. */
  removeExpired(createdBefore: Instant, seenBefore: Instant): Promise<number>;
};
