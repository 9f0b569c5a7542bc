/**
 * Accounts that a directory keeps by SCIM: made, locked, unlocked and closed by it. It sees those
 * it has made and no others, and gives only roles that see nothing of the municipality; any other
 * role is given by a person, and then its groups change nothing of it.
 */
import { randomUUID } from "node:crypto";
import { fail, type Instant, type Result, succeed } from "@vallgrav/kernel";
import type { Role } from "../api/index.ts";
import type { AccountRecord, Store } from "../storage/index.ts";
import { problemOf } from "./accounts-problem.ts";
import type { AccountsProblem } from "./accounts-problem.ts";
import type { Account } from "./account.ts";
import { publicOf } from "./accounts.ts";
import type { Administration } from "./administration.ts";
import { isName, nameKeyOf, nameLimit } from "./names.ts";

type Outcome<T> = Promise<Result<T, AccountsProblem>>;

/** What provisioning needs. */
export type ProvisioningOptions = {
  readonly store: Pick<Store, "accounts" | "identities">;
  readonly administration: Pick<Administration, "take" | "assign">;
  readonly now: () => Instant;
  readonly newId?: () => string;
};

/** An account that the directory keeps. */
export type Provisioned = Account & {
  /** The directory's lasting name for the person, by which they sign in; null: none was told. */
  readonly externalId: string | null;
};

/** Roles that a directory may give. */
export const provisionedRoles = ["employee", "pupil", "consultant"] as const;
/** One of them. */
export type ProvisionedRole = (typeof provisionedRoles)[number];

/** Accounts kept by a directory. */
export type Provisioning = {
  /** All it keeps, by name; closed ones are gone. */
  list(): Promise<readonly Provisioned[]>;
  load(id: string): Promise<Provisioned | null>;
  /** Makes one, an employee's. With a lasting name it is open at once, if it is to be. */
  add(person: {
    readonly name: string;
    readonly externalId: string | null;
    readonly isActive: boolean;
  }): Outcome<Provisioned>;
  /** Locks it, or opens what the directory itself has locked. */
  setActive(id: string, isActive: boolean): Outcome<Provisioned>;
  /**
   * Gives it another lasting name; who had none is then let in. Refused where a person has given
   * the account a role that a directory may not give.
   */
  setExternalId(id: string, externalId: string): Outcome<Provisioned>;
  setRole(id: string, role: ProvisionedRole): Outcome<Provisioned>;
  /** Closes it for good. */
  close(id: string): Outcome<Account>;
};

/** The issuer under which lasting names of the directory are kept. */
export const provisioningIssuer = "scim";
const nameless = "account:";
const externalLimit = 255;

function isExternalId(text: string): boolean {
  const isText = text !== "" && text.length <= externalLimit && text.isWellFormed();
  return isText && !text.includes("\0") && !text.startsWith(nameless);
}

/** Roles are given by people once they are more than a directory may give. */
function isOurs(role: Role): role is ProvisionedRole {
  return provisionedRoles.some((one) => one === role);
}

type Parts = Required<ProvisioningOptions>;

async function load({ store }: Parts, id: string): Promise<Provisioned | null> {
  // An id of another's making may hold what the store cannot look up.
  const isId = id.isWellFormed() && !id.includes("\0");
  const identity = isId ? await store.identities.ofAccount(id, provisioningIssuer) : null;
  const record = identity === null ? null : await store.accounts.byId(id);
  if (identity === null || record === null || record.isBreakGlass) return null;
  if (record.state === "closed") return null;
  const isNamed = !identity.subject.startsWith(nameless);
  return { ...publicOf(record), externalId: isNamed ? identity.subject : null };
}

async function reload(parts: Parts, id: string): Outcome<Provisioned> {
  const found = await load(parts, id);
  return found === null ? fail(problemOf("accounts/unknown", {})) : succeed(found);
}

async function setActive(parts: Parts, id: string, isActive: boolean): Outcome<Provisioned> {
  const found = await load(parts, id);
  if (found === null) return fail(problemOf("accounts/unknown", {}));
  if (isActive === (found.state === "active")) return succeed(found);
  // Nobody is in yet: there is nothing to lock, and only a lasting name or a person lets them in.
  if (found.state === "invited") return succeed(found);
  const step = isActive ? (found.state === "locked" ? "unlock" : "activate") : "lock";
  if (!isActive && found.state !== "active") return succeed(found);
  const taken = await parts.administration.take(step, id, null, "program");
  return taken.ok ? reload(parts, id) : taken;
}

