/** What a certificate says, as data; whoever met it has read it. */
import type { Instant } from "@vallgrav/kernel";

/** A certificate a server sent. */
export type CertificateFacts = {
  /** Distinguished names on one line, as `CN=…, O=…`. */
  readonly subject: string;
  readonly issuer: string;
  /** DNS names it was made out to, lower case, stars as they stand. */
  readonly names: readonly string[];
  readonly validFrom: Instant;
  readonly validUntil: Instant;
  readonly key: {
    /** `rsa`, `ec`, `ed25519`, `ed448`, `dsa` …: as the key names itself. */
    readonly kind: string;
    /** Bits of an RSA or DSA key. */
    readonly bits: number | null;
    /** Curve of an EC key. */
    readonly curve: string | null;
  };
  /** Dotted identifier of the algorithm that signed it. */
  readonly signature: string;
  /** Subject and issuer are the same and its own key signed it. */
  readonly isSelfSigned: boolean;
  /** The certificate after it in the chain signed it; false for the last. */
  readonly isSignedByNext: boolean;
  /** What a TLSA record must hold to name it: `selector-matching` → lower-case hexadecimal. */
  readonly associations: Readonly<Record<TlsaForm, string>>;
};

/** Selector and matching type of a TLSA record (RFC 6698 §2.1.2–2.1.3). */
export type TlsaForm = "0-0" | "0-1" | "0-2" | "1-0" | "1-1" | "1-2";

/** What one whole handshake showed. */
export type HandshakeFacts = {
  /** As sent, the server's own first; empty where nothing was sent. */
  readonly chain: readonly CertificateFacts[];
  /** Null where the chain leads to a root that is trusted here; else the verifier's own code. */
  readonly distrust: string | null;
  /** The server's certificate is made out to the name asked for (RFC 9525: not by common name). */
  readonly isForHost: boolean;
  /** The protocol agreed on inside, such as `h2`. */
  readonly application: string | null;
  /** A proof against revocation came along; null where none was asked for. */
  readonly hasStaple: boolean | null;
  /** The certificate says where such a proof is fetched; without that there can be none. */
  readonly namesOcsp: boolean;
  /** Octets of data the server would take before the handshake is done; 0 for none. */
  readonly earlyDataBytes: number | null;
  /** A client may ask for another handshake, below TLS 1.3; null where it was not asked. */
  readonly renegotiates: boolean | null;
};
