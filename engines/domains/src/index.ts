/** The door of this engine; see README and SPEC. */
export {
  compareNames,
  type DomainName,
  domainNameText,
  isSameName,
  isWithin,
  parseDomainName,
} from "./lib/domain-name.ts";
export type { DomainsProblem, DomainsProblemCode } from "./lib/domains-problem.ts";
export { canonicalSet, signedOctets } from "./lib/dns/canonical.ts";
export {
  type DnsMessage,
  type DnsQuestion,
  type DnsReply,
  type Edns,
  extendedErrors,
  questionOf,
  rcodes,
  type SilenceReason,
} from "./lib/dns/message.ts";
export { longestMessage, mostRecords, readMessage } from "./lib/dns/read-message.ts";
export {
  type DataOf,
  dataOf,
  type DelegationData,
  type DnsRecord,
  type KeyData,
  type RecordData,
  type SignatureData,
} from "./lib/dns/record.ts";
export {
  classIn,
  recordTypes,
  type RecordTypeName,
  recordTypeText,
} from "./lib/dns/record-types.ts";
export { dataOctets } from "./lib/dns/write-data.ts";
export {
  isReplyTo,
  largestUdp,
  type QueryOptions,
  writeMessage,
  writeQuery,
} from "./lib/dns/write-message.ts";
