/** A device with one passkey, in software: what a browser would send, true or bent. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import type { NewPasskey, ShownPasskey } from "../passkeys.ts";

/** What a test may bend. */
export type Bent = {
  readonly challenge: string;
  readonly origin: string;
  readonly host: string;
  /** Whether the device says that it has recognised its user. */
  readonly isVerified?: boolean;
  readonly counter?: number;
};

/** A device. */
export type SoftwareKey = {
  /** Its public half, COSE as base64url. */
  readonly publicKey: string;
  readonly make: (bent: Bent) => NewPasskey;
  readonly show: (bent: Bent) => ShownPasskey;
};

function sha256(bytes: Uint8Array | string): Buffer {
  return createHash("sha256").update(bytes).digest();
}

function clientData(type: string, { challenge, origin }: Bent): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

/** Flags: user present, user verified, and with a key attached (WebAuthn §6.1). */
function authenticatorData(bent: Bent, attached: Uint8Array): Buffer {
  const { host, isVerified = true, counter = 0 } = bent;
  const flags = 1 | (isVerified ? 4 : 0) | (attached.length > 0 ? 64 : 0);
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(host), Buffer.from([flags]), count, attached]);
}

/** A byte string of CBOR of 24 to 65 535 bytes. */
function cborBytes(bytes: Uint8Array): Buffer {
  const head = Buffer.from([0x59, bytes.length >> 8, bytes.length & 255]);
  return Buffer.concat([head, bytes]);
}

/** A key of P-256 as COSE tells it. */
function ellipticKey(): { readonly cose: Buffer; readonly privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const cose = Buffer.concat([
    Buffer.from("a5010203262001215820", "hex"),
    Buffer.from(x, "base64url"),
    Buffer.from("225820", "hex"),
    Buffer.from(y, "base64url"),
  ]);
  return { cose, privateKey };
}

/** A key of RSA as COSE tells it. */
function rsaKey(bits: number): { readonly cose: Buffer; readonly privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  const { n = "" } = publicKey.export({ format: "jwk" });
  const cose = Buffer.concat([
    Buffer.from("a401030339010020", "hex"),
    cborBytes(Buffer.from(n, "base64url")),
    Buffer.from("2143010001", "hex"),
  ]);
  return { cose, privateKey };
}

/** A new device. @param rsaBits length of a key of RSA; left out: one of P-256. */
export function softwareKey(rsaBits?: number): SoftwareKey {
  const { cose, privateKey } = rsaBits === undefined ? ellipticKey() : rsaKey(rsaBits);
  const id = randomBytes(32);
  const attached = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]);
  const whole = {
    id: id.toString("base64url"),
    rawId: id.toString("base64url"),
    type: "public-key",
    clientExtensionResults: {},
  } as const;
  return {
    publicKey: cose.toString("base64url"),
    make: (bent) => ({
      ...whole,
      response: {
        clientDataJSON: clientData("webauthn.create", bent).toString("base64url"),
        // {"fmt": "none", "attStmt": {}, "authData": …}
        attestationObject: Buffer.concat([
          Buffer.from("a363666d74646e6f6e656761747453746d74a0686175746844617461", "hex"),
          cborBytes(authenticatorData(bent, attached)),
        ]).toString("base64url"),
      },
    }),
    show: (bent) => {
      const data = clientData("webauthn.get", bent);
      const authenticator = authenticatorData(bent, new Uint8Array());
      const signed = Buffer.concat([authenticator, sha256(data)]);
      return {
        ...whole,
        response: {
          clientDataJSON: data.toString("base64url"),
          authenticatorData: authenticator.toString("base64url"),
          signature: sign("sha256", signed, privateKey).toString("base64url"),
        },
      };
    },
  };
}
