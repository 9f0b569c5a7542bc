/** What each kind of table says, line by line. */
import { expect, test } from "vitest";
import { inputOf, lines, readGood, receivedAt } from "../../../test/file.ts";
import { tableFiles } from "../../../test/table-files.ts";

/** A statement with GUIDs of one digit cut short. */
function short(line: string): string {
  return line.replaceAll(/(\d)\1{7}-[-\d]{27}/g, "guid-$1");
}

/** Every statement of a file. */
function said(name: string): readonly string[] {
  const [, reader, content = ""] = tableFiles.find(([one]) => one === name) ?? [];
  const reading = readGood(inputOf(name, content));
  expect(reading.reader.id).toBe(reader);
  return lines(reading).map(short);
}

test("[P1] personal.csv says", () => {
  expect(said("personal.csv")).toEqual([
    "person person/1001 present",
    'person person/1001 population = "employees"',
    "account anv00001@kommun.example.se used-by person person/1001",
    'person person/1001 organisation = "Vård och omsorg"',
    'person person/1001 unit = "Hemtjänst norr"',
    'person person/1001 title = "Undersköterska"',
    "person person/1002 present",
    'person person/1002 population = "elected"',
    'person person/1002 engaged-until = "2026-12-31"',
    "account anv00002@kommun.example.se used-by person person/1002",
    'person person/1002 organisation = "Kommunledning"',
    'person person/1002 unit = "Kansli"',
    'person person/1002 title = "Ledamot"',
  ]);
});

test("[P2] konsulter.csv says", () => {
  expect(said("konsulter.csv")).toEqual([
    "person person/k1 present",
    'person person/k1 population = "consultants"',
    'person person/k1 engaged-until = "2026-03-31"',
    "supplier supplier/exempelkonsult-ab present",
    'supplier supplier/exempelkonsult-ab name = "Exempelkonsult AB"',
    "person person/k1 supplied-by supplier supplier/exempelkonsult-ab",
    "person person/k1 has-sponsor = true",
    "person person/k2 present",
    'person person/k2 population = "consultants"',
    'person person/k2 engaged-until = "2026-12-31"',
    "supplier supplier/exempelkonsult-ab present",
    'supplier supplier/exempelkonsult-ab name = "Exempelkonsult AB"',
    "person person/k2 supplied-by supplier supplier/exempelkonsult-ab",
    "person person/k2 has-sponsor = false",
  ]);
});

test("[P3] elever.csv says", () => {
  expect(said("elever.csv")).toEqual([
    "school school/bjorkskolan present",
    'school school/bjorkskolan name = "Björkskolan"',
    "school school/bjorkskolan pupils = 2",
    "school school/bjorkskolan pupil-accounts/elev.example.se = 2",
    "school school/granskolan present",
    'school school/granskolan name = "Granskolan"',
    "school school/granskolan pupils = 1",
  ]);
});

test("[P4] konton.csv says", () => {
  expect(said("konton.csv")).toEqual([
    "account S-1-5-21-1-2-3-2001 present",
    'account S-1-5-21-1-2-3-2001 samaccountname = "anv00001"',
    "account S-1-5-21-1-2-3-2001 enabled = true",
    'account S-1-5-21-1-2-3-2001 last-sign-in = "2026-02-01"',
    "account S-1-5-21-1-2-3-2002 present",
    'account S-1-5-21-1-2-3-2002 samaccountname = "anv00002"',
    "account S-1-5-21-1-2-3-2002 enabled = false",
    "account S-1-5-21-1-2-3-2002 used-by person person/1002",
  ]);
});

test("[U1] leverantorer.csv says", () => {
  expect(said("leverantorer.csv")).toEqual([
    "supplier supplier/exempelvard-ab present",
    'supplier supplier/exempelvard-ab name = "Exempelvård AB"',
    'supplier supplier/exempelvard-ab contract/ks-2024-1 = "KS 2024/1"',
    'supplier supplier/exempelvard-ab contract-until/ks-2024-1 = "2027-06-30"',
    "supplier supplier/exempelvard-ab data-processor-agreement = true",
    "supplier supplier/exempelvard-ab remote-access = true",
    "system S01 supplied-by supplier supplier/exempelvard-ab",
    "system S02 supplied-by supplier supplier/exempelvard-ab",
    "supplier supplier/fiktiv-drift-ab present",
    'supplier supplier/fiktiv-drift-ab name = "Fiktiv Drift AB"',
    "supplier supplier/fiktiv-drift-ab data-processor-agreement = false",
    "supplier supplier/fiktiv-drift-ab remote-access = false",
  ]);
});

