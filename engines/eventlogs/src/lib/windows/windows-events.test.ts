/** Windows events as rules see them. */
import { expect, test } from "vitest";
import { windowsCategories, windowsServices, windowsSources } from "./windows-channels.ts";
import { windowsEvents } from "./windows-events.ts";

test("[V1] channel and number make the source, whatever the letter case", () => {
  const sysmon = "Microsoft-Windows-Sysmon/Operational";
  expect(windowsSources(sysmon, "13")).toEqual([
    { product: "windows", service: "sysmon", categories: ["registry_event", "registry_set"] },
  ]);
  expect(windowsSources("PowerShellCore/Operational", "4104")).toEqual([
    { product: "windows", service: "powershell", categories: ["ps_script"] },
  ]);
  expect(windowsSources("SECURITY", "4624")).toEqual([
    { product: "windows", service: "security", categories: [] },
  ]);
  expect(windowsSources("Nobody/Knows", "1")).toEqual([
    { product: "windows", service: null, categories: [] },
  ]);
  const ldap = windowsSources("Microsoft-Windows-LDAP-Client/Debug", "30");
  expect(ldap.map(({ service }) => service)).toEqual(["ldap", "ldap_debug"]);
  expect(windowsSources(sysmon, "13")).toBe(windowsSources(sysmon, "13"));
  expect(windowsSources("constructor", "__proto__")).toHaveLength(1);
  expect(windowsCategories).toContain("antivirus");
  expect(windowsServices).toContain("bits-client");
});

test("[V1] an event of one source is one event, with the fields it has", () => {
  const fields = { Channel: "System", EventID: 7045, ServiceName: "x" };
  const [only, more] = windowsEvents(fields);
  expect(more).toBeUndefined();
  expect(only).toEqual({
    source: { product: "windows", service: "system", categories: [] },
    fields,
    text: null,
  });
  expect(only?.fields).toBe(fields);
});

const start = {
  Channel: "Security",
  EventID: "4688",
  Computer: "pc-1.example.test",
  SubjectUserName: "PC-1$",
  SubjectDomainName: "EXAMPLE",
  SubjectLogonId: "0x3e7",
  NewProcessId: "0x1a4",
  NewProcessName: "C:\\Windows\\System32\\whoami.exe",
  ProcessId: "0x10",
  ParentProcessName: "C:\\Windows\\explorer.exe",
  CommandLine: "whoami /all",
  TargetUserName: "-",
  TargetDomainName: "-",
  TargetLogonId: "0x0",
  MandatoryLabel: "S-1-16-12288",
};

test("[V2, V3] a process start of the security log is also one of Sysmon's", () => {
  const [own, seen, more] = windowsEvents(start);
  expect(more).toBeUndefined();
  expect(own).toMatchObject({ source: { service: "security", categories: [] }, fields: start });
  expect(seen?.source).toEqual({
    product: "windows",
    service: null,
    categories: ["process_creation"],
  });
  expect(seen?.fields).toMatchObject({
    EventID: "4688",
    Computer: "pc-1.example.test",
    NewProcessName: start.NewProcessName,
    Image: start.NewProcessName,
    ProcessId: "420",
    ParentImage: "C:\\Windows\\explorer.exe",
    ParentProcessId: "16",
    CommandLine: "whoami /all",
    User: "EXAMPLE\\PC-1$",
    LogonId: "0x3e7",
    IntegrityLevel: "High",
  });
  expect(seen?.fields).not.toHaveProperty("ParentProcessName");
  expect(seen?.fields).not.toHaveProperty("OriginalFileName");
  const target = { TargetUserName: "anna.a", TargetDomainName: "EXAMPLE", TargetLogonId: "0x5" };
  expect(windowsEvents({ ...start, ...target })[1]?.fields).toMatchObject({
    User: "EXAMPLE\\anna.a",
    LogonId: "0x5",
  });
});

test("[V480] a field named as what objects fall back on becomes nothing of the other view", () => {
  const hostile = JSON.parse('{"__proto__":{"Image":"forged","Hidden":"x"}}') as object;
  const [, seen] = windowsEvents({ ...start, ...Object.fromEntries(Object.entries(hostile)) });
  const fields = seen?.fields;
  expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
  expect([fields?.["Image"], fields?.["Hidden"]]).toEqual([start.NewProcessName, undefined]);
});

