/** Results of osquery in its three forms. */
import { expect, test } from "vitest";
import type { Json } from "@vallgrav/kernel";
import { inputOf, lines, readGood, told } from "../../../test/file.ts";
import { read, recognise } from "../read.ts";

type Made = { readonly [key: string]: Json };

const host = { hostIdentifier: "srv7.example.se", unixTime: "1764000000" };
const info: Made = {
  hostname: "SRV7.example.se",
  uuid: "11111111-2222-4333-8444-555555555555",
  hardware_serial: "ABC12345",
  hardware_vendor: "Example",
  hardware_model: "R1",
};
const system: Made = {
  name: "Debian GNU/Linux",
  version: "12",
  platform: "debian",
  build: "",
  major: "12",
};

function snapshot(name: string, rows: readonly Json[], more: Made = {}): Made {
  return { name, snapshot: rows, action: "snapshot", ...host, ...more };
}

function log(...results: readonly Json[]): string {
  return results.map((one) => JSON.stringify(one)).join("\n");
}

test("[S48] a machine is known by serial, hardware number and names; what it holds is told", () => {
  const content = log(
    snapshot("pack_it_system_info", [info]),
    snapshot("os", [system]),
    snapshot("addresses", [
      { interface: "eth0", address: "192.0.2.7", mask: "255.255.255.0" },
      { interface: "lo", address: "127.0.0.1", mask: "255.0.0.0" },
    ]),
    snapshot("pack_it_deb_packages", [
      { name: "libcurl4", version: "7.88.1-10", source: "curl", arch: "amd64", revision: "10" },
    ]),
    snapshot("ports", [
      { port: "443", protocol: "6", address: "0.0.0.0" },
      { port: 53, protocol: "17", address: "127.0.0.1" },
      { port: "0", protocol: "1", address: "0.0.0.0" },
    ]),
    snapshot("users", [
      { uid: "0", username: "root", description: "lösen: Hemligt99" },
      { uid: "1000", username: "kim", description: "" },
    ]),
  );
  expect(recognise("x", inputOf("x", content).bytes)).toBe("osquery");
  const reading = readGood(inputOf("osqueryd.results.log", content));
  expect(reading.producedAt).toBe("2025-11-24T16:00:00.000Z");
  expect(reading.observations[0]?.subject.claims).toEqual([
    { space: "serial", value: "ABC12345" },
    { space: "register", value: "osquery/11111111-2222-4333-8444-555555555555" },
    { space: "fqdn", value: "srv7.example.se" },
    { space: "ip", value: "192.0.2.7" },
  ]);
  const purl = "pkg:deb/debian/libcurl4@7.88.1-10?arch=amd64&distro=debian-12";
  expect(lines(reading)).toEqual([
    "computer ABC12345 present",
    'computer ABC12345 manufacturer = "Example"',
    'computer ABC12345 model = "R1"',
    'computer ABC12345 operatingsystem = "Debian GNU/Linux"',
    'computer ABC12345 os-build = "12"',
    `software ${purl} present`,
    `software ${purl} name = "libcurl4"`,
    `software ${purl} version = "7.88.1-10"`,
    `software ${purl} source-package = "curl"`,
    `software ${purl} installed-on computer ABC12345`,
    'computer ABC12345 port/tcp/443 = "open"',
    "computer ABC12345 local-account-count = 2",
  ]);
  expect(JSON.stringify(reading)).not.toMatch(/Hemligt99|"kim"/);
  expect(told(reading)).toEqual([
    [
      "readers/secret-in-field",
      "notice",
      { field: "description", what: "secret" },
      "line 6:/snapshot/0/description",
    ],
  ]);
});

test("[S48] differences: what was added is told, what was removed is not", () => {
  const programs = { name: "Example Reader", version: "11.2", publisher: "Example AB" };
  const rpm = { name: "bash", version: "5.1.8", release: "9.el9", epoch: "0", arch: "x86_64" };
  const content = JSON.stringify([
    { ...host, name: "system_info", columns: info, action: "added" },
    { ...host, name: "p", columns: programs, action: "added" },
    { ...host, name: "p", columns: { ...programs, version: "10.0" }, action: "removed" },
    { ...host, name: "r", diffResults: { added: [rpm], removed: [{ ...rpm, version: "4" }] } },
    { ...host, name: "pack_x_certificates", columns: { common_name: "x" }, action: "added" },
    { ...host, name: "pack_x_certificates", columns: "x", action: "added" },
    7,
  ]);
  const reading = readGood(inputOf("x", content));
  expect(lines(reading).filter((line) => line.includes("installed-on"))).toEqual([
    "software pkg:generic/Example%20AB/Example%20Reader@11.2 installed-on computer ABC12345",
    "software pkg:rpm/redhat/bash@5.1.8-9.el9?arch=x86_64 installed-on computer ABC12345",
  ]);
  expect(told(reading)).toEqual([
    ["readers/object-skipped", "warning", { reason: "not-an-object" }, "/6"],
    ["readers/left-out", "notice", { what: "kind", name: "pack_x_certificates", count: 2 }, ""],
  ]);
});

test("[S48] rows of nobody are counted; a line that is no JSON refuses the file", () => {
  const nobody = log({ name: "system_info", columns: { hostname: "", hardware_serial: "0" } });
  const content = nobody.replace("{", '{"hostIdentifier":"",');
  expect(told(read(inputOf("x", content))).map(([code]) => code)).toEqual(["readers/unnamed"]);
  expect(told(read(inputOf("x", `${log(snapshot("s", [info]))}\n{"a":`)))).toEqual([
    ["readers/truncated-json", "error", { line: 2, column: 6 }, "2:6"],
  ]);
  const many = log(...Array.from({ length: 20 }, () => snapshot("s", [info])));
  expect(told(read(inputOf("x", many, { rows: 10 })))).toEqual([
    ["readers/limit", "error", { limit: "rows", max: 10 }, ""],
  ]);
});

test("[S150] a machine that gives itself a thousand names is known by eight of them", () => {
  const rows = Array.from({ length: 1_000 }, (_, at) => ({ ...info, hostname: `n${at}.test` }));
  const { observations } = readGood(inputOf("x", log(snapshot("system_info", rows))));
  expect(observations.length).toBeGreaterThan(1_000);
  expect(new Set(observations.map(({ subject }) => subject.claims.length))).toEqual(new Set([11]));
});