test("[U2] backup.csv says", () => {
  expect(said("backup.csv")).toEqual([
    "backup backup/job/natt present",
    'backup backup/job/natt name = "Natt"',
    'backup backup/job/natt reach = "domain"',
    'backup backup/job/natt last-success = "2026-02-28"',
    "backup backup/job/natt retention-days = 30",
    "backup backup/job/natt tested = false",
    "system S01 backed-up-by backup backup/job/natt",
    "computer srv-a01.example.se backed-up-by backup backup/job/natt",
    "computer srv-a02 backed-up-by backup backup/job/natt",
    "backup backup/job/bandkopia present",
    'backup backup/job/bandkopia name = "Bandkopia"',
    'backup backup/job/bandkopia reach = "immutable"',
    'backup backup/job/bandkopia last-success = "2026-02-25"',
    "backup backup/job/bandkopia retention-days = 365",
    "backup backup/job/bandkopia tested = true",
    'backup backup/job/bandkopia tested-on = "2026-01-10"',
    "computer srv-a01.example.se backed-up-by backup backup/job/bandkopia",
  ]);
});

test("[U2] veeam.csv says", () => {
  expect(said("veeam.csv")).toEqual([
    "backup backup/job/servrar-natt present",
    'backup backup/job/servrar-natt name = "Servrar natt"',
    'backup backup/job/servrar-natt last-result = "success"',
    'backup backup/job/servrar-natt last-success = "2026-02-28"',
    "backup backup/job/servrar-natt retention-days = 14",
    'backup backup/job/servrar-natt target = "repo1"',
    "computer srv-a01 backed-up-by backup backup/job/servrar-natt",
    "backup backup/job/kopia present",
    'backup backup/job/kopia name = "Kopia"',
    'backup backup/job/kopia reach = "immutable"',
    'backup backup/job/kopia last-result = "failed"',
    "backup backup/job/kopia retention-days = 60",
    'backup backup/job/kopia target = "repo2"',
    "computer srv-a01 backed-up-by backup backup/job/kopia",
  ]);
});

test("[N1] zoner.csv says", () => {
  expect(said("zoner.csv")).toEqual([
    "zone zone/klienter present",
    'zone zone/klienter name = "Klienter"',
    'zone zone/klienter subnets = ["10.1.0.0/16"]',
    "zone zone/klienter vlan = 10",
    'zone zone/klienter purpose = "clients"',
    "zone zone/servrar present",
    'zone zone/servrar name = "Servrar"',
    'zone zone/servrar subnets = ["10.2.0.0/16","10.3.0.0/24"]',
    "zone zone/servrar vlan = 20",
    'zone zone/servrar purpose = "servers"',
    "zone zone/fastighet present",
    'zone zone/fastighet name = "Fastighet"',
    'zone zone/fastighet subnets = ["10.9.0.7/32"]',
    'zone zone/fastighet purpose = "control"',
  ]);
});

test("[N2] regler.csv says", () => {
  expect(said("regler.csv")).toEqual([
    "zone network/10.1.0.0/16 may-reach computer 192.0.2.9",
    "zone zone/any may-reach zone zone/servrar",
    'zone network/10.1.0.0/16 reach/192.0.2.9 = ["tcp/443","udp/53"]',
    'zone zone/any reach/zone/servrar = ["tcp/22","tcp/3389"]',
  ]);
});

test("[I1] datorer.csv says", () => {
  expect(said("datorer.csv")).toEqual([
    "computer ABCD1234 present",
    'computer ABCD1234 name = "pc-0001"',
    'computer ABCD1234 operatingsystem = "Windows 11"',
    'computer ABCD1234 model = "Latitude"',
    'computer ABCD1234 last-seen = "2026-02-27"',
  ]);
});

test("[I200] a row is as old as the day its machine was last seen", () => {
  const head = "AssetName,Lastseen,OSname,Serialnumber\r\n";
  const rows = "pc1,2025-02-01 10:00:00,Windows 10,SER1\r\npc2,,Windows 11,SER2\r\n";
  const later = "pc3,2031-01-01,Windows 11,SER3\r\n";
  const { observations } = readGood(inputOf("lansweeper.csv", head + rows + later));
  const times = new Map(
    observations.map(({ subject, validFrom }) => [subject.claims[0].value, validFrom]),
  );
  expect(Object.fromEntries(times)).toEqual({
    SER1: "2025-02-01T00:00:00.000Z",
    SER2: receivedAt,
    SER3: receivedAt,
  });
});

