/** Every machine format: what it says, that it is total, and that it keeps nothing it must not. */
import fc from "fast-check";
import { findingOf } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { inputOf, readGood, told } from "../../test/file.ts";
import { machineFiles } from "../../test/machine-files.ts";
import { read, recognise } from "./read.ts";

const number = ["121212", "1212"].join("-");
const limits = { depth: 64, columns: 200, stringLength: 65_536 };

function findings(content: string): readonly string[] {
  return readGood(inputOf("x", content)).observations.flatMap(({ says }) => {
    const finding = "property" in says ? findingOf(says.property, says.value) : null;
    return finding === null ? [] : [`${finding.check} ${finding.key} ${finding.severity}`];
  });
}

test("[M1] each format is recognised by its content and read without problems", () => {
  const ids = machineFiles.map(([, content]) => recognise("x", inputOf("x", content).bytes));
  const wanted =
    "nmap openvas openvas nessus pingcastle lynis testssl defender " +
    "cyclonedx cyclonedx spdx spdx spdx dpkg rpm windows-software opengraph " +
    "azurehound osquery vsphere sundsvall-register fortigate policy-preferences";
  expect(ids).toEqual(wanted.split(" "));
  for (const [name, content] of machineFiles) {
    const codes = told(read(inputOf("x", content))).map(([code]) => code);
    // What dpkg does not have installed, and updates without a name, are counted and not read.
    const isPartly = name === "status" || name === "software.csv";
    expect([name, codes]).toEqual([name, isPartly ? ["readers/left-out"] : []]);
  }
});

test("[M2] findings have check, key and severity", () => {
  expect(machineFiles.flatMap(([, content]) => findings(content))).toEqual([
    "nmap:vulners:CVE-2018-15919 22/tcp medium",
    "openvas:1.3.6.1 443/tcp high",
    "openvas:1.3.6.2 80/tcp medium",
    "nessus:1 443/tcp high",
    "pingcastle:A-MinPwdLen  unrated",
    "lynis:LOGG-2138 klogd-is-not-running unrated",
    "lynis:AUTH-9286 configure-minimum-age unrated",
    "lynis:AUTH-9286 configure-maximum-age unrated",
    "testssl:BREACH 192.0.2.14/443/tcp high",
    "defender:CVE-2026-0001 tools:1.2 high",
  ]);
});

/** Names of what a file tells the whole of. */
function whole(content: string): readonly string[] {
  return readGood(inputOf("x", content)).observations.flatMap(({ subject, says }) =>
    "property" in says && says.property.startsWith("scanned/")
      ? [`${says.property} ${subject.claims[0].value}`]
      : [],
  );
}

test("[M380] a report that tells all of a thing says so, and a part of one does not", () => {
  expect(machineFiles.flatMap(([, content]) => whole(content))).toEqual([
    "scanned/nessus 192.0.2.13",
    "scanned/pingcastle S-1-5-21-1-2-3",
    "scanned/lynis srv4",
  ]);
  const openvas = machineFiles[1]?.[1] ?? "";
  const counted = (full: number, filtered: number): string =>
    openvas.replace(
      "<results>",
      `<result_count>9<full>${full}</full><filtered>${filtered}</filtered></result_count><results>`,
    );
  expect(whole(counted(1, 1))).toEqual(["scanned/openvas srv2.example.se"]);
  expect([counted(2, 1), counted(2, 2), counted(0, 0)].flatMap(whole)).toEqual([]);
  const nessus = machineFiles[3]?.[1] ?? "";
  expect(whole(nessus.replace("HOST_END_TIMESTAMP", "HOST_START"))).toEqual([]);
  const lynis = machineFiles[5]?.[1] ?? "";
  expect(whole(lynis.replace("report_datetime_end", "report_datetime_start"))).toEqual([]);
});

test("[M380] a host scanned to its end without results is told whole, others are not", () => {
  const openvas = (machineFiles[1]?.[1] ?? "").replace(
    "<results>",
    `<result_count>1<full>1</full><filtered>1</filtered></result_count>
<host><ip>192.0.2.61</ip><end>2026-01-01T00:00:00Z</end>
<detail><name>hostname</name><value>srv61.example.se</value></detail></host>
<host><ip>192.0.2.62</ip><end></end></host>
<host><ip>192.0.2.11</ip><end>2026-01-01T00:00:00Z</end>
<detail><name>hostname</name><value>srv2.example.se</value></detail></host><results>`,
  );
  expect(whole(openvas)).toEqual([
    "scanned/openvas srv61.example.se",
    "scanned/openvas srv2.example.se",
  ]);
  const none = openvas
    .replace(/<results>[^]*<\/results>/, "<results></results>")
    .replace("<full>1</full><filtered>1", "<full>0</full><filtered>0");
  expect(whole(none)).toHaveLength(2);
});

