/** Reports of scanners and lists of software with secrets in them. */
import { list, sid, times } from "./secret-kind.ts";
import type { Kind } from "./secret-kind.ts";

/** Reports. */
export const secretReports: readonly Kind[] = [
  {
    name: "nmap.xml",
    reader: "nmap",
    make: ({ secret }) =>
      `<?xml version="1.0"?><nmaprun start="1764000000">${times(
        (at) =>
          `<host><status state="up"/><address addr="192.0.2.3${at}" addrtype="ipv4"/><ports>` +
          '<port protocol="tcp" portid="80"><state state="open"/><service name="http"/>' +
          `<script id="http-title" output="Logga in, lösenord: ${secret()}"/></port></ports>` +
          "</host>",
      )}</nmaprun>`,
  },
  {
    name: "openvas.xml",
    reader: "openvas",
    make: ({ secret }) =>
      `<report><report><gmp/><results>${times(
        (at) =>
          `<result><host>192.0.2.4${at}</host><port>80/tcp</port><nvt oid="1.3.6.${at}"><name>` +
          `Default login, password: ${secret()}</name></nvt><threat>High</threat></result>`,
      )}</results></report></report>`,
  },
  {
    name: "scan.nessus",
    reader: "nessus",
    make: ({ secret }) =>
      `<NessusClientData_v2><Report name="r"><ReportHost name="192.0.2.50"><HostProperties/>${times(
        (at) =>
          `<ReportItem port="80" protocol="tcp" severity="3" pluginID="${at}" pluginName="` +
          `Default password: ${secret()}"/>`,
      )}</ReportHost></Report></NessusClientData_v2>`,
  },
  {
    name: "pingcastle.xml",
    reader: "pingcastle",
    make: ({ secret }) =>
      `<HealthcheckData><DomainFQDN>example.se</DomainFQDN><DomainSid>${sid}</DomainSid>` +
      `<RiskRules>${times(
        (at) =>
          `<HealthcheckRiskRule><RiskId>A-${at}</RiskId><Rationale>GPO password: ${secret()}` +
          "</Rationale></HealthcheckRiskRule>",
      )}</RiskRules></HealthcheckData>`,
  },
  {
    name: "lynis-report.dat",
    reader: "lynis",
    make: ({ secret }) =>
      `# Lynis Report\nreport_version_major=1\nhostname=srv-g01\n${times(
        (at) => `warning[]=TEST-${at}|Found password: ${secret()}|-|-|\n`,
      )}`,
  },
  {
    name: "testssl.json",
    reader: "testssl",
    make: ({ secret }) =>
      JSON.stringify(
        list((at) => ({
          id: `X${at}`,
          ip: "www.example.se/192.0.2.60",
          port: "443",
          severity: "HIGH",
          finding: `token: ${secret()}`,
        })),
      ),
  },
  {
    name: "defender.json",
    reader: "defender",
    make: ({ secret }) =>
      JSON.stringify({
        value: list((at) => ({
          cveId: `CVE-2026-000${at}`,
          machineId: `m${at}`,
          severity: "High",
          productName: `tool --password=${secret()}`,
          productVersion: "1.0",
        })),
      }),
  },
];

/** Lists of software. */
export const secretSoftware: readonly Kind[] = [
  {
    name: "bom.json",
    reader: "cyclonedx",
    make: ({ secret }) =>
      JSON.stringify({
        bomFormat: "CycloneDX",
        specVersion: "1.5",
        components: list((at) => ({
          type: "library",
          name: `lib${at}`,
          version: "1.0",
          purl: `pkg:generic/lib${at}@1.0?download_url=https://ci:${secret()}@git.example.se/`,
        })),
      }),
  },
  {
    name: "spdx.json",
    reader: "spdx",
    make: ({ secret }) =>
      JSON.stringify({
        spdxVersion: "SPDX-2.3",
        name: "list",
        packages: list((at) => ({
          SPDXID: `SPDXRef-${at}`,
          name: `pkg${at}`,
          versionInfo: "1.0",
          externalRefs: [
            {
              referenceCategory: "PACKAGE-MANAGER",
              referenceType: "purl",
              referenceLocator: `pkg:generic/p${at}@1.0?vcs_url=https://ci:${secret()}@x.example`,
            },
          ],
        })),
      }),
  },
  {
    name: "status",
    reader: "dpkg",
    make: ({ secret }) =>
      times(
        (at) =>
          `Package: tool${at}\nStatus: install ok installed\nArchitecture: amd64\n` +
          `Version: 1.0-token=${secret()}\n\n`,
      ),
  },
  {
    name: "rpms.txt",
    reader: "rpm",
    make: ({ secret }) =>
      "almalinux-release-9.4-1.el9.x86_64\nbash-5.1.8-9.el9.x86_64\ncurl-7.76.1-29.el9.x86_64\n" +
      "glibc-2.34-100.el9.x86_64\ntzdata-2024a-1.el9.noarch\nzlib-1.2.11-40.el9.x86_64\n" +
      "sed-4.8-9.el9.x86_64\ngrep-3.6-5.el9.x86_64\nxz-5.2.5-8.el9.x86_64\n" +
      times((at) => `agent${at}-token=${secret()}-1.el9.x86_64\n`),
  },
  {
    name: "software.csv",
    reader: "windows-software",
    make: ({ secret }) =>
      '"DisplayName","DisplayVersion","Publisher"\r\n' +
      times((at) => `"Agent ${at} /password=${secret()}","1.${at}","Example AB"\r\n`),
  },
];
