/**
 * Which certificates can be used for sign-in, who can ask for them, and which lists say whom to
 * trust: the part of the instance that certificate services make up. ESC numbers are those of
 * "Certified Pre-Owned" (SpecterOps, 2021).
 */
import { own } from "@vallgrav/kernel";
import type { Asset } from "@vallgrav/facts";
import type { AssetId, RelationKind } from "@vallgrav/kernel";
import { amount, assetsOf, type Lookup, relationsOf, text } from "./lookup.ts";
import type { Structure } from "./structure.ts";

/** Uses that let a certificate sign in: client, smart card, key exchange of Kerberos, any. */
const signInUses: ReadonlySet<string> = new Set([
  "1.3.6.1.5.5.7.3.2",
  "1.3.6.1.4.1.311.20.2.2",
  "1.3.6.1.5.2.3.4",
  "2.5.29.37.0",
]);
/** Uses that let its holder sign requests for others (ESC3): enrolment agent, any. */
const agentUses: ReadonlySet<string> = new Set(["1.3.6.1.4.1.311.20.2.1", "2.5.29.37.0"]);

function hasUse(template: Asset, wanted: ReadonlySet<string>): boolean {
  const uses = template.facts["effectiveekus"]?.value;
  if (!Array.isArray(uses) || uses.length === 0) return true;
  return uses.some((use: unknown) => typeof use === "string" && wanted.has(use));
}

/** Whether a certificate by this template can be used to sign in: named so, or for anything. */
export function signsIn(template: Asset): boolean {
  return hasUse(template, signInUses);
}

/** Whether a request by this template must be signed with an agent's certificate. */
export function needsSignature(template: Asset): boolean {
  return (amount(template, "authorizedsignatures") ?? 0) > 0;
}

/**
 * Whether an agent's certificate is enough to ask for this template in another's name: templates of
 * the first version ask for no signature, later ones where they say so.
 */
function takesAgents(template: Asset): boolean {
  return signsIn(template) && (needsSignature(template) || amount(template, "schemaversion") === 1);
}

type Link = (from: string, field: string, to: string) => void;

function linkTemplate(template: Asset, domain: AssetId, link: Link): void {
  link(domain, "templates", template.id);
  if (takesAgents(template)) link(domain, "signInTemplates", template.id);
  if (hasUse(template, agentUses) && !needsSignature(template))
    link(domain, "agentTemplates", template.id);
}

/** Fields of a domain that a store fills by what it is for; others say nothing of sign-in. */
const storeFields: Readonly<Record<string, string>> = {
  ntauth: "signInStores",
  root: "rootStores",
};

/**
 * Rights that stand in an authority's own list, which is the one that says who may ask it: whoever
 * read one of them has read that list.
 */
const listedRights = [
  "right/AllExtendedRights",
  "right/Enroll",
  "right/ManageCA",
  "right/ManageCertificates",
] as const satisfies readonly RelationKind[];

/** Links templates, authorities and stores to their domains. Linear. */
export function linkCertificates(look: Lookup, structure: Structure, link: Link): void {
  const limited = new Set(
    listedRights.flatMap((kind) => relationsOf(look, kind).map(({ to }) => to)),
  );
  for (const template of assetsOf(look, "certificate-template")) {
    const domain = structure.domainOf.get(template.id);
    if (domain !== undefined) linkTemplate(template, domain, link);
  }
  for (const authority of assetsOf(look, "certificate-authority")) {
    const domain = structure.domainOf.get(authority.id);
    if (domain === undefined) continue;
    link(domain, "authorities", authority.id);
    // Where nobody listed who may ask, anyone may: that is how authorities are delivered. Where
    // somebody did and the list names nobody, nobody may.
    if (!limited.has(authority.id)) link(domain, "openAuthorities", authority.id);
  }
  for (const store of assetsOf(look, "certificate-store")) {
    const domain = structure.domainOf.get(store.id);
    const field = own(storeFields, text(store, "store") ?? "");
    if (domain !== undefined && field !== undefined) link(domain, field, store.id);
  }
}
