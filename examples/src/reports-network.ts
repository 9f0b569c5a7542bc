/** Reports of scanners that ask machines from outside: nmap, OpenVAS, Nessus, testssl. */
import { isSeen, type Server, serversOf } from "./estate.ts";
import {
  csvFile,
  type ExampleFile,
  jsonItems,
  type JsonItem,
  type TableRow,
  xml,
} from "./example-file.ts";
import { chanceOf, type Size } from "./size.ts";

/** 2026-10-31T20:00:00Z: the night when the scanners ran. */
const scannedAt = 1_793_476_800;

/** An invented weakness; its CVE identifier lies far above those that are given out. */
type Weakness = {
  readonly id: number;
  readonly name: string;
  readonly score: number;
  readonly port: number;
};

const weaknesses: readonly Weakness[] = [
  { id: 1, name: "Påhittad brist i webbtjänst", score: 7.5, port: 443 },
  { id: 2, name: "Påhittat gammalt protokoll", score: 5.3, port: 443 },
  { id: 3, name: "Påhittad brist i fildelning", score: 8.8, port: 445 },
  { id: 4, name: "Påhittad brist i fjärrskrivbord", score: 9.8, port: 3389 },
  { id: 5, name: "Påhittad svag kryptering", score: 4.3, port: 22 },
  { id: 6, name: "Påhittad brist i databas", score: 6.5, port: 1433 },
];

/** The CVE identifier of an invented weakness. */
export function inventedCve(id: number): string {
  return `CVE-2026-99${String(id).padStart(4, "0")}`;
}

/** The word that Defender has for a base score. */
export function severityWord(score: number): "Critical" | "High" | "Medium" {
  if (score >= 9) return "Critical";
  return score >= 7 ? "High" : "Medium";
}

/** Servers that a scanner reaches; the kept reports cover a few. */
function reached(size: Size, scanner: string, share: number): readonly Server[] {
  const all = serversOf(size).filter((_, n) => isSeen(size, scanner, share, n));
  const most = size.sample ?? all.length;
  // Servers without Windows stand last and are few: the kept reports show one or two of them.
  const last = all.slice(Math.max(0, all.length - 2));
  return size.sample === null ? all : [...all.slice(0, most - last.length), ...last];
}

function portsOf({ platform, name }: Server): readonly (readonly [number, string, string])[] {
  if (platform !== "windows")
    return [
      [22, "ssh", "OpenSSH"],
      [443, "https", "nginx"],
    ];
  const database = name.includes("sql") || name.includes("db");
  return [
    [135, "msrpc", "Microsoft Windows RPC"],
    [445, "microsoft-ds", "Windows Server"],
    [3389, "ms-wbt-server", "Microsoft Terminal Services"],
    ...(database ? ([[1433, "ms-sql-s", "Microsoft SQL Server"]] as const) : []),
    ...(name.includes("webb") ? ([[443, "https", "Microsoft IIS httpd"]] as const) : []),
  ];
}

function weaknessesOf(size: Size, scanner: string, server: Server): readonly Weakness[] {
  const ports = new Set(portsOf(server).map(([port]) => port));
  return weaknesses.filter(
    ({ id, port }) => ports.has(port) && chanceOf(size, `${scanner}/${server.name}/${id}`) < 0.5,
  );
}

function nmap(size: Size): ExampleFile {
  return {
    path: "reports/nmap.xml",
    *pieces(note) {
      yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE nmaprun>\n';
      yield `<nmaprun scanner="nmap" args="nmap -sV -oX nmap.xml 10.30.0.0/20" start="${scannedAt}" version="7.95">\n`;
      const hosts = reached(size, "nmap", 0.95);
      for (const [n, server] of hosts.entries()) {
        note(`/nmaprun[1]/host[${n + 1}]`, "computer", server.is);
        // Behind a router the card's address is not seen, and not every address has a name.
        const name = isSeen(size, "reverse", 0.8, n)
          ? `<hostname name="${xml(server.fqdn)}" type="PTR"/>`
          : "";
        yield `<host><status state="up" reason="syn-ack"/><address addr="${server.address}" addrtype="ipv4"/>`;
        yield `<hostnames>${name}</hostnames><ports>`;
        for (const [port, service, product] of portsOf(server))
          yield (
            `<port protocol="tcp" portid="${port}"><state state="open" reason="syn-ack"/>` +
            `<service name="${service}" product="${xml(product)}" method="probed"/></port>`
          );
        yield "</ports></host>\n";
      }
      yield `<runstats><finished time="${scannedAt + 3_600}"/><hosts up="${hosts.length}" down="0" total="${hosts.length}"/></runstats>\n</nmaprun>\n`;
    },
  };
}

