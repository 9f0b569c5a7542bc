/**
 * Whom an alert is about and what was seen, out of its evidence or entities. Names are those of
 * Microsoft Graph, Defender and Sentinel; others that mean the same are taken too.
 */
import type { Json } from "@vallgrav/kernel";
import { type JsonObject, listOf, member, objectOf, objectsIn } from "../json.ts";
import { alertFileLimits } from "./foreign-alert.ts";
import { type GatheredAlert, keepField, nameIn, nameTechniques } from "./gathered-alert.ts";

/** The text of the first member that has one; numbers as they are written. */
export function textAt(object: JsonObject, names: readonly string[]): string {
  for (const name of names) {
    const value = member(object, name);
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    if (typeof value === "number" && Number.isFinite(value)) return String(value);
  }
  return "";
}

/** Texts of a list, or of a text that lists them by commas. */
export function textsAt(object: JsonObject, name: string): readonly string[] {
  const value = member(object, name);
  if (typeof value === "string") return value.split(/[,;|]/).map((one) => one.trim());
  return (listOf(value) ?? []).filter((one) => typeof one === "string");
}

const hostNames = ["deviceDnsName", "computerDnsName", "fqdn", "netBiosName", "machineName"];

function sayHost(into: GatheredAlert, part: JsonObject): void {
  const bare = textAt(part, ["hostName", "HostName"]);
  const domain = textAt(part, ["DnsDomain", "dnsDomain"]);
  const full = textAt(part, hostNames);
  if (full !== "") nameIn(into, "hosts", full);
  else if (bare !== "") nameIn(into, "hosts", domain === "" ? bare : `${bare}.${domain}`);
}

function sayAccount(into: GatheredAlert, part: JsonObject, isAccount: boolean): void {
  const whole = textAt(part, ["userPrincipalName", "UserPrincipalName", "aadUserPrincipalName"]);
  if (whole !== "") {
    nameIn(into, "accounts", whole);
    return;
  }
  const bare = textAt(part, ["accountName", "userName", "AccountName"]);
  const name = bare === "" && isAccount ? textAt(part, ["Name", "name"]) : bare;
  if (name === "") return;
  const suffix = textAt(part, ["UPNSuffix", "upnSuffix"]);
  const domain = textAt(part, ["domainName", "NTDomain", "ntDomain"]);
  if (suffix !== "") nameIn(into, "accounts", `${name}@${suffix}`);
  else nameIn(into, "accounts", domain === "" ? name : `${domain}\\${name}`);
}

/** What is seen of programs, files and addresses on the web. */
const seen: readonly (readonly [field: string, names: readonly string[]])[] = [
  ["commandLine", ["processCommandLine", "CommandLine", "commandLine"]],
  ["file", ["filePath", "FilePath", "Directory", "fileName", "FileName"]],
  ["sha256", ["sha256", "Sha256", "SHA256"]],
  ["url", ["url", "Url"]],
  ["threat", ["threatName", "threatFamilyName", "ThreatName"]],
  ["mail", ["primaryAddress", "MailboxPrimaryAddress", "recipientEmailAddress"]],
];

/** Parts of a piece of evidence that are pieces themselves. */
const inside = ["userAccount", "loggedOnUser", "imageFile", "ImageFile", "fileDetails", "Account"];

function kindOf(part: JsonObject): string {
  const kind = textAt(part, ["Type", "type", "kind", "entityType", "@odata.type"]).toLowerCase();
  return kind.slice(kind.lastIndexOf(".") + 1);
}

function sayPiece(into: GatheredAlert, part: JsonObject, depth: number): void {
  sayHost(into, part);
  sayAccount(into, part, kindOf(part) === "account");
  for (const name of ["ipAddress", "IpAddress", "Address", "privateIpAddress", "sourceAddress"]) {
    const text = textAt(part, [name]);
    if (text !== "") nameIn(into, "addresses", text);
  }
  for (const [field, names] of seen) keepField(into, field, textAt(part, names));
  if (depth === 0) return;
  const properties = objectOf(member(part, "properties"));
  if (properties !== null) sayPiece(into, properties, depth - 1);
  for (const name of inside) {
    const one = objectOf(member(part, name));
    if (one !== null) sayPiece(into, one, depth - 1);
  }
  for (const one of objectsIn(member(part, "loggedOnUsers")).slice(0, 20))
    sayPiece(into, one, depth - 1);
}

/** Lists of evidence, by the names they have in the different forms. */
const lists = ["evidence", "entities", "devices", "hostStates", "userStates", "fileStates"];

/** Takes what a list of evidence or entities says. */
export function sayPieces(into: GatheredAlert, value: Json | undefined): void {
  for (const part of objectsIn(value).slice(0, alertFileLimits.evidence)) sayPiece(into, part, 2);
}

/** Takes what an alert's own members and its evidence say of whom it is about. */
export function sayEvidence(into: GatheredAlert, alert: JsonObject): void {
  for (const name of lists) sayPieces(into, member(alert, name));
  for (const name of ["relatedUser", "userAccount"]) {
    const one = objectOf(member(alert, name));
    if (one !== null) sayPiece(into, one, 1);
  }
  sayHost(into, alert);
  const names = ["techniques", "mitreTechniques", "Techniques", "SubTechniques"];
  for (const name of names) nameTechniques(into, textsAt(alert, name).join(" "));
}
