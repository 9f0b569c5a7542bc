/** Why a server did not start, as an error of its own. */
import type { IntakeCode } from "@vallgrav/platform/detect";

/** Why a server did not start. */
export type StartCode =
  /** Something else listens on the port. */
  | "server/port-taken"
  /** The address or port may not be listened on; see `cause`. */
  | "server/cannot-listen"
  /** Others are not served outside TLS unless that is asked for. */
  | "server/needs-tls"
  /** Certificate or key is missing, is none, or they do not belong together; see `cause`. */
  | "server/bad-certificate"
  /** No port for the proof, terms not agreed to, an address outside TLS, or no names. */
  | "server/bad-acme"
  /** Listening for others needs the names they may use, in VALLGRAV_HOSTS. */
  | "server/needs-host-names"
  /** The file of leaked passwords cannot be read, or is none. */
  | "server/bad-breached"
  /** The provider of sign-in has an address outside TLS, or none, or no client. */
  | "server/bad-provider"
  /** Another process owns the data folder. */
  | "server/home-in-use"
  | IntakeCode
  /** No folder of an organisation is there. */
  | "server/no-organisations"
  /** A line of an organisation's settings is none; see `args`. */
  | "server/bad-organisation"
  /** An organisation has no name of the machine; see `args`. */
  | "server/organisation-without-hosts"
  /** Two organisations share what each must have alone; see `args`. */
  | "server/shared-between-organisations";

/** The server did not start. */
export class StartFailed extends Error {
  override readonly name: string = "StartFailed";
  readonly code: StartCode;
  /** What the words of the code need. */
  readonly args: Readonly<Record<string, string | number>>;
  constructor(
    code: StartCode,
    cause?: unknown,
    args: Readonly<Record<string, string | number>> = {},
  ) {
    super(code, { cause });
    this.code = code;
    this.args = args;
  }
}
