/** Tables and workbooks with a secret in the free text of each row. */
import { crc32 } from "node:zlib";
import { guid, sid, times } from "./secret-kind.ts";
import type { Kind } from "./secret-kind.ts";

/** A table whose last column is free text; each row has a secret in it, the first a number too. */
function table(
  name: string,
  reader: string,
  [headings, row, text = "Anteckning"]: readonly [string, (index: number) => string, text?: string],
): Kind {
  const separator = headings.includes(";") ? ";" : ",";
  return {
    name,
    reader,
    make: ({ secret, number }) =>
      `${headings}${separator}${text}\r\n` +
      times((index) => {
        const more = index === 0 ? ` ring ${number()}` : "";
        return `${row(index)}${separator}lösenord: ${secret()}${more}\r\n`;
      }),
  };
}

/** Tables of every kind. */
export const secretTables: readonly Kind[] = [
  table("system.csv", "system-register", [
    "System-ID;Systemnamn;Nämnd;Drift",
    (at) => `S${at};System ${at};Nämnden;egen`,
  ]),
  table("personal.csv", "people-register", [
    "Anställningsnummer;E-post;Förvaltning;Befattning",
    (at) => `100${at};p${at}@example.se;Vård;Vikarie`,
  ]),
  table("konsulter.csv", "consultant-register", [
    "Konsultnummer;Företag;Uppdrag till;Ansvarig chef",
    (at) => `K${at};Exempelkonsult AB;2027-01-31;It-chef`,
  ]),
  table("elever.csv", "school-register", [
    "Elevnummer;Skola;Årskurs;Klass",
    (at) => `E${at};Björkskolan;7;7A`,
  ]),
  table("konton.csv", "account-list", [
    "SamAccountName,UserPrincipalName,SID,Enabled",
    (at) => `anv${at},anv${at}@example.se,${sid}-300${at},True`,
    "Description",
  ]),
  table("leverantorer.csv", "supplier-register", [
    "Leverantör;Organisationsnummer;Avtal;Avtal till",
    (at) => `Fiktiv ${at} AB;;KS ${at};2027-06-30`,
  ]),
  table("backup.csv", "backup-list", [
    "Jobb;System;Räckvidd;Lagringstid (dagar)",
    (at) => `Natt ${at};S${at};domän;30`,
  ]),
  table("veeam.csv", "veeam", [
    "JobName,VMName,RepositoryName,IsImmutable,LastResult",
    (at) => `Jobb ${at},srv-a0${at},repo1,False,Success`,
    "Description",
  ]),
  table("zoner.csv", "zone-list", [
    "Zon;Nätadress;VLAN;Ändamål",
    (at) => `Zon ${at};10.${at}.0.0/16;1${at};servrar`,
  ]),
  table("regler.csv", "filter-rules", [
    "Nr;Källa;Destination;Tjänst;Åtgärd",
    (at) => `${at};Klienter;Servrar;tcp/44${at};tillåt`,
  ]),
  table("datorer.csv", "computer-list", [
    "Datornamn;Serienummer;Operativsystem;Modell",
    (at) => `pc-1${at};SER1000${at};Windows 11;E14`,
  ]),
  table("lansweeper.csv", "lansweeper", [
    "AssetName,Domain,IPAddress,Mac,Lastseen,OSname,Serialnumber",
    (at) =>
      `PC-2${at},EXAMPLE,192.0.2.2${at},00:11:22:33:44:5${at},2026-02-27,Windows,SER2000${at}`,
    "Comment",
  ]),
  table("cm.csv", "configuration-manager", [
    "Name,ResourceID,Domain,DeviceOS,SerialNumber,LastActiveTime,ADSiteName",
    (at) => `PC-3${at},1677722${at},example.se,Windows,SER3000${at},2026-02-28,Centrum`,
    "Description",
  ]),
  table("snow.csv", "snow", [
    "Computer name;Organization;Operating system;Serial number;Last scanned",
    (at) => `PC-4${at};Skola;Windows 11;SER4000${at};2026-02-26`,
    "Notes",
  ]),
  table("intune.csv", "intune", [
    "Device ID,Device name,Last check-in,Azure AD Device ID,Compliance,OS",
    (at) => `${guid(700 + at)},PC-5${at},2026-02-28,${guid(720 + at)},Compliant,Windows`,
    "Notes",
  ]),
  table("hyperv.csv", "hyperv", [
    "VMName,VMId,State,Generation,ComputerName",
    (at) => `srv-b0${at},${guid(740 + at)},Running,2,hv1.example.se`,
    "Notes",
  ]),
  table("vm.csv", "vsphere", [
    "Name,PowerState,NumCpu,VMHost,GuestId",
    (at) => `srv-c0${at},PoweredOn,4,esx1.example.se,debian12_64Guest`,
    "Notes",
  ]),
  table("exportUsers.csv", "entra", [
    "userPrincipalName,id,userType,accountEnabled,createdDateTime",
    (at) => `u${at}@example.se,${guid(760 + at)},Member,True,2024-01-02`,
    "description",
  ]),
];

/** A workbook with one sheet, its parts stored as they are. */
export function workbook(rows: readonly (readonly string[])[]): Uint8Array {
  const cells = (row: readonly string[]): string =>
    row.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join("");
  const parts: readonly (readonly [string, string])[] = [
    [
      "xl/workbook.xml",
      '<workbook><sheets><sheet name="vInfo" sheetId="1" r:id="r1"/></sheets></workbook>',
    ],
    [
      "xl/_rels/workbook.xml.rels",
      '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>',
    ],
    [
      "xl/worksheets/a.xml",
      `<worksheet><sheetData>${rows.map((row) => `<row>${cells(row)}</row>`).join("")}` +
        "</sheetData></worksheet>",
    ],
  ];
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content] of parts) {
    const bytes = Buffer.from(content);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(bytes), 0);
    sizes.writeUInt32LE(bytes.length, 4);
    sizes.writeUInt32LE(bytes.length, 8);
    const names = Buffer.from(name);
    const lengths = Buffer.from([names.length, 0, 0, 0]);
    const head = Buffer.concat([
      Buffer.from("PK\u0003\u0004\u0014\0\0\0\0\0\0\0\0\0", "latin1"),
      sizes,
      lengths,
    ]);
    const entry = Buffer.alloc(46);
    entry.write("PK\u0001\u0002", "latin1");
    sizes.copy(entry, 16);
    entry.writeUInt16LE(names.length, 28);
    entry.writeUInt32LE(at, 42);
    local.push(head, names, bytes);
    central.push(entry, names);
    at += head.length + names.length + bytes.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, directory, end]);
}
