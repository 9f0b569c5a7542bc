/** Rules of what comes before and during extortion: backups, recovery, services, encryption. */
import {
  type OwnDetection,
  rule,
  say,
  security,
  spaced,
  start,
  sysmon,
  system,
} from "./detection.ts";

const system32 = "C:\\Windows\\System32\\";

/** The rules. */
export const backupDetections: readonly OwnDetection[] = [
  rule({
    number: 1,
    title: say("Skuggkopior raderas", "Shadow copies are deleted"),
    level: "high",
    techniques: ["T1490"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  vssadmin:
    Image|endswith: '\vssadmin.exe'
    CommandLine|contains|all: ['delete', 'shadows']
  resize:
    Image|endswith: '\vssadmin.exe'
    CommandLine|contains|all: ['resize', 'shadowstorage', 'maxsize']
  wmic:
    CommandLine|contains|all: ['shadowcopy', 'delete']
  powershell:
    CommandLine|contains: 'Win32_ShadowCopy'
  powershell_and:
    CommandLine|contains: ['.Delete(', 'Remove-WmiObject', 'Remove-CimInstance', 'rwmi']
  condition: vssadmin or resize or wmic or (powershell and powershell_and)`,
    means: say(
      "Någon tar bort Windows egna återställningspunkter. Utpressare gör det strax innan " +
        "de krypterar.",
      "Somebody removes Windows' own restore points. Extortionists do so just before they encrypt.",
    ),
    falsePositives: say(
      "Säkerhetskopieringsprogram som städar efter sig, på servrar där de är installerade.",
      "Backup software that tidies up after itself, on servers where it is installed.",
    ),
    firstAction: say(
      "Skilj datorn från nätet. Kontrollera att säkerhetskopiorna finns och inte nås från domänen.",
      "Take the computer off the network. Check that the backups exist and are out of " +
        "the domain's reach.",
    ),
    fires: [
      [start(`${system32}vssadmin.exe`, "vssadmin.exe Delete Shadows /All /Quiet")],
      [start(`${system32}wbem\\WMIC.exe`, "wmic shadowcopy delete /nointeractive")],
    ],
    rests: [[start(`${system32}vssadmin.exe`, "vssadmin list shadows")]],
  }),
  rule({
    number: 2,
    title: say("Windows säkerhetskopior raderas", "Windows' backups are deleted"),
    level: "high",
    techniques: ["T1490"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  selection:
    Image|endswith: '\wbadmin.exe'
    CommandLine|contains: 'delete'
  selection_and:
    CommandLine|contains: ['catalog', 'systemstatebackup', 'backup']
  condition: selection and selection_and`,
    means: say(
      "Katalogen över säkerhetskopior, eller kopiorna själva, tas bort från datorn.",
      "The catalogue of backups, or the backups themselves, are removed from the computer.",
    ),
    falsePositives: say(
      "En administratör som tar bort gamla kopior med -keepVersions.",
      "An administrator who removes old copies by -keepVersions.",
    ),
    firstAction: say(
      "Fråga den som är inloggad. Kan ingen svara: behandla det som början på utpressning.",
      "Ask whoever is signed in. If nobody can answer, treat it as the beginning of extortion.",
    ),
    fires: [[start(`${system32}wbadmin.exe`, "wbadmin delete catalog -quiet")]],
    rests: [[start(`${system32}wbadmin.exe`, "wbadmin get versions")]],
  }),
  rule({
    number: 3,
    title: say("Återställning vid start stängs av", "Recovery at start is turned off"),
    level: "high",
    techniques: ["T1490"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  tool:
    Image|endswith: '\bcdedit.exe'
  off:
    CommandLine|contains|all: ['recoveryenabled', 'no']
  ignore:
    CommandLine|contains|all: ['bootstatuspolicy', 'ignoreallfailures']
  condition: tool and (off or ignore)`,
    means: say(
      "Datorn ska inte längre kunna återställas vid start. Det ingår i många utpressares " +
        "förberedelser.",
      "The computer is no longer to be recoverable at start: part of many extortionists' " +
        "preparations.",
    ),
    falsePositives: say(
      "Sällan annat än i bildfiler för nya datorer.",
      "Rarely but in images for new computers.",
    ),
    firstAction: say(
      "Skilj datorn från nätet och sök samma kommando på andra datorer.",
      "Take the computer off the network and look for the same command on others.",
    ),
    fires: [[start(`${system32}bcdedit.exe`, "bcdedit /set {default} recoveryenabled No")]],
    rests: [[start(`${system32}bcdedit.exe`, "bcdedit /enum all")]],
  }),
  rule({
    number: 4,
    title: say("Säkerhetskopieringen stoppas", "The backup service is stopped"),
    level: "high",
    techniques: ["T1489", "T1490"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  how:
    CommandLine|contains: [' stop ', 'Stop-Service', 'taskkill', ' delete ', 'disabled']
  what:
    CommandLine|contains: ['veeam', 'BackupExec', 'acronis', 'commvault', 'GxCVD', 'SQLWriter',
      'wbengine', 'swprv', 'Cohesity', 'Rubrik', 'arcserve']
  condition: how and what`,
    means: say(
      "Tjänsten som tar säkerhetskopior stoppas från kommandoraden.",
      "The service that takes backups is stopped from the command line.",
    ),
    falsePositives: say(
      "Uppgradering av programmet, i ett servicefönster.",
      "An upgrade of it, in a service window.",
    ),
    firstAction: say(
      "Kontrollera mot servicefönster. Finns inget: starta tjänsten, byt dess lösenord, " +
        "se över kopiorna.",
      "Check against service windows. If none: start it, change its password, look over " +
        "the backups.",
    ),
    fires: [[start(`${system32}net.exe`, "net stop VeeamBackupSvc /y")]],
    rests: [[start(`${system32}net.exe`, "net start VeeamBackupSvc")]],
  }),
  rule({
    number: 5,
    title: say("Databasen stoppas från kommandoraden", "The database is stopped by command"),
    level: "medium",
    techniques: ["T1489"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  how:
    CommandLine|contains: [' stop ', 'Stop-Service', 'taskkill']
  what:
    CommandLine|contains: ['MSSQL', 'sqlservr', 'SQLSERVERAGENT', 'MySQL', 'postgres', 'oracle',
      'MSExchange']
  condition: how and what`,
    means: say(
      "Databaser och e-post stoppas så att filerna går att kryptera.",
      "Databases and mail are stopped so that their files can be encrypted.",
    ),
    falsePositives: say(
      "Underhåll. Stäm av med systemägaren.",
      "Maintenance. Ask the system owner.",
    ),
    firstAction: say(
      "Ring systemägaren. Är det inte underhåll: skilj servern från nätet.",
      "Call the system owner. If it is no maintenance, take the server off the network.",
    ),
    fires: [[start(`${system32}taskkill.exe`, "taskkill /F /IM sqlservr.exe")]],
    rests: [[start(`${system32}taskkill.exe`, "taskkill /F /IM notepad.exe")]],
  }),
  rule({
    number: 6,
    title: say("Meddelande från utpressare skrivs", "A note of extortionists is written"),
    level: "high",
    techniques: ["T1486"],
    source: "product: windows, category: file_event",
    detection: String.raw`
  form:
    TargetFilename|endswith: ['.txt', '.html', '.hta']
  name:
    TargetFilename|contains: ['how_to_decrypt', 'how_to_back_files', 'how_to_restore',
      'restore-my-files', 'recover_your_files', 'recover-files', 'decrypt_instructions',
      'your_files_are_encrypted', 'readme_to_decrypt', 'akira_readme', '!!!read_me']
  condition: form and name`,
    means: say(
      "En fil med ett namn som utpressare brukar ge sina krav har skapats.",
      "A file was made with a name that extortionists give their demands.",
    ),
    falsePositives: say("Utbildningsmaterial.", "Course material."),
    firstAction: say(
      "Skilj datorn från nätet utan att stänga av den. Kalla in incidentgruppen.",
      "Take the computer off the network without turning it off. Call the incident group.",
    ),
    fires: [
      [sysmon(11, { TargetFilename: "E:\\vard\\HOW_TO_BACK_FILES.txt", Image: "C:\\x.exe" })],
    ],
    rests: [[sysmon(11, { TargetFilename: "E:\\it\\Så återställer vi filer.docx" })]],
  }),
  rule({
    number: 7,
    title: say("Många filer får en utpressares ändelse", "Many files get an extortionist's ending"),
    level: "critical",
    techniques: ["T1486"],
    source: "product: windows, category: file_event",
    detection: String.raw`
  selection:
    TargetFilename|endswith: ['.locked', '.encrypted', '.lockbit', '.akira', '.crypted', '.enc',
      '.blackcat', '.royal', '.play', '.phobos', '.crypt', '.medusa', '.qilin']
  condition: selection`,
    correlation: `
  type: event_count
  group-by: [Computer]
  timespan: 2m
  condition: { gte: 30 }`,
    means: say(
      "Filer krypteras just nu: minst trettio på två minuter på samma dator.",
      "Files are being encrypted now: at least thirty in two minutes on one computer.",
    ),
    falsePositives: say(
      "Ett program som själv krypterar många filer, till exempel vid flytt av arkiv.",
      "A program that itself encrypts many files, as when archives are moved.",
    ),
    firstAction: say(
      "Dra ur nätverkskabeln. Lås kontot. Stäng delade mappar. Stäng inte av datorn.",
      "Pull the network cable. Lock the account. Close shared folders. Do not turn it off.",
    ),
    fires: [spaced(30, 2, (n) => sysmon(11, { TargetFilename: `E:\\vard\\${n}.docx.akira` }))],
    rests: [spaced(29, 2, (n) => sysmon(11, { TargetFilename: `E:\\vard\\${n}.docx.akira` }))],
  }),
  rule({
    number: 8,
    title: say("Raderat utrymme skrivs över", "Freed space is written over"),
    level: "medium",
    techniques: ["T1485"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  selection:
    Image|endswith: ['\cipher.exe', '\sdelete.exe', '\sdelete64.exe']
    CommandLine|contains: ['/w:', ' -p ', ' -z ', ' -s ']
  condition: selection`,
    means: say(
      "Raderade filer görs omöjliga att återskapa.",
      "Deleted files are made impossible to bring back.",
    ),
    falsePositives: say("Skrotning av diskar enligt rutin.", "Disposal of disks by routine."),
    firstAction: say(
      "Fråga om datorn ska skrotas.",
      "Ask whether the computer is to be disposed of.",
    ),
    fires: [[start(`${system32}cipher.exe`, "cipher /w:E:")]],
    rests: [[start(`${system32}cipher.exe`, "cipher /u /n")]],
  }),
  rule({
    number: 9,
    title: say("En händelselogg har tömts", "An event log was cleared"),
    level: "high",
    techniques: ["T1070.001"],
    source: "product: windows, service: security",
    detection: `
  selection:
    EventID: 1102
  condition: selection`,
    means: say(
      "Säkerhetsloggen tömdes. Det görs nästan aldrig i drift, och ofta för att dölja spår.",
      "The security log was cleared: almost never done in operation, and often to hide tracks.",
    ),
    falsePositives: say("Installation av ny server.", "Set-up of a new server."),
    firstAction: say(
      "Kontot står i händelsen: fråga personen. Sök i den samlade loggen vad som hände före.",
      "The account stands in the event: ask the person. Look in the collected log at " +
        "what came before.",
    ),
    fires: [[security(1102, { SubjectUserName: "adm.bo", SubjectDomainName: "KOMMUN" })]],
    rests: [[security(4624, { TargetUserName: "adm.bo", LogonType: 2 })]],
  }),
  rule({
    number: 10,
    title: say("Loggar töms från kommandoraden", "Logs are cleared by command"),
    level: "high",
    techniques: ["T1070.001"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  wevtutil:
    Image|endswith: '\wevtutil.exe'
    CommandLine|contains: [' cl ', ' clear-log ']
  powershell:
    CommandLine|contains: ['Clear-EventLog', 'Remove-EventLog', 'ClearLog(']
  journal:
    Image|endswith: '\fsutil.exe'
    CommandLine|contains|all: ['usn', 'deletejournal']
  condition: wevtutil or powershell or journal`,
    means: say("Spår tas bort från datorn.", "Tracks are removed from the computer."),
    falsePositives: say("Skript vid installation.", "Scripts at set-up."),
    firstAction: say(
      "Ta vara på datorns minne och disk innan mer försvinner.",
      "Keep the computer's memory and disk before more is lost.",
    ),
    fires: [[start(`${system32}wevtutil.exe`, "wevtutil cl Security")]],
    rests: [[start(`${system32}wevtutil.exe`, "wevtutil qe Security /c:5 /f:text")]],
  }),
  rule({
    number: 11,
    title: say("Systemloggen har tömts", "The system log was cleared"),
    level: "medium",
    techniques: ["T1070.001"],
    source: "product: windows, service: system",
    detection: `
  selection:
    EventID: 104
    Provider_Name: Microsoft-Windows-Eventlog
  condition: selection`,
    means: say(
      "En annan logg än säkerhetsloggen tömdes.",
      "Another log than that of security was cleared.",
    ),
    falsePositives: say("Felsökning.", "Troubleshooting."),
    firstAction: say("Fråga den som står i händelsen.", "Ask whoever stands in the event."),
    fires: [
      [system(104, { Provider_Name: "Microsoft-Windows-Eventlog", SubjectUserName: "adm.bo" })],
    ],
    rests: [[system(6005, { Provider_Name: "EventLog" })]],
  }),
];