test("[V2, V3] a connection of the security log is also one of Sysmon's", () => {
  const [, seen] = windowsEvents({
    Channel: "Security",
    EventID: "5156",
    ProcessID: "812",
    Application: "\\device\\harddiskvolume3\\windows\\system32\\svchost.exe",
    Direction: "%%14593",
    Protocol: "6",
    SourceAddress: "192.0.2.7",
    SourcePort: "50000",
    DestAddress: "198.51.100.1",
    DestPort: "443",
  });
  expect(seen).toMatchObject({
    source: { service: null, categories: ["network_connection"] },
    fields: {
      Image: "C:\\windows\\system32\\svchost.exe",
      ProcessId: "812",
      Initiated: "true",
      Protocol: "tcp",
      SourceIp: "192.0.2.7",
      SourcePort: "50000",
      DestinationIp: "198.51.100.1",
      DestinationPort: "443",
    },
  });
});

test("[V2, V3] a change of the registry is also one of Sysmon's", () => {
  const change = {
    Channel: "Security",
    EventID: "4657",
    ObjectName: "\\REGISTRY\\MACHINE\\SOFTWARE\\X",
    ObjectValueName: "Run",
    OperationType: "%%1905",
    NewValueType: "%%1876",
    NewValue: "10",
    ProcessName: "C:\\Windows\\regedit.exe",
    ProcessId: "0x20",
    SubjectUserName: "anna.a",
    SubjectDomainName: "-",
  };
  const seenAs = (fields: object) => windowsEvents({ ...change, ...fields })[1];
  expect(seenAs({})).toMatchObject({
    source: { categories: ["registry_event", "registry_set"] },
    fields: {
      TargetObject: "HKLM\\SOFTWARE\\X\\Run",
      Details: "DWORD (0x0000000a)",
      EventType: "SetValue",
      Image: "C:\\Windows\\regedit.exe",
      ProcessId: "32",
      User: "anna.a",
    },
  });
  expect(seenAs({ OperationType: "%%1904" })?.source.categories).toContain("registry_add");
  expect(
    seenAs({
      OperationType: "%%1906",
      ObjectName: "\\REGISTRY\\USER\\S-1-5-21-1",
      ObjectValueName: "",
      NewValueType: "%%1873",
    }),
  ).toMatchObject({
    source: { categories: ["registry_event", "registry_delete"] },
    fields: { TargetObject: "HKU\\S-1-5-21-1", Details: "10", EventType: "DeleteValue" },
  });
});

test("[V760] a file that a process of this machine opened is also an access to a file", () => {
  const opened = {
    Channel: "Security",
    EventID: "4663",
    ObjectType: "File",
    ObjectName: "C:\\Users\\anna.a\\AppData\\Local\\Microsoft\\Credentials\\1",
    ProcessId: "0x20",
    ProcessName: "C:\\Users\\Public\\x.exe",
    AccessMask: "0x1",
    SubjectUserName: "anna.a",
    SubjectDomainName: "EXAMPLE",
  };
  const [own, seen, more] = windowsEvents(opened);
  expect([own?.fields, more]).toEqual([opened, undefined]);
  expect(seen).toMatchObject({
    source: { product: "windows", service: null, categories: ["file_access"] },
    fields: {
      Image: opened.ProcessName,
      ProcessId: "32",
      FileName: opened.ObjectName,
      User: "EXAMPLE\\anna.a",
      AccessMask: "0x1",
    },
  });
  expect(seen?.fields).not.toHaveProperty("ProcessName");
  for (const other of [{ ObjectType: "Key" }, { ProcessName: "" }, { ProcessName: "-" }])
    expect(windowsEvents({ ...opened, ...other })).toHaveLength(1);
});

test("[V2] a find of Windows Defender is also one of any virus scanner's", () => {
  const Channel = "Microsoft-Windows-Windows Defender/Operational";
  const found = { Channel, EventID: "1116", "Threat Name": "EICAR", Path: "file:_C:\\x.txt" };
  expect(windowsEvents(found)[1]).toMatchObject({
    source: { product: "windows", categories: ["antivirus"] },
    fields: { Signature: "EICAR", Filename: "file:_C:\\x.txt" },
  });
  expect(windowsEvents({ ...found, EventID: "5007" })).toHaveLength(1);
});
