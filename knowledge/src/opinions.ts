/**
 * Whose opinion is asked for before a municipality reads in what is its own, what they are asked,
 * and a draft of each opinion. The drafts are in Swedish alone: they are papers of a Swedish
 * authority. Laws are named from memory and have not been held against their primary source: each
 * draft says so, and the one who signs it checks.
 */
import type { Text } from "@vallgrav/kernel";

/** Who is asked. */
export type OpinionKind = "security-protection" | "data-protection" | "archive" | "unions";

/** One opinion that is asked for. */
export type OpinionAsked = {
  readonly kind: OpinionKind;
  readonly name: Text;
  /** The question, for whoever asks it. */
  readonly question: Text;
  /** When it is not needed, as an example of a reason. */
  readonly exempt: Text;
  /** Markdown in Swedish, with gaps in square brackets. */
  readonly draft: string;
};

const unchecked =
  "*Lagrummen är angivna ur minnet och inte kontrollerade mot källan. " +
  "Kontrollera dem före beslut.*";

/** What Vallgrav is, as every draft needs to say it. */
const what = `Vallgrav är ett system som kommunen driver själv. Det läser exporter ur kommunens
egna register och verktyg (katalog, datorer, system, säkerhetskopior, brandvägg) och räknar ut hur
en angripare kan ta sig fram, vad det skulle kosta i samhällsviktig verksamhet och vilka åtgärder
som hjälper mest. Systemet ändrar ingenting, hämtar ingenting utifrån och skickar ingenting utanför
kommunen som inte är inställt.`;

const ending = `**Ställningstagande:** [tillstyrks / tillstyrks med villkoren ovan / avstyrks]

[Ort och datum] · [Namn, befattning] · Dnr [diarienummer]

${unchecked}`;

