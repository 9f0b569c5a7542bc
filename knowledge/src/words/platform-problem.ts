/**
 * The problems of the platform and the refusals of the server. Both lie above this room,
 * so their codes are declared here; a test of theirs checks that none is missing.
 */
import type { Problem } from "@vallgrav/kernel";
import type { GoneThings, ListBeside } from "./kept-lists.ts";
import type { CalculateProblem } from "./calculations.ts";

type None = Readonly<Record<string, never>>;

/** Problems of the platform's rooms that have arguments. */
type WithArgs =
  | Problem<"accounts/bad-name", { readonly limit: number }>
  | Problem<"accounts/busy", { readonly seconds: number }>
  | Problem<"accounts/name-taken", { readonly name: string }>
  | Problem<"accounts/password-too-short", { readonly length: number; readonly least: number }>
  | Problem<"accounts/password-too-long", { readonly limit: number }>
  | Problem<"accounts/too-many-names", { readonly limit: number }>
  | Problem<"accounts/too-many-tokens", { readonly limit: number }>
  | Problem<"accounts/wait", { readonly seconds: number }>
  | Problem<"asking/bad-person", { readonly limit: number }>
  | Problem<"asking/too-many-kept", { readonly limit: number }>
  | Problem<"asking/too-many-month", { readonly limit: number }>
  | Problem<"asking/too-many-open", { readonly limit: number }>
  | Problem<"audit/broken", { readonly number: number }>
  | Problem<"audit/shorter", { readonly found: number; readonly expected: number }>
  | Problem<"collect/bad-name", { readonly limit: number }>
  | Problem<"collect/duplicate-name", { readonly name: string }>
  | Problem<"collect/path-outside", { readonly name: string }>
  | Problem<"collect/records-left-out", { readonly count: number }>
  | Problem<"collect/too-large", { readonly limit: number }>
  | Problem<"collect/too-many-entries", { readonly limit: number }>
  | Problem<"collect/unsupported-method", { readonly method: number }>
  | Problem<"collect/zip-bomb", { readonly limit: number }>
  | Problem<"findings/bad-day", { readonly days: number }>
  | Problem<"findings/bad-text", { readonly limit: number }>
  | Problem<"findings/too-many-decisions", { readonly limit: number }>
  | Problem<"hygiene/bad-anchor", { readonly line: number }>
  | Problem<"hygiene/bad-days", { readonly limit: number }>
  | Problem<"hygiene/bad-pace", { readonly limit: number }>
  | Problem<"hygiene/bad-validator", { readonly name: string }>
  | Problem<"hygiene/bad-expiry", { readonly years: number }>
  | Problem<"hygiene/bad-network", { readonly name: string }>
  | Problem<"hygiene/bad-person", { readonly limit: number }>
  | Problem<"hygiene/bad-resolver", { readonly name: string }>
  | Problem<"hygiene/bad-until", { readonly limit: number }>
  | Problem<"hygiene/not-cleared", { readonly name: string }>
  | Problem<"hygiene/not-own", { readonly name: string }>
  | Problem<"hygiene/too-many-cleared", { readonly limit: number }>
  | Problem<"identify/out-of-memory", { readonly limit: number }>
  | Problem<"identify/remembered-mapping", { readonly by: string; readonly day: string }>
  | Problem<"identify/too-slow", { readonly seconds: number }>
  | Problem<"identify/other-kind", { readonly kind: string }>
  | Problem<"identify/next-list" | "identify/own-list", ListBeside>
  | Problem<"identify/same-numbers", { readonly other: string; readonly count: number }>
  | Problem<"identify/gone", GoneThings>
  | Problem<"identify/numbers-alone", { readonly count: number }>
  | Problem<"identify/too-much", { readonly found: number; readonly limit: number }>
  | Problem<"opinions/too-long", { readonly limit: number }>
  | Problem<"registers/too-many", { readonly limit: number }>
  | Problem<"watch/graph-away", { readonly reason: string }>
  | Problem<"watch/graph-bad-minutes", { readonly least: number; readonly most: number }>
  | Problem<"watch/graph-forbidden", { readonly what: string }>
  | Problem<"watch/graph-refused", { readonly reason: string }>
  | Problem<"watch/graph-too-much", { readonly limit: number }>
  | Problem<"watch/rules-away", { readonly reason: string }>
  | Problem<"place/too-many", { readonly limit: number }>
  | Problem<"releases/too-many", { readonly limit: number }>
  | Problem<"webhooks/too-many", { readonly limit: number }>
  | Problem<"jobs/failed", { readonly job: string }>
  | Problem<"jobs/given-up", { readonly attempts: number }>
  | Problem<"jobs/unknown-kind", { readonly kind: string }>
  | Problem<"jobs/more-problems", { readonly count: number }>
  | Problem<"protect/bad-measure", { readonly id: string }>
  | Problem<"protect/bad-price", { readonly id: string }>
  | Problem<"protect/bad-reality", { readonly what: string }>
  | Problem<"protect/unknown-factor", { readonly id: string }>
  | Problem<"protect/unknown-measure", { readonly id: string }>
  | Problem<"protect/measure-needs", { readonly id: string; readonly needed: string }>
  | Problem<"protect/measure-excludes", { readonly id: string; readonly needed: string }>
  | Problem<"protect/free-objective", { readonly count: number; readonly example: string }>
  | Problem<"server/bad-organisation", { readonly name: string; readonly line: number }>
  | Problem<"server/organisation-without-hosts", { readonly name: string }>
  | Problem<
      "server/shared-between-organisations",
      {
        readonly name: string;
        readonly named: string;
        readonly what: "home" | "host" | "database" | "keys";
      }
    >;

