/** An invitation taken up and a sign-in at a real provider, in a browser on the real server. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser, startBrowser } from "./browser.ts";
import { buildWeb, openRealServer, type RealServer, servedFolder } from "./real-server.ts";
import { inspect, visit, type Visit } from "./visit.ts";

const executable = findBrowser();
const password = "vallen är djup i natt";
const timeout = 120_000;
const client = { client_id: "vallgrav", client_secret: "a secret of the test alone" };

type Context = {
  readonly oidc: {
    readonly provider: { readonly Grant: new (of: object) => Grant };
    readonly client: { readonly clientId: string };
    readonly session: { readonly accountId: string };
  };
};
type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> };

/** Lets whoever comes in as the same person, and sends them back to our page. */
function serveProvider(server: Server, issuer: string, origin: string): void {
  const provider = new Provider(issuer, {
    clients: [
      {
        ...client,
        redirect_uris: [`${origin}/inloggning`],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    cookies: { keys: ["only for this test"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/let-in/${uid}` },
    findAccount: (_context: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId }),
    }),
    loadExistingGrant: async ({ oidc }: Context) => {
      const { accountId } = oidc.session;
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
    ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60 },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/let-in/") === true)
      void provider.interactionFinished(request, response, { login: { accountId: "bo-1" } });
    else answer(request, response);
  });
}

/** Whatever was asked of the provider is no fault here. */
function faultsOf({ faults }: Visit, issuer: string): readonly string[] {
  return faults.filter((fault) => !fault.includes(issuer));
}

/** What a page of ours would ask of the server, with the session of the browser. */
function post(opened: Visit, path: string, body: object): Promise<unknown> {
  return opened.page.evaluate(
    `fetch("/api${path}", { method: "POST", headers: { "x-vallgrav": "1",
      "content-type": "application/json" }, body: ${JSON.stringify(JSON.stringify(body))} })
      .then((answer) => answer.json())`,
  );
}

describe.skipIf(executable === null)("provider", () => {
  const listening = createServer();
  let issuer = "";
  let browser: Browser;
  let server: RealServer;
  let origin = "";

  beforeAll(async () => {
    await buildWeb(servedFolder);
    listening.listen(0, "127.0.0.1");
    await once(listening, "listening");
    issuer = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    server = await openRealServer({
      name: "Kommunens inloggning",
      issuer,
      clientId: client.client_id,
      clientSecret: client.client_secret,
      subjectClaim: "sub",
      strongAcr: [],
    });
    // Another site than the provider's, so that the browser keeps our strict cookies from it.
    origin = server.origin.replace("127.0.0.1", "localhost");
    serveProvider(listening, issuer, origin);
    browser = await startBrowser(executable ?? "");
  }, timeout);

  afterAll(async () => {
    await browser.close();
    await server.close();
    listening.closeAllConnections();
    listening.close();
  });

  test("[SV90] invited, taken up at the provider, let in, signed in", { timeout }, async () => {
    const admin = await visit(browser, `${origin}/`);
    const made = await post(admin, "/first-run", { name: "Astrid Exempel", password });
    expect(made).toMatchObject({ state: "signed-in" });
    const bo = { name: "Bo Exempel", role: "auditor", unit: null };
    const invited = (await post(admin, "/accounts", bo)) as {
      readonly token: string;
      readonly account: { readonly id: string };
    };
    const guest = await visit(browser, `${origin}/inbjudan#${invited.token}`);
    const { page } = guest;
    await page.getByRole("button", { name: "Använd Kommunens inloggning i stället" }).click();
    await page.getByRole("heading", { level: 1, name: "Inbjudan är besvarad." }).waitFor();
    expect(await inspect(guest)).toEqual([]);
    expect(new URL(page.url()).search).toBe("");
    await post(admin, `/accounts/${invited.account.id}/activate`, {});
    await page.goto(`${origin}/`);
    await page.getByRole("button", { name: "Logga in med Kommunens inloggning" }).click();
    await page.getByRole("button", { name: "Logga ut" }).waitFor();
    await page.getByText("Bo Exempel").first().waitFor();
    expect([faultsOf(guest, issuer), faultsOf(admin, issuer), server.errors]).toEqual([[], [], []]);
    await guest.close();
    await admin.close();
  });

  test("[SV92] without a journey the page of return signs nobody in", { timeout }, async () => {
    const forged = await visit(browser, `${origin}/inloggning?code=x&state=y`, {
      expected: /Failed to load resource/,
    });
    await forged.page.getByRole("heading", { level: 1, name: "Du är inte inloggad." }).waitFor();
    expect(await inspect(forged)).toEqual([]);
    await forged.close();
  });
});
