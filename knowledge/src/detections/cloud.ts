/** Rules of Entra ID and Microsoft 365: sign-ins, second factors, rights, mailboxes, logs. */
import { type OwnDetection, rule, type SampleEvent, say, spaced } from "./detection.ts";

type Fields = Readonly<Record<string, unknown>>;

const signIns = "product: azure, service: signinlogs";
const changes = "product: azure, service: auditlogs";

function signIn(fields: Fields): SampleEvent {
  return {
    createdDateTime: "2026-11-20T08:00:00Z",
    appDisplayName: "Office 365 Exchange Online",
    userPrincipalName: "anna.ek@kommun.example.se",
    ipAddress: "198.51.100.7",
    location: { countryOrRegion: "SE" },
    status: { errorCode: 0 },
    ...fields,
  };
}

function change(name: string, more: Fields = {}): SampleEvent {
  return {
    activityDateTime: "2026-11-20T08:00:00Z",
    activityDisplayName: name,
    initiatedBy: { user: { userPrincipalName: "adm.bo@kommun.example.se" } },
    ...more,
  };
}

const home = "['SE', 'NO', 'DK', 'FI', 'IS', 'AX']";

/** The rules. */
export const cloudDetections: readonly OwnDetection[] = [
  rule({
    number: 100,
    title: say(
      "Någon tröttas ut med inloggningsfrågor",
      "Somebody is worn down by sign-in prompts",
    ),
    level: "high",
    techniques: ["T1621"],
    source: signIns,
    detection: `
  selection:
    ResultType: ['500121', '50074']
  condition: selection`,
    correlation: `
  type: event_count
  group-by: [userPrincipalName]
  timespan: 10m
  condition: { gte: 5 }`,
    means: say(
      "Lösenordet är känt av någon annan, som skickar frågor till telefonen tills " +
        "personen godkänner.",
      "Somebody else has the password and sends prompts to the telephone until the " +
        "person approves.",
    ),
    falsePositives: say("En telefon som inte svarar.", "A telephone that does not answer."),
    firstAction: say(
      "Ring personen: godkänn ingenting. Byt lösenord och avsluta sessioner.",
      "Call the person: approve nothing. Change the password and end sessions.",
    ),
    fires: [spaced(5, 60, () => signIn({ status: { errorCode: 500121 } }))],
    rests: [
      spaced(4, 60, () => signIn({ status: { errorCode: 500121 } })),
      spaced(5, 300, () => signIn({ status: { errorCode: 500121 } })),
    ],
  }),
  rule({
    number: 101,
    title: say(
      "Inloggning från ett land utanför Norden",
      "Sign-in from a country outside the Nordics",
    ),
    level: "low",
    techniques: ["T1078.004"],
    source: signIns,
    detection: `
  done:
    ResultType: '0'
  country:
    location.countryOrRegion|re: '^[A-Z]{2}$'
  home:
    location.countryOrRegion: ${home}
  condition: done and country and not home`,
    means: say("Någon loggade in från utlandet.", "Somebody signed in from abroad."),
    falsePositives: say("Resor.", "Travel."),
    firstAction: say("Är personen på resa?", "Is the person travelling?"),
    fires: [[signIn({ location: { countryOrRegion: "VN" } })]],
    rests: [
      [signIn({})],
      [signIn({ location: { countryOrRegion: "VN" }, status: { errorCode: 50126 } })],
    ],
  }),
  rule({
    number: 102,
    title: say(
      "Inloggning utan stöd för andra faktor",
      "Sign-in that cannot ask for a second factor",
    ),
    level: "medium",
    techniques: ["T1078.004"],
    source: signIns,
    detection: `
  done:
    ResultType: '0'
  old:
    clientAppUsed: ['IMAP4', 'POP3', 'Authenticated SMTP', 'Other clients', 'Exchange ActiveSync',
      'MAPI Over HTTP', 'Exchange Web Services']
  condition: done and old`,
    means: say(
      "Ett gammalt sätt att logga in som går förbi den andra faktorn.",
      "An old way of signing in that passes by the second factor.",
    ),
    falsePositives: say("Skannrar och gamla mejlprogram.", "Scanners and old mail programs."),
    firstAction: say(
      "Stäng gamla inloggningssätt i villkorad åtkomst.",
      "Shut old ways in by conditional access.",
    ),
    fires: [[signIn({ clientAppUsed: "IMAP4" })]],
    rests: [[signIn({ clientAppUsed: "Browser" })]],
  }),
  rule({
    number: 103,
    title: say(
      "Elevkonto i verktyg för administratörer",
      "A pupil's account in administrators' tools",
    ),
    level: "high",
    techniques: ["T1078.004"],
    source: signIns,
    detection: `
  done:
    ResultType: '0'
  who:
    userPrincipalName|contains: ['@elev.', '@skola.', '@edu.', '.elev@']
  tool:
    appDisplayName|contains: ['Azure Portal', 'Azure Active Directory PowerShell',
      'Azure PowerShell',
      'Graph Explorer', 'Graph PowerShell', 'Graph Command Line', 'Azure CLI', 'Exchange Admin',
      'Exchange Online PowerShell', 'Intune']
  condition: done and who and tool`,
    means: say(
      "Ett elevkonto prövar verktyg som elever inte har nytta av.",
      "A pupil's account tries tools that pupils have no use for.",
    ),
    falsePositives: say("Teknikprogram i gymnasiet, nyfikenhet.", "Technical courses, curiosity."),
    firstAction: say(
      "Stäng verktygen för elever. Prata med skolan, inte om straff.",
      "Shut the tools to pupils. Talk with the school, not of punishment.",
    ),
    fires: [
      [signIn({ userPrincipalName: "liv@elev.kommun.example.se", appDisplayName: "Azure Portal" })],
    ],
    rests: [
      [signIn({ userPrincipalName: "liv@elev.kommun.example.se", appDisplayName: "OneNote" })],
    ],
  }),
  rule({
    number: 104,
    title: say("Någon fick en hög roll i molnet", "Somebody was given a high role in the cloud"),
    level: "high",
    techniques: ["T1098.003"],
    source: changes,
    detection: `
  act:
    OperationName|startswith: ['Add member to role', 'Add eligible member to role']
  role:
    - 'administrator'
  condition: act and role`,
    means: say(
      "Ett konto fick rätt att styra hela eller delar av molnet.",
      "An account was given power over all or parts of the cloud.",
    ),
    falsePositives: say("Beställd ändring.", "An ordered change."),
    firstAction: say(
      "Finns ett ärende? Annars: ta bort rollen, avsluta sessioner.",
      "Is there a ticket? Else remove the role and end sessions.",
    ),
    fires: [
      [
        change("Add member to role", {
          targetResources: [
            {
              modifiedProperties: [
                { displayName: "Role.DisplayName", newValue: '"Global Administrator"' },
              ],
            },
          ],
        }),
      ],
    ],
    rests: [[change("Add member to group")]],
  }),
  rule({
    number: 105,
    title: say(
      "Ett program får läsa e-post eller filer",
      "An app is allowed to read mail or files",
    ),
    level: "medium",
    techniques: ["T1528"],
    source: changes,
    detection: `
  act:
    OperationName: ['Consent to application', 'Add OAuth2PermissionGrant',
      'Add app role assignment to service principal']
  rights:
    - 'Mail.Read'
    - 'Mail.Send'
    - 'Files.Read'
    - 'full_access_as_app'
    - 'Directory.ReadWrite'
    - 'offline_access'
  condition: act and rights`,
    means: say(
      "Programmet kan läsa utan lösenord, även efter byte av det.",
      "The app can read without a password, even after a change of it.",
    ),
    falsePositives: say("Godkända program.", "Approved apps."),
    firstAction: say(
      "Är programmet godkänt? Annars: ta bort medgivandet.",
      "Is it approved? Else take the consent back.",
    ),
    fires: [
      [
        change("Consent to application", {
          targetResources: [
            { modifiedProperties: [{ newValue: "Scope: Mail.Read offline_access" }] },
          ],
        }),
      ],
    ],
    rests: [
      [
        change("Consent to application", {
          targetResources: [{ modifiedProperties: [{ newValue: "Scope: User.Read" }] }],
        }),
      ],
    ],
  }),
  rule({
    number: 106,
    title: say("Villkorad åtkomst ändras", "Conditional access is changed"),
    level: "medium",
    techniques: ["T1556.009"],
    source: changes,
    detection: `
  selection:
    OperationName|contains: ['conditional access policy', 'named location']
    OperationName|startswith: ['Update', 'Delete']
  condition: selection`,
    means: say(
      "Reglerna för vem som får logga in ändrades.",
      "The rules for who may sign in were changed.",
    ),
    falsePositives: say("Beställd ändring.", "An ordered change."),
    firstAction: say("Jämför med förra versionen.", "Compare with the former version."),
    fires: [[change("Update conditional access policy")]],
    rests: [[change("Update user")]],
  }),
  rule({
    number: 107,
    title: say("Ett program får en ny nyckel", "An app is given a new key"),
    level: "high",
    techniques: ["T1098.001"],
    source: changes,
    detection: `
  selection:
    OperationName|contains: ['Add service principal credentials',
      'Certificates and secrets management']
  condition: selection`,
    means: say(
      "Den som har nyckeln kan göra allt programmet får göra.",
      "Whoever has the key can do all the app may.",
    ),
    falsePositives: say("Förnyelse av nycklar.", "Renewal of keys."),
    firstAction: say(
      "Vem beställde? Annars: ta bort nyckeln.",
      "Who ordered it? Else remove the key.",
    ),
    fires: [[change("Update application – Certificates and secrets management ")]],
    rests: [[change("Update application")]],
  }),
  rule({
    number: 108,
    title: say("Andra faktorn tas bort för någon", "A second factor is taken away"),
    level: "medium",
    techniques: ["T1556.006"],
    source: changes,
    detection: `
  selection:
    OperationName: ['Disable Strong Authentication', 'Admin deleted security info',
      'User deleted security info', 'Delete authentication method']
  condition: selection`,
    means: say(
      "Kontot kan sedan tas med bara lösenordet.",
      "The account can then be taken by its password alone.",
    ),
    falsePositives: say(
      "Byte av telefon genom servicedesk.",
      "A new telephone, by the service desk.",
    ),
    firstAction: say(
      "Kontrollera med personen på ett känt nummer.",
      "Check with the person on a known number.",
    ),
    fires: [[change("Admin deleted security info")]],
    rests: [[change("User reviewed security info")]],
  }),
];
