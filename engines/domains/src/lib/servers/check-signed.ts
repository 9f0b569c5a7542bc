/** Checks of what name servers answer of a signed zone, each asked directly. */
import { recordTypes } from "../dns/record-types.ts";
import { type DataOf, dataOf, type DnsRecord } from "../dns/record.ts";
import { domainNameText } from "../domain-name.ts";
import { keyTagOf } from "../dnssec/verify-set.ts";
import { failed, type Found, none, passed, unknown, warning } from "./found.ts";
import { messageTo, type ServerFacts, type ServerQuestionId } from "./server-facts.ts";

type Serving = readonly ServerFacts[];
type Ds = readonly DataOf<"DS">[] | null;

const textOf = ({ host, address }: ServerFacts): string => `${domainNameText(host)} ${address}`;

const keysOf = (server: ServerFacts): readonly DataOf<"DNSKEY">[] =>
  dataOf(messageTo(server, "keys")?.answers ?? [], "DNSKEY");

/** Signatures over a type among records. */
function signaturesOver(records: readonly DnsRecord[], type: number) {
  return dataOf(records, "RRSIG").filter(({ covered }) => covered === type);
}

/** Whether any server has keys; null where none answered the question for them. */
function isSigned(servers: Serving): boolean | null {
  const answered = servers.filter((server) => messageTo(server, "keys") !== null);
  if (answered.length === 0) return null;
  return answered.some((server) => keysOf(server).length > 0);
}

/** The judge of a signed zone; nothing of it arises in one that is not. */
function ofSigned(judge: (ds: Ds, servers: Serving) => Found) {
  return (ds: Ds, servers: Serving): Found => {
    const signed = isSigned(servers);
    return signed === null ? unknown() : signed ? judge(ds, servers) : none;
  };
}

const zoneKey = ({ flags }: DataOf<"DNSKEY">): boolean => (flags & 256) !== 0;

function dsNamesKeys(ds: Ds, servers: Serving): Found {
  if (ds === null) return unknown();
  if (ds.length === 0) return none;
  const keys = servers.flatMap(keysOf).filter(zoneKey);
  const signing = new Set(
    servers.flatMap((server) =>
      signaturesOver(messageTo(server, "keys")?.answers ?? [], recordTypes.DNSKEY).map(
        ({ keyTag }) => keyTag,
      ),
    ),
  );
  const isNamed = (one: DataOf<"DS">): boolean =>
    keys.some((key) => keyTagOf(key) === one.keyTag && key.algorithm === one.algorithm);
  const lost = ds.filter((one) => !isNamed(one)).map(({ keyTag }) => `DS ${keyTag}`);
  const holds = ds.some((one) => isNamed(one) && signing.has(one.keyTag));
  if (!holds) return failed(ds.map(({ keyTag }) => `DS ${keyTag}`));
  return lost.length > 0 ? warning(lost) : passed;
}

/** The three sets that every algorithm of the keys must sign (RFC 4035 §2.2). */
const sets: readonly (readonly [ServerQuestionId, number])[] = [
  ["soa", recordTypes.SOA],
  ["ns", recordTypes.NS],
  ["keys", recordTypes.DNSKEY],
];

function everyAlgorithm(_: Ds, servers: Serving): Found {
  const about = servers.flatMap((server) => {
    const used = new Set(
      keysOf(server)
        .filter(zoneKey)
        .map(({ algorithm }) => algorithm),
    );
    return sets.flatMap(([id, type]) => {
      const message = messageTo(server, id);
      if (message === null) return [];
      const signed = new Set(signaturesOver(message.answers, type).map((one) => one.algorithm));
      // A set without any signature is told by another check.
      if (signed.size === 0) return [];
      return [...used]
        .filter((algorithm) => !signed.has(algorithm))
        .map((algorithm) => `${textOf(server)} ${id} ${algorithm}`);
    });
  });
  const isWhole = servers.every((server) => sets.every(([id]) => messageTo(server, id) !== null));
  if (about.length > 0) return failed(about);
  return isWhole ? passed : unknown();
}

