/** Rules of secrets taken from computers, and of protection that is turned off. */
import { defender, type OwnDetection, rule, say, start, sysmon } from "./detection.ts";

const system32 = "C:\\Windows\\System32\\";
const providers = "HKLM\\System\\CurrentControlSet\\Control\\SecurityProviders";
const wdigest = `${providers}\\WDigest\\UseLogonCredential`;
const powershell = `${system32}WindowsPowerShell\\v1.0\\powershell.exe`;

/** The rules. */
export const credentialDetections: readonly OwnDetection[] = [
  rule({
    number: 40,
    title: say("Lösenord läses ur minnet", "Passwords are read from memory"),
    level: "high",
    techniques: ["T1003.001"],
    source: "product: windows, category: process_access",
    detection: String.raw`
  selection:
    TargetImage|endswith: '\lsass.exe'
    GrantedAccess: ['0x1010', '0x1410', '0x1438', '0x143a', '0x1fffff', '0x1f3fff', '0x1f1fff']
  system:
    SourceImage|startswith: ['C:\Windows\System32\', 'C:\Program Files\',
      'C:\Program Files (x86)\', 'C:\ProgramData\Microsoft\Windows Defender\']
  condition: selection and not system`,
    means: say(
      "Ett program utanför systemets mappar läser minnet där inloggades lösenord finns.",
      "A program outside the system's folders reads the memory that holds the passwords " +
        "of those signed in.",
    ),
    falsePositives: say(
      "Skyddsprogram i egna mappar.",
      "Protection software in folders of its own.",
    ),
    firstAction: say(
      "Skilj datorn från nätet. Byt lösenord för alla som varit inloggade på den.",
      "Take the computer off the network. Change the passwords of all who were signed in on it.",
    ),
    fires: [
      [
        sysmon(10, {
          TargetImage: `${system32}lsass.exe`,
          SourceImage: "C:\\Users\\Public\\m.exe",
          GrantedAccess: "0x1010",
        }),
      ],
    ],
    rests: [
      [
        sysmon(10, {
          TargetImage: `${system32}lsass.exe`,
          SourceImage: `${system32}svchost.exe`,
          GrantedAccess: "0x1410",
        }),
      ],
      [
        sysmon(10, {
          TargetImage: `${system32}notepad.exe`,
          SourceImage: "C:\\Users\\Public\\m.exe",
          GrantedAccess: "0x1010",
        }),
      ],
    ],
  }),
  rule({
    number: 41,
    title: say("Lösenordsminnet skrivs till fil", "The memory of passwords is written to a file"),
    level: "critical",
    techniques: ["T1003.001"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  comsvcs:
    CommandLine|contains: 'comsvcs'
  comsvcs_and:
    CommandLine|contains: ['MiniDump', '#24', '#-']
  procdump:
    CommandLine|contains: ['-ma ', '/ma ', '-mm ']
  procdump_and:
    CommandLine|contains: 'lsass'
  condition: (comsvcs and comsvcs_and) or (procdump and procdump_and)`,
    means: say(
      "Minnet där lösenorden finns sparas för att tömmas någon annanstans.",
      "The memory that holds passwords is saved, to be emptied elsewhere.",
    ),
    falsePositives: say(
      "Felsökning tillsammans med Microsoft.",
      "Troubleshooting together with Microsoft.",
    ),
    firstAction: say(
      "Skilj datorn från nätet. Byt lösenord, administratörers först.",
      "Take the computer off the network. Change passwords, administrators' first.",
    ),
    fires: [
      [
        start(
          `${system32}rundll32.exe`,
          "rundll32.exe comsvcs.dll, MiniDump 624 C:\\t\\l.dmp full",
        ),
      ],
      [start("C:\\t\\procdump64.exe", "procdump64.exe -ma lsass.exe l.dmp")],
    ],
    rests: [[start("C:\\t\\procdump64.exe", "procdump64.exe -ma w3wp.exe w.dmp")]],
  }),
  rule({
    number: 42,
    title: say(
      "Datorns lösenordsfiler sparas undan",
      "The computer's password files are saved aside",
    ),
    level: "high",
    techniques: ["T1003.002", "T1003.004"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  tool:
    Image|endswith: '\reg.exe'
    CommandLine|contains: [' save ', ' export ']
  hive:
    CommandLine|contains: ['hklm\sam', 'hklm\security', 'hkey_local_machine\sam',
      'hkey_local_machine\security']
  condition: tool and hive`,
    means: say(
      "Lokala kontons och tjänsters lösenord kopieras ut ur registret.",
      "Passwords of local accounts and services are copied out of the registry.",
    ),
    falsePositives: say("Äldre säkerhetskopieringsskript.", "Older backup scripts."),
    firstAction: say(
      "Byt det lokala administratörslösenordet; är det samma på fler datorer, på alla.",
      "Change the local administrator's password; where it is shared, on every computer.",
    ),
    fires: [[start(`${system32}reg.exe`, "reg save HKLM\\SAM C:\\t\\s.hiv")]],
    rests: [[start(`${system32}reg.exe`, "reg export HKLM\\Software\\Kommunen k.reg")]],
  }),
  rule({
    number: 43,
    title: say("Lösenord ska sparas i klartext", "Passwords are to be kept in the clear"),
    level: "high",
    techniques: ["T1112", "T1003.001"],
    source: "product: windows, category: registry_set",
    detection: String.raw`
  selection:
    TargetObject|endswith: '\Control\SecurityProviders\WDigest\UseLogonCredential'
    Details: 'DWORD (0x00000001)'
  condition: selection`,
    means: say(
      "Nästa som loggar in får sitt lösenord sparat så att det går att läsa.",
      "The next to sign in has the password kept so that it can be read.",
    ),
    falsePositives: say("Mycket gamla program.", "Very old programs."),
    firstAction: say(
      "Ställ tillbaka värdet till 0 och ta reda på vem som ändrade.",
      "Set the value back to 0 and find out who changed it.",
    ),
    fires: [
      [
        sysmon(13, {
          TargetObject: wdigest,
          Details: "DWORD (0x00000001)",
        }),
      ],
    ],
    rests: [
      [
        sysmon(13, {
          TargetObject: wdigest,
          Details: "DWORD (0x00000000)",
        }),
      ],
    ],
  }),
  rule({
    number: 44,
    title: say(
      "Skyddet av lösenordsminnet stängs av",
      "Protection of the password memory is turned off",
    ),
    level: "high",
    techniques: ["T1562.001"],
    source: "product: windows, category: registry_set",
    detection: String.raw`
  selection:
    TargetObject|endswith: ['\Control\Lsa\RunAsPPL', '\Control\Lsa\LsaCfgFlags']
    Details: 'DWORD (0x00000000)'
  condition: selection`,
    means: say(
      "Efter nästa start går lösenordsminnet att läsa igen.",
      "After the next start the password memory can be read again.",
    ),
    falsePositives: say("Felsökning av drivrutiner.", "Troubleshooting of drivers."),
    firstAction: say(
      "Ställ tillbaka och fråga den som ändrade.",
      "Set it back and ask whoever changed it.",
    ),
    fires: [
      [
        sysmon(13, {
          TargetObject: "HKLM\\System\\CurrentControlSet\\Control\\Lsa\\RunAsPPL",
          Details: "DWORD (0x00000000)",
        }),
      ],
    ],
    rests: [
      [
        sysmon(13, {
          TargetObject: "HKLM\\System\\CurrentControlSet\\Control\\Lsa\\RunAsPPL",
          Details: "DWORD (0x00000001)",
        }),
      ],
    ],
  }),
  rule({
    number: 45,
    title: say("Virusskyddet stängs av", "Virus protection is turned off"),
    level: "high",
    techniques: ["T1562.001"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  powershell:
    CommandLine|contains: 'Set-MpPreference'
  powershell_and:
    CommandLine|contains: ['DisableRealtimeMonitoring', 'DisableBehaviorMonitoring',
      'DisableScriptScanning', 'DisableIOAVProtection', 'MAPSReporting 0',
      'DisableIntrusionPreventionSystem']
  back:
    CommandLine|contains: ['$false', ' 0 ']
  service:
    CommandLine|contains: [' stop ', ' config ', ' delete ']
    Image|endswith: ['\sc.exe', '\net.exe', '\net1.exe']
  service_and:
    CommandLine|contains: ['WinDefend', 'Sense', 'WdNisSvc', 'MsMpSvc']
  condition: ((powershell and powershell_and) and not back) or (service and service_and)`,
    means: say(
      "Någon stänger av det som skulle ha stoppat nästa steg.",
      "Somebody turns off what would have stopped the next step.",
    ),
    falsePositives: say("Byte till ett annat skydd.", "A change to another product."),
    firstAction: say(
      "Sätt på skyddet centralt. Sök vad som kördes på datorn de närmaste minuterna.",
      "Turn it on centrally. Look at what ran on the computer in the next minutes.",
    ),
    fires: [
      [start(powershell, "powershell Set-MpPreference -DisableRealtimeMonitoring $true")],
      [start(`${system32}sc.exe`, "sc config WinDefend start= disabled")],
    ],
    rests: [
      [start(powershell, "powershell Set-MpPreference -DisableRealtimeMonitoring $false")],
      [start(`${system32}sc.exe`, "sc query WinDefend")],
    ],
  }),
  rule({
    number: 46,
    title: say("Undantag läggs till i virusskyddet", "An exception is added to virus protection"),
    level: "medium",
    techniques: ["T1562.001"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  selection:
    CommandLine|contains: ['Add-MpPreference', 'Set-MpPreference']
  selection_and:
    CommandLine|contains: ['-ExclusionPath', '-ExclusionProcess', '-ExclusionExtension']
  condition: selection and selection_and`,
    means: say(
      "En mapp eller ett program ska inte längre granskas.",
      "A folder or program is no longer to be looked at.",
    ),
    falsePositives: say(
      "Leverantörens anvisning vid installation.",
      "A supplier's instruction at set-up.",
    ),
    firstAction: say(
      "Finns ingen beställning: ta bort undantaget och sök igenom mappen.",
      "If nobody ordered it, remove the exception and scan the folder.",
    ),
    fires: [[start(powershell, "powershell Add-MpPreference -ExclusionPath C:\\Users\\Public")]],
    rests: [[start(powershell, "powershell Get-MpPreference")]],
  }),
  rule({
    number: 47,
    title: say(
      "Virusskyddet kunde inte ta bort det det fann",
      "Virus protection could not remove what it found",
    ),
    level: "high",
    techniques: ["T1204.002"],
    source: "product: windows, service: windefend",
    detection: `
  selection:
    EventID: [1008, 1118, 1119]
  condition: selection`,
    means: say("Skadlig kod finns kvar på datorn.", "Malware is still on the computer."),
    falsePositives: say("Filer på skrivskyddade medier.", "Files on read-only media."),
    firstAction: say(
      "Skilj datorn från nätet och installera om den.",
      "Take the computer off the network; set it up anew.",
    ),
    fires: [
      [defender(1119, { "Threat Name": "Trojan:Win32/Exempel", Path: "file:_C:\\t\\x.exe" })],
    ],
    rests: [
      [defender(1117, { "Threat Name": "Trojan:Win32/Exempel", Path: "file:_C:\\t\\x.exe" })],
    ],
  }),
  rule({
    number: 48,
    title: say("Brandväggen på datorn stängs av", "The computer's firewall is turned off"),
    level: "high",
    techniques: ["T1562.004"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  netsh:
    Image|endswith: '\netsh.exe'
    CommandLine|contains|all: ['advfirewall', 'state', 'off']
  powershell:
    CommandLine|contains|all: ['Set-NetFirewallProfile', 'Enabled', 'False']
  condition: netsh or powershell`,
    means: say(
      "Datorn öppnas för alla andra på nätet.",
      "The computer is opened to all others on the network.",
    ),
    falsePositives: say("Felsökning av en installation.", "Troubleshooting of a set-up."),
    firstAction: say(
      "Sätt på den igen och fråga den inloggade.",
      "Turn it on again and ask whoever is signed in.",
    ),
    fires: [[start(`${system32}netsh.exe`, "netsh advfirewall set allprofiles state off")]],
    rests: [[start(`${system32}netsh.exe`, "netsh advfirewall show allprofiles state")]],
  }),
  rule({
    number: 49,
    title: say("Sparade lösenord i webbläsare kopieras", "Passwords kept in browsers are copied"),
    level: "medium",
    techniques: ["T1555.003"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  file:
    CommandLine|contains: ['\User Data\Default\Login Data', '\User Data\Local State', 'logins.json',
      'key4.db']
  how:
    CommandLine|contains: ['copy', 'xcopy', 'robocopy', 'Get-Content', 'type ', 'sqlite']
  condition: file and how`,
    means: say(
      "Någon tar med sig de lösenord webbläsaren sparat.",
      "Somebody takes along what the browser has kept.",
    ),
    falsePositives: say("Flytt till ny dator.", "A move to a new computer."),
    firstAction: say(
      "Byt lösenord som personen använder i tjänsten, och avsluta sessioner.",
      "Change the passwords the person uses at work, and end sessions.",
    ),
    fires: [
      [
        start(
          `${system32}cmd.exe`,
          'cmd /c copy "C:\\Users\\a\\Chrome\\User Data\\Default\\Login Data" C:\\t',
        ),
      ],
    ],
    rests: [[start(`${system32}cmd.exe`, "cmd /c copy C:\\Users\\a\\Dokument\\brev.docx E:\\")]],
  }),
];
