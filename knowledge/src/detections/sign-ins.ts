/** Rules of sign-ins to computers: passwords tried, accounts that should rest, desktops. */
import { type OwnDetection, rule, say, security, spaced } from "./detection.ts";

const dc = { Computer: "dc01.kommun.example.se" };

/** The rules. */
export const signInDetections: readonly OwnDetection[] = [
  rule({
    number: 31,
    title: say("Ett lösenord prövas på många konton", "One password is tried on many accounts"),
    level: "high",
    techniques: ["T1110.003"],
    source: "product: windows, service: security",
    detection: `
  selection:
    EventID: 4625
  nowhere:
    IpAddress: ['-', '127.0.0.1', '::1']
  condition: selection and not nowhere`,
    correlation: `
  type: value_count
  group-by: [IpAddress]
  timespan: 10m
  condition: { field: TargetUserName, gte: 15 }`,
    means: say(
      "Från en adress misslyckas inloggningen för minst femton konton på tio minuter.",
      "From one address sign-in fails for at least fifteen accounts in ten minutes.",
    ),
    falsePositives: say(
      "En terminalserver eller skola efter byte av lösenord.",
      "A terminal server, or a school after a change of passwords.",
    ),
    firstAction: say(
      "Stäng adressen. Sök lyckade inloggningar från samma adress.",
      "Shut out the address. Look for successful sign-ins from it.",
    ),
    fires: [
      spaced(15, 20, (n) =>
        security(4625, {
          ...dc,
          TargetUserName: `anv${n}`,
          IpAddress: "10.20.0.7",
          SubStatus: "0xC000006A",
        }),
      ),
    ],
    rests: [
      spaced(15, 20, () =>
        security(4625, {
          ...dc,
          TargetUserName: "anna.ek",
          IpAddress: "10.20.0.8",
          SubStatus: "0xC000006A",
        }),
      ),
      spaced(15, 90, (n) =>
        security(4625, {
          ...dc,
          TargetUserName: `anv${n}`,
          IpAddress: "10.20.0.9",
          SubStatus: "0xC000006A",
        }),
      ),
    ],
  }),
  rule({
    number: 32,
    title: say("Många konton låses", "Many accounts are locked out"),
    level: "medium",
    techniques: ["T1110"],
    source: "product: windows, service: security",
    detection: `
  selection:
    EventID: 4740
  condition: selection`,
    correlation: `
  type: value_count
  group-by: [Computer]
  timespan: 10m
  condition: { field: TargetUserName, gte: 10 }`,
    means: say(
      "Någon gissar lösenord, eller vill stänga ute er.",
      "Somebody guesses passwords, or wants to lock you out.",
    ),
    falsePositives: say("Ett program med gammalt lösenord.", "A program with an old password."),
    firstAction: say(
      "Se i händelsen från vilken dator (TargetDomainName) försöken kommer.",
      "See in the event from which computer (TargetDomainName) the attempts come.",
    ),
    fires: [spaced(10, 30, (n) => security(4740, { ...dc, TargetUserName: `anv${n}` }))],
    rests: [spaced(10, 30, () => security(4740, { ...dc, TargetUserName: "anna.ek" }))],
  }),
  rule({
    number: 33,
    title: say(
      "Konsult eller vikarie utanför sin tid",
      "A consultant or temporary outside the contract",
    ),
    level: "medium",
    techniques: ["T1078.002"],
    source: "product: windows, service: security",
    detection: `
  selection:
    EventID: 4625
    SubStatus: '0xC0000193'
  ticket:
    EventID: 4768
    Status: '0x12'
  machine:
    TargetUserName|endswith: '$'
  condition: (selection or ticket) and not machine`,
    means: say(
      "Någon försökte logga in med ett konto vars tid gått ut eller som är avstängt.",
      "Somebody tried to sign in by an account that has run out or is turned off.",
    ),
    falsePositives: say(
      "Förlängt avtal som inte hunnit in.",
      "A contract prolonged and not yet entered.",
    ),
    firstAction: say(
      "Ring personens chef. Är uppdraget slut: spärra även VPN och molnkonto.",
      "Call the person's head. If the work is over, shut VPN and cloud account too.",
    ),
    fires: [
      [
        security(4625, {
          ...dc,
          TargetUserName: "konsult.liv",
          SubStatus: "0xC0000193",
          IpAddress: "10.9.0.4",
        }),
      ],
    ],
    rests: [
      [
        security(4625, {
          ...dc,
          TargetUserName: "konsult.liv",
          SubStatus: "0xC000006A",
          IpAddress: "10.9.0.4",
        }),
      ],
    ],
  }),
  rule({
    number: 34,
    title: say(
      "Elevkonto loggar in på fjärrskrivbord",
      "A pupil's account signs in to a remote desktop",
    ),
    level: "medium",
    techniques: ["T1078.002", "T1021.001"],
    source: "product: windows, service: security",
    detection: `
  event:
    EventID: 4624
    LogonType: 10
  name:
    TargetUserName|re|i: '^(?:elev|elv|el)[._-]?[0-9]'
  domain:
    TargetDomainName|contains: ['elev', 'skola', 'pedagog']
  mail:
    TargetUserName|contains: ['@elev.', '@skola.', '@edu.']
  condition: event and (name or domain or mail)`,
    means: say(
      "Ett konto som ser ut som en elevs loggade in på fjärrskrivbord, där elever inte hör hemma.",
      "An account that looks like a pupil's signed in to a remote desktop, where pupils " +
        "do not belong.",
    ),
    falsePositives: say(
      "Skolor med fjärrskrivbord för elever: tysta dem per dator.",
      "Schools with remote desktops for pupils: silence those by computer.",
    ),
    firstAction: say(
      "Lås kontot och ring skolan. Kontot kan vara taget av någon annan.",
      "Lock the account and call the school. Somebody else may have it.",
    ),
    fires: [
      [
        security(4624, {
          LogonType: 10,
          TargetUserName: "elev0412",
          TargetDomainName: "KOMMUN",
          IpAddress: "10.4.4.4",
        }),
      ],
    ],
    rests: [
      [
        security(4624, {
          LogonType: 10,
          TargetUserName: "elevhalsan.ek",
          TargetDomainName: "KOMMUN",
          IpAddress: "10.4.4.4",
        }),
      ],
    ],
  }),
  rule({
    number: 35,
    title: say("Fjärrskrivbord på många datorer", "Remote desktops on many computers"),
    level: "medium",
    techniques: ["T1021.001"],
    source: "product: windows, service: security",
    detection: `
  selection:
    EventID: 4624
    LogonType: 10
  condition: selection`,
    correlation: `
  type: value_count
  group-by: [TargetUserName]
  timespan: 30m
  condition: { field: Computer, gte: 6 }`,
    means: say(
      "Ett konto går från dator till dator.",
      "An account goes from computer to computer.",
    ),
    falsePositives: say(
      "Drift som rättar något på många servrar.",
      "Operations mending something on many servers.",
    ),
    firstAction: say("Fråga personen, på telefon.", "Ask the person, by telephone."),
    fires: [
      spaced(6, 120, (n) =>
        security(4624, {
          LogonType: 10,
          Computer: `srv-${n}`,
          TargetUserName: "adm.bo",
          IpAddress: "10.1.1.1",
        }),
      ),
    ],
    rests: [
      spaced(6, 120, () =>
        security(4624, { LogonType: 10, TargetUserName: "adm.bo", IpAddress: "10.1.1.1" }),
      ),
    ],
  }),
  rule({
    number: 36,
    title: say("Fjärrskrivbord från internet", "A remote desktop from the internet"),
    level: "high",
    techniques: ["T1133", "T1021.001"],
    source: "product: windows, service: security",
    detection: `
  selection:
    EventID: 4624
    LogonType: 10
  inside:
    IpAddress|cidr: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8',
      '169.254.0.0/16', '100.64.0.0/10', 'fc00::/7', 'fe80::/10', '::1/128']
  nowhere:
    IpAddress: ['-', '']
  condition: selection and not inside and not nowhere`,
    means: say(
      "Någon utanför loggade in direkt på ett fjärrskrivbord.",
      "Somebody outside signed in straight to a remote desktop.",
    ),
    falsePositives: say(
      "Egna publika adressområden: tysta dem.",
      "Public ranges of your own: silence those.",
    ),
    firstAction: say("Stäng porten i brandväggen.", "Shut the port in the firewall."),
    fires: [
      [security(4624, { LogonType: 10, TargetUserName: "adm.bo", IpAddress: "203.0.113.9" })],
    ],
    rests: [[security(4624, { LogonType: 10, TargetUserName: "adm.bo", IpAddress: "10.1.2.3" })]],
  }),
];
