/**
 * The one way out to a provider of sign-in: only to its own origin, inside TLS unless it is on this
 * very machine, without following it elsewhere, and never more or longer than the limits.
 */

/** What a provider may answer. */
export const providerLimits = { answerBytes: 1_048_576, timeoutMs: 10_000 } as const;

/** The provider did not answer as one does; the message says nothing of what was sent. */
export class ProviderAway extends Error {
  override readonly name: string = "ProviderAway";
  readonly code: string = "accounts/provider-away";
}

/** What a request to a provider is made of. */
export type ProviderRequest = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams | null | undefined;
};

/** Sends one request. @throws {ProviderAway} */
export type ProviderFetch = (url: string, request: ProviderRequest) => Promise<Response>;

/** Whether an address is on this machine, where nobody stands in between. */
export function isOnThisMachine({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

async function readWithin(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  if (response.body === null) return new Uint8Array();
  for await (const part of response.body) {
    size += part.length;
    if (size > providerLimits.answerBytes) throw new ProviderAway();
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** Requests to the origin of one provider. */
export function fetchFrom(issuer: URL): ProviderFetch {
  return async (address, { method, headers, body }) => {
    const url = new URL(address);
    // Whatever its metadata say: it is asked where it was configured, and nowhere else.
    if (url.origin !== issuer.origin) throw new ProviderAway();
    if (url.protocol !== "https:" && !isOnThisMachine(url)) throw new ProviderAway();
    try {
      const response = await fetch(url, {
        method,
        headers,
        redirect: "manual",
        signal: AbortSignal.timeout(providerLimits.timeoutMs),
        ...(body instanceof URLSearchParams ? { body } : {}),
      });
      const bytes = await readWithin(response);
      // A broken provider is away; one that refuses has said so.
      if (response.status >= 500) throw new ProviderAway();
      const isBare = response.status === 204 || response.status === 304;
      return new Response(isBare ? null : bytes, {
        status: response.status === 0 ? 502 : response.status,
        headers: response.headers,
      });
    } catch (error) {
      if (error instanceof ProviderAway) throw error;
      throw new ProviderAway("", { cause: error });
    }
  };
}
