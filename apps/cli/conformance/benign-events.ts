/**
 * An ordinary day of an invented municipality, as events of Windows: people sign in, write, print
 * and read mail, computers update themselves, servers run their services. Nothing in
 * it is an attack, so no rule above low may hold of it. Addresses inside are private ones, and the
 * mail's is in a range of the maker's cloud: rules tell them from others.
 */

type Event = Readonly<Record<string, string | number>>;

const domain = "KOMMUN";
const users = ["anna.a", "bo.b", "cia.c", "dan.d", "eva.e"] as const;
const office = "C:\\Program Files\\Microsoft Office\\root\\Office16";
const system = "C:\\Windows\\System32";
const edge = "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe";
const explorer = "C:\\Windows\\explorer.exe";
const services = `${system}\\services.exe`;
const svchost = `${system}\\svchost.exe`;

type Started = {
  readonly image: string;
  readonly line: string;
  readonly parent: string;
  readonly parentLine: string;
  readonly company: string;
  readonly original: string;
  readonly user: string | null;
};

function byUser(image: string, line: string, company: string, original: string): Started {
  const parentLine = "C:\\Windows\\Explorer.EXE";
  return { image, line, parent: explorer, parentLine, company, original, user: null };
}

const microsoft = "Microsoft Corporation";

function bySystem(image: string, line: string, parent: string, original: string): Started {
  const user = "NT AUTHORITY\\SYSTEM";
  return { image, line, parent, parentLine: parent, company: microsoft, original, user };
}

const started: readonly Started[] = [
  byUser(
    `${office}\\WINWORD.EXE`,
    `"${office}\\WINWORD.EXE" /n "H:\\Brev\\svar.docx"`,
    microsoft,
    "WinWord.exe",
  ),
  byUser(
    `${office}\\EXCEL.EXE`,
    `"${office}\\EXCEL.EXE" "H:\\Budget\\2026.xlsx"`,
    microsoft,
    "Excel.exe",
  ),
  byUser(`${office}\\OUTLOOK.EXE`, `"${office}\\OUTLOOK.EXE"`, microsoft, "Outlook.exe"),
  byUser(edge, `"${edge}" --profile-directory=Default`, microsoft, "msedge.exe"),
  byUser(
    `${system}\\notepad.exe`,
    `"${system}\\notepad.exe" H:\\anteckning.txt`,
    microsoft,
    "NOTEPAD.EXE",
  ),
  byUser(`${system}\\mspaint.exe`, `"${system}\\mspaint.exe"`, microsoft, "MSPAINT.EXE"),
  byUser(
    `${system}\\SnippingTool.exe`,
    `"${system}\\SnippingTool.exe"`,
    microsoft,
    "SnippingTool.exe",
  ),
  bySystem(svchost, `${svchost} -k netsvcs -p -s wuauserv`, services, "svchost.exe"),
  bySystem(
    svchost,
    `${svchost} -k LocalServiceNetworkRestricted -p -s Dhcp`,
    services,
    "svchost.exe",
  ),
  bySystem(`${system}\\spoolsv.exe`, `${system}\\spoolsv.exe`, services, "spoolsv.exe"),
  bySystem(
    `${system}\\SearchIndexer.exe`,
    `${system}\\SearchIndexer.exe /Embedding`,
    services,
    "SearchIndexer.exe",
  ),
  bySystem(`${system}\\taskhostw.exe`, "taskhostw.exe", svchost, "taskhostw.exe"),
  bySystem(
    `${system}\\backgroundTaskHost.exe`,
    `"${system}\\backgroundTaskHost.exe" -ServerName:App.AppX`,
    svchost,
    "backgroundTaskHost.exe",
  ),
  bySystem(`${system}\\winlogon.exe`, "winlogon.exe", `${system}\\smss.exe`, "WINLOGON.EXE"),
];

const sysmon = "Microsoft-Windows-Sysmon/Operational";

function hash(turn: number, length: number): string {
  let text = "";
  for (let at = 0; at < length; at += 1) text += ((turn * 7 + at * 13) % 16).toString(16);
  return text.toUpperCase();
}

const recent = "\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\RecentDocs\\0";

/** What is started on one person's computer in one turn. */
function startsOf(user: string, turn: number): readonly Event[] {
  const Computer = `pc-${turn}.kommun.example.test`;
  const UtcTime = `2026-11-24 08:${String(turn % 60).padStart(2, "0")}:11.123`;
  const own = { Channel: sysmon, Computer, UtcTime };
  const who = `${domain}\\${user}`;
  return started.map((one, place) => ({
    ...own,
    EventID: 1,
    Image: one.image,
    CommandLine: one.line,
    ParentImage: one.parent,
    ParentCommandLine: one.parentLine,
    Company: one.company,
    OriginalFileName: one.original,
    Product: "Microsoft® Windows® Operating System",
    Description: one.original,
    FileVersion: "10.0.26100.1",
    User: one.user ?? who,
    ParentUser: one.user ?? who,
    IntegrityLevel: one.user === null ? "Medium" : "System",
    CurrentDirectory: `${system}\\`,
    ProcessId: 2_000 + place + turn,
    ParentProcessId: 900,
    Hashes: `SHA256=${hash(place + turn, 64)}`,
  }));
}

