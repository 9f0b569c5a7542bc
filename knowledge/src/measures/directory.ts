/** Measures on the directory, its rights, its certificates and the cloud's administration. */
import { about, control, cost, measure, published, slower, type Measure } from "../measures.ts";
import { assumption } from "../source.ts";

export const directoryMeasures: readonly Measure[] = [
  measure({
    id: "rights-cleanup",
    name: { sv: "Städa katalogens rättigheter", en: "Tidy the directory's rights" },
    text: {
      sv: "Ta bort rättigheter över konton, grupper, datorer och certifikatmallar som ingen behöver; börja med vägarna som visas under Vägar in.",
      en: "Remove rights over accounts, groups, computers and certificate templates that nobody needs; begin with the ways shown under Ways in.",
    },
    effects: [control("rightsTidy", 0.85), control("templateSound", 0.97)],
    cost: cost({ once: 120000, hours: { operations: 260 } }),
  }),
  measure({
    id: "rights-review",
    name: { sv: "Gå igenom rättigheterna varje halvår", en: "Review the rights every half-year" },
    text: {
      sv: "Systemägare intygar vilka som ska ha rättigheter; resten tas bort. Håller en städning vid liv.",
      en: "System owners certify who shall have rights; the rest are removed. Keeps a tidying alive.",
    },
    effects: [control("rightsTidy", 0.5)],
    cost: cost({ hours: { operations: 60 }, yearlyHours: { operations: 80, services: 120 } }),
  }),
  measure({
    id: "sound-templates",
    name: { sv: "Säkra certifikatmallar", en: "Sound certificate templates" },
    text: {
      sv: "Mallar där den som frågar väljer namn stängs eller kräver godkännande.",
      en: "Templates that let whoever asks choose the name are closed or ask for approval.",
    },
    effects: [control("templateSound", 0.98), control("approvalRequired", 0.6)],
    cost: cost({ hours: { operations: 40 } }),
    leadMonths: 1,
  }),
  measure({
    id: "guarded-enrolment",
    name: { sv: "Skydda certifikatutfärdarens webb", en: "Guard the certificate authority's web" },
    text: {
      sv: "Utfärdaren tar inte emot oskyddad begäran över webben; inloggningar kan inte föras vidare till den.",
      en: "The authority takes no unprotected requests over the web; sign-ins cannot be passed on to it.",
    },
    effects: [control("enrolmentGuarded", 0.98)],
    cost: cost({ hours: { operations: 24 } }),
    leadMonths: 1,
  }),
  measure({
    id: "names-off",
    name: { sv: "Stäng av namnfrågor till alla", en: "Turn off asking everyone for names" },
    text: {
      sv: "LLMNR och NBT-NS stängs av, SMB-signering krävs och NTLM begränsas där det går.",
      en: "LLMNR and NBT-NS are turned off, SMB signing is required and NTLM limited where it can be.",
    },
    effects: [control("namesGuarded", 0.97)],
    cost: cost({ hours: { operations: 150 } }),
    source: assumption,
    leadMonths: 3,
  }),
  measure({
    id: "tiering",
    name: {
      sv: "Administratörer loggar bara in där de ska",
      en: "Administrators sign in only where they should",
    },
    text: {
      sv: "Nivåindelning: domänadministratörer loggar aldrig in på klienter och vanliga servrar; färre domänadministratörer.",
      en: "Tiers: domain administrators never sign in on clients or ordinary servers; fewer domain administrators.",
    },
    effects: [control("tiered", 0.95)],
    cost: cost({ once: 100000, hours: { operations: 300 } }),
  }),
  measure({
    id: "admin-workstations",
    name: {
      sv: "Egna datorer för administratörer",
      en: "Computers of their own for administrators",
    },
    text: {
      sv: "Administration görs från egna härdade datorer utan e-post och webb.",
      en: "Administration is done from hardened computers of its own, without mail or web.",
    },
    effects: [control("tiered", 0.98), control("endpointHardened", 0.98, "privileged")],
    cost: cost({
      hours: { operations: 160 },
      each: { of: "privileged", once: about(12000, 1.4), hours: 4 },
    }),
    requires: ["tiering"],
    leadMonths: 5,
  }),
  measure({
    id: "fewer-administrators",
    name: {
      sv: "Halvera antalet domänadministratörer",
      en: "Halve the number of domain administrators",
    },
    text: {
      sv: "Gå igenom vilka som behöver vara domänadministratörer; de andra får smala roller.",
      en: "Go through who needs to be domain administrator; the others get narrow roles.",
    },
    effects: [slower("harvest", 3)],
    cost: cost({ hours: { operations: 80 } }),
    source: published({
      sv: "Enköping (PwC): alldeles för många domänadministratörer; timmarna är ett antagande",
      en: "Enköping (PwC): far too many domain administrators; hours are an assumption",
    }),
  }),
  measure({
    id: "credential-guard",
    name: {
      sv: "Skydda lösenord i minnet med det Windows har",
      en: "Protect passwords in memory with what Windows has",
    },
    text: {
      sv: "Credential Guard, skyddade användare och LSA-skydd slås på för klienter och servrar.",
      en: "Credential Guard, protected users and LSA protection are turned on for clients and servers.",
    },
    effects: [control("credentialsProtected", 0.85)],
    cost: cost({ hours: { operations: 120 } }),
    leadMonths: 3,
  }),
  measure({
    id: "local-passwords",
    name: { sv: "Egna lokala lösenord (LAPS)", en: "Local passwords of their own (LAPS)" },
    text: {
      sv: "Varje dator får ett eget lokalt administratörslösenord som byts; ingår i Windows.",
      en: "Every computer gets a local administrator password of its own that changes; part of Windows.",
    },
    effects: [control("uniqueLocalPassword", 0.95)],
    cost: cost({ hours: { operations: 120 } }),
    source: published({
      sv: "Windows LAPS ingår i Windows; 80–150 timmar är ett antagande",
      en: "Windows LAPS is part of Windows; 80–150 hours are an assumption",
    }),
  }),
  measure({
    id: "cloud-administrators",
    name: {
      sv: "Molnets administratörer bara i molnet",
      en: "The cloud's administrators in the cloud only",
    },
    text: {
      sv: "Administratörskonton i molnet synkas inte från katalogen och har nycklar; två nödkonton på papper.",
      en: "Administrator accounts of the cloud are not synchronised from the directory and have keys; two emergency accounts on paper.",
    },
    effects: [control("cloudAdminsSeparate", 0.98)],
    cost: cost({ once: 10000, hours: { operations: 40 } }),
    leadMonths: 1,
  }),
  measure({
    id: "push-approval",
    name: { sv: "Två godkänner det som skickas till alla", en: "Two approve what is sent to all" },
    text: {
      sv: "Program och regler till alla datorer kräver två personers godkännande.",
      en: "Programs and rules for all computers ask for the approval of two persons.",
    },
    effects: [control("pushApproved", 0.95)],
    cost: cost({ hours: { operations: 30 } }),
    leadMonths: 1,
  }),
];
