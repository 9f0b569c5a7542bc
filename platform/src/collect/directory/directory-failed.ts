/** What goes wrong on the way to a directory: thrown, because no input of a user is to blame. */

/** Why a directory could not be collected. Codes are never renamed. */
export type DirectoryFailureCode =
  /** The address is none of `ldap://` or `ldaps://`, or holds a name, password or path. */
  | "collect/ldap-address"
  /** Nobody answers there, or not in time. */
  | "collect/ldap-unreachable"
  /** The certificate is not one that is trusted for this name. */
  | "collect/ldap-untrusted"
  /** Name or password is wrong, or the account may not sign in. */
  | "collect/ldap-credentials"
  /** The directory does not say which domain it holds. */
  | "collect/ldap-no-domain"
  /** The directory answered with an error. */
  | "collect/ldap-refused";

/** A directory that could not be collected; what the library said is the `cause`. */
export class DirectoryFailed extends Error {
  override readonly name: string = "DirectoryFailed";
  readonly code: DirectoryFailureCode;
  constructor(code: DirectoryFailureCode, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** Result codes of LDAP (RFC 4511 §4.1.9) that mean something of their own here. */
const resultCodes = {
  timeLimit: 3,
  sizeLimit: 4,
  strongerAuthentication: 8,
  adminLimit: 11,
  noSuchObject: 32,
  inappropriateAuthentication: 48,
  invalidCredentials: 49,
  insufficientAccess: 50,
} as const;

function resultCodeOf(error: unknown): number | null {
  const code: unknown = Reflect.get(Object(error), "code");
  return typeof code === "number" ? code : null;
}

/** Whether a directory said that there is no such thing. */
export function isMissing(error: unknown): boolean {
  return resultCodeOf(error) === resultCodes.noSuchObject;
}

/** Whether the directory itself answered, so that asking once more would give the same. */
export function isAnswer(error: unknown): boolean {
  return resultCodeOf(error) !== null;
}

/** Why a part of a directory could not be read whole. */
export function gapReason(error: unknown): "denied" | "limit" | "failed" {
  const code = resultCodeOf(error);
  if (code === resultCodes.insufficientAccess) return "denied";
  const limits: readonly number[] = [
    resultCodes.timeLimit,
    resultCodes.sizeLimit,
    resultCodes.adminLimit,
  ];
  return code !== null && limits.includes(code) ? "limit" : "failed";
}

const credentialCodes: readonly number[] = [
  resultCodes.strongerAuthentication,
  resultCodes.inappropriateAuthentication,
  resultCodes.invalidCredentials,
];

/** Codes of Node's TLS for certificates, `DEPTH_ZERO_SELF_SIGNED_CERT` and the like. */
const certificateCode = /CERT|SIGNATURE|ISSUER|ALTNAME|TLS|SSL/;

/** The failure behind what the library or the net threw. */
export function failureOf(error: unknown): DirectoryFailed {
  if (error instanceof DirectoryFailed) return error;
  const number = resultCodeOf(error);
  if (number !== null) {
    const isCredentials = credentialCodes.includes(number);
    return new DirectoryFailed(
      isCredentials ? "collect/ldap-credentials" : "collect/ldap-refused",
      error,
    );
  }
  const code: unknown = Reflect.get(Object(error), "code");
  const isUntrusted = typeof code === "string" && certificateCode.test(code);
  return new DirectoryFailed(
    isUntrusted ? "collect/ldap-untrusted" : "collect/ldap-unreachable",
    error,
  );
}
