/**
 * Inventories of machines: what each tool would export, with what it has not noticed. A renamed
 * machine keeps its old name in the slower ones, and one that is gone is still in them.
 */
import {
  clientAt,
  domain,
  isSeen,
  leaseOf,
  predecessorOf,
  serversOf,
  typedName,
} from "./estate.ts";
import type { Client } from "./estate.ts";
import { csvFile, type ExampleFile, type TableRow } from "./example-file.ts";
import { personAccount, upnOf } from "./lists-people.ts";
import { chanceOf, numbers, sampled, type Size } from "./size.ts";
import { workbook } from "./workbook.ts";

function aboutClient({ is }: Client): readonly ["computer", string][] {
  return [["computer", is]];
}

/** The machine that had the name before, as a list that forgets nothing still has it. */
function former(n: number): readonly ["computer", string][] {
  return [["computer", `client-before/${n + 1}`]];
}

function* lansweeper(size: Size): Generator<TableRow> {
  for (const n of numbers(size.clients)) {
    const client = clientAt(size, n);
    if (client.hasPredecessor) {
      const { serial, mac } = predecessorOf(n);
      const address = leaseOf(size, "before", n);
      yield {
        cells: [client.name, domain, address, mac, "2025-02-01 10:00:00", "Windows 10", serial],
        about: former(n),
      };
    }
    if (!isSeen(size, "lansweeper", 0.92, n)) continue;
    yield {
      cells: [
        client.name.toUpperCase(),
        domain,
        leaseOf(size, "lansweeper", n),
        client.mac,
        n % 17 === 0 ? "2026-03-01 10:00:00" : "2026-10-31 10:00:00",
        client.operatingSystem.replace(" Enterprise", ""),
        client.serial,
      ],
      about: aboutClient(client),
    };
  }
}

function* intune(size: Size): Generator<TableRow> {
  for (const n of numbers(size.clients)) {
    const client = clientAt(size, n);
    if (n % 5 === 0) continue;
    yield {
      cells: [
        client.intuneId,
        client.name,
        "2026-10-31 06:00:00.0000000",
        client.entraId,
        "Windows",
        client.serial,
        upnOf(client.user),
        n % 11 === 0 ? "Noncompliant" : "Compliant",
        n % 13 === 0 ? "False" : "True",
      ],
      about: [...aboutClient(client), personAccount(client.user)],
    };
  }
}

function* configurationManager(size: Size): Generator<TableRow> {
  for (const n of sampled(size, size.clients)) {
    const client = clientAt(size, n);
    if (!isSeen(size, "configuration-manager", 0.9, n)) continue;
    yield {
      cells: [
        client.name.toUpperCase(),
        16_777_220 + n,
        domain,
        "Microsoft Windows NT Workstation 10.0",
        client.operatingSystem.includes("11") ? "10.0.26100.1" : "10.0.19045.1",
        client.serial,
        client.mac,
        "2026-10-31 05:00:00",
        "Centrum",
      ],
      about: aboutClient(client),
    };
  }
}

/**
 * Its agent reports seldom: a renamed machine is there under its old name.
 * @yields a row a machine
 */
function* snow(size: Size): Generator<TableRow> {
  for (const n of sampled(size, size.clients)) {
    const client = clientAt(size, n);
    if (!isSeen(size, "snow", 0.85, n)) continue;
    yield {
      cells: [
        (client.formerName ?? client.name).toUpperCase(),
        "Kommunen",
        client.operatingSystem,
        "Exempel",
        "E14",
        client.serial,
        client.formerName === null ? "2026-10-28" : "2026-02-10",
      ],
      about: aboutClient(client),
    };
  }
}

/**
 * What the schools keep by hand: a few machines, some of their names typed wrong.
 * @yields a row a machine
 */
