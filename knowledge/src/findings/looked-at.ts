/**
 * What a source has looked at of a thing: the whole, what it tells under one key, or its ports.
 * Only that can be gone; what was not looked at is not known (closed world only where complete).
 */
import { type Asset, type Fact, factsNamed, type Report } from "@vallgrav/facts";
import { compareText, type Instant, type Value } from "@vallgrav/kernel";

/** See readers M380 and M420. */
const prefix = "scanned/";

function newer(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function newestOf(reports: readonly Report[], source: string): Instant | null {
  let newest: Instant | null = null;
  for (const { source: by, validFrom } of reports)
    if (by === source) newest = newer(newest, validFrom);
  return newest;
}

type Claim = { readonly value: Value; readonly by: readonly Report[] };

const portPrefix = "port/";

/** What a thing's sources say they looked at, and of its ports: facts by property. */
export type Looks = ReadonlyMap<string, Fact<Value>>;

/** The looks at a thing. Linear in its facts, of which the others are not made for it. */
export function looksAt(asset: Asset): Looks {
  return new Map(
    factsNamed(asset, (name) => name.startsWith(prefix) || name.startsWith(portPrefix)),
  );
}

/** Every value of a property that somebody tells, the one that rules first. */
function claimsOf(looks: Looks, property: string): readonly Claim[] {
  const fact = looks.get(property);
  return fact === undefined ? [] : [{ value: fact.value, by: fact.by }, ...fact.against];
}

/** When a source last told a property of a thing with a value that fits. */
function lastTold(
  looks: Looks,
  [property, source]: readonly [property: string, source: string],
  fits: (value: Value) => boolean = () => true,
): Instant | null {
  let newest: Instant | null = null;
  for (const { value, by } of claimsOf(looks, property))
    if (fits(value)) newest = newer(newest, newestOf(by, source));
  return newest;
}

/** Whether a list of ports as `1-1000,3389` has one. */
function hasPort(ports: Value, port: number): boolean {
  if (typeof ports !== "string") return false;
  return ports.split(",").some((range) => {
    const [from = "", to = from] = range.split("-");
    return Number(from) <= port && port <= Number(to) && from !== "";
  });
}

function isOpen(value: Value): boolean {
  return value === "open";
}

/** When a source last looked at a port (`443/tcp`) and did not find it open; null for never. */
function shutSince(looks: Looks, source: string, port: string): Instant | null {
  const [number = "", protocol = ""] = port.split("/");
  const property = `${portPrefix}${protocol}/${number}`;
  const looked = lastTold(looks, [`${prefix}${source}/${protocol}`, source], (ports) =>
    hasPort(ports, Number(number)),
  );
  const said = lastTold(looks, [property, source], (value) => !isOpen(value));
  const open = lastTold(looks, [property, source], isOpen);
  const last = newer(newer(looked, said), lastTold(looks, [`${prefix}${source}`, source]));
  return last !== null && (open === null || open < last) ? last : null;
}

/**
 * When a source last looked at what a finding is about and could have told it again: the whole
 * thing, all under the finding's key, or its port, which was shut; null for never.
 */
export function lookedAt(
  looks: Looks,
  source: string,
  { key, port }: { readonly key: string; readonly port: string | null },
): Instant | null {
  const whole = lastTold(looks, [`${prefix}${source}`, source]);
  const part = key === "" ? null : lastTold(looks, [`${prefix}${source}/${key}`, source]);
  const shut = port === null ? null : shutSince(looks, source, port);
  return newer(newer(whole, part), shut);
}

const portForm = /^port\/(\w+)\/(\d+)$/;

/** Ports that stand open, as `tcp/443`: by a source that has not since looked and found it shut. */
export function openPorts(asset: Asset): readonly string[] {
  const looks = looksAt(asset);
  return [...looks.keys()]
    .flatMap((property) => {
      const [, protocol, number] = portForm.exec(property) ?? [];
      if (protocol === undefined) return [];
      const open = claimsOf(looks, property).filter(({ value }) => isOpen(value));
      const sources = new Set(open.flatMap(({ by }) => by.map(({ source }) => source)));
      const stands = [...sources].some(
        (source) => shutSince(looks, source, `${number}/${protocol}`) === null,
      );
      return stands ? [`${protocol}/${number}`] : [];
    })
    .sort(compareText);
}
