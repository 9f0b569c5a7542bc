/** Holds the certificates a server sent against its TLSA records (RFC 6698, RFC 7671, RFC 7672). */
import { hexOf } from "../dns/octets.ts";
import type { DataOf } from "../dns/record.ts";
import type { CertificateFacts, HandshakeFacts, TlsaForm } from "../tls/certificate-facts.ts";

/** A TLSA record's data. */
export type Tlsa = DataOf<"TLSA">;

/** What the records say of the certificates. */
export type DaneVerdict = {
  /** Records that can be used here: usages 2 and 3, known selectors and matchings. */
  readonly usable: number;
  /** At least one usable record names what was sent; false with usable records that all fail. */
  readonly isValid: boolean;
  /** A second record stands ready for another key: two of usage 3, or one of 3 and one of 2. */
  readonly hasRollover: boolean;
};

/** The form of a record; null where it cannot be used (RFC 7672 §3.1.3 leaves out usages 0, 1). */
function formOf({ usage, selector, matching }: Tlsa): TlsaForm | null {
  if ((usage !== 2 && usage !== 3) || selector > 1 || matching > 2) return null;
  return `${selector}-${matching}` as TlsaForm;
}

/**
 * Whether the chain holds together from the server's own certificate to the one at `last`: each
 * signed by the next.
 */
function isChained(chain: readonly CertificateFacts[], last: number): boolean {
  return chain.slice(0, last).every((one) => one.isSignedByNext);
}

/** Whether one record names what was sent. */
function names(record: Tlsa, form: TlsaForm, shaken: HandshakeFacts): boolean {
  const wanted = hexOf(record.data);
  const [own] = shaken.chain;
  if (record.usage === 3) return own?.associations[form] === wanted;
  // An authority must stand in the chain as sent; then name and chain must hold (RFC 7671 §5.2).
  const at = shaken.chain.findIndex((one) => one.associations[form] === wanted);
  return at > 0 && shaken.isForHost && isChained(shaken.chain, at);
}

/** Judges the records by the certificates. */
export function judgeDane(records: readonly Tlsa[], shaken: HandshakeFacts): DaneVerdict {
  const usable = records.flatMap((record) => {
    const form = formOf(record);
    return form === null ? [] : [{ record, form }];
  });
  const ends = usable.filter(({ record }) => record.usage === 3).length;
  return {
    usable: usable.length,
    isValid: usable.some(({ record, form }) => names(record, form, shaken)),
    hasRollover: ends >= 2 || (ends >= 1 && usable.length > ends),
  };
}
