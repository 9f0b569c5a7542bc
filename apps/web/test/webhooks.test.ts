/** The page of webhooks: added with a secret shown once, tried, removed. */
import type { WebhooksView } from "@vallgrav/platform/api";
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import * as scenarios from "./scenarios.ts";
import { expectSound } from "./sound.ts";
import { inspect } from "./visit.ts";

const at = "2026-11-24T08:00:00.000Z";
const hook = {
  id: "h1",
  url: "https://hook.example.se/v",
  events: ["incident/begin", "job/failed"],
  by: "Astrid Påhitt",
  createdAt: at,
};
const view: WebhooksView = {
  hosts: ["hook.example.se"],
  events: ["incident/begin", "job/done", "job/failed", "test"],
  hooks: [hook],
  deliveries: [
    {
      id: "d1",
      hook: "h1",
      event: "test",
      at,
      attempts: 2,
      nextAt: null,
      state: "done",
      last: "status 200",
    },
  ],
};
const answers = {
  ...scenarios.ready("figures"),
  "GET /webhooks": view,
  "POST /webhooks": { ...hook, secret: "whsec_påhittad" },
  "POST /webhooks/h1/test": {},
  "DELETE /webhooks/h1": {},
};

describe.skipIf(executable === null)("webhooks", () => {
  const { open, sent } = browsing();

  test("one is added with its secret shown once, tried and removed", async () => {
    const opened = await open(answers, "/styra/webbkrokar", "Ett annat system får veta");
    const { page } = opened;
    await expectSound(opened, "webhooks");
    await page.getByText("Lägg till", { exact: true }).first().click();
    expect(await inspect(opened)).toEqual([]);
    await page.getByRole("button", { name: "Lägg till" }).click();
    await page.getByText("Skriv adressen.").waitFor();
    await page.getByText("Välj minst en händelse.").waitFor();
    expect(sent()).toEqual([]);
    await page.getByLabel("Adress").fill("https://hook.example.se/ny");
    await page.getByLabel("Ett arbete misslyckades").check();
    await page.getByRole("button", { name: "Lägg till" }).click();
    await page.getByText("whsec_påhittad").waitFor();
    expect(await inspect(opened)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Pröva: https://hook.example.se/v" }).click();
    await expect.poll(sent).toEqual(["POST /webhooks", "POST /webhooks/h1/test"]);
    await page.getByRole("button", { name: "Ta bort: https://hook.example.se/v" }).click();
    await expect.poll(sent).toContain("DELETE /webhooks/h1");
    expect(opened.faults).toEqual([]);
    await opened.close();
  });
});