test("[M380] a table of OpenVAS tells a host whole where nothing can have been left out", () => {
  const table = (rows: readonly string[]): string =>
    `IP,Hostname,Port,Port Protocol,CVSS,Severity,QoD,NVT Name,NVT OID,CVEs,Timestamp\n` +
    rows.map((row) => `${row},2026-01-01T00:00:00Z\n`).join("");
  const high = "192.0.2.12,srv3.example.se,80,tcp,7.5,High,95,Old,1.3.6.2,";
  const log = "192.0.2.12,srv3.example.se,,,0.0,Log,80,Seen,1.3.6.3,";
  const unsure = "192.0.2.13,srv4.example.se,80,tcp,5.0,Medium,30,Perhaps,1.3.6.4,";
  expect(whole(table([high, log, unsure]))).toEqual(["scanned/openvas srv3.example.se"]);
  expect([[high, log], [high, unsure], [high]].flatMap((rows) => whole(table(rows)))).toEqual([]);
});

test("[M420] testssl tells the whole of a port where every group of checks ran", () => {
  const row = (id: string, severity = "OK", port = "443"): object => {
    return { id, ip: "www.example.se/192.0.2.14", port, severity, finding: "x" };
  };
  const all = ["TLS1_2", "cipherlist_NULL", "cert_notAfter", "heartbleed"].map((id) => row(id));
  const flaw = row("BREACH", "HIGH");
  const told = (rows: readonly object[]): readonly string[] => whole(JSON.stringify(rows));
  expect(told([...all, flaw])).toEqual(["scanned/testssl/192.0.2.14/443/tcp www.example.se"]);
  // One group less, or a report of what is grave alone, or half of it at another port.
  for (const left of all) expect(told([...all.filter((one) => one !== left), flaw])).toEqual([]);
  const severe = ["TLS1_2", "cipherlist_NULL", "cert_notAfter", "heartbleed"];
  expect(told([...severe.map((id) => row(id, "HIGH")), flaw])).toEqual([]);
  expect(told([...all.slice(1), row("TLS1_2", "OK", "8443")])).toEqual([]);
  const nested = JSON.stringify({
    scanResult: [
      {
        targetHost: "www.example.se",
        ip: "192.0.2.14",
        port: "443",
        protocols: [{ id: "TLS1_2", severity: "OK", finding: "x" }],
        ciphers: [{ id: "cipherlist_NULL", severity: "OK", finding: "x" }],
        serverDefaults: [{ id: "cert_notAfter", severity: "OK", finding: "x" }],
        vulnerabilities: [{ id: "heartbleed", severity: "OK", finding: "x" }],
      },
    ],
  });
  expect(whole(nested)).toEqual(["scanned/testssl/192.0.2.14/443/tcp www.example.se"]);
});

test("[M420] nmap tells which ports it went through, where it came to its end", () => {
  const nmap = (machineFiles[0]?.[1] ?? "").replace(
    "<host>",
    '<scaninfo type="syn" protocol="tcp" numservices="1000" services="1-1000,3389"/><host>',
  );
  expect(whole(nmap)).toEqual([]);
  const ended = nmap.replace("<hosts ", '<finished exit="success"/><hosts ');
  expect(whole(ended)).toEqual(["scanned/nmap/tcp srv1.example.se"]);
  expect(whole(ended.replace("<host>", '<host timedout="true">'))).toEqual([]);
  expect(whole(ended.replace("1-1000,3389", "1-1000;x"))).toEqual([]);
});

test("[M3] personal numbers and secrets in any value reach no observation", () => {
  for (const [name, content] of machineFiles) {
    const values = [...content.matchAll(/(?<=[=">|,:]|^)[^<>"|,\n=]{2,}(?=[<"|,\n])/gm)];
    expect(values.length).toBeGreaterThan(5);
    for (const { index, 0: value } of values)
      for (const planted of [number, "losenord: Hemligt99"]) {
        const end = index + value.length;
        const reading = read(
          inputOf(name, `${content.slice(0, end)} ${planted}${content.slice(end)}`),
        );
        const text = JSON.stringify(reading);
        const at = `${name}: ${value}`;
        expect([at, text.includes(number), /hemligt99/i.test(text)]).toEqual([at, false, false]);
      }
  }
});

test("[M4] any change to a report gives a reading", () => {
  const one = fc.constantFrom(...machineFiles);
  fc.assert(
    fc.property(one, fc.nat(), fc.nat(40), fc.string(), ([name, content], at, cut, put) => {
      const from = at % content.length;
      const changed = content.slice(0, from) + put + content.slice(from + cut);
      expect(typeof read(inputOf(name, changed)).ok).toBe("boolean");
    }),
    { numRuns: 1000 },
  );
});

test("[M5] XML with declarations, unknown entities or too many levels is refused", () => {
  const wrap = (before: string, inside: string): string =>
    `${before}<nmaprun start="1">${inside}</nmaprun>`;
  const codes = (content: string): readonly string[] =>
    read(inputOf("x", content, limits)).problems.map(({ code }) => code);
  expect(codes(wrap('<!DOCTYPE nmaprun [<!ENTITY a "b">]>', "&a;"))).toEqual([
    "readers/forbidden-xml",
  ]);
  expect(codes(wrap("", "&a;"))).toEqual(["readers/forbidden-xml"]);
  expect(codes(wrap("", "<a>".repeat(100)))).toEqual(["readers/limit"]);
  expect(codes(wrap("", "<a></b>"))).toEqual(["readers/bad-xml"]);
  expect(codes("<nmaprun><host>")).toEqual(["readers/truncated-xml"]);
});
