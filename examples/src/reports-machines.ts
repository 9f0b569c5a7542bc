/** Reports from machines themselves: Defender, Lynis, PingCastle, and the twelve answers. */
import { domainName, domainSid } from "./directory-objects.ts";
import { clientAt, isSeen, leaseOf, type Server, serversOf } from "./estate.ts";
import { type ExampleFile, jsonItems, type JsonItem } from "./example-file.ts";
import { inventedCve, severityWord } from "./reports-network.ts";
import { chanceOf, numbers, sampled, type Size } from "./size.ts";

/** Most rows of one answer of Defender's interface; more are other pages, a file each. */
const pageRows = 10_000;

function machineId(n: number): string {
  return String(n + 1).padStart(40, "0");
}

function* defenderMachines(size: Size): Generator<JsonItem> {
  for (const n of sampled(size, size.clients)) {
    const { is, name, entraId, mac } = clientAt(size, n);
    if (!isSeen(size, "defender", 0.9, n)) continue;
    yield {
      value: {
        id: machineId(n),
        computerDnsName: `${name}.kommun.example.se`,
        osPlatform: "Windows11",
        healthStatus: n % 19 === 0 ? "Inactive" : "Active",
        onboardingStatus: "Onboarded",
        exposureLevel: "Medium",
        riskScore: "None",
        isAadJoined: true,
        aadDeviceId: entraId,
        lastIpAddress: leaseOf(size, "defender", n),
        ipAddresses: [{ macAddress: mac.replaceAll(":", ""), type: "Ethernet" }],
      },
      about: [["computer", is]],
    };
  }
}

/** Software that clients have in an old version, all of it invented. */
const products = ["bildvisare", "mallbank", "kartklient", "utskriftshjalp", "motesprogram"];

function* defenderWeaknesses(size: Size): Generator<JsonItem> {
  for (const n of sampled(size, size.clients)) {
    if (!isSeen(size, "defender", 0.9, n)) continue;
    const { is, name } = clientAt(size, n);
    for (const [at, productName] of products.entries()) {
      if (chanceOf(size, `product/${at}/${n}`) >= 0.6) continue;
      yield {
        value: {
          id: `${machineId(n)}-_-${at}`,
          cveId: inventedCve(100 + at),
          machineId: machineId(n),
          deviceName: `${name}.kommun.example.se`,
          productName,
          productVendor: "fiktiv",
          productVersion: `1.${Math.floor(chanceOf(size, `version/${at}/${n}`) * 4)}`,
          severity: severityWord(5 + at),
        },
        about: [["computer", is]],
      };
    }
  }
}

/** Rows from a place on, at most a page of them; null where there are none left. */
function page(path: string, items: () => Iterable<JsonItem>, from: number): ExampleFile {
  return {
    path,
    *pieces(note) {
      let at = -1;
      const some = function* (): Generator<JsonItem> {
        for (const item of items()) {
          at += 1;
          if (at < from) continue;
          if (at >= from + pageRows) return;
          yield item;
        }
      };
      yield '{"value":[\n';
      yield* jsonItems(note, "/value", some());
      yield "\n]}\n";
    },
  };
}

function pagesOf(name: string, items: () => Iterable<JsonItem>): readonly ExampleFile[] {
  let rows = 0;
  for (const item of items()) rows += item.value === undefined ? 0 : 1;
  const count = Math.max(1, Math.ceil(rows / pageRows));
  return [...numbers(count)].map((n) => {
    const path = `reports/${name}${count === 1 ? "" : `-${n + 1}`}.json`;
    return page(path, items, n * pageRows);
  });
}

