/**
 * The machines of the fictional municipality as they truly are, with the flaws that inventories
 * have: machines renamed, names given to new machines, one dock's address on many laptops, serial
 * numbers nobody filled in, leased addresses, names that a person typed wrong. Shares are
 * assumptions of ours; no figure of them was measured.
 */
import { guidOf, isInDirectory, sidOf } from "./directory-objects.ts";
import { chanceOf, type Size } from "./size.ts";
import { serverNames } from "./systems.ts";

/** Shares of the flaws, each between 0 and 1. */
const flaws = {
  renamed: 0.03,
  replaced: 0.03,
  docked: 0.05,
  noSerial: 0.02,
  misspelt: 0.03,
} as const;

/** Relative identifiers of the first computer, and of the first that stands on a desk. */
export const firstComputer = 100_001;
export const firstClient = firstComputer + 1_000;

/** Where machines have their names. */
export const domain = "kommun.example.se";

/** A computer on a desk. */
export type Client = {
  readonly is: string;
  readonly name: string;
  /** What it was called before; null where it always had its name. */
  readonly formerName: string | null;
  /** Whether its name was an older machine's, which stale lists still have. */
  readonly hasPredecessor: boolean;
  readonly sid: string;
  /** As the firmware has it: sometimes nobody filled it in. */
  readonly serial: string;
  readonly mac: string;
  readonly intuneId: string;
  readonly entraId: string;
  readonly operatingSystem: string;
  /** Number of the employee who sits at it. */
  readonly user: number;
};

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, "0");
}

/** A locally administered address, which no maker has given any card. */
function macOf(kind: number, n: number): string {
  const bytes = [kind, n >> 16, n >> 8, n].map((byte) => hex(byte & 255, 2));
  return ["02", "00", ...bytes].join(":");
}

/** The n-th computer on a desk. */
export function clientAt(size: Size, n: number): Client {
  const chance = (what: string): number => chanceOf(size, `${what}/${n}`);
  const isDocked = chance("docked") < flaws.docked;
  const number = String(n + 1).padStart(5, "0");
  return {
    is: isInDirectory(firstClient + n),
    name: `kl${number}`,
    formerName: chance("renamed") < flaws.renamed ? `dator-${number}` : null,
    hasPredecessor: chance("replaced") < flaws.replaced,
    sid: sidOf(firstClient + n),
    serial:
      chance("serial") < flaws.noSerial ? "To be filled by O.E.M." : `EX${hex(n * 7 + 4_096, 7)}`,
    mac: isDocked ? macOf(2, Math.floor(n / 400)) : macOf(0, n),
    intuneId: guidOf(5, n + 1),
    entraId: guidOf(6, n + 1),
    operatingSystem: chance("windows") < 0.9 ? "Windows 11 Enterprise" : "Windows 10 Enterprise",
    user: Math.floor(chance("seat") * size.people),
  };
}

/** The machine that had a client's name before it: stale lists still have its numbers. */
export function predecessorOf(n: number): { readonly serial: string; readonly mac: string } {
  return { serial: `EXF${hex(n * 11 + 4_096, 6)}`, mac: macOf(3, n) };
}

/** The address a client had when a source saw it; the next source met another one. */
export function leaseOf(size: Size, source: string, n: number): string {
  const pool = Math.ceil(size.clients * 0.66);
  const lease = Math.floor(chanceOf(size, `lease/${source}/${n}`) * pool);
  return `10.10.${Math.floor(lease / 250)}.${(lease % 250) + 1}`;
}

/** Systems that servers run. */
export type Platform = "alma" | "debian" | "windows";

/** A server. */
export type Server = {
  readonly is: string;
  readonly name: string;
  readonly fqdn: string;
  readonly platform: Platform;
  readonly operatingSystem: string;
  readonly address: string;
  readonly mac: string;
  readonly serial: string;
  readonly uuid: string;
  /** Its SID; null where it is no member of the directory. */
  readonly sid: string | null;
  /** Which hypervisor it runs on. */
  readonly host: { readonly kind: "hyperv" | "vsphere"; readonly fqdn: string };
};

/** Servers that tell one by one come first; of the others every third does not run Windows. */
function platformOf(n: number, told: number): Platform {
  const more = n - told;
  if (more < 0 || more % 6 > 1) return "windows";
  return more % 6 === 0 ? "debian" : "alma";
}

const linuxNames = {
  alma: "AlmaLinux release 9.4",
  debian: "Debian GNU/Linux 12",
} as const;

/** Every server but the domain controllers, in the order of their names' list. */
export function serversOf(size: Size): readonly Server[] {
  const names = serverNames(size);
  const told = names.length - size.moreServers;
  return names.map((name, n) => {
    const platform = platformOf(n, told);
    const isHyperv = n % 7 === 5;
    return {
      is: platform === "windows" ? isInDirectory(firstComputer + 10 + n) : `server/${name}`,
      name,
      fqdn: `${name}.${domain}`,
      platform,
      operatingSystem:
        platform !== "windows"
          ? linuxNames[platform]
          : n % 7 === 3
            ? "Windows Server 2012 R2 Standard"
            : "Windows Server 2019 Standard",
      address: `10.30.${(n + 10) >> 8}.${(n + 10) & 255}`,
      mac: macOf(1, n),
      serial: `EXS${hex(n * 13 + 4_096, 6)}`,
      uuid: guidOf(9, 1_000 + n),
      sid: platform === "windows" ? sidOf(firstComputer + 10 + n) : null,
      host: isHyperv
        ? { kind: "hyperv", fqdn: `hv0${1 + (n % 2)}.${domain}` }
        : { kind: "vsphere", fqdn: `esx0${1 + (n % 3)}.${domain}` },
    };
  });
}

/** What a person makes of a name now and then: no separator, an O for a zero, letters swapped. */
export function typedName(size: Size, list: string, name: string): string {
  if (chanceOf(size, `typo/${list}/${name}`) >= flaws.misspelt) return name;
  const how = Math.floor(chanceOf(size, `how/${list}/${name}`) * 3);
  if (how === 0) return name.replace("-", "");
  if (how === 1) return name.replace("0", "o");
  const at = name.search(/[a-z]{4}/);
  if (at < 0) return name.replace("-", "_");
  return `${name.slice(0, at + 1)}${name[at + 2]}${name[at + 1]}${name.slice(at + 3)}`;
}

/** Whether a source knows of a thing: each has its own gaps. */
export function isSeen(size: Size, source: string, share: number, n: number): boolean {
  return chanceOf(size, `seen/${source}/${n}`) < share;
}

/** A test number of the authority's reserved birth numbers 980–999, with its check digit. */
export function testNumber(n: number): string {
  const day = Math.floor(n / 20);
  const date = new Date(Date.UTC(1955, 0, 1 + day)).toISOString().slice(0, 10);
  const [year = "", month = "", dayOfMonth = ""] = date.split("-");
  const digits = `${year.slice(2)}${month}${dayOfMonth}${980 + (n % 20)}`;
  let sum = 0;
  for (const [at, digit] of digits.split("").entries()) {
    const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${year}${month}${dayOfMonth}-${980 + (n % 20)}${(10 - (sum % 10)) % 10}`;
}
