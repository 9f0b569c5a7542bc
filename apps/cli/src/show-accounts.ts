/** `account`: who may sign in, invitations, and steps of an account's way: without any sign-in. */
import {
  type Account,
  changeAccessPolicy,
  incidentOf,
  type Invited,
} from "@vallgrav/platform/accounts";
import type { Problem, Result } from "@vallgrav/kernel";
import type { Rooms } from "@vallgrav/server";
import type { AccountCommand } from "./account-arguments.ts";
import { table, visible } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

type Outcome<T> = Result<T, Problem<string, object>>;

function problem(code: string): Problem<string, object> {
  return { code, severity: "error", at: null, args: {} };
}

/** Names are the same whatever their case, width or spaces. */
function isSame(one: string, other: string): boolean {
  const plain = (text: string): string =>
    text.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
  return plain(one) === plain(other);
}

async function list(rooms: Rooms, { words }: Speaker): Promise<Told> {
  const accounts = await rooms.accounts.list();
  const units = new Map((await rooms.units.list()).map(({ id, name }) => [id, name]));
  const rows = accounts.map(({ name, role, unit, state }) => [
    visible(name),
    role,
    unit === null ? "–" : visible(units.get(unit) ?? unit),
    words.accounts.states[state],
  ]);
  return {
    exit: 0,
    document: { accounts },
    lines: table([words.accounts.head, ...rows]),
    problems: [],
    object: "",
  };
}

function tellLink(made: Outcome<Invited>, { words }: Speaker): Told {
  if (!made.ok) return refused([made.problem]);
  const { account, token, expiresAt } = made.value;
  const link = `/inbjudan#${token}`;
  return {
    exit: 0,
    document: { account, link, expiresAt },
    lines: [words.accounts.link(visible(account.name), link, expiresAt.slice(0, 16))],
    problems: [],
    object: account.id,
  };
}

function tellState(taken: Outcome<Account>, { words }: Speaker): Told {
  if (!taken.ok) return refused([taken.problem]);
  const { id, name, state } = taken.value;
  return {
    exit: 0,
    document: { account: taken.value },
    lines: [`${visible(name)}: ${words.accounts.states[state]}`],
    problems: [],
    object: id,
  };
}

async function place(
  rooms: Rooms,
  command: Extract<AccountCommand, { readonly what: "invite" | "assign" }>,
  speaker: Speaker,
): Promise<Told> {
  const { name, role } = command;
  const wanted = command.unit;
  const unit =
    wanted === null ? null : (await rooms.units.list()).find((one) => isSame(one.name, wanted));
  if (unit === undefined) return refused([problem("accounts/unknown-unit")]);
  const there = { role, unit: unit?.id ?? null };
  if (command.what === "invite")
    return tellLink(await rooms.administration.invite({ name, ...there }), speaker);
  const account = await named(rooms, name);
  if (account === undefined) return refused([problem("accounts/unknown")]);
  return tellState(await rooms.administration.assign(account.id, there, null), speaker);
}

async function named(rooms: Rooms, wanted: string): Promise<Account | undefined> {
  return (await rooms.accounts.list()).find(({ name }) => isSame(name, wanted));
}

/** Shuts everybody out but those named and accounts for the worst day; or lets all in again. */
async function changeIncident(
  rooms: Rooms,
  names: readonly string[] | null,
  { words }: Speaker,
): Promise<Told> {
  const admitted = await Promise.all((names ?? []).map((name) => named(rooms, name)));
  const known = admitted.filter((one): one is Account => one !== undefined);
  if (known.length < admitted.length) return refused([problem("accounts/unknown")]);
  const [first, ...others] = known.map(({ id }) => id);
  const incident = first === undefined ? null : incidentOf(rooms.now(), first, others);
  const policy = await changeAccessPolicy(rooms.settings, { incident });
  return {
    exit: 0,
    document: { access: policy },
    lines: [
      incident === null
        ? words.accounts.incidentOver
        : words.accounts.incident(known.map(({ name }) => visible(name)).join(", ")),
    ],
    problems: [],
    object: "",
  };
}

async function makeBreakGlass(rooms: Rooms, name: string, { words }: Speaker): Promise<Told> {
  const made = await rooms.administration.breakGlass(name);
  if (!made.ok) return refused([made.problem]);
  const { account, password } = made.value;
  return {
    exit: 0,
    document: { account, password },
    lines: [words.accounts.envelope(visible(account.name), password)],
    problems: [],
    object: account.id,
  };
}

/** Does what is asked with accounts. */
export async function showAccounts(
  rooms: Rooms,
  command: AccountCommand,
  speaker: Speaker,
): Promise<Told> {
  if (command.what === "list") return list(rooms, speaker);
  if (command.what === "invite" || command.what === "assign") return place(rooms, command, speaker);
  if (command.what === "incident") return changeIncident(rooms, command.names, speaker);
  if (command.what === "incident-end") return changeIncident(rooms, null, speaker);
  if (command.what === "break-glass") return makeBreakGlass(rooms, command.name, speaker);
  const account = await named(rooms, command.name);
  if (account === undefined) return refused([problem("accounts/unknown")]);
  if (command.what === "reset")
    return tellLink(await rooms.administration.reset(account.id, null), speaker);
  if (command.what !== "drop-factor")
    return tellState(await rooms.administration.take(command.what, account.id, null), speaker);
  await rooms.factors.remove(account.id);
  await rooms.passkeys.removeAll(account.id);
  await rooms.accounts.revokeAll(account.id);
  return tellState({ ok: true, value: account }, speaker);
}