function* byHand(size: Size): Generator<TableRow> {
  for (const n of sampled(size, Math.ceil(size.clients / 12))) {
    const client = clientAt(size, n * 12);
    yield {
      cells: [
        typedName(size, "by-hand", client.name),
        chanceOf(size, `labelled/${n}`) < 0.8 ? client.serial : "",
        client.operatingSystem,
        "E14",
        "2026-09-15",
      ],
      about: aboutClient(client),
    };
  }
}

function virtualMachines(size: Size): ExampleFile {
  return {
    path: "lists/rvtools.xlsx",
    *pieces(note) {
      const machines = serversOf(size).filter(({ host }) => host.kind === "vsphere");
      for (const [n, { is }] of machines.entries()) note(`vInfo!${n + 2}`, "computer", is);
      for (const n of numbers(3)) note(`vHost!${n + 2}`, "computer", `host/esx0${n + 1}`);
      const rows = machines.map(({ name, fqdn, address, host, uuid, operatingSystem }, n) => [
        name,
        n % 15 === 14 ? "poweredOff" : "poweredOn",
        fqdn,
        address,
        host.fqdn,
        uuid,
        operatingSystem,
      ]);
      const hosts = [...numbers(3)].map((n) => [
        `esx0${n + 1}.${domain}`,
        "Kluster 1",
        "VMware ESXi 8.0.3",
        "Exempel",
        "R1",
        `EXTAG${n + 1}`,
      ]);
      const head = ["VM", "Powerstate", "DNS Name", "Primary IP Address", "Host", "SMBIOS UUID"];
      const hostHead = ["Host", "Cluster", "ESX Version", "Vendor", "Model", "Service tag"];
      yield workbook([
        { name: "vInfo", rows: [[...head, "OS according to the VMware Tools"], ...rows] },
        { name: "vHost", rows: [hostHead, ...hosts] },
      ]);
    },
  };
}

function* hyperv(size: Size): Generator<TableRow> {
  for (const { is, name, uuid, host } of serversOf(size))
    if (host.kind === "hyperv")
      yield { cells: [name, uuid, "Running", 2, host.fqdn], about: [["computer", is]] };
}

/** Inventories of virtual machines, and what schools keep by hand. */
function otherLists(size: Size): readonly ExampleFile[] {
  return [
    csvFile(
      "lists/datorer.csv",
      [";", "utf-8 with mark"],
      [["Datornamn", "Serienummer", "Operativsystem", "Modell", "Senast sedd"], () => byHand(size)],
    ),
    csvFile(
      "lists/hyperv.csv",
      [",", "utf-8"],
      [["VMName", "VMId", "State", "Generation", "ComputerName"], () => hyperv(size)],
    ),
    virtualMachines(size),
  ];
}

/** Every inventory. */
export function machineLists(size: Size): readonly ExampleFile[] {
  return [
    csvFile(
      "lists/lansweeper.csv",
      [",", "utf-8"],
      [
        ["AssetName", "Domain", "IPAddress", "Mac", "Lastseen", "OSname", "Serialnumber"],
        () => lansweeper(size),
      ],
    ),
    csvFile(
      "lists/intune.csv",
      [",", "utf-8"],
      [
        [
          "Device ID",
          "Device name",
          "Last check-in",
          "Azure AD Device ID",
          "OS",
          "Serial number",
          "Primary user UPN",
          "Compliance",
          "Encrypted",
        ],
        () => intune(size),
      ],
    ),
    csvFile(
      "lists/cm-datorer.csv",
      [",", "utf-8"],
      [
        [
          "Name",
          "ResourceID",
          "Domain",
          "DeviceOS",
          "DeviceOSBuild",
          "SerialNumber",
          "MACAddress",
          "LastActiveTime",
          "ADSiteName",
        ],
        () => configurationManager(size),
      ],
    ),
    csvFile(
      "lists/snow.csv",
      [";", "utf-8"],
      [
        [
          "Computer name",
          "Organization",
          "Operating system",
          "Manufacturer",
          "Model",
          "Serial number",
          "Last scanned",
        ],
        () => snow(size),
      ],
    ),
    ...otherLists(size),
  ];
}