function openvas(size: Size): ExampleFile {
  return {
    path: "reports/openvas.xml",
    *pieces(note) {
      const results = reached(size, "openvas", 0.6).flatMap((server) =>
        weaknessesOf(size, "openvas", server).map((weakness) => ({ server, weakness })),
      );
      yield '<report id="00000000-0000-4000-8000-000000000001"><report><gmp/>\n';
      yield "<scan_start>2026-10-31T20:00:00Z</scan_start>\n";
      yield `<result_count>${results.length}<full>${results.length}</full><filtered>${results.length}</filtered></result_count>\n<results>\n`;
      for (const [n, { server, weakness }] of results.entries()) {
        note(`/report[1]/report[1]/results[1]/result[${n + 1}]`, "computer", server.is);
        const { id, name, port, score } = weakness;
        yield `<result id="r${n + 1}"><host>${server.address}<hostname>${server.fqdn}</hostname></host>`;
        yield `<port>${port}/tcp</port><nvt oid="1.3.6.1.4.1.99999.${id}"><name>${name}</name>`;
        yield `<refs><ref type="cve" id="${inventedCve(id)}"/></refs></nvt>`;
        const threat = score >= 7 ? "High" : "Medium";
        yield `<threat>${threat}</threat><severity>${score}</severity></result>\n`;
      }
      yield "</results></report></report>\n";
    },
  };
}

function* openvasRows(size: Size): Generator<TableRow> {
  // The older of the two scanners, which reports as a table, covers the machines with databases.
  for (const server of serversOf(size).filter(({ name }) => /sql|db/.test(name)))
    for (const { id, name, port, score } of weaknessesOf(size, "openvas-table", server))
      yield {
        cells: [
          server.address,
          server.fqdn,
          port,
          "tcp",
          score,
          score >= 7 ? "High" : "Medium",
          name,
          `1.3.6.1.4.1.99999.${id}`,
          inventedCve(id),
          "2026-10-31T20:00:00Z",
        ],
        about: [["computer", server.is]],
      };
}

function nessus(size: Size): ExampleFile {
  return {
    path: "reports/nessus.nessus",
    *pieces(note) {
      yield '<?xml version="1.0" ?>\n<NessusClientData_v2><Report name="Servrar">\n';
      for (const [n, server] of reached(size, "nessus", 0.7).entries()) {
        note(`/NessusClientData_v2[1]/Report[1]/ReportHost[${n + 1}]`, "computer", server.is);
        yield `<ReportHost name="${server.address}"><HostProperties>`;
        yield `<tag name="host-ip">${server.address}</tag><tag name="host-fqdn">${server.fqdn}</tag>`;
        yield `<tag name="mac-address">${server.mac}</tag>`;
        yield `<tag name="operating-system">${server.operatingSystem}</tag>`;
        yield `<tag name="Credentialed_Scan">true</tag>`;
        yield `<tag name="HOST_END_TIMESTAMP">${scannedAt + n}</tag></HostProperties>`;
        for (const { id, name, port, score } of weaknessesOf(size, "nessus", server)) {
          const severity = score >= 9 ? 4 : score >= 7 ? 3 : 2;
          yield `<ReportItem port="${port}" protocol="tcp" severity="${severity}" pluginID="9${id}0001" pluginName="${name}">`;
          yield `<cve>${inventedCve(id)}</cve><cvss3_base_score>${score}</cvss3_base_score></ReportItem>`;
        }
        yield "</ReportHost>\n";
      }
      yield "</Report></NessusClientData_v2>\n";
    },
  };
}

/**
 * Checks of one encrypted port; the second is the one that matters.
 * @yields two rows a target
 */
function* checksOf(size: Size): Generator<JsonItem & TableRow> {
  for (const server of reached(size, "testssl", 1)) {
    if (!portsOf(server).some(([port]) => port === 443)) continue;
    const target = `${server.fqdn}/${server.address}`;
    const isOld = chanceOf(size, `tls/${server.name}`) < 0.3;
    const about = [["computer", server.is]] as const;
    const rows = [
      ["TLS1_2", "OK", "offered"],
      ["TLS1", isOld ? "LOW" : "OK", isOld ? "offered (deprecated)" : "not offered"],
    ] as const;
    for (const [id, severity, finding] of rows)
      yield {
        value: { id, ip: target, port: "443", severity, finding },
        cells: [id, target, 443, severity, finding, "", ""],
        about,
      };
  }
}

function testssl(size: Size): readonly ExampleFile[] {
  return [
    {
      path: "reports/testssl.json",
      *pieces(note) {
        yield "[\n";
        yield* jsonItems(note, "", checksOf(size));
        yield "\n]\n";
      },
    },
    csvFile(
      "reports/testssl.csv",
      [",", "utf-8"],
      [["id", "fqdn/ip", "port", "severity", "finding", "cve", "cwe"], () => checksOf(size)],
    ),
  ];
}

/** Every such report. */
export function networkReports(size: Size): readonly ExampleFile[] {
  return [
    nmap(size),
    openvas(size),
    csvFile(
      "reports/openvas.csv",
      [",", "utf-8"],
      [
        [
          "IP",
          "Hostname",
          "Port",
          "Port Protocol",
          "CVSS",
          "Severity",
          "NVT Name",
          "NVT OID",
          "CVEs",
          "Timestamp",
        ],
        () => openvasRows(size),
      ],
    ),
    nessus(size),
    ...testssl(size),
  ];
}
