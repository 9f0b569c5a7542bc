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
  /** Makes it an authority of its own, or none, with its other names; false for an unknown one. */
  setAuthority(id: string, change: Pick<UnitRecord, "authority" | "also">): Promise<boolean>;
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
  /** For the worst day: no second factor, let in during an incident, and every use is an alert. */
  readonly isBreakGlass: boolean;
  /** Who locked it, while it is locked. */
  readonly lockedBy?: Locker | null;
  readonly createdAt: Instant;
};

/**
 * Who locked an account, and so who may unlock it: one who reaches all of the municipality, one who
 * reaches a unit, or a program that provisions accounts. The first may unlock what any of them did.
 */
export type Locker = "all" | "own" | "program";

/** Accounts. */
export type AccountStore = {
  /** Adds an account; with `first` only while there is none. */
  add(account: AccountRecord, first: boolean): Promise<"added" | "name-taken" | "not-first">;
  byNameKey(nameKey: string): Promise<AccountRecord | null>;
  byId(id: string): Promise<AccountRecord | null>;
  /** All, by name key. */
  list(): Promise<readonly AccountRecord[]>;
  count(): Promise<number>;
  /** A new password ends the account's tokens: who knew the old one may have made them. */
  savePasswordHash(id: string, passwordHash: string): Promise<void>;
  /**
   * Moves an account from one state to another, if it is still in the first and an administrator
   * who is active remains. Leaving `active` ends its sessions; `invited` and `closed` take its
   * password away, and every move takes its link.
   */
  move(
    id: string,
    from: AccountState,
    to: AccountState,
    lockedBy?: Locker,
  ): Promise<"moved" | "changed" | "last">;
  /**
   * Gives an account another role and unit, if an active administrator remains and it is none for
   * the worst day.
   */
  assign(
    id: string,
    role: Role,
    unit: string | null,
  ): Promise<"assigned" | "unknown" | "last" | "break-glass">;
  /** Gives an account a link, in place of any it had. */
  saveLink(link: LinkRecord): Promise<void>;
  /** The account of a link that holds; null when none does. */
  byLink(tokenHash: string, when: LinkTime): Promise<AccountRecord | null>;
  /** Uses a link up: the account has a password and is confirmed. False: it holds no more. */
  useLink(tokenHash: string, when: LinkTime, passwordHash: string): Promise<boolean>;
};

/** A link as kept: the token itself is never stored. */
export type LinkRecord = {
  /** SHA-256 of the token, lower-case hexadecimal. */
  readonly tokenHash: string;
  readonly accountId: string;
  readonly expiresAt: Instant;
};

/** When a link is used. */
export type LinkTime = {
  readonly now: Instant;
  /** The last end that a link made by now can have: one that ends later was made at no time. */
  readonly latest: Instant;
};

/** A second factor as kept. */
export type FactorRecord = {
  /** Hexadecimal; sealed in the database. */
  readonly secret: string;
  /** Whether it has been confirmed by its first code. */
  readonly isActive: boolean;
  /** The last step whose code was used; -1 for none. */
  readonly lastStep: number;
};

/** Second factors, at most one an account, and recovery codes. */
export type FactorStore = {
  /** @throws {StoreError} `storage/key-missing` where its secret can no longer be opened */
  load(accountId: string): Promise<FactorRecord | null>;
  /** Whether one is in force; its secret is not opened. */
  isActive(accountId: string): Promise<boolean>;
  /** Keeps one that is not in force yet, in place of any such; false where one is in force. */
  begin(accountId: string, secret: string): Promise<boolean>;
  /** Puts the begun one in force, if it is still this, with its recovery codes by their hashes. */
  activate(
    accountId: string,
    secret: string,
    step: number,
    codeHashes: readonly string[],
  ): Promise<boolean>;
  /**
   * The last step used grows to this; false where it is there already. From `impossible` on it was
   * used by a clock that has been put back, and becomes this too.
   */
  advance(accountId: string, step: number, impossible: number): Promise<boolean>;
  /** Uses a recovery code up; false where there is none. */
  useCode(accountId: string, hash: string): Promise<boolean>;
  countCodes(accountId: string): Promise<number>;
  remove(accountId: string): Promise<void>;
};

