/** Passwords in preferences of group policies. */
import { expect, test } from "vitest";
import { findingOf, type Json } from "@vallgrav/kernel";
import { collection, domainSid, inputOf, readGood, told } from "../../../test/file.ts";
import { read, recognise } from "../read.ts";

const folder = "Policies/{31B2F340-016D-11D2-945F-00C04FB984F9}/Machine/Preferences";

function groups(properties: string): string {
  return (
    '<?xml version="1.0" encoding="utf-8"?><Groups clsid="{3125E937}">' +
    `<User clsid="{DF5F1855}" name="lokal"><Properties ${properties}/></User>` +
    '<User clsid="{DF5F1855}"><Properties cpassword="" userName="annan"/></User></Groups>'
  );
}

test("[M20] a password in a policy is a finding of it with its place, never the value", () => {
  const content = groups('userName="lokal" cpassword="aGVtbGlndCBsb3Nlbg" description="pwd: x"');
  expect(recognise("x", inputOf("x", content).bytes)).toBe("policy-preferences");
  const reading = readGood(inputOf(`${folder}/Groups/Groups.xml`, content));
  expect(reading.observations.length).toBe(1);
  const [found] = reading.observations;
  expect(found?.subject).toEqual({
    kind: "group-policy",
    claims: [{ space: "register", value: "policy-folder/31B2F340-016D-11D2-945F-00C04FB984F9" }],
  });
  expect(found?.at.place).toBe("/Groups[1]/User[1]/Properties[1]/@cpassword");
  const finding =
    found !== undefined && "property" in found.says
      ? findingOf(found.says.property, found.says.value)
      : null;
  expect(finding).toMatchObject({ check: "gpp:cpassword", severity: "high" });
  expect(finding?.cves).toEqual(["CVE-2014-1812"]);
  const place = "/Groups[1]/User[1]/Properties[1]";
  expect(told(reading)).toEqual([
    [
      "readers/secret-in-field",
      "notice",
      { field: "description", what: "secret" },
      `${place}/@description`,
    ],
    [
      "readers/secret-in-field",
      "notice",
      { field: "cpassword", what: "password" },
      `${place}/@cpassword`,
    ],
  ]);
  expect(JSON.stringify(reading)).not.toMatch(/aGVtbGlndC|lokal|pwd: x/);
  expect(reading.counts.find(({ kind }) => kind === "entries")?.read).toBe(2);
});

test("[M200] a policy is one in the directory and in its folder", () => {
  const claimsOf = (name: string, properties: { readonly [key: string]: Json }): unknown => {
    const object = { ObjectIdentifier: "0a0b0c0d-0000-4000-8000-000000000001" };
    const own = { domain: "EXAMPLE.SE", domainsid: domainSid, name, ...properties };
    const file = collection("gpos", [{ ...object, Properties: own }]);
    const reading = readGood(inputOf("20260301120000_gpos.json", file));
    return reading.observations[0]?.subject.claims.slice(1);
  };
  const inFolder = (path: string): unknown =>
    readGood(inputOf(`${path}/Groups.xml`, groups('cpassword="aGVtbGlndA"'))).observations[0]
      ?.subject.claims;
  const own = "11111111-2222-4333-8444-555555555555";
  const below = "CN=POLICIES,CN=SYSTEM,DC=EXAMPLE,DC=SE";
  const distinguishedname = `CN={${own}},${below}`;
  const claims = [{ space: "register", value: `policy-folder/${own}` }];
  expect(claimsOf("A@EXAMPLE.SE", { distinguishedname })).toEqual(claims);
  expect(inFolder(`example.se/Policies/{${own}}/Machine`)).toEqual(claims);
  // Every domain has a policy in this folder.
  const guid = "31B2F340-016D-11D2-945F-00C04FB984F9";
  const [shared] = [{ space: "register", value: `policy-folder/${guid}` }];
  const scoped = [{ ...shared, within: "example.se" }];
  expect(claimsOf("D@EXAMPLE.SE", { distinguishedname: `CN={${guid}},${below}` })).toEqual(scoped);
  expect(inFolder(`SYSVOL\\Example.SE\\Policies\\{${guid}}\\Machine`)).toEqual(scoped);
  expect(inFolder(`Policies/{${guid}}`)).toEqual([shared]);
  expect(claimsOf("E@EXAMPLE.SE", { distinguishedname: "CN={x},DC=SE" })).toEqual([]);
});

test("[M20] without the folder's name there is the notice alone; other XML is refused", () => {
  const reading = readGood(inputOf("Groups.xml", groups('cpassword="aGVtbGlndA"')));
  expect(reading.observations).toEqual([]);
  expect(told(reading).map(([code]) => code)).toEqual(["readers/secret-in-field"]);
  expect(told(read(inputOf("x", '<Groups clsid="x"><a></Groups>')))[0]?.[0]).toBe(
    "readers/bad-xml",
  );
});