/** The opinions, in the order in which they are best asked for. */
export const opinionsAsked: readonly OpinionAsked[] = [
  {
    kind: "security-protection",
    name: { sv: "Säkerhetsskyddschefen", en: "The head of protective security" },
    question: {
      sv:
        "Blir det samlade materialet säkerhetsskyddsklassificerat, fast ingen av delarna är" +
        " det (aggregering)?",
      en:
        "Does the material as a whole become security-classified although no part of it is " +
        "(aggregation)?",
    },
    exempt: {
      sv:
        "Kommunen bedriver enligt sin säkerhetsskyddsanalys ingen säkerhetskänslig " +
        "verksamhet i de delar som läses in.",
      en:
        "By its analysis the municipality runs no security-sensitive activity in the parts " +
        "that are read.",
    },
    draft: `# Yttrande om aggregering: Vallgrav

${what}

## Frågan

Var och en av de uppgifter som läses in är i regel öppen inom IT-avdelningen. Samlade visar de
vägarna in till hela kommunen. Frågan är om sammanställningen rör säkerhetskänslig verksamhet och
därmed är säkerhetsskyddsklassificerad (säkerhetsskyddslagen 2018:585,
säkerhetsskyddsförordningen 2021:955).

## Bedömning

1. Verksamheter som enligt kommunens säkerhetsskyddsanalys är säkerhetskänsliga: [lista, eller
   "inga"].
2. System, nät och anläggningar som hör till dem: [lista]. De **läses inte in**; i modellen är
   de svarta lådor utan innehåll.
3. Det som återstår bedöms som helhet: [ej säkerhetsskyddsklassificerat / klass …, skäl].
4. Är helheten klassificerad får den inte läggas in i Vallgrav: systemet är inte godkänt för
   sådana uppgifter.

## Villkor

- [De system som nämns i punkt 2 tas bort ur exporten innan den läses in.]
- [Bedömningen görs om när en ny typ av källa tillkommer, dock minst varje år.]
- [Vilka som har tillgång, och på vilka platser sammanställningen får visas.]

${ending}
`,
  },
  {
    kind: "data-protection",
    name: { sv: "Dataskyddsombudet", en: "The data protection officer" },
    question: {
      sv:
        "Är behandlingen av personuppgifter laglig och nödvändig, och behövs en " +
        "konsekvensbedömning?",
      en:
        "Is the processing of personal data lawful and necessary, and is an impact " +
        "assessment needed?",
    },
    exempt: {
      sv: "En konsekvensbedömning som omfattar behandlingen finns redan, dnr …",
      en: "An impact assessment that covers the processing exists already, reference …",
    },
    draft: `# Dataskyddsombudets yttrande: Vallgrav

${what}

## Behandlingen

| | |
|---|---|
| Personuppgiftsansvarig | [nämnd eller styrelse; varje nämnd är ansvarig för sitt] |
| Ändamål | att förebygga och begränsa angrepp mot kommunens informationssystem |
| Rättslig grund | [uppgift av allmänt intresse, dataskyddsförordningen artikel 6.1 e] |
| Registrerade | anställda, förtroendevalda och konsulter med konton; elever som antal |
| Uppgifter | namn, kontonamn, e-post, anställningsnummer, enhet, behörigheter, datorer |
| Tas inte in | personnummer och hemligheter stoppas vid dörren; bara platsen sparas |
| Lagring | råfiler 90 dagar; loggens detaljer två år; modellen tills den tas tillbaka |
| Mottagare | ingen utanför kommunen |

## Bedömning

1. Är uppgifterna nödvändiga för ändamålet, och kan färre räcka? [ ]
2. Behövs en konsekvensbedömning (artikel 35)? Behandlingen är [inte] systematisk övervakning av
   anställda. [ ]
3. Information till de registrerade (artikel 13 och 14): [hur och när]. [ ]
4. Behandlingen är införd i registret (artikel 30): [ja, dnr]. [ ]
5. Utbildningsresultat visas bara för grupper om tio eller fler. [ ]

${ending}
`,
  },
  {
    kind: "archive",
    name: { sv: "Arkivet", en: "The archive" },
    question: {
      sv: "Vad ska bevaras och vad får gallras, och finns ett gallringsbeslut?",
      en: "What is to be kept and what may be disposed of, and is there a decision on disposal?",
    },
    exempt: {
      sv: "Nämndens informationshanteringsplan omfattar handlingarna redan, dnr …",
      en: "The committee's plan for records covers them already, reference …",
    },
    draft: `# Arkivets yttrande och förslag till gallringsbeslut: Vallgrav

${what}

Handlingarna är allmänna när de har kommit in eller upprättats, och många är sekretessbelagda
(offentlighets- och sekretesslagen 2009:400, 18 kap.). Allmänna handlingar gallras bara efter
beslut (arkivlagen 1990:782).

| handling | förslag | skäl |
|---|---|---|
| inlästa råfiler | gallras efter 90 dagar; kontrollsumman bevaras | avskrifter av källan |
| modellen (sammanställda uppgifter) | gallras när importen tas tillbaka | aktualiseras löpande |
| beräkningar och planer som nämnden beslutat på | bevaras | underlag till beslut |
| avslutade jobb | gallras efter 365 dagar | utan värde när resultatet finns |
| loggens poster | bevaras | spårbarhet |
| loggens detaljer (adresser) | gallras efter 730 dagar | personuppgifter |
| frågor till ägare och deras svar | [gallras med modellen / bevaras] | [ ] |

Uttag i öppna format för arkivet: \`vallgrav export --all\`.

**Beslut:** [gallring enligt tabellen fastställs att gälla från och med …]

${ending}
`,
  },
  {
    kind: "unions",
    name: { sv: "De fackliga organisationerna", en: "The unions" },
    question: {
      sv:
        "Är införandet en viktigare förändring som ska förhandlas, och hur används " +
        "uppgifter om anställda?",
      en:
        "Is this a change of weight that must be negotiated, and how is data about " +
        "employees used?",
    },
    exempt: {
      sv: "Förhandlat eller informerat i samverkansgruppen den …, protokoll §…",
      en: "Negotiated, or informed of in the works council on …, minutes § …",
    },
    draft: `# Underlag för samverkan: Vallgrav

${what}

## Det berör anställda så här

1. Konton och behörigheter visas med namn för dem som arbetar med säkerheten. Syftet är hur långt
   behörigheterna räcker, inte hur någon arbetar. Senaste inloggning läses för att hitta konton som
   ingen använder. Webbesök och meddelanden läses inte in.
2. Loggar läses när någon letar efter intrång, och träffarna gäller händelser, inte arbetsinsatser.
3. Den som känner ett system kan få högst tre frågor i månaden. "Vet inte" är ett svar.
4. Utbildningsresultat visas bara för grupper om tio eller fler. Det finns ingen lista över
   enskilda, och resultaten används inte i lönesamtal eller arbetsrättsliga ärenden.
5. Vem som har tittat på vad i Vallgrav loggas.

## Frågan

Är införandet en viktigare förändring av verksamheten som ska förhandlas före beslut (lagen
1976:580 om medbestämmande i arbetslivet, 11 §), eller räcker information (19 §)?

**Arbetsgivarens bedömning:** [ ] **Organisationernas synpunkter:** [ ] **Protokoll:** [§, datum]

${ending}
`,
  },
];
