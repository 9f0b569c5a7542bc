/** A directory over LDAP, asked and never changed: always encrypted, always as somebody. */
import { isIP } from "node:net";
import { Client, Control } from "ldapts";
import type { Entry, SearchOptions } from "ldapts";
import { binaryAttributes } from "./directory-plan.ts";
import type { PartQuery } from "./directory-plan.ts";
import { DirectoryFailed, failureOf } from "./directory-failed.ts";

/** Where a directory is and as whom it is asked. */
export type DirectoryAddress = {
  /** `ldaps://dc1.example.se`, or `ldap://…`, which is encrypted before the name is given. */
  readonly url: string;
  /** `user@example.se`, `EXAMPLE\user` or a distinguished name. */
  readonly user: string;
  readonly password: string;
  /** Certificates to trust in place of the system's, PEM; null: the system's. */
  readonly authorities: string | null;
};

/** Attributes of an entry; bytes where the attribute holds bytes. */
export type SourceEntry = {
  readonly dn: string;
  readonly attributes: ReadonlyMap<string, readonly (string | Uint8Array)[]>;
};

/** A directory that has let us in. */
export type DirectorySource = {
  /** Attributes of the one entry that a name names, or of the root with an empty one. */
  entry(dn: string, attributes: readonly string[]): Promise<SourceEntry>;
  /**
   * Entries of a part.
   * @yields the entries of one page
   */
  pages(query: PartQuery): AsyncIterable<readonly SourceEntry[]>;
  close(): Promise<void>;
};

/** How long one answer may take, in milliseconds. */
const answerMs = 120_000;
const connectMs = 15_000;

/** Entries of one page; no Active Directory gives more than a thousand. */
const pageSize = 1_000;

/** Asks for owner and discretionary list only (MS-ADTS §3.1.1.3.4.1.11): all may read those. */
function ownerAndList(): Control {
  const value = Buffer.from([0x30, 0x03, 0x02, 0x01, 0x05]);
  const octetString = 0x04;
  const control = new Control("1.2.840.113556.1.4.801", { critical: false });
  const writeControl = (writer: { writeBuffer(bytes: Buffer, tag: number): void }): void => {
    writer.writeBuffer(value, octetString);
  };
  return Object.assign(control, { writeControl });
}

/**
 * The parts of an address.
 * @throws {DirectoryFailed} `collect/ldap-address` where it is none
 */
function parseAddress(text: string): { readonly url: string; readonly host: string; tls: boolean } {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && url.username === "" && url.password === "";
  const isBare = url !== null && /^\/?$/.test(url.pathname) && url.search + url.hash === "";
  if (url === null || !isPlain || !isBare || url.hostname === "")
    throw new DirectoryFailed("collect/ldap-address");
  if (url.protocol !== "ldap:" && url.protocol !== "ldaps:")
    throw new DirectoryFailed("collect/ldap-address");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return { url: `${url.protocol}//${url.host}`, host, tls: url.protocol === "ldaps:" };
}

function entryOf({ dn, ...given }: Entry): SourceEntry {
  const attributes = new Map<string, readonly (string | Uint8Array)[]>();
  for (const [name, value] of Object.entries(given)) {
    const values = (Array.isArray(value) ? value : [value]) as readonly (string | Uint8Array)[];
    if (values.length > 0) attributes.set(name, values);
  }
  return { dn, attributes };
}

function sourceOf(client: Client): DirectorySource {
  const explicitBufferAttributes = [...binaryAttributes];
  return {
    async entry(dn, attributes) {
      const { searchEntries } = await client.search(dn, {
        scope: "base",
        attributes: [...attributes],
        explicitBufferAttributes,
      });
      const [entry] = searchEntries;
      if (entry === undefined) throw new DirectoryFailed("collect/ldap-no-domain");
      return entryOf(entry);
    },
    async *pages({ base, filter, attributes }) {
      const options: SearchOptions = {
        scope: "sub",
        filter,
        attributes: [...attributes],
        explicitBufferAttributes,
        paged: { pageSize },
      };
      for await (const page of client.searchPaginated(base, options, ownerAndList()))
        yield page.searchEntries.map(entryOf);
    },
    close: () => client.unbind(),
  };
}

/**
 * Signs in. The name and password are only given over an encrypted connection whose certificate is
 * trusted; there is no way to ask otherwise.
 * @throws {DirectoryFailed} where the address is none, nobody answers, the certificate or the
 *   credentials are not accepted
 */
export async function openDirectory(address: DirectoryAddress): Promise<DirectorySource> {
  const { url, host, tls } = parseAddress(address.url);
  const { authorities, user, password } = address;
  // An empty password would be an anonymous sign-in that succeeds and sees nothing.
  if (user === "" || password === "") throw new DirectoryFailed("collect/ldap-credentials");
  const trust = {
    minVersion: "TLSv1.2",
    ...(authorities === null ? {} : { ca: authorities }),
  } as const;
  const client = new Client({
    url,
    timeout: answerMs,
    connectTimeout: connectMs,
    ...(tls ? { tlsOptions: trust } : {}),
  });
  try {
    if (!tls)
      await client.startTLS({ ...trust, host, ...(isIP(host) ? {} : { servername: host }) });
    await client.bind(user, password);
    return sourceOf(client);
  } catch (error) {
    await client.unbind().catch(() => undefined);
    throw failureOf(error);
  }
}