/** A host audit of one server that does not run Windows. */
function lynis(size: Size, server: Server): ExampleFile {
  const isDebian = server.platform === "debian";
  return {
    path: `reports/lynis-${server.name}.dat`,
    *pieces(note) {
      note("", "computer", server.is);
      yield "# Lynis Report\nreport_version_major=1\nreport_version_minor=0\n";
      yield "report_datetime_start=2026-10-31 21:00:00\nreport_datetime_end=2026-10-31 21:01:00\n";
      yield `hostname=${server.name}\nos_fullname=${server.operatingSystem}\n`;
      yield `linux_version=${isDebian ? "Debian" : "AlmaLinux"}\n`;
      yield `network_mac_address[]=${server.mac.toLowerCase()}\n`;
      yield `package_manager[]=${isDebian ? "dpkg" : "rpm"}\n`;
      yield `hardening_index=${50 + Math.floor(chanceOf(size, `hardening/${server.name}`) * 40)}\n`;
      yield `firewall_active=${chanceOf(size, `wall/${server.name}`) < 0.7 ? 1 : 0}\n`;
      yield "linux_auditd_running=0\nssh_daemon_running=1\n";
      yield "warning[]=FIRE-4512|Påhittad brandvägg utan regler|-|-|\n";
      yield "suggestion[]=SSH-7408|Påhittad inställning av fjärrinloggning|-|-|\n";
      yield "suggestion[]=LOGG-2154|Påhittad loggning utanför maskinen|-|-|\n";
      yield "installed_packages_array=|exempelbas,12.4|exempelskal,5.2|exempelwebb,1.24|\n";
    },
  };
}

/** Rules that did not hold, with their points; the points make the domain's score. */
const broken = [
  ["S-OldWindows", 15, "Fler maskiner än noll kör ett system utan underhåll"],
  ["P-ServiceDomainAdmin", 10, "Ett tjänstekonto administrerar domänen"],
  ["A-WeakTemplate", 15, "En certifikatmall låter sökanden välja namn"],
] as const;

function pingcastle(): ExampleFile {
  return {
    path: "reports/pingcastle.xml",
    *pieces() {
      yield '<?xml version="1.0" encoding="utf-8"?>\n<HealthcheckData>\n';
      yield "<GenerationDate>2026-11-01T09:00:00+01:00</GenerationDate>\n";
      yield `<DomainFQDN>${domainName.toLowerCase()}</DomainFQDN><DomainSid>${domainSid}</DomainSid>\n`;
      yield "<DomainFunctionalLevel>7</DomainFunctionalLevel><GlobalScore>40</GlobalScore>\n";
      yield "<MachineAccountQuota>10</MachineAccountQuota><NumberOfDC>2</NumberOfDC>\n";
      yield "<DomainControllers>\n";
      for (const name of ["DC01", "DC02"])
        yield `<HealthcheckDomainController><DCName>${name}</DCName><OperatingSystem>Windows Server 2022 Standard</OperatingSystem><RemoteSpoolerDetected>${name === "DC02"}</RemoteSpoolerDetected></HealthcheckDomainController>\n`;
      yield "</DomainControllers>\n<RiskRules>\n";
      for (const [id, points, why] of broken)
        yield `<HealthcheckRiskRule><Points>${points}</Points><RiskId>${id}</RiskId><Rationale>${why}</Rationale></HealthcheckRiskRule>\n`;
      yield "</RiskRules>\n</HealthcheckData>\n";
    },
  };
}

/** What somebody answers from memory: round numbers, and two times "don't know". */
function answers(size: Size): ExampleFile {
  const said = {
    employees: size.people,
    pupils: size.pupils,
    computers: size.clients,
    servers: serversOf(size).length + 2,
    "second-factor": true,
    "separate-admin-computers": false,
    "own-local-passwords": null,
    "patched-in-a-month": true,
    "divided-network": true,
    "backup-out-of-reach": false,
    "restore-tried": false,
    "suppliers-let-in": null,
  };
  return {
    path: "reports/svar.json",
    *pieces() {
      yield `${JSON.stringify({ vallgravAnswers: 1, answeredAt: "2026-11-01", answers: said })}\n`;
    },
  };
}

/** Every such report. */
export function machineReports(size: Size): readonly ExampleFile[] {
  const audited = serversOf(size).filter(({ platform }) => platform !== "windows");
  return [
    ...pagesOf("defender-machines", () => defenderMachines(size)),
    ...pagesOf("defender-vulnerabilities", () => defenderWeaknesses(size)),
    ...audited.map((server) => lynis(size, server)),
    pingcastle(),
    answers(size),
  ];
}
