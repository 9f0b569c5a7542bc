/** Whether the machine belongs to the directory that Vallgrav is to survive. */
import { expect, test } from "vitest";
import { domainJoined } from "@vallgrav/server/rooms";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

test("[CL481] a machine in a domain is known by its name or by what it was joined by", () => {
  const none = () => false;
  expect(domainJoined({}, none)).toBeNull();
  expect(domainJoined({ USERDNSDOMAIN: "" }, none)).toBeNull();
  expect(domainJoined({ USERDNSDOMAIN: "KOMMUN.EXAMPLE.SE" }, none)).toBe("KOMMUN.EXAMPLE.SE");
  expect(domainJoined({}, (path) => path === "/etc/krb5.keytab")).toBe("/etc/krb5.keytab");
});

test("[CL481] the doctor warns of it, and is not ill of it", async () => {
  const env = { USERDNSDOMAIN: "KOMMUN.EXAMPLE.SE" };
  const told = await runCli(temporaryFolder(), ["doctor", "--json"], env);
  const { checks } = JSON.parse(told.out) as { checks: { id: string }[] };
  expect([told.code, checks.find(({ id }) => id === "joined")]).toEqual([
    0,
    { id: "joined", state: "warning", value: "KOMMUN.EXAMPLE.SE" },
  ]);
});
