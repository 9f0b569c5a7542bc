/** The door of this engine; see README and SPEC. */
export { type DomainName, domainNameText, parseDomainName } from "./lib/domain-name.ts";
export type { DomainsProblem, DomainsProblemCode } from "./lib/domains-problem.ts";