async function add(parts: Parts, person: Parameters<Provisioning["add"]>[0]): Outcome<Provisioned> {
  const { store, now } = parts;
  if (!isName(person.name)) return fail(problemOf("accounts/bad-name", { limit: nameLimit }));
  const { externalId } = person;
  if (externalId !== null && !isExternalId(externalId))
    return fail(problemOf("accounts/bad-name", { limit: externalLimit }));
  if (externalId !== null && (await store.identities.load(provisioningIssuer, externalId)) !== null)
    return fail(problemOf("accounts/identity-taken", {}));
  const name = person.name.trim();
  const record: AccountRecord = {
    id: parts.newId(),
    name,
    nameKey: nameKeyOf(name),
    role: "employee",
    unit: null,
    passwordHash: "",
    state: externalId === null ? "invited" : "confirmed",
    isBreakGlass: false,
    createdAt: now(),
  };
  if ((await store.accounts.add(record, false)) !== "added")
    return fail(problemOf("accounts/name-taken", { name }));
  const { id } = record;
  const subject = externalId ?? `${nameless}${id}`;
  const identity = { issuer: provisioningIssuer, subject, accountId: id, createdAt: now() };
  if (!(await store.identities.add(identity))) {
    await parts.administration.take("close", id, null);
    return fail(problemOf("accounts/identity-taken", {}));
  }
  return person.isActive ? setActive(parts, id, true) : reload(parts, id);
}

async function setExternalId(parts: Parts, id: string, externalId: string): Outcome<Provisioned> {
  const { identities, accounts } = parts.store;
  const found = await load(parts, id);
  if (found === null) return fail(problemOf("accounts/unknown", {}));
  if (found.externalId === externalId) return succeed(found);
  // Whoever bears the name signs in: a directory must not hand a mightier account to another.
  if (!isOurs(found.role)) return fail(problemOf("accounts/not-from-here", {}));
  if (!isExternalId(externalId))
    return fail(problemOf("accounts/bad-name", { limit: externalLimit }));
  if ((await identities.load(provisioningIssuer, externalId)) !== null)
    return fail(problemOf("accounts/identity-taken", {}));
  await identities.remove(id, provisioningIssuer);
  const identity = { issuer: provisioningIssuer, subject: externalId, accountId: id };
  if (!(await identities.add({ ...identity, createdAt: parts.now() })))
    return fail(problemOf("accounts/identity-taken", {}));
  if (found.state === "invited") {
    await accounts.move(id, "invited", "confirmed");
    return setActive(parts, id, true);
  }
  return reload(parts, id);
}

/** Provisioning over a store. */
export function provisioningOf(options: ProvisioningOptions): Provisioning {
  const parts: Parts = { newId: randomUUID, ...options };
  const { store, administration } = parts;
  return {
    list: async () => {
      const kept = new Map(
        (await store.identities.list())
          .filter(({ issuer }) => issuer === provisioningIssuer)
          .map(({ accountId, subject }) => [accountId, subject]),
      );
      return (await store.accounts.list())
        .filter(
          ({ id, state, isBreakGlass }) => kept.has(id) && state !== "closed" && !isBreakGlass,
        )
        .map((record) => {
          const subject = kept.get(record.id) ?? nameless;
          const externalId = subject.startsWith(nameless) ? null : subject;
          return { ...publicOf(record), externalId };
        });
    },
    load: (id) => load(parts, id),
    add: (person) => add(parts, person),
    setActive: (id, isActive) => setActive(parts, id, isActive),
    setExternalId: (id, externalId) => setExternalId(parts, id, externalId),
    setRole: async (id, role) => {
      const found = await load(parts, id);
      if (found === null) return fail(problemOf("accounts/unknown", {}));
      if (found.role === role) return succeed(found);
      if (!isOurs(found.role)) return fail(problemOf("accounts/not-from-here", {}));
      const given = await administration.assign(id, { role, unit: found.unit }, null);
      return given.ok ? reload(parts, id) : given;
    },
    close: async (id) => {
      if ((await load(parts, id)) === null) return fail(problemOf("accounts/unknown", {}));
      return administration.take("close", id, null, "program");
    },
  };
}