/** A passkey as kept. */
export type PasskeyRecord = {
  /** As its device names it, base64url. */
  readonly id: string;
  readonly accountId: string;
  /** As its owner calls it. */
  readonly name: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  /** How often the device says it was used; 0 where it does not count. */
  readonly counter: number;
  readonly createdAt: Instant;
  readonly usedAt: Instant | null;
};

/** Passkeys. */
export type PasskeyStore = {
  /** False where its id is taken. */
  add(passkey: PasskeyRecord): Promise<boolean>;
  load(id: string): Promise<PasskeyRecord | null>;
  /** Those of an account, oldest first. */
  list(accountId: string): Promise<readonly PasskeyRecord[]>;
  /** Writes a use down, if the counter is still what it was. */
  use(id: string, from: number, to: number, usedAt: Instant): Promise<boolean>;
  remove(accountId: string, id: string): Promise<boolean>;
  removeAll(accountId: string): Promise<void>;
};

/** Who an account is elsewhere: what a provider of sign-in calls the same person. */
export type IdentityRecord = {
  /** The provider, by its address. */
  readonly issuer: string;
  /** The provider's lasting name for the person; never reused by it. */
  readonly subject: string;
  readonly accountId: string;
  readonly createdAt: Instant;
};

/** Identities: one account each, and of one issuer at most one an account. */
export type IdentityStore = {
  /** False where it is taken, or the account has one of that issuer. */
  add(identity: IdentityRecord): Promise<boolean>;
  /** Uses a link up: its account has the identity and is confirmed; all of it, or nothing. */
  confirmLink(
    tokenHash: string,
    when: LinkTime,
    identity: Pick<IdentityRecord, "issuer" | "subject">,
  ): Promise<"confirmed" | "no-link" | "taken">;
  load(issuer: string, subject: string): Promise<IdentityRecord | null>;
  /** The one that an account has of an issuer. */
  ofAccount(accountId: string, issuer: string): Promise<IdentityRecord | null>;
  /** All, by issuer and subject. */
  list(): Promise<readonly IdentityRecord[]>;
  /** False where the account has none of that issuer. */
  remove(accountId: string, issuer: string): Promise<boolean>;
};

/** A token of a program as kept: the token itself is never stored. */
export type TokenRecord = {
  readonly id: string;
  readonly accountId: string;
  /** SHA-256 of the token, lower-case hexadecimal. */
  readonly tokenHash: string;
  /** As its owner calls it. */
  readonly name: string;
  /** Names of rights. */
  readonly scopes: readonly string[];
  /** Whether it was made by more than a password. */
  readonly isStrong: boolean;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
};

/** Tokens of programs. They end when their account leaves `active`. */
export type TokenStore = {
  /** False where the account has so many already, or is not active. */
  add(token: TokenRecord, most: number): Promise<boolean>;
  load(tokenHash: string): Promise<TokenRecord | null>;
  /** Those of an account, oldest first. */
  list(accountId: string): Promise<readonly TokenRecord[]>;
  touch(id: string, usedAt: Instant): Promise<void>;
  remove(accountId: string, id: string): Promise<boolean>;
  /** Removes all of an account; returns how many. */
  removeAll(accountId: string): Promise<number>;
};

/** A session as kept: the token itself is never stored. */
export type SessionRecord = {
  /** SHA-256 of the token, lower-case hexadecimal. */
  readonly tokenHash: string;
  readonly accountId: string;
  readonly address: string;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  /** Whether it was begun by more than a password. */
  readonly isStrong: boolean;
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
  /**
   * Removes those created or last seen at or before the given instants, and those created or seen
   * later than the last; returns how many.
   */
  removeExpired(createdBefore: Instant, seenBefore: Instant, latest: Instant): Promise<number>;
};
