/** Sources of the first rung: lists that some administrator can export today. */
import type { Text } from "@vallgrav/kernel";
import { type LadderSource, upload } from "./source.ts";

const headings: Text = {
  sv: "Spara som CSV eller XLSX med rubriker på första raden. Svenska och engelska rubriker går bra.",
  en: "Save as CSV or XLSX with headings in the first row. Swedish and English headings will do.",
};

/** In the order in which they are best brought. */
export const exportedLists: readonly LadderSource[] = [
  {
    id: "backups",
    rung: 1,
    name: { sv: "Listan över säkerhetskopior", en: "The list of backups" },
    who: { sv: "Den som sköter säkerhetskopieringen", en: "Whoever runs backups" },
    minutes: 20,
    alarms: null,
    steps: [
      {
        sv: "Ta ut jobben ur kopieringsprogrammet, eller för en egen lista: system, lagring, om kopian går att nå från domänen och om återläsning är provad.",
        en: "Export the jobs of the backup program, or keep a list: system, storage, whether the copy can be reached from the domain, and whether a restore was tried.",
      },
      upload,
    ],
    command: null,
    readers: ["backup-list", "veeam"],
    tells: { assets: ["backup"], properties: ["reach", "tested"], isAsked: false },
  },
  {
    id: "inventory",
    rung: 1,
    name: { sv: "Datorer och servrar", en: "Computers and servers" },
    who: { sv: "Den som sköter datorerna", en: "Whoever runs the computers" },
    minutes: 20,
    alarms: null,
    steps: [
      {
        sv: "Ta ut listan ur Intune, Configuration Manager, Lansweeper eller Snow, och virtuella maskiner ur RVTools, vSphere eller Hyper-V.",
        en: "Export the list from Intune, Configuration Manager, Lansweeper or Snow, and virtual machines from RVTools, vSphere or Hyper-V.",
      },
      upload,
    ],
    command: null,
    readers: [
      "computer-list",
      "configuration-manager",
      "hyperv",
      "intune",
      "lansweeper",
      "rvtools",
      "snow",
      "vsphere",
    ],
    tells: { assets: ["computer"], properties: ["operatingsystem"], isAsked: false },
  },
  {
    id: "entra",
    rung: 1,
    name: { sv: "Konton och grupper i Entra", en: "Accounts and groups in Entra" },
    who: {
      sv: "Den som får läsa användare i Entra",
      en: "Whoever may read users in Entra",
    },
    minutes: 20,
    alarms: null,
    steps: [
      {
        sv: "Ladda ned användare, grupper och inloggningsmetoder som CSV i administratörsportalen.",
        en: "Download users, groups and sign-in methods as CSV from the administrators' portal.",
      },
      upload,
    ],
    command: null,
    readers: ["entra", "account-list"],
    tells: { assets: ["account", "group"], properties: [], isAsked: false },
  },
  {
    id: "entra-script",
    rung: 1,
    name: { sv: "Entra med Vallgravs skript", en: "Entra by Vallgrav's script" },
    who: {
      sv: "Den som har rollen Global läsare i Entra",
      en: "Whoever has the role Global Reader in Entra",
    },
    minutes: 20,
    alarms: {
      sv: "Inloggningen och godkännandet av läsbehörigheterna syns i granskningsloggen.",
      en: "The sign-in and the consent to the rights to read show in the audit log.",
    },
    steps: [
      {
        sv: "Skriv ut skriptet, läs igenom det och kör det.",
        en: "Print the script, read it through, and run it.",
      },
      upload,
    ],
    command: "vallgrav collect entra > samla-entra.ps1",
    readers: ["entra-collection"],
    tells: { assets: ["account", "group"], properties: [], isAsked: false },
  },
  {
    id: "azurehound",
    rung: 1,
    name: { sv: "Entra med AzureHound", en: "Entra by AzureHound" },
    who: {
      sv: "Den som har rollen Global läsare i Entra",
      en: "Whoever has the role Global Reader in Entra",
    },
    minutes: 30,
    alarms: {
      sv: "Verktyget är känt av skyddsprogram som angreppsverktyg. Säg till driften först.",
      en: "Protective software knows the tool as one of attackers. Tell operations first.",
    },
    steps: [
      {
        sv: "Kör AzureHound mot katalogen och ta JSON-filen. Prenumerationer och resurser läses inte.",
        en: "Run AzureHound against the directory and take the JSON file. Subscriptions and resources are not read.",
      },
      upload,
    ],
    command: null,
    readers: ["azurehound"],
    tells: { assets: ["account", "group"], properties: [], isAsked: false },
  },
  {
    id: "osquery",
    rung: 1,
    name: { sv: "Uppgifter från osquery", en: "Results of osquery" },
    who: { sv: "Den som sköter osquery eller Fleet", en: "Whoever runs osquery or Fleet" },
    minutes: 20,
    alarms: null,
    steps: [
      {
        sv: "Ta loggen med frågornas svar (system_info, os_version, programs eller paketlistor, listening_ports, interface_addresses).",
        en: "Take the log of the queries' results (system_info, os_version, programs or package lists, listening_ports, interface_addresses).",
      },
      upload,
    ],
    command: null,
    readers: ["osquery"],
    tells: { assets: ["computer", "software"], properties: ["operatingsystem"], isAsked: false },
  },
  {
    id: "people",
    rung: 1,
    name: {
      sv: "Anställda, elever, konsulter och leverantörer",
      en: "Employees, pupils, consultants and suppliers",
    },
    who: {
      sv: "Personal, skolan och inköp, var sin lista",
      en: "Human resources, the schools and procurement, a list each",
    },
    minutes: 45,
    alarms: null,
    steps: [
      headings,
      {
        sv: "Personnummer används bara för att koppla ihop rader och sparas aldrig.",
        en: "Personal identity numbers serve only to join rows and are never kept.",
      },
      upload,
    ],
    command: null,
    readers: ["people-register", "school-register", "consultant-register", "supplier-register"],
    tells: { assets: ["person", "supplier"], properties: [], isAsked: false },
  },
  {
    id: "network",
    rung: 1,
    name: { sv: "Nätzoner och brandväggsregler", en: "Network zones and firewall rules" },
    who: { sv: "Den som sköter nätet", en: "Whoever runs the network" },
    minutes: 60,
    alarms: null,
    steps: [
      {
        sv: "Har ni FortiGate: ta ut säkerhetskopian av inställningarna. Hemligheter i den läses aldrig in, men skicka inte filen med e-post.",
        en: "If you have FortiGate: export the backup of its configuration. Secrets in it are never read in, but do not send the file by mail.",
      },
      headings,
      upload,
    ],
    command: null,
    readers: ["fortigate", "zone-list", "filter-rules"],
    tells: { assets: ["zone"], properties: [], isAsked: false },
  },
  {
    id: "software",
    rung: 1,
    name: { sv: "Programlistor", en: "Lists of software" },
    who: { sv: "Den som sköter servrarna, och leverantörer", en: "Operations, and suppliers" },
    minutes: 20,
    alarms: null,
    steps: [
      {
        sv: "Be leverantörer om en programförteckning (CycloneDX eller SPDX), eller ta ut paketlistan på servern. Kommandot är för Debian och Ubuntu.",
        en: "Ask suppliers for a bill of materials (CycloneDX or SPDX), or export the packages of a server. The command is for Debian and Ubuntu.",
      },
      upload,
    ],
    command: "cp /var/lib/dpkg/status paket.status",
    readers: ["cyclonedx", "spdx", "dpkg", "rpm", "windows-software"],
    tells: { assets: ["software"], properties: [], isAsked: false },
  },
];
