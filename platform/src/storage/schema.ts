/** The tables as Kysely sees them, the same on both databases. JSON is text, byte for byte. */
import type { Generated } from "kysely";

/** All tables. Instants are text (they sort), flags are 0 or 1. */
export type Schema = {
  readonly schema_version: { readonly version: number };
  readonly import: ImportTable;
  readonly evidence: EvidenceTable;
  readonly raw: RawTable;
  readonly observation: ObservationTable;
  readonly run: RunTable;
  readonly setting: SettingTable;
  readonly job: JobTable;
  readonly unit: UnitTable;
  readonly account: AccountTable;
  readonly account_link: LinkTable;
  readonly factor: FactorTable;
  readonly recovery_code: { readonly hash: string; readonly account_id: string };
  readonly passkey: PasskeyTable;
  readonly identity: IdentityTable;
  readonly api_token: TokenTable;
  readonly repeat: RepeatTable;
  readonly delivery: DeliveryTable;
  readonly domain_check: CheckTable;
  readonly release_request: ReleaseTable;
  readonly session: SessionTable;
  readonly watch_source: WatchSourceTable;
  readonly watch_position: { readonly id: number; readonly next: number };
  readonly alert: AlertTable;
  readonly alert_tuning: TuningTable;
  readonly audit: AuditTable;
  readonly audit_head: AuditHeadTable;
};

type ImportTable = {
  readonly id: string;
  readonly state: "open" | "published" | "discarded" | "withdrawn";
  readonly started_at: string;
  readonly published_at: string | null;
  readonly report: string | null;
};

type EvidenceTable = {
  readonly seq: Generated<number>;
  readonly id: string;
  readonly import_id: string;
  readonly published: number;
  readonly received_at: string;
  readonly keep_until: string | null;
  readonly observations: number;
  readonly json: string;
};

type RawTable = {
  readonly evidence: number;
  readonly part: number;
  readonly bytes: Uint8Array;
  readonly sealed: number;
};

type ObservationTable = {
  readonly evidence: number;
  readonly ordinal: number;
  readonly kind: string;
  readonly about: string;
  readonly json: string;
};

type RunTable = {
  readonly seq: Generated<number>;
  readonly id: string;
  readonly kind: string;
  readonly identity: string;
  readonly result: string;
  readonly at: string;
};

type SettingTable = { readonly key: string; readonly version: number; readonly json: string };

/** A job's row. */
export type JobTable = {
  readonly seq: Generated<number>;
  readonly id: string;
  readonly kind: string;
  readonly key: string | null;
  readonly title: string;
  readonly state: string;
  readonly done: number;
  readonly total: number | null;
  readonly counts: string;
  readonly problems: string;
  readonly attempt: number;
  readonly payload: string;
  readonly checkpoint: string | null;
  readonly result: string | null;
  readonly owner: string | null;
  readonly lease_until: string | null;
  readonly cancel_requested: number;
  readonly created_at: string;
  readonly ended_at: string | null;
};

/** An account's row. `is_first` is 1 for the first and null for all others, and unique. */
export type AccountTable = {
  readonly id: string;
  readonly name: string;
  readonly name_key: string;
  readonly role: string;
  readonly password_hash: string;
  readonly created_at: string;
  readonly is_first: number | null;
  readonly unit: string | null;
  readonly state: Generated<string>;
  readonly break_glass: Generated<number>;
  readonly locked_by: Generated<string | null>;
};

type LinkTable = {
  readonly account_id: string;
  readonly token_hash: string;
  readonly expires_at: string;
};

type FactorTable = {
  readonly account_id: string;
  readonly secret: string;
  readonly active: number;
  readonly last_step: number;
};

/** A unit's row. */
export type UnitTable = {
  readonly seq: Generated<number>;
  readonly id: string;
  readonly name: string;
  readonly name_key: string;
  readonly parent: string | null;
  readonly created_at: string;
  /** `committee` or `company`; null: no authority of its own. */
  readonly authority: Generated<string | null>;
  /** JSON: other names. */
  readonly also: Generated<string>;
};

/** A session's row. */
export type SessionTable = {
  readonly token_hash: string;
  readonly account_id: string;
  readonly address: string;
  readonly created_at: string;
  readonly seen_at: string;
  readonly strong: number;
};

/** A passkey's row. */
export type PasskeyTable = {
  readonly id: string;
  readonly account_id: string;
  readonly name: string;
  readonly public_key: string;
  readonly counter: number;
  readonly created_at: string;
  readonly used_at: string | null;
};

/** An identity's row. */
export type IdentityTable = {
  readonly issuer: string;
  readonly subject: string;
  readonly account_id: string;
  readonly created_at: string;
};

/** A token's row; scopes parted by spaces. */
export type TokenTable = {
  readonly id: string;
  readonly account_id: string;
  readonly token_hash: string;
  readonly name: string;
  readonly scopes: string;
  readonly strong: number;
  readonly created_at: string;
  readonly expires_at: string;
  readonly used_at: string | null;
};

/** The row of a source of logs. */
export type WatchSourceTable = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly token_hash: string | null;
  readonly silent_after: number | null;
  readonly created_at: string;
  readonly ended_at: string | null;
  readonly last_at: string | null;
  readonly parsed: number;
  readonly refused: number;
  readonly repeated: number;
  readonly matched: number;
  readonly dropped: number;
};

/** An alert's row; techniques parted by spaces, the events in `json`. */
export type AlertTable = {
  readonly id: string;
  readonly key: string;
  readonly rule: string;
  readonly title: string;
  readonly level: string;
  readonly techniques: string;
  readonly state: string;
  readonly first_at: string;
  readonly last_at: string;
  readonly received_at: string;
  readonly count: number;
  readonly json: string;
  readonly note: string;
  readonly changed_by: string | null;
  readonly changed_at: string | null;
};

/** The row of what tunes a rule. */
export type TuningTable = {
  readonly id: string;
  readonly rule: string;
  readonly field: string | null;
  readonly value: string | null;
  readonly reason: string;
  readonly owner: string;
  readonly created_at: string;
  readonly expires_at: string;
};

/** A request under a key; status and body are missing until it is answered. */
type RepeatTable = {
  readonly key: string;
  readonly print: string;
  readonly at: string;
  readonly status: number | null;
  readonly body: string | null;
};

/** One thing that a webhook is told; `next_at` is missing once it is over. */
export type DeliveryTable = {
  readonly id: string;
  readonly hook: string;
  readonly event: string;
  readonly body: string;
  readonly at: string;
  readonly attempts: number;
  readonly next_at: string | null;
  readonly state: "waiting" | "done" | "given-up";
  readonly last: string;
};

/** A check of a domain; summary and report are JSON. */
type CheckTable = {
  readonly id: string;
  readonly domain: string;
  readonly at: string;
  readonly summary: string;
  readonly report: string;
};

/** A request for release; the body is sealed. */
export type ReleaseTable = {
  readonly id: string;
  readonly unit: string | null;
  readonly asked_at: string;
  readonly version: number;
  readonly json: string;
};

/** One row. `edge` is the tree's edge, hashes parted by spaces. */
type AuditHeadTable = {
  readonly id: number;
  readonly entries: number;
  readonly hash: string;
  readonly edge: string;
};

type AuditTable = {
  readonly seq: number;
  readonly actor: string;
  readonly action: string;
  readonly at: string;
  readonly entry: string;
  readonly detail: string | null;
  readonly hash: string;
};