test("[I1] power states are told in one word whatever the tool", () => {
  const stateOf = (cell: string): unknown => {
    const text = `Name,PowerState,VMHost\r\npc1,${cell},esx1.example.se\r\n`;
    const found = readGood(inputOf("vm.csv", text)).observations.find(
      ({ says }) => "property" in says && says.property === "power-state",
    );
    return found !== undefined && "property" in found.says ? found.says.value : null;
  };
  expect(["poweredOn", "Running", "PoweredOff", "Saved", "Migrating"].map(stateOf)).toEqual([
    "on",
    "on",
    "off",
    "suspended",
    "migrating",
  ]);
});

test("[I1] lansweeper.csv says", () => {
  expect(said("lansweeper.csv")).toEqual([
    "computer ABCD1234 present",
    'computer ABCD1234 name = "PC-0001"',
    'computer ABCD1234 operatingsystem = "Windows 11"',
    'computer ABCD1234 last-seen = "2026-02-27"',
  ]);
});

test("[I1] cm.csv says", () => {
  expect(said("cm.csv")).toEqual([
    "computer EFGH5678 present",
    'computer EFGH5678 name = "PC-0002"',
    'computer EFGH5678 operatingsystem = "Microsoft Windows NT Workstation 10.0"',
    'computer EFGH5678 os-build = "10.0.26100.1"',
    'computer EFGH5678 last-seen = "2026-02-28"',
  ]);
});

test("[I1] snow.csv says", () => {
  expect(said("snow.csv")).toEqual([
    "computer IJKL9012 present",
    'computer IJKL9012 name = "PC-0003"',
    'computer IJKL9012 operatingsystem = "Windows 11"',
    'computer IJKL9012 manufacturer = "Exempel"',
    'computer IJKL9012 model = "E14"',
    'computer IJKL9012 last-seen = "2026-02-26"',
  ]);
});

test("[I1] intune.csv says", () => {
  expect(said("intune.csv")).toEqual([
    "computer guid-2 present",
    'computer guid-2 name = "PC-0004"',
    'computer guid-2 operatingsystem = "Windows"',
    'computer guid-2 os-build = "10.0.26100"',
    'computer guid-2 manufacturer = "Exempel"',
    'computer guid-2 model = "E15"',
    'computer guid-2 last-seen = "2026-02-28"',
    'computer guid-2 ownership = "Company"',
    'computer guid-2 managed-by = "Intune"',
    "computer guid-2 disk-encrypted = true",
    'computer guid-2 compliant = "no"',
    'computer guid-2 join-type = "hybrid"',
    "account anv00001@kommun.example.se primary-user-of computer guid-2",
  ]);
});

test("[I2] exportUsers.csv says", () => {
  expect(said("exportUsers.csv")).toEqual([
    "account guid-3 present",
    "account guid-3 enabled = true",
    'account guid-3 account-type = "member"',
    "account guid-3 synced-from-directory = true",
    'account guid-3 department = "Vård"',
    'account guid-3 title = "Undersköterska"',
    'account guid-3 created = "2024-01-02"',
    "account guid-4 present",
    "account guid-4 enabled = true",
    'account guid-4 account-type = "guest"',
    'account guid-4 created = "2025-01-02"',
  ]);
});

test("[I2] exportGroups.csv says", () => {
  expect(said("exportGroups.csv")).toEqual([
    "group guid-5 present",
    'group guid-5 name = "Alla anställda"',
    'group guid-5 group-type = "Security"',
    'group guid-5 membership-type = "dynamic"',
    "group guid-5 security-enabled = true",
    "group guid-5 assignable-to-role = false",
    "group guid-5 synced-from-directory = false",
  ]);
});

test("[I2] methods.json says", () => {
  expect(said("methods.json")).toEqual([
    "account guid-3 present",
    "account guid-3 mfa-capable = true",
    "account guid-3 mfa-registered = true",
    "account guid-3 passwordless-capable = false",
    "account guid-3 cloud-administrator = false",
    'account guid-3 sign-in-methods = ["microsoftauthenticatorpush","mobilephone"]',
  ]);
});

test("[I1] hyperv.csv says", () => {
  expect(said("hyperv.csv")).toEqual([
    "computer srv-a02 present",
    'computer srv-a02 name = "srv-a02"',
    'computer srv-a02 power-state = "on"',
    "computer srv-a02 hosted-on computer hv-01.example.se",
  ]);
});
