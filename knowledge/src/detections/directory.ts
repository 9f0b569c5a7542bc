/** Rules of the directory: groups, rights, tickets, passwords tried, accounts that should rest. */
import { type OwnDetection, rule, say, security, spaced, start } from "./detection.ts";

const dc = { Computer: "dc01.kommun.example.se" };
const subject = { SubjectUserName: "adm.bo", SubjectDomainName: "KOMMUN" };

/** The rules. */
export const directoryDetections: readonly OwnDetection[] = [
  rule({
    number: 20,
    title: say("Någon blev domänadministratör", "Somebody became a domain administrator"),
    level: "high",
    techniques: ["T1098.007"],
    source: "product: windows, service: security",
    detection: `
  event:
    EventID: [4728, 4756]
  group:
    TargetSid|endswith: ['-512', '-518', '-519']
  name:
    TargetUserName: ['Domain Admins', 'Enterprise Admins', 'Schema Admins', 'Domänadministratörer']
  condition: event and (group or name)`,
    means: say(
      "Ett konto fick makt över hela domänen.",
      "An account was given power over the whole domain.",
    ),
    falsePositives: say("En beställd ändring.", "An ordered change."),
    firstAction: say(
      "Finns ett ärende? Annars: ta bort kontot ur gruppen, lås den som lade till det.",
      "Is there a ticket? Else take the account out of the group and lock whoever added it.",
    ),
    fires: [[security(4728, { ...dc, ...subject, TargetSid: "S-1-5-21-1-2-3-512" })]],
    rests: [[security(4728, { ...dc, ...subject, TargetSid: "S-1-5-21-1-2-3-1105" })]],
  }),
  rule({
    number: 21,
    title: say(
      "Någon blev administratör på en dator",
      "Somebody became administrator of a computer",
    ),
    level: "medium",
    techniques: ["T1098.007"],
    source: "product: windows, service: security",
    detection: `
  selection:
    EventID: 4732
    TargetSid: S-1-5-32-544
  machine:
    SubjectUserName|endswith: '$'
  condition: selection and not machine`,
    means: say(
      "Ett konto lades i datorns grupp Administratörer av en person.",
      "An account was put into the computer's group Administrators by a person.",
    ),
    falsePositives: say("Support som hjälper någon.", "Support that helps somebody."),
    firstAction: say("Fråga den som lade till kontot.", "Ask whoever added the account."),
    fires: [[security(4732, { ...subject, TargetSid: "S-1-5-32-544" })]],
    rests: [[security(4732, { SubjectUserName: "PC7$", TargetSid: "S-1-5-32-544" })]],
  }),
  rule({
    number: 22,
    title: say("Lösenord hämtas ur katalogen", "Passwords are fetched from the directory"),
    level: "critical",
    techniques: ["T1003.006"],
    source: "product: windows, service: security",
    detection: `
  event:
    EventID: 4662
    Properties|contains:
      - 1131f6aa-9c07-11d1-f79f-00c04fc2dcd2
      - 1131f6ad-9c07-11d1-f79f-00c04fc2dcd2
      - 89e95b76-444d-4c62-991a-0facbeda640c
  controller:
    SubjectUserName|endswith: '$'
  sync:
    SubjectUserName|startswith: 'MSOL_'
  condition: event and not controller and not sync`,
    means: say(
      "Ett konto ber domänkontrollanten om alla lösenord så som en domänkontrollant gör (DCSync).",
      "An account asks the domain controller for every password as another controller " +
        "would (DCSync).",
    ),
    falsePositives: say(
      "Synkronisering till molnet med ett konto som inte heter MSOL_…",
      "Synchronisation to the cloud by an account not named MSOL_…",
    ),
    firstAction: say(
      "Räkna med att alla lösenord är tagna. Lås kontot, kalla in incidentgruppen, byt " +
        "krbtgt två gånger.",
      "Take every password as stolen. Lock the account, call the incident group, change " +
        "krbtgt twice.",
    ),
    fires: [
      [
        security(4662, {
          ...dc,
          ...subject,
          Properties: "%%7688 {1131f6ad-9c07-11d1-f79f-00c04fc2dcd2}",
        }),
      ],
    ],
    rests: [
      [
        security(4662, {
          ...dc,
          SubjectUserName: "DC02$",
          Properties: "{1131f6ad-9c07-11d1-f79f-00c04fc2dcd2}",
        }),
      ],
      [security(4662, { ...dc, ...subject, Properties: "{bf967aba-0de6-11d0-a285-00aa003049e2}" })],
    ],
  }),
  rule({
    number: 23,
    title: say(
      "Mallen för skyddade konton ändras",
      "The template of protected accounts is changed",
    ),
    level: "high",
    techniques: ["T1098", "T1222.001"],
    source: "product: windows, service: security",
    detection: `
  selection:
    EventID: 5136
    ObjectDN|startswith: 'CN=AdminSDHolder,'
  condition: selection`,
    means: say(
      "Rättigheter som läggs på AdminSDHolder sprids inom en timme till alla administratörer.",
      "Rights put on AdminSDHolder spread to every administrator within the hour.",
    ),
    falsePositives: say("Mycket ovanligt.", "Very rare."),
    firstAction: say(
      "Återställ rättigheterna och lås den som ändrade.",
      "Restore the rights; lock who changed them.",
    ),
    fires: [
      [security(5136, { ...dc, ...subject, ObjectDN: "CN=AdminSDHolder,CN=System,DC=kommun" })],
    ],
    rests: [[security(5136, { ...dc, ...subject, ObjectDN: "CN=Anna Ek,OU=Vard,DC=kommun" })]],
  }),
  rule({
    number: 24,
    title: say("En grupprincip ändras", "A group policy is changed"),
    level: "low",
    techniques: ["T1484.001"],
    source: "product: windows, service: security",
    detection: `
  selection:
    EventID: [5136, 5137]
    ObjectClass: groupPolicyContainer
  condition: selection`,
    means: say(
      "Inställningar som når många datorer ändrades. Utpressare sprider sig ofta så.",
      "Settings that reach many computers were changed. Extortionists often spread this way.",
    ),
    falsePositives: say("Vanlig drift.", "Ordinary operation."),
    firstAction: say("Stäm av mot ärenden.", "Check against tickets."),
    fires: [[security(5136, { ...dc, ...subject, ObjectClass: "groupPolicyContainer" })]],
    rests: [[security(5136, { ...dc, ...subject, ObjectClass: "user" })]],
  }),
  rule({
    number: 25,
    title: say(
      "Ett domänförtroende skapas eller ändras",
      "A trust between domains is made or changed",
    ),
    level: "high",
    techniques: ["T1484.002"],
    source: "product: windows, service: security",
    detection: `
  selection:
    EventID: [4706, 4716]
  condition: selection`,
    means: say("En annan domän släpps in.", "Another domain is let in."),
    falsePositives: say("Sammanslagning av domäner.", "Domains being merged."),
    firstAction: say(
      "Finns inget projekt: ta bort förtroendet.",
      "If there is no project, remove the trust.",
    ),
    fires: [[security(4706, { ...dc, ...subject, DomainName: "annan.example" })]],
    rests: [[security(4741, { ...dc, ...subject, TargetUserName: "PC8$" })]],
  }),
  rule({
    number: 26,
    title: say("Många tjänstebiljetter hämtas", "Many service tickets are fetched"),
    level: "high",
    techniques: ["T1558.003"],
    source: "product: windows, service: security",
    detection: `
  selection:
    EventID: 4769
    TicketEncryptionType: '0x17'
  machine:
    ServiceName|endswith: '$'
  krbtgt:
    ServiceName: krbtgt
  condition: selection and not machine and not krbtgt`,
    correlation: `
  type: value_count
  group-by: [TargetUserName]
  timespan: 5m
  condition: { field: ServiceName, gte: 8 }`,
    means: say(
      "Ett konto hämtar svagt krypterade biljetter till många tjänster, för att gissa " +
        "lösenorden i lugn och ro.",
      "An account fetches weakly encrypted tickets to many services, to guess their " +
        "passwords at leisure.",
    ),
    falsePositives: say("Inventering av tjänstekonton.", "An inventory of service accounts."),
    firstAction: say(
      "Lås kontot. Byt lösenord på tjänstekontona i händelserna, längst först på dem med " +
        "höga rättigheter.",
      "Lock the account. Change the passwords of the service accounts, first those with " +
        "high rights.",
    ),
    fires: [
      spaced(8, 5, (n) =>
        security(4769, {
          ...dc,
          TargetUserName: "anna.ek@KOMMUN",
          ServiceName: `svc${n}`,
          TicketEncryptionType: "0x17",
        }),
      ),
    ],
    rests: [
      spaced(8, 5, (n) =>
        security(4769, {
          ...dc,
          TargetUserName: "anna.ek@KOMMUN",
          ServiceName: `svc${n}`,
          TicketEncryptionType: "0x12",
        }),
      ),
      spaced(8, 5, () =>
        security(4769, {
          ...dc,
          TargetUserName: "bo@KOMMUN",
          ServiceName: "svc1",
          TicketEncryptionType: "0x17",
        }),
      ),
    ],
  }),
  rule({
    number: 27,
    title: say(
      "Biljett till konto utan förautentisering",
      "A ticket to an account without pre-authentication",
    ),
    level: "medium",
    techniques: ["T1558.004"],
    source: "product: windows, service: security",
    detection: `
  selection:
    EventID: 4768
    PreAuthType: '0'
    TicketEncryptionType: '0x17'
    Status: '0x0'
  machine:
    TargetUserName|endswith: '$'
  condition: selection and not machine`,
    means: say(
      "Vem som helst kan hämta biljetten och gissa kontots lösenord.",
      "Anybody can fetch the ticket and guess the account's password.",
    ),
    falsePositives: say("Gamla program.", "Old programs."),
    firstAction: say(
      "Kräv förautentisering för kontot, byt lösenord.",
      "Require pre-authentication for the account, change its password.",
    ),
    fires: [
      [
        security(4768, {
          ...dc,
          TargetUserName: "svc-skrivare",
          PreAuthType: "0",
          TicketEncryptionType: "0x17",
          Status: "0x0",
        }),
      ],
    ],
    rests: [
      [
        security(4768, {
          ...dc,
          TargetUserName: "anna.ek",
          PreAuthType: "2",
          TicketEncryptionType: "0x12",
          Status: "0x0",
        }),
      ],
    ],
  }),
  rule({
    number: 28,
    title: say("Katalogens databas kopieras", "The directory's database is copied"),
    level: "critical",
    techniques: ["T1003.003"],
    source: "product: windows, category: process_creation",
    detection: String.raw`
  tool:
    Image|endswith: '\ntdsutil.exe'
    CommandLine|contains: ['ifm', 'create full']
  copy:
    CommandLine|contains: 'ntds.dit'
  copy_and:
    CommandLine|contains: ['copy', 'esentutl', 'HarddiskVolumeShadowCopy', '7z']
  condition: tool or (copy and copy_and)`,
    means: say(
      "Filen med alla lösenord i domänen tas ut.",
      "The file with every password of the domain is taken out.",
    ),
    falsePositives: say(
      "Installation av en domänkontrollant från media.",
      "Set-up of a domain controller from media.",
    ),
    firstAction: say(
      "Räkna med att alla lösenord är tagna. Skilj domänkontrollanten från internet.",
      "Take every password as stolen. Keep the controller from the internet.",
    ),
    fires: [
      [
        start(
          "C:\\Windows\\System32\\ntdsutil.exe",
          'ntdsutil "ac i ntds" ifm "create full c:\\t" q q',
          dc,
        ),
      ],
    ],
    rests: [[start("C:\\Windows\\System32\\ntdsutil.exe", "ntdsutil files info", dc)]],
  }),
  rule({
    number: 29,
    title: say("Ett konto får en annans identitet", "An account is given another's identity"),
    level: "high",
    techniques: ["T1134.005"],
    source: "product: windows, service: security",
    detection: `
  selection:
    EventID: [4765, 4766]
  condition: selection`,
    means: say(
      "SID-historik lades till: kontot får en annans rättigheter.",
      "SID history was added: another's rights.",
    ),
    falsePositives: say("Flytt mellan domäner.", "A move between domains."),
    firstAction: say(
      "Finns ingen flytt: ta bort historiken.",
      "If there is no move, remove the history.",
    ),
    fires: [[security(4765, { ...dc, ...subject, TargetUserName: "anna.ek" })]],
    rests: [[security(4738, { ...dc, ...subject, TargetUserName: "anna.ek" })]],
  }),
  rule({
    number: 30,
    title: say(
      "Ett certifikat begärs i en annans namn",
      "A certificate is asked for in another's name",
    ),
    level: "high",
    techniques: ["T1649"],
    source: "product: windows, service: security",
    detection: `
  selection:
    EventID: [4886, 4887]
    Attributes|contains: 'SAN:upn='
  condition: selection`,
    means: say(
      "Den som begär certifikatet säger själv vem det ska gälla, och kan logga in som " +
        "den personen.",
      "Whoever asks for it says whom it is for, and can sign in as that person.",
    ),
    falsePositives: say("Mallar för webbservrar.", "Templates of web servers."),
    firstAction: say(
      "Återkalla certifikatet. Stäng av mallen som låter den som begär välja namn.",
      "Revoke it. Turn off the template that lets the requester choose the name.",
    ),
    fires: [
      [
        security(4887, {
          ...dc,
          Requester: "KOMMUN\\anna.ek",
          Attributes: "SAN:upn=adm.bo@kommun.example.se",
        }),
      ],
    ],
    rests: [
      [
        security(4887, {
          ...dc,
          Requester: "KOMMUN\\PC7$",
          Attributes: "CertificateTemplate:Machine",
        }),
      ],
    ],
  }),
];
