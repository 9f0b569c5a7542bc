/** A passkey in a real browser with a virtual device, against the real server. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser, startBrowser } from "./browser.ts";
import { buildWeb, openRealServer, type RealServer, servedFolder } from "./real-server.ts";
import { inspect, settle, visit, type Visit } from "./visit.ts";

const executable = findBrowser();
const password = "vallen är djup i natt";
const timeout = 120_000;

/** A device that recognises its user at once, as a phone with a fingerprint would. */
async function addDevice(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

describe.skipIf(executable === null)("passkeys", () => {
  let browser: Browser;
  let server: RealServer;
  let opened: Visit;

  beforeAll(async () => {
    await buildWeb(servedFolder);
    browser = await startBrowser(executable ?? "");
    server = await openRealServer();
    // A passkey is bound to a name, and 127.0.0.1 is none.
    opened = await visit(browser, `${server.origin.replace("127.0.0.1", "localhost")}/`);
  }, timeout);

  afterAll(async () => {
    await opened.close();
    await server.close();
    await browser.close();
  });

  test("[SV37] a passkey is added, signs in, and no more when removed", { timeout }, async () => {
    const { page } = opened;
    await addDevice(page);
    await page.getByLabel("Namn").fill("Astrid Exempel");
    await page.getByLabel("Lösenord", { exact: true }).fill(password);
    await page.getByLabel("Lösenordet en gång till").fill(password);
    await page.getByRole("button", { name: "Skapa kontot" }).click();
    await page.getByRole("heading", { level: 1, name: "Hur vill du börja?" }).waitFor();
    await page.getByRole("link", { name: "Mitt konto" }).click();
    await settle(page);
    await page.getByLabel("Namn på nyckeln").fill("Provtelefonen");
    const form = page.locator("form").filter({ has: page.getByLabel("Namn på nyckeln") });
    await form.getByLabel("Nuvarande lösenord").fill(password);
    await page.getByRole("button", { name: "Lägg till en nyckel" }).click();
    await page.getByRole("rowheader", { name: "Provtelefonen" }).waitFor();
    expect(await inspect(opened)).toEqual([]);
    await page.getByRole("button", { name: "Logga ut" }).click();
    await page.getByRole("button", { name: "Logga in med lösennyckel" }).click();
    await page.getByRole("heading", { level: 1, name: "Mitt konto" }).waitFor();
    await page.getByText("Du är inloggad som Astrid Exempel").waitFor();
    await page.getByRole("button", { name: "Ta bort: Provtelefonen" }).click();
    await page.getByRole("rowheader", { name: "Provtelefonen" }).waitFor({ state: "detached" });
    expect({ faults: opened.faults, errors: server.errors }).toEqual({ faults: [], errors: [] });
    await page.getByRole("button", { name: "Logga ut" }).click();
    await page.getByRole("button", { name: "Logga in med lösennyckel" }).click();
    await page.getByText("Det gick inte att logga in med en lösennyckel").waitFor();
  });
});