/** How a server denies: by which kinds of records, and whether they are signed. */
function denialOf(server: ServerFacts): "none" | "nsec" | "nsec3" | "both" | "unsigned" | null {
  const message = messageTo(server, "denial");
  if (message === null) return null;
  // A wildcard answers for what is not there; then there is no whole denial to look at.
  if (message.answers.length > 0) return null;
  const { authority } = message;
  const [one, three] = [dataOf(authority, "NSEC"), dataOf(authority, "NSEC3")];
  if (dataOf(authority, "SOA").length === 0) return "none";
  if (one.length > 0 && three.length > 0) return "both";
  if (one.length + three.length === 0) return "none";
  const type = one.length > 0 ? recordTypes.NSEC : recordTypes.NSEC3;
  if (signaturesOver(authority, type).length === 0) return "unsigned";
  return one.length > 0 ? "nsec" : "nsec3";
}

function denies(_: Ds, servers: Serving): Found {
  const denials = servers.map((server) => ({ server, denial: denialOf(server) }));
  const bad = denials.filter(({ denial }) => ["none", "both", "unsigned"].includes(denial ?? ""));
  if (bad.length > 0) return failed(bad.map(({ server }) => textOf(server)));
  const ways = new Set(denials.flatMap(({ denial }) => denial ?? []));
  if (ways.size > 1)
    return failed(denials.map(({ server, denial }) => `${textOf(server)} ${denial}`));
  return denials.some(({ denial }) => denial === null) ? unknown() : passed;
}

/** A record that asks for the DS to be taken away (RFC 8078 §4). */
const isDelete = ({ algorithm }: { readonly algorithm: number }): boolean => algorithm === 0;

function childAgrees(_: Ds, servers: Serving): Found {
  const about: string[] = [];
  let found = 0;
  for (const server of servers) {
    const [cds, cdnskey] = [messageTo(server, "cds"), messageTo(server, "cdnskey")];
    if (cds === null || cdnskey === null) return unknown([textOf(server)]);
    const digests = dataOf(cds.answers, "CDS");
    const keys = dataOf(cdnskey.answers, "CDNSKEY");
    found += digests.length + keys.length;
    const asked = [...digests, ...keys];
    if (asked.some(isDelete) && !asked.every(isDelete)) about.push(`${textOf(server)} delete`);
    const tags = new Set(keysOf(server).map(keyTagOf));
    const named = [
      ...digests.filter((one) => !isDelete(one)).map(({ keyTag }) => keyTag),
      ...keys.filter((one) => !isDelete(one)).map(keyTagOf),
    ];
    about.push(...named.filter((tag) => !tags.has(tag)).map((tag) => `${textOf(server)} ${tag}`));
    const [ofDigests, ofKeys] = [digests.map(({ keyTag }) => keyTag), keys.map(keyTagOf)];
    const isBoth = digests.length > 0 && keys.length > 0 && !asked.some(isDelete);
    const differ = new Set([...ofDigests, ...ofKeys]).size !== new Set(ofDigests).size;
    if (isBoth && differ) about.push(`${textOf(server)} CDS CDNSKEY`);
    const isSignedSet = [cds, cdnskey].every(({ answers }) => {
      const { length } = [...dataOf(answers, "CDS"), ...dataOf(answers, "CDNSKEY")];
      return length === 0 || dataOf(answers, "RRSIG").length > 0;
    });
    if (!isSignedSet) about.push(`${textOf(server)} RRSIG`);
  }
  if (about.length > 0) return failed(about);
  return found === 0 ? none : passed;
}

function giveSignatures(_: Ds, servers: Serving): Found {
  const bare = servers.flatMap((server) =>
    sets.flatMap(([id, type]) => {
      const message = messageTo(server, id);
      const isBare = message !== null && signaturesOver(message.answers, type).length === 0;
      return isBare ? [`${textOf(server)} ${id}`] : [];
    }),
  );
  const isWhole = servers.every((server) => sets.every(([id]) => messageTo(server, id) !== null));
  if (bare.length > 0) return failed(bare);
  return isWhole ? passed : unknown();
}

/** Judges by their checks; `ds` null: what stands above is not known. */
export const signedJudges: Readonly<
  Record<"SEC-03" | "SEC-09" | "SEC-10" | "SEC-11" | "SEC-12", (ds: Ds, servers: Serving) => Found>
> = {
  "SEC-03": ofSigned(dsNamesKeys),
  "SEC-09": ofSigned(everyAlgorithm),
  "SEC-10": ofSigned(denies),
  "SEC-11": ofSigned(childAgrees),
  "SEC-12": ofSigned(giveSignatures),
};
