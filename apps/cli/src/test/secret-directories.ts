/** Directories, devices and machines with secrets where people leave them. */
import { count, guid, list, sid, times } from "./secret-kind.ts";
import type { Kind } from "./secret-kind.ts";

import { workbook } from "./secret-tables.ts";

/** Collections of directories. */
export const secretDirectories: readonly Kind[] = [
  {
    name: "20260301120000_users.json",
    reader: "sharphound",
    make: ({ secret, number }) =>
      JSON.stringify({
        data: list((at) => ({
          ObjectIdentifier: `${sid}-110${at}`,
          Properties: {
            name: `U${at}@EXAMPLE.SE`,
            domain: "EXAMPLE.SE",
            domainsid: sid,
            description: `lösen ${secret()}`,
            info: at === 0 ? `ring ${number()}` : null,
          },
        })),
        meta: { methods: 0, type: "users", count, version: 6 },
      }),
  },
  {
    name: "ad.json",
    reader: "ad-collection",
    make: ({ secret, number }) =>
      JSON.stringify({
        format: "vallgrav-ad",
        version: 1,
        producedAt: "2026-03-01T12:00:00Z",
        domain: { name: "example.se", forest: "example.se", sid },
        objects: list((at) => ({
          distinguishedName: `CN=x${at},DC=example,DC=se`,
          objectClass: "user",
          objectSid: `${sid}-120${at}`,
          sAMAccountName: `x${at}`,
          description: `Tillfälligt lösenord: ${secret()}`,
          info: at === 0 ? number() : "",
        })),
        descriptors: [],
        gaps: [],
        written: count,
      }),
  },
  {
    name: "entra.json",
    reader: "entra-collection",
    make: ({ secret }) =>
      JSON.stringify({
        format: "vallgrav-entra",
        version: 1,
        producedAt: "2026-03-01T12:00:00Z",
        organization: [{ id: guid(1), displayName: "Fiktiva kommun" }],
        groups: list((at) => ({ id: guid(200 + at), displayName: `Skrivare pwd=${secret()}` })),
      }),
  },
  {
    name: "azurehound.json",
    reader: "azurehound",
    make: ({ secret }) =>
      JSON.stringify({
        data: list((at) => ({
          kind: "AZGroup",
          data: { id: guid(300 + at), displayName: "X", description: `lösenord: ${secret()}` },
        })),
        meta: { type: "azure", version: 5, count },
      }),
  },
  {
    name: "graph.json",
    reader: "opengraph",
    make: ({ secret }) =>
      JSON.stringify({
        graph: {
          nodes: list((at) => ({
            id: `${sid}-140${at}`,
            kinds: ["User"],
            properties: { name: `G${at}@EXAMPLE.SE`, description: `pwd: ${secret()}` },
          })),
          edges: [],
        },
      }),
  },
  {
    name: "Policies/{31B2F340-016D-11D2-945F-00C04FB984F9}/Machine/Preferences/Groups/Groups.xml",
    reader: "policy-preferences",
    make: ({ secret }) =>
      `<?xml version="1.0" encoding="utf-8"?><Groups clsid="{3125E937}">${times(
        () => `<User clsid="{DF5F1855}"><Properties userName="x" cpassword="${secret()}"/></User>`,
      )}</Groups>`,
  },
];

/** Firewalls, hypervisors, machines, registers. */
export const secretMachines: readonly Kind[] = [
  {
    name: "fw.conf",
    reader: "fortigate",
    make: ({ secret, number }) =>
      "#config-version=FGT70F-7.0.14-FW-build0601-240206:opmode=0:vdom=0:user=admin\n" +
      `config system admin\nedit "admin"\nset password ENC ${secret()}\nnext\nend\n` +
      `config vpn ipsec phase1-interface\nedit "v"\nset psksecret ENC ${secret()}\nnext\nend\n` +
      `config system snmp community\nedit 1\nset name "${secret()}"\nnext\nend\n` +
      `config user radius\nedit "r"\nset secret "${secret()}"\nnext\nend\n` +
      `config vpn certificate local\nedit "c"\nset private-key "-----BEGIN ENCRYPTED PRIVATE KEY` +
      `-----
${secret()}
-----END ENCRYPTED PRIVATE KEY-----"\nnext\nend\n` +
      `config wireless-controller vap\nedit "w"\nset passphrase ${secret()}\nnext\nend\n` +
      `config firewall policy\nedit 1\nset comments "lösen: ${secret()} ring ${number()}"\n` +
      'set srcintf "lan"\nset dstintf "wan"\nset action accept\nnext\nend\n',
  },
  {
    name: "rvtools.xlsx",
    reader: "rvtools",
    make: ({ secret }) =>
      workbook([
        ["VM", "Powerstate", "DNS Name", "Host", "Annotation"],
        ...Array.from({ length: count }, (_, at) => [
          `srv-d0${at}`,
          "poweredOn",
          `srv-d0${at}.example.se`,
          "esx2.example.se",
          `root / lösen ${secret()}`,
        ]),
      ]),
  },
  {
    name: "vms.json",
    reader: "vsphere",
    make: ({ secret }) =>
      JSON.stringify({
        virtualMachines: list((at) => ({
          name: `srv-e0${at}`,
          config: { instanceUuid: `5000-${at}`, annotation: `lösen: ${secret()}` },
          guest: { hostName: `srv-e0${at}.example.se` },
        })),
      }),
  },
  {
    name: "osqueryd.results.log",
    reader: "osquery",
    make: ({ secret }) =>
      `{"name":"system_info","hostIdentifier":"srv-f01.example.se","snapshot":[` +
      `{"hostname":"srv-f01.example.se","hardware_serial":"SER60001","uuid":""}]}\n` +
      times(
        (at) =>
          `{"name":"users","hostIdentifier":"srv-f01.example.se","snapshot":[{"uid":"${at}",` +
          `"username":"u${at}","description":"lösen: ${secret()}"}]}\n`,
      ),
  },
  {
    name: "statements.json",
    reader: "statements",
    make: ({ secret }) =>
      JSON.stringify({
        vallgravStatements: 1,
        statedAt: "2026-02-01T09:00:00Z",
        statements: list((at) => ({
          about: { kind: "system", claims: [{ space: "register", value: `S${at}` }] },
          property: "hosting",
          value: `lösenord: ${secret()}`,
        })),
      }),
  },
  {
    name: "systems.json",
    reader: "sundsvall-register",
    make: ({ secret }) =>
      JSON.stringify(
        list((at) => ({
          id: `i${at}`,
          systemId: `SYS-10${at}`,
          name: `System ${at}`,
          status: "PRODUCTION",
          hostingType: "CLOUD",
          description: `Server=db;User Id=app;Password=${secret()}`,
        })),
      ),
  },
];
