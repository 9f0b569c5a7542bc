/** Alerts of other products: JSON, CSV and mail. All data is made up. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { momentOf, techniquesOf } from "./alert-values.ts";
import { alertFileLimits, type ForeignAlert } from "./foreign-alert.ts";
import { readAlerts } from "./read-alerts.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function reading(text: string, name = "alerts.json") {
  const found = readAlerts({ name, bytes: utf8(text) });
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found;
}

function alertsOf(value: unknown): readonly ForeignAlert[] {
  return reading(JSON.stringify(value)).alerts;
}

const evidence = [
  {
    "@odata.type": "#microsoft.graph.security.deviceEvidence",
    deviceDnsName: "srv-vard01.kommun.example.se",
    loggedOnUsers: [{ accountName: "anna.ek", domainName: "KOMMUN" }],
  },
  {
    "@odata.type": "#microsoft.graph.security.userEvidence",
    userAccount: { accountName: "anna.ek", userPrincipalName: "anna.ek@kommun.example.se" },
  },
  { "@odata.type": "#microsoft.graph.security.ipEvidence", ipAddress: "192.0.2.17" },
  {
    "@odata.type": "#microsoft.graph.security.processEvidence",
    processCommandLine: "vssadmin delete shadows /all",
    imageFile: { fileName: "vssadmin.exe", filePath: "C:\\Windows\\System32" },
  },
];

const graphAlert = {
  id: "da637551227677560813_-961444813",
  incidentId: "28282",
  status: "new",
  severity: "high",
  serviceSource: "microsoftDefenderForEndpoint",
  detectorId: "e0da400f-affd-43ef-b1d5-afc2eb6f2756",
  title: "File backups were deleted",
  description: "Shadow copies were removed.",
  category: "Impact",
  mitreTechniques: ["T1490"],
  createdDateTime: "2026-11-20T12:19:27.7211305Z",
  firstActivityDateTime: "2026-11-20T12:18:00Z",
  lastActivityDateTime: "2026-11-20T12:18:30Z",
  alertWebUrl: "https://security.example.test/alerts/1",
  evidence,
};

test("[R560] an alert of Microsoft Graph, alone, in a list and inside its incident", () => {
  const [alert] = alertsOf({ value: [graphAlert] });
  expect(alert).toEqual({
    product: "microsoftDefenderForEndpoint",
    id: graphAlert.id,
    incident: "28282",
    detector: graphAlert.detectorId,
    title: "File backups were deleted",
    description: "Shadow copies were removed.",
    level: "high",
    techniques: ["T1490"],
    status: "new",
    isClosed: false,
    firstMs: Date.parse("2026-11-20T12:18:00Z"),
    lastMs: Date.parse("2026-11-20T12:18:30Z"),
    hosts: ["srv-vard01.kommun.example.se"],
    accounts: ["KOMMUN\\anna.ek", "anna.ek@kommun.example.se"],
    addresses: ["192.0.2.17"],
    fields: {
      category: "Impact",
      link: "https://security.example.test/alerts/1",
      commandLine: "vssadmin delete shadows /all",
      file: "C:\\Windows\\System32",
    },
    place: "/value/0",
  });
  expect(alertsOf(graphAlert)[0]).toEqual({ ...alert, place: "" });
  const incident = { id: "28282", displayName: "Utpressning", severity: "high" };
  const created = { createdDateTime: graphAlert.createdDateTime, incidentWebUrl: "https://x.test" };
  const [inside] = alertsOf({ value: [{ ...incident, ...created, alerts: [graphAlert] }] });
  expect(inside).toMatchObject({ id: graphAlert.id, place: "/value/0/alerts/0" });
  expect(inside?.fields["incident"]).toBe("Utpressning");
  const [bare] = alertsOf({ value: [{ ...incident, ...created, alerts: [] }] });
  expect(bare).toMatchObject({ id: "28282", title: "Utpressning", level: "high" });
});

test("[R560] the older alerts of Graph, and those of Defender's own interface", () => {
  const [old] = alertsOf({
    id: "2518",
    title: "Suspicious sign-in",
    severity: "medium",
    status: "resolved",
    eventDateTime: "2026-11-20T12:00:00Z",
    vendorInformation: { provider: "IPC", vendor: "Microsoft" },
    hostStates: [{ fqdn: "pc7.kommun.example.se", privateIpAddress: "10.1.2.3" }],
    userStates: [{ userPrincipalName: "bo@kommun.example.se" }],
  });
  expect(old).toMatchObject({
    product: "IPC",
    isClosed: true,
    hosts: ["pc7.kommun.example.se"],
    accounts: ["bo@kommun.example.se"],
    addresses: ["10.1.2.3"],
  });
  const [own] = alertsOf({
    id: "da1",
    incidentId: 7,
    severity: "Medium",
    title: "Suspicious PowerShell command line",
    alertCreationTime: "2026-11-20T12:00:00.1Z",
    firstEventTime: "2026-11-20T11:00:00Z",
    lastEventTime: "2026-11-20T11:30:00Z",
    computerDnsName: "pc8.kommun.example.se",
    relatedUser: { userName: "bo", domainName: "KOMMUN" },
    mitreTechniques: ["T1059.001"],
    machineId: "1e5b",
  });
  expect(own).toMatchObject({
    product: "Microsoft Defender",
    incident: "7",
    hosts: ["pc8.kommun.example.se"],
    accounts: ["KOMMUN\\bo"],
    techniques: ["T1059.001"],
  });
  const incident = {
    incidentId: 9,
    incidentName: "Flera larm",
    alerts: [
      {
        alertId: "a9",
        title: "Mimikatz",
        severity: "High",
        creationTime: "2026-11-20T11:00:00Z",
        devices: [{ deviceDnsName: "dc1.kommun.example.se" }],
        entities: [{ entityType: "User", accountName: "adm", domainName: "KOMMUN" }],
      },
    ],
  };
  expect(alertsOf({ value: [incident] })).toMatchObject([
    { id: "a9", incident: "9", hosts: ["dc1.kommun.example.se"], accounts: ["KOMMUN\\adm"] },
  ]);
});

const entities = [
  { $id: "1", HostName: "srv-db2", DnsDomain: "kommun.example.se", Type: "host" },
  { $id: "2", Name: "anna.ek", UPNSuffix: "kommun.example.se", Type: "account" },
  { $id: "3", Address: "198.51.100.9", Type: "ip" },
];

const sentinel = {
  TimeGenerated: "2026-11-20T12:00:00Z",
  DisplayName: "Rare sign-in",
  AlertSeverity: "Low",
  SystemAlertId: "77e0",
  ProviderName: "ASI Scheduled Alerts",
  Techniques: '["T1078"]',
  Entities: JSON.stringify(entities),
  CompromisedEntity: "anna.ek@kommun.example.se",
  Status: "New",
};

test("[R560] alerts and incidents of Sentinel, as rows, tables and from its interface", () => {
  const wanted = {
    id: "77e0",
    title: "Rare sign-in",
    level: "low",
    techniques: ["T1078"],
    hosts: ["srv-db2.kommun.example.se"],
    accounts: ["anna.ek@kommun.example.se"],
    addresses: ["198.51.100.9"],
  };
  expect(alertsOf([sentinel])).toMatchObject([wanted]);
  const columns = Object.keys(sentinel).map((name) => ({ name, type: "string" }));
  const tables = [{ name: "PrimaryResult", columns, rows: [Object.values(sentinel)] }];
  expect(alertsOf({ tables })).toMatchObject([wanted]);
  const properties = {
    title: "Flera misslyckade inloggningar",
    severity: "High",
    status: "Closed",
    incidentNumber: 12,
    firstActivityTimeUtc: "2026-11-20T10:00:00Z",
    additionalData: { techniques: ["T1110"] },
  };
  expect(alertsOf({ value: [{ name: "b1f", type: "x/Incidents", properties }] })).toMatchObject([
    { id: "b1f", product: "Microsoft Sentinel", techniques: ["T1110"], isClosed: true },
  ]);
  // As a playbook sends it.
  expect(alertsOf({ object: { name: "b1f", properties } })).toMatchObject([{ id: "b1f" }]);
});

test("[R561] a list in CSV by Swedish or English headings, and flat objects", () => {
  const csv =
    "Larm;Allvarlighetsgrad;Tidpunkt;Dator;Konto;IP-adress;Teknik;Ärendenummer;Zon\n" +
    '"Nytt fjärrverktyg";Hög;2026-11-20 12:00;pc9, pc10;KOMMUN\\bo;10.0.0.9;T1219;A-17;Skola\n' +
    ";Låg;2026-11-20 12:00;;;;;;\n";
  const { alerts, skipped, forms } = reading(csv, "larm.csv");
  expect([skipped, forms]).toEqual([1, ["generic-csv"]]);
  expect(alerts).toMatchObject([
    {
      id: "A-17",
      title: "Nytt fjärrverktyg",
      level: "high",
      firstMs: Date.parse("2026-11-20T12:00:00Z"),
      hosts: ["pc9", "pc10"],
      accounts: ["KOMMUN\\bo"],
      addresses: ["10.0.0.9"],
      techniques: ["T1219"],
      fields: { Zon: "Skola" },
      place: "2:1",
    },
  ]);
  const portal =
    "Alert name,Tags,Severity,Status,Category,Impacted assets,First activity,Last activity\n" +
    '"Ransomware behaviour",,High,New,Impact,"pc3;bo@a.example","Nov 20, 2026 1:05:00 PM",\n';
  expect(reading(portal, "alerts.csv").alerts).toMatchObject([
    {
      hosts: ["pc3"],
      accounts: ["bo@a.example"],
      firstMs: Date.parse("2026-11-20T13:05Z"),
    },
  ]);
  const table = `${Object.keys(sentinel).join(",")}\n${Object.values(sentinel)
    .map((cell) => `"${cell.replaceAll('"', '""')}"`)
    .join(",")}\n`;
  expect(reading(table, "query_data.csv").alerts).toMatchObject([
    { id: "77e0", hosts: ["srv-db2.kommun.example.se"], techniques: ["T1078"] },
  ]);
  const flat = {
    alertName: "EDR",
    severity: "critical",
    timestamp: 1_795_000_000,
    hostname: "pc1",
  };
  expect(reading(`${JSON.stringify(flat)}\n${JSON.stringify(flat)}\n`).alerts).toMatchObject([
    { title: "EDR", level: "critical", hosts: ["pc1"], place: "1:1" },
    { place: "2:1" },
  ]);
  const old = new Uint8Array([...utf8("Larm;Allvar;Tid\nF"), 0xf6, ...utf8("rs;L"), 0xe5]);
  const decoded = readAlerts({ name: "a.csv", bytes: new Uint8Array([...old, ...utf8("g;x\n")]) });
  expect(decoded).toMatchObject({ ok: true, alerts: [{ title: "Förs", level: "low" }] });
});

const mail = [
  'From: "MDR Norr" <larm@mdr.example.test>',
  "To: drift@kommun.example.se",
  "Subject: =?utf-8?B?U1Y6IE1pc3N0w6RuayB1dHByZXNzbmluZw==?=",
  "Message-ID: <abc@mdr.example.test>",
  "Date: Fri, 20 Nov 2026 13:05:00 +0100",
  "Content-Type: multipart/alternative; boundary=b1",
  "",
  "--b1",
  "Content-Type: text/plain; charset=iso-8859-1",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "Vi har sett f=F6rs=F6k att radera s=E4kerhetskopior.",
  "Allvarlighetsgrad: Kritisk",
  "Dator: srv-vard01",
  "Anv=E4ndare: KOMMUN\\anna.ek",
  "IP: 192.0.2.17",
  "MITRE: T1490, T1486",
  "--b1",
  "Content-Type: text/html",
  "",
  "<p>Annat</p>",
  "--b1--",
].join("\r\n");

test("[R562] a mail is an alert by its subject and the lines of its text", () => {
  const { alerts, forms } = reading(mail, "larm.eml");
  expect(forms).toEqual(["mail"]);
  expect(alerts).toMatchObject([
    {
      id: "abc@mdr.example.test",
      product: "MDR Norr",
      title: "Misstänk utpressning",
      level: "critical",
      hosts: ["srv-vard01"],
      accounts: ["KOMMUN\\anna.ek"],
      addresses: ["192.0.2.17"],
      techniques: ["T1490", "T1486"],
      firstMs: Date.parse("2026-11-20T12:05:00Z"),
    },
  ]);
  expect(alerts[0]?.description).toContain("försök att radera säkerhetskopior");
});

test("[R562] of a page its rows are read, and what is attached counts before the text", () => {
  const page =
    "<html><head><style>p{Host: x}</style></head><table><tr><td>Host</td><td>pc&#45;5</td></tr>" +
    "<tr><th>Severity:</th><td>High</td></tr></table></html>";
  const head = "From: a@mdr.example.test\nSubject: Larm\nContent-Type:";
  const { alerts } = reading(`${head} text/html\n\n${page}`, "a.eml");
  expect(alerts).toMatchObject([{ hosts: ["pc-5"], level: "high", product: "mdr.example.test" }]);
  const attached = btoa(JSON.stringify({ value: [graphAlert, graphAlert] }));
  const parts = [
    `${head} multipart/mixed; boundary="x y"\n\n--x y\n\nSe bilaga\n--x y`,
    'Content-Disposition: attachment; filename="alerts.json"',
    `Content-Transfer-Encoding: base64\n\n${attached}\n--x y--`,
  ].join("\n");
  expect(reading(parts, "b.eml")).toMatchObject({ forms: ["graph"], alerts: [{}, {}] });
});

test("[R563] levels, times and techniques as products write them", () => {
  const levels = ["unknown", "2", "", "P1", "informational", "Låg"].map(
    (severity) => alertsOf([{ title: "x", severity, time: "2026-11-20" }])[0]?.level,
  );
  expect(levels).toEqual(["medium", "medium", "medium", "critical", "informational", "low"]);
  expect(momentOf("2026-11-20T12:19:27.7211305Z")).toBe(Date.parse("2026-11-20T12:19:27.721Z"));
  expect(momentOf("2026-11-20 12:19:27+02:00")).toBe(Date.parse("2026-11-20T10:19:27Z"));
  expect(momentOf("Nov 20, 2026 12:05:00 AM")).toBe(Date.parse("2026-11-20T00:05:00Z"));
  expect(momentOf("20 Nov 2026 12:05:00 -0130")).toBe(Date.parse("2026-11-20T13:35:00Z"));
  expect([momentOf("i går"), momentOf("2026-13-40T00:00Z")]).toEqual([null, null]);
  expect(techniquesOf("T1059.001 t1486, XT1490 T10591 T1059.0012 T0814")).toEqual([
    "T1059.001",
    "T1486",
    "T0814",
  ]);
});

test("[R564] any bytes give a reading; what is no alert is counted or refused", () => {
  const codes = (text: string, name = "a"): unknown => {
    const found = readAlerts({ name, bytes: utf8(text) });
    return found.ok ? found.alerts.length : found.problems.map(({ code }) => code);
  };
  expect(codes("")).toEqual(["readers/empty-file"]);
  expect(codes("Hej")).toEqual(["readers/no-alerts"]);
  expect(codes("namn;adress\nBo;Storgatan\n")).toEqual(["readers/no-alerts"]);
  expect(codes('{"data":[],"meta":{"type":"users"}}')).toEqual(["readers/no-alerts"]);
  expect(codes('{"value":[')).toEqual(["readers/truncated-json"]);
  expect(codes("[".repeat(100_000))).toEqual(["readers/limit"]);
  expect(codes('{"value":[]}')).toBe(0);
  expect(reading(JSON.stringify({ value: [graphAlert, { id: 1 }, 7] })).skipped).toBe(2);
  const small = { title: "a", severity: "low", time: "2026-11-20" };
  const many = JSON.stringify(Array.from({ length: alertFileLimits.alerts + 1 }, () => small));
  expect(codes(many)).toEqual(["readers/limit"]);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      readAlerts({ name: "x", bytes });
    }),
    { numRuns: 300 },
  );
});

test("[R564] a page that is hostile costs no more than its length", () => {
  const head = "From: a@b.example\nSubject: x\nContent-Type: text/html\n\n";
  for (const piece of ["<style>", "</td> <td ", "&nbsp;", "<br ", "<"]) {
    const { alerts } = reading(head + piece.repeat(262_144 / piece.length), "a.eml");
    expect(alerts.length).toBe(1);
  }
}, 10_000);

test("[R565] personal identity numbers and secrets are not kept", () => {
  const [alert] = alertsOf({
    ...graphAlert,
    title: "Larm om 811218-9876",
    evidence: [{ processCommandLine: "net use password: Sommar2026!x", url: "https://a.test" }],
  });
  expect(alert?.title).toBe("Larm om [personnummer]");
  expect(alert?.fields).toMatchObject({ commandLine: "?", url: "https://a.test" });
});