/** What else happens on it. */
function ofComputer(user: string, turn: number): readonly Event[] {
  const Computer = `pc-${turn}.kommun.example.test`;
  const UtcTime = `2026-11-24 08:${String(turn % 60).padStart(2, "0")}:11.123`;
  const own = { Channel: sysmon, Computer, UtcTime };
  const who = `${domain}\\${user}`;
  const connection = { ...own, EventID: 3, User: who, Protocol: "tcp", Initiated: "true" };
  const file = { ...own, EventID: 11, User: who };
  return [
    ...startsOf(user, turn),
    {
      ...connection,
      Image: edge,
      DestinationHostname: "www.example.se",
      DestinationIp: "203.0.113.7",
      DestinationPort: 443,
      SourcePort: 50_100,
    },
    {
      ...connection,
      Image: `${office}\\OUTLOOK.EXE`,
      DestinationHostname: "outlook.office365.com",
      DestinationIp: "52.96.0.9",
      DestinationPort: 443,
      SourcePort: 50_101,
    },
    {
      ...own,
      EventID: 22,
      Image: edge,
      User: who,
      QueryName: "www.example.se",
      QueryStatus: "0",
      QueryResults: "203.0.113.7;",
    },
    {
      ...file,
      Image: `${office}\\WINWORD.EXE`,
      TargetFilename: `C:\\Users\\${user}\\Documents\\svar.docx`,
    },
    { ...file, Image: edge, TargetFilename: `C:\\Users\\${user}\\Downloads\\blankett.pdf` },
    {
      ...own,
      EventID: 7,
      Image: `${office}\\EXCEL.EXE`,
      ImageLoaded: `${system}\\version.dll`,
      Signed: "true",
      Signature: "Microsoft Windows",
      SignatureStatus: "Valid",
      User: who,
    },
    {
      ...own,
      EventID: 13,
      EventType: "SetValue",
      Image: explorer,
      User: who,
      TargetObject: `HKU\\S-1-5-21-1-2-3-${1_000 + turn}${recent}`,
      Details: "Binary Data",
    },
  ];
}

/** Who signs in, in one turn. */
function signInsOf(user: string, turn: number): readonly Event[] {
  const Computer = "dc-1.kommun.example.test";
  const EventTime = `2026-11-24 08:${String(turn % 60).padStart(2, "0")}:12`;
  const own = {
    Channel: "Security",
    Computer,
    EventTime,
    Provider_Name: "Microsoft-Windows-Security-Auditing",
  };
  const account = {
    TargetUserName: user,
    TargetDomainName: domain,
    TargetUserSid: `S-1-5-21-1-2-3-${1_100 + turn}`,
  };
  const IpAddress = `10.20.0.${10 + (turn % 200)}`;
  return [
    {
      ...own,
      ...account,
      EventID: 4_624,
      LogonType: 3,
      AuthenticationPackageName: "Kerberos",
      LogonProcessName: "Kerberos",
      IpAddress,
      SubjectUserName: "-",
      SubjectUserSid: "S-1-0-0",
      KeyLength: 0,
      WorkstationName: "-",
    },
    { ...own, ...account, EventID: 4_634, LogonType: 3 },
    {
      ...own,
      ...account,
      EventID: 4_768,
      ServiceName: "krbtgt",
      TicketEncryptionType: "0x12",
      TicketOptions: "0x40810010",
      Status: "0x0",
      IpAddress,
      PreAuthType: 2,
    },
    {
      ...own,
      ...account,
      EventID: 4_769,
      ServiceName: "FS-1$",
      TicketEncryptionType: "0x12",
      TicketOptions: "0x40810000",
      Status: "0x0",
      IpAddress,
    },
    {
      ...own,
      EventID: 5_156,
      Application: "\\device\\harddiskvolume3\\windows\\system32\\lsass.exe",
      Direction: "%%14592",
      SourceAddress: "10.20.0.5",
      SourcePort: 88,
      DestAddress: IpAddress,
      DestPort: 50_000 + turn,
      Protocol: 6,
    },
  ];
}

/** What servers do besides. */
function ofServers(turn: number): readonly Event[] {
  const Computer = "dc-1.kommun.example.test";
  const EventTime = `2026-11-24 08:${String(turn % 60).padStart(2, "0")}:12`;
  return [
    {
      Channel: "System",
      Computer,
      EventTime,
      EventID: 7_036,
      Provider_Name: "Service Control Manager",
      param1: "Windows Update",
      param2: "running",
    },
    {
      Channel: "System",
      Computer,
      EventTime,
      EventID: 19,
      Provider_Name: "Microsoft-Windows-WindowsUpdateClient",
      updateTitle: "Säkerhetsuppdatering",
    },
    {
      Channel: "Application",
      Computer,
      EventTime,
      EventID: 1_033,
      Provider_Name: "MsiInstaller",
      Data: "Journalsystemet 4.2",
    },
    {
      Channel: "Microsoft-Windows-TaskScheduler/Operational",
      Computer,
      EventTime,
      EventID: 201,
      TaskName: "\\Microsoft\\Windows\\UpdateOrchestrator\\Schedule Scan",
      ActionName: `${system}\\usoclient.exe`,
    },
  ];
}

/** The events, as lines of a JSON log. */
export function benignLines(turns: number): string {
  const events: Event[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const user = users[turn % users.length] ?? "anna.a";
    events.push(...ofComputer(user, turn), ...signInsOf(user, turn), ...ofServers(turn));
  }
  return events.map((one) => JSON.stringify(one)).join("\n");
}
