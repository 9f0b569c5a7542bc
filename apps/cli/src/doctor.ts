/** `doctor`: goes through the installation and says what to do about what is wrong. */
import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync, statfsSync, statSync } from "node:fs";
import { examineBreached } from "@vallgrav/platform/accounts";
import { schedulesOf } from "@vallgrav/platform/hygiene";
import { connectionsOf, keyPaths, type Rooms, verifyAudit } from "@vallgrav/server/rooms";
import type { TlsSettings } from "@vallgrav/server";
import { acmeFile, isOwnMade } from "@vallgrav/platform/tls";
import { msFromInstant } from "@vallgrav/kernel";
import { table } from "./format.ts";
import { settingsOf } from "./settings.ts";
import type { Speaker } from "./speaker.ts";
import type { Told } from "./told.ts";
import type { CheckId } from "./words.ts";

type Check = {
  readonly id: CheckId;
  readonly state: "ok" | "warning" | "error";
  /** What was found: a number, a code, or a short name. */
  readonly value: string;
};

const othersMask = 0o077;
const leastFreeMb = 1_000;
const ceiling = 4_000_000;
const neededNode = 26;
/** A certificate is to be replaced while there is time to get another one. */
const leastDays = 21;

function check(id: CheckId, isGood: boolean, value: string | number, bad: Check["state"]): Check {
  return { id, state: isGood ? "ok" : bad, value: String(value) };
}

/** Rights of a file or folder in octal, and whether others have any. */
function rightsOf(path: string): { readonly shown: string; readonly isPrivate: boolean } {
  const mode = existsSync(path) ? statSync(path).mode & 0o777 : 0;
  return { shown: mode.toString(8), isPrivate: (mode & othersMask) === 0 };
}

/** Days that the certificate of a file holds still; what cannot be read holds no more. */
function certificateCheck(
  tls: TlsSettings | undefined,
  { keyFolder, now }: Rooms,
): readonly Check[] {
  // One of our own is made anew by itself.
  if (tls === undefined || tls === "self") return [];
  try {
    const file = "acme" in tls ? acmeFile(keyFolder) : tls.certificateFile;
    const found = new X509Certificate(readFileSync(file));
    const days = Math.floor((found.validToDate.getTime() - msFromInstant(now())) / 86_400_000);
    // Until the authority has answered there is one of our own, which browsers warn of.
    const isVouched = !("acme" in tls) || !isOwnMade(found);
    const isGood = isVouched && days >= leastDays;
    return [check("certificate", isGood, days, days < 0 ? "error" : "warning")];
  } catch {
    return [check("certificate", false, "-", "error")];
  }
}

/** Whether the file of leaked passwords is one, where it is named. */
async function breachedCheck({ env }: Speaker): Promise<readonly Check[]> {
  const { breached } = settingsOf(env);
  if (breached === undefined) return [];
  const { isGood, sizeBytes } = await examineBreached(breached);
  return [check("breached", isGood, Math.round(sizeBytes / 1e6), "error")];
}

/** Where alerts are collected from by people's setting. */
async function askedByGraph({ graph }: Rooms): Promise<readonly string[]> {
  const { connection } = await graph.view();
  return connection === null ? [] : [`Microsoft Graph (${connection.login} ${connection.graph})`];
}

/** Where what is signed of routes is fetched from, by people's setting. */
async function askedForRoutes(rooms: Rooms): Promise<readonly string[]> {
  const { validator } = await schedulesOf(rooms).load();
  return validator === null ? [] : [`RPKI (${validator})`];
}

async function surroundings(rooms: Rooms, speaker: Speaker): Promise<readonly Check[]> {
  const node = process.versions.node;
  const home = rightsOf(rooms.home);
  const keys = Object.values(keyPaths(rooms.keyFolder)).map((path) => rightsOf(path));
  const disk = statfsSync(rooms.home);
  const freeMb = Math.floor((disk.bavail * disk.bsize) / 1e6);
  const settings = settingsOf(speaker.env);
  const { tls } = settings;
  const asked = [...(await askedByGraph(rooms)), ...(await askedForRoutes(rooms))];
  const outgoing = [...connectionsOf(settings), ...asked];
  return [
    check("node", Number(node.split(".")[0]) >= neededNode, node, "error"),
    check("home-rights", home.isPrivate, home.shown, "warning"),
    check(
      "key-rights",
      keys.every(({ isPrivate }) => isPrivate),
      keys.map(({ shown }) => shown).join(" "),
      "error",
    ),
    check("disk", freeMb >= leastFreeMb, freeMb, "warning"),
    ...certificateCheck(tls, rooms),
    check("outgoing", true, [outgoing.length, ...outgoing].join(" "), "warning"),
  ];
}

/** Where Vallgrav lies: what would fall with the domain. */
async function placeChecks({ place }: Rooms): Promise<readonly Check[]> {
  const { joined, inDirectory, host, copies, lastCopyAt, warnings } = await place.view();
  const shown = joined ?? (inDirectory ? host : "");
  const where = copies.map((one) => one.place).join(" ");
  const isSafe = !warnings.includes("no-copies") && !warnings.includes("copies-inside");
  return [
    check("joined", !warnings.includes("joined"), shown, "warning"),
    check("copies", isSafe, where, "warning"),
    check("last-copy", !warnings.includes("old-copy"), lastCopyAt?.slice(0, 10) ?? "-", "warning"),
  ];
}

/** What the first sealed things say to the key at hand. */
async function keysOpen({ store }: Rooms): Promise<Check> {
  const all = await store.evidence.list();
  const one = all.find(({ hasRaw }) => hasRaw);
  try {
    if (one !== undefined) await store.evidence.loadRaw(one.evidence.id);
    await store.audit.find({}, 1);
    return check("keys-open", true, "", "error");
  } catch (error) {
    return check("keys-open", false, String(Reflect.get(Object(error), "code")), "error");
  }
}

async function contents(rooms: Rooms): Promise<readonly Check[]> {
  const { store, audit, auditKey: key, home } = rooms;
  const damage = await store.check();
  const open = await keysOpen(rooms);
  const statements = (await store.evidence.list()).reduce((sum, one) => sum + one.observations, 0);
  const found = [
    open,
    check("database", damage.length === 0, damage.length, "error"),
    check("ceiling", statements < ceiling * 0.8, statements, "warning"),
  ];
  if (open.state !== "ok") return found;
  const { verdict, problems } = await verifyAudit(audit, { key, home }, null);
  const [newest] = await store.audit.find({}, 1);
  const isPast = newest === undefined || newest.at <= rooms.now();
  return [
    ...found,
    ...(await placeChecks(rooms)),
    check("audit", problems.length === 0, problems[0]?.code ?? verdict.entries, "error"),
    check("clock", isPast, isPast ? "" : (newest?.at ?? ""), "warning"),
  ];
}

/** Examines the installation; exit 1 where something is wrong. */
export async function examine(rooms: Rooms, speaker: Speaker): Promise<Told> {
  const { doctor } = speaker.words;
  const checks = [
    ...(await surroundings(rooms, speaker)),
    ...(await breachedCheck(speaker)),
    ...(await contents(rooms)),
  ];
  const rows = checks.map(({ id, state, value }) => {
    const [what, remedy] = doctor.checks[id];
    return [doctor.state[state], what, value, state === "ok" ? "" : remedy];
  });
  const isWrong = checks.some(({ state }) => state === "error");
  return {
    exit: isWrong ? 1 : 0,
    document: { checks },
    lines: table(rows),
    problems: [],
    object: "",
  };
}
