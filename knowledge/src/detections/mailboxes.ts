/** Rules of mailboxes in Microsoft 365, and of the log that tells of them. */
import { type OwnDetection, rule, type SampleEvent, say } from "./detection.ts";

type Fields = Readonly<Record<string, unknown>>;

const mail = "product: m365, service: exchange";

function exchange(operation: string, parameters: Fields): SampleEvent {
  const list = Object.entries(parameters).map(([Name, Value]) => ({ Name, Value }));
  return {
    CreationTime: "2026-11-20T08:00:00",
    Workload: "Exchange",
    Operation: operation,
    UserId: "anna.ek@kommun.example.se",
    ClientIP: "198.51.100.7",
    ResultStatus: "True",
    Parameters: list,
    ...parameters,
  };
}

/** The rules. */
export const mailboxDetections: readonly OwnDetection[] = [
  rule({
    number: 109,
    title: say("En ny regel vidarebefordrar e-post", "A new rule forwards mail"),
    level: "high",
    techniques: ["T1114.003"],
    source: mail,
    detection: `
  act:
    Operation: ['New-InboxRule', 'Set-InboxRule', 'UpdateInboxRules']
  out:
    - 'ForwardTo'
    - 'RedirectTo'
    - 'ForwardAsAttachmentTo'
  condition: act and out`,
    means: say("Kopior av posten går till någon annan.", "Copies of the mail go to somebody else."),
    falsePositives: say(
      "Någon som vidarebefordrar inom kommunen.",
      "Somebody who forwards within the municipality.",
    ),
    firstAction: say(
      "Vart går posten? Är det utanför: ta bort regeln, byt lösenord, avsluta sessioner.",
      "Where does it go? If outside: remove the rule, change the password, end sessions.",
    ),
    fires: [[exchange("New-InboxRule", { Name: ".", ForwardTo: "smtp:x@annan.example" })]],
    rests: [[exchange("New-InboxRule", { Name: "Nyhetsbrev", MoveToFolder: "Nyhetsbrev" })]],
  }),
  rule({
    number: 110,
    title: say("En regel gömmer e-post", "A rule hides mail"),
    level: "high",
    techniques: ["T1564.008"],
    source: mail,
    detection: `
  act:
    Operation: ['New-InboxRule', 'Set-InboxRule', 'UpdateInboxRules']
  where:
    MoveToFolder|contains: ['RSS', 'Conversation History', 'Konversationshistorik', 'Arkiv',
      'Archive']
  gone:
    DeleteMessage: 'True'
  words:
    SubjectOrBodyContainsWords|contains: ['faktura', 'invoice', 'betal', 'payment', 'konto',
      'virus',
      'phish', 'hack', 'lösenord', 'password']
  condition: act and words and (where or gone)`,
    means: say(
      "Svar om fakturor eller varningar göms för den som äger brevlådan.",
      "Answers about invoices or warnings are hidden from the mailbox's owner.",
    ),
    falsePositives: say("Ovanligt.", "Rare."),
    firstAction: say(
      "Ta bort regeln, byt lösenord. Varna ekonomi för falska fakturor.",
      "Remove the rule, change the password. Warn finance of false invoices.",
    ),
    fires: [
      [
        exchange("New-InboxRule", {
          Name: "..",
          SubjectOrBodyContainsWords: "faktura;betalning",
          MoveToFolder: "RSS-flöden",
        }),
      ],
    ],
    rests: [
      [
        exchange("New-InboxRule", {
          Name: "Rea",
          SubjectOrBodyContainsWords: "erbjudande",
          DeleteMessage: "True",
        }),
      ],
    ],
  }),
  rule({
    number: 111,
    title: say("En brevlåda vidarebefordras", "A mailbox is forwarded"),
    level: "high",
    techniques: ["T1114.003"],
    source: mail,
    detection: `
  act:
    Operation: 'Set-Mailbox'
  out:
    ForwardingSmtpAddress|contains: '@'
  condition: act and out`,
    means: say("All post i brevlådan går vidare.", "All mail of the mailbox goes on."),
    falsePositives: say("Någon som slutat.", "Somebody who has left."),
    firstAction: say(
      "Vart? Är det utanför: stäng av, byt lösenord.",
      "Where to? If outside: turn it off, change the password.",
    ),
    fires: [
      [
        exchange("Set-Mailbox", {
          Identity: "anna.ek",
          ForwardingSmtpAddress: "smtp:x@annan.example",
        }),
      ],
    ],
    rests: [[exchange("Set-Mailbox", { Identity: "anna.ek", MaxSendSize: "35 MB" })]],
  }),
  rule({
    number: 112,
    title: say("En regel för all e-post ändras", "A rule for all mail is changed"),
    level: "medium",
    techniques: ["T1564.008", "T1114.003"],
    source: mail,
    detection: `
  selection:
    Operation: ['New-TransportRule', 'Set-TransportRule', 'New-InboundConnector',
      'New-OutboundConnector']
  condition: selection`,
    means: say(
      "Regler som gäller allas post ändrades.",
      "Rules for everybody's mail were changed.",
    ),
    falsePositives: say("Beställd ändring.", "An ordered change."),
    firstAction: say("Jämför med ärenden.", "Check against tickets."),
    fires: [[exchange("New-TransportRule", { Name: "r", BlindCopyTo: "x@annan.example" })]],
    rests: [[exchange("Get-TransportRule", {})]],
  }),
  rule({
    number: 113,
    title: say("Molnets logg stängs av", "The cloud's log is turned off"),
    level: "high",
    techniques: ["T1562.008"],
    source: mail,
    detection: `
  act:
    Operation: ['Set-AdminAuditLogConfig', 'Set-MailboxAuditBypassAssociation',
      'Set-OrganizationConfig']
  off:
    UnifiedAuditLogIngestionEnabled: 'False'
  bypass:
    AuditBypassEnabled: 'True'
  whole:
    AuditDisabled: 'True'
  condition: act and (off or bypass or whole)`,
    means: say("Det som händer härefter syns inte.", "What happens from now on is not seen."),
    falsePositives: say("Mycket ovanligt.", "Very rare."),
    firstAction: say(
      "Sätt på loggen. Lås den som stängde av den.",
      "Turn it on. Lock whoever turned it off.",
    ),
    fires: [[exchange("Set-AdminAuditLogConfig", { UnifiedAuditLogIngestionEnabled: "False" })]],
    rests: [[exchange("Set-AdminAuditLogConfig", { UnifiedAuditLogIngestionEnabled: "True" })]],
  }),
  rule({
    number: 114,
    title: say(
      "Någon får full åtkomst till en brevlåda",
      "Somebody is given full access to a mailbox",
    ),
    level: "low",
    techniques: ["T1098.002"],
    source: mail,
    detection: `
  act:
    Operation: 'Add-MailboxPermission'
  right:
    AccessRights|contains: 'FullAccess'
  condition: act and right`,
    means: say(
      "En annan person kan läsa och skicka i brevlådan.",
      "Another person can read and send in the mailbox.",
    ),
    falsePositives: say("Funktionsbrevlådor.", "Shared mailboxes."),
    firstAction: say("Vet ägaren om det?", "Does the owner know?"),
    fires: [
      [
        exchange("Add-MailboxPermission", {
          Identity: "kommunchef",
          User: "bo",
          AccessRights: "FullAccess",
        }),
      ],
    ],
    rests: [
      [
        exchange("Add-MailboxPermission", {
          Identity: "rum1",
          User: "bo",
          AccessRights: "ReadPermission",
        }),
      ],
    ],
  }),
];