/** Codes whose words need no arguments; whatever a refusal carries beside its code is not used. */
type Bare =
  | "accounts/already-set-up"
  | "accounts/bad-link"
  | "accounts/bad-passkey"
  | "accounts/break-glass"
  | "accounts/factor-demanded"
  | "accounts/has-factor"
  | "accounts/identity-taken"
  | "accounts/incident"
  | "accounts/last-administrator"
  | "accounts/locked-by-other"
  | "accounts/needs-code"
  | "accounts/no-factor"
  | "accounts/no-provider"
  | "accounts/not-active"
  | "accounts/not-first-run"
  | "accounts/not-from-here"
  | "accounts/not-linked"
  | "accounts/own-account"
  | "accounts/password-breached"
  | "accounts/password-common"
  | "accounts/password-contains-name"
  | "accounts/provider-away"
  | "accounts/provider-refused"
  | "accounts/provider-weak"
  | "accounts/unit-in-use"
  | "accounts/unknown"
  | "accounts/unknown-unit"
  | "accounts/wrong"
  | "accounts/wrong-code"
  | "asking/bad-answer"
  | "asking/bad-link"
  | "asking/not-open"
  | "asking/unknown"
  | "asking/unknown-question"
  | "audit/rewritten"
  | "audit/unavailable"
  | "collect/advisories-changed"
  | "collect/advisories-damaged"
  | "collect/advisories-newer"
  | "collect/damaged"
  | "collect/encrypted"
  | "collect/ldap-address"
  | "collect/ldap-credentials"
  | "collect/ldap-no-domain"
  | "collect/ldap-refused"
  | "collect/ldap-unreachable"
  | "collect/ldap-untrusted"
  | "collect/nested-archive"
  | "collect/no-advisories"
  | "collect/not-a-zip"
  | "collect/not-advisories"
  | "collect/special-file"
  | "findings/unknown"
  | "hygiene/no-resolver"
  | "hygiene/none-cleared"
  | "identify/no-report"
  | "identify/not-a-pair"
  | "identify/no-such-import"
  | "identify/no-such-mapping"
  | "identify/nothing-read"
  | "identify/unknown-format"
  | "identify/unknown-thing"
  | "jobs/unknown"
  | "opinions/later-by-administrator"
  | "opinions/needs-reason"
  | "opinions/needs-who"
  | "opinions/unknown"
  | "protect/bad-fines"
  | "protect/beyond-wall"
  | "protect/cannot-be-changed"
  | "protect/cannot-be-done"
  | "protect/cannot-be-entered"
  | "protect/no-such-check"
  | "protect/bad-frequency"
  | "protect/no-frequency"
  | "protect/no-model"
  | "protect/too-many-worlds"
  | "protect/no-such-stop"
  | "protect/no-vital-service"
  | "protect/no-way-in"
  | "protect/nothing-computed"
  | "protect/nothing-to-approve"
  | "protect/too-many-added"
  | "protect/too-many-versions"
  | "request/bad-body"
  | "request/bad-key"
  | "request/bad-query"
  | "request/cut-off"
  | "request/key-of-another"
  | "request/malformed"
  | "request/media-type"
  | "request/method"
  | "request/no-host"
  | "request/no-room"
  | "request/not-from-page"
  | "request/other-origin"
  | "request/told-once"
  | "request/too-large"
  | "request/too-many"
  | "request/too-slow"
  | "request/under-way"
  | "request/unknown-host"
  | "request/unknown-path"
  | "server/bad-breached"
  | "server/bad-acme"
  | "server/bad-certificate"
  | "server/bad-provider"
  | "server/cannot-listen"
  | "server/failed"
  | "server/home-in-use"
  | "server/key-broken"
  | "server/needs-host-names"
  | "server/needs-tls"
  | "server/no-organisations"
  | "server/not-ready"
  | "server/port-taken"
  | "server/stopping"
  | "watch/cannot-listen"
  | "watch/graph-bad-address"
  | "watch/graph-bad-name"
  | "watch/graph-elsewhere"
  | "watch/graph-host-not-named"
  | "watch/graph-not-set"
  | "watch/graph-throttled"
  | "watch/name-taken"
  | "watch/needs-tls"
  | "watch/rules-bad-address"
  | "watch/rules-bad-values"
  | "watch/rules-none"
  | "watch/unknown"
  | "session/bad-passkey"
  | "session/incident"
  | "session/needs-code"
  | "session/needs-factor"
  | "session/not-by-token"
  | "session/out-of-scope"
  | "session/none"
  | "session/not-active"
  | "registers/needs-text"
  | "registers/not-yet"
  | "registers/unknown"
  | "place/bad-copy"
  | "releases/grounds"
  | "releases/needs-text"
  | "releases/not-yet"
  | "releases/unknown"
  | "session/behind-wall"
  | "session/busy"
  | "session/not-allowed"
  | "session/unknown"
  | "session/wait"
  | "session/would-shut-in"
  | "session/wrong"
  | "session/wrong-code"
  | "storage/advisories-damaged"
  | "storage/backup-damaged"
  | "storage/backup-refused"
  | "storage/bad-text"
  | "storage/conflict"
  | "storage/file-exists"
  | "storage/import-not-open"
  | "storage/import-published"
  | "storage/key-missing"
  | "storage/needs-ca"
  | "storage/newer-schema"
  | "storage/not-empty"
  | "storage/seal-broken"
  | "storage/unavailable"
  | "storage/unknown-evidence"
  | "storage/wrong-hash"
  | "storage/wrong-passphrase"
  | "webhooks/bad-address"
  | "webhooks/host-not-named"
  | "webhooks/unknown";

/** Every problem of the platform and refusal of the server, with the arguments its words use. */
export type PlatformProblem = CalculateProblem | WithArgs | { [C in Bare]: Problem<C, None> }[Bare];

/** The codes of {@link PlatformProblem}. */
export type PlatformCode = PlatformProblem["code"];
