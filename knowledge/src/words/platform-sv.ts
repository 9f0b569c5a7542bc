/** Swedish words for the problems of the platform and the refusals of the server. */
import { own } from "@vallgrav/kernel";
import { calculationsSv } from "./calculations.ts";
import { crowdedSv } from "./crowded.ts";
import { countSv, numberSv, sizeSv } from "./numbers.ts";
import { graphSv } from "./graph.ts";
import { hygieneSv } from "./hygiene.ts";
import { keptListsSv } from "./kept-lists.ts";
import { ownCatalogueSv } from "./own-catalogue.ts";
import type { Phrases } from "./phrases.ts";
import type { PlatformProblem } from "./platform-problem.ts";
import { realitySv } from "./reality.ts";
import { releasesSv } from "./releases.ts";
import { governSv } from "./govern.ts";
import { sharedSv } from "./shared-things.ts";

/** Every code of the platform and the server. */
export const platformSv: Phrases<PlatformProblem> = {
  ...governSv,
  ...calculationsSv,
  ...crowdedSv,
  ...ownCatalogueSv,
  ...keptListsSv,
  ...releasesSv,
  "accounts/already-set-up": () => "Det finns redan ett konto. Logga in i stället.",
  "accounts/bad-link": () =>
    "Länken gäller inte längre. Den kan användas en gång och blir gammal. Be om en ny.",
  "accounts/bad-name": (p) =>
    `Namnet går inte att använda. Det får ha högst ${numberSv(p.limit)} tecken, och alla ska ` +
    "synas.",
  "accounts/bad-passkey": () =>
    "Lösennyckeln gick inte att använda här. Försök igen, eller logga in med lösenord.",
  "accounts/break-glass": () =>
    "Ett konto för värsta dagen är en administratörs och kan inte få en annan roll. Stäng det i stället.",
  "accounts/factor-demanded": () => "Din roll måste ha en andra faktor. Den kan inte tas bort.",
  "accounts/has-factor": () => "Kontot har redan en andra faktor. Ta bort den först.",
  "accounts/identity-taken": () =>
    "Identiteten hör redan till ett konto, eller så har kontot redan en.",
  "accounts/incident": () => "Det är incident. Bara namngivna personer släpps in just nu.",
  "accounts/last-administrator": () =>
    "Kontot är den sista administratören som kan logga in. Släpp först in en till.",
  "accounts/name-taken": (p) => `Namnet ”${p.name}” är upptaget. Välj ett annat.`,
  "accounts/locked-by-other": () =>
    "Kontot är låst av någon som når längre än du. Be en administratör.",
  "accounts/needs-code": () => "Skriv också koden ur appen, eller en återställningskod.",
  "accounts/no-factor": () => "Ingen andra faktor är påbörjad. Börja om.",
  "accounts/no-provider": () =>
    "Kommunens inloggning är inte kopplad till Vallgrav. Logga in med namn och lösenord.",
  "accounts/not-active": () =>
    "Kontot är inte öppet. Be en administratör släppa in det eller låsa upp det.",
  "accounts/not-first-run": () => "Det finns redan ett konto. Logga in i stället.",
  "accounts/not-from-here": () =>
    "Kontot är i ett läge där det inte går. Hämta det på nytt; någon annan kan ha hunnit före.",
  "accounts/not-linked": () =>
    "Inget konto i Vallgrav är kopplat till dig. Be en administratör om en inbjudan.",
  "accounts/own-account": () =>
    "Det här är ditt eget konto. Be en annan administratör, eller använd Mitt konto.",
  "accounts/password-common": () =>
    "Lösenordet är vanligt och lätt att gissa. Välj ett annat; en mening är lättare att minnas.",
  "accounts/password-contains-name": () =>
    "Lösenordet innehåller kontots namn. Välj ett annat; en mening är lättare att minnas.",
  "accounts/password-too-long": (p) =>
    `Lösenordet är för långt. Det får ha högst ${numberSv(p.limit)} tecken.`,
  "accounts/password-too-short": (p) =>
    `Lösenordet har ${numberSv(p.length)} tecken. Det ska ha minst ${numberSv(p.least)}.`,
  "accounts/provider-away": () =>
    "Kommunens inloggning svarar inte. Logga in med namn och lösenord i stället.",
  "accounts/provider-refused": () =>
    "Inloggningen hos kommunen gick inte att använda här. Försök igen från början.",
  "accounts/provider-weak": () =>
    "Ditt konto kräver en andra faktor, och kommunens inloggning intygar ingen. Logga in med namn, lösenord och kod.",
  "accounts/too-many-tokens": (p) =>
    `Kontot har redan ${numberSv(p.limit)} nycklar för program. Avsluta en först.`,
  "accounts/unit-in-use": () =>
    "Enheten har enheter eller konton under sig, och kan därför inte tas bort.",
  "accounts/unknown": () => "Kontot finns inte.",
  "accounts/unknown-unit": () => "Enheten finns inte. Hämta listan på nytt och välj en som finns.",
  "accounts/wait": (p) =>
    `För många försök. Vänta ${countSv(p.seconds, "sekund", "sekunder")} och försök igen.`,
  "accounts/wrong": () => "Namnet eller lösenordet stämmer inte.",
  "accounts/wrong-code": () =>
    "Koden stämmer inte. En kod gäller en gång och i en halv minut; vänta på nästa.",

  "asking/bad-answer": () =>
    "Varje fråga behöver ett av svaren som står där. Inget är sparat; svara på nytt.",
  "asking/bad-link": () =>
    "Länken gäller inte. Den kan vara använd, återtagen eller för gammal. Be den som frågade om en ny.",
  "asking/bad-person": (p) =>
    `Skriv vem som ska frågas: namn eller roll, högst ${numberSv(p.limit)} tecken, utan personnummer.`,
  "asking/not-open": () => "Formuläret är inte öppet längre. Hämta listan på nytt.",
  "asking/too-many-kept": (p) =>
    `Det finns redan ${numberSv(p.limit)} formulär. Ta tillbaka några som inte behövs.`,
  "asking/too-many-month": (p) =>
    `Samma person får högst ${numberSv(p.limit)} frågor på trettio dagar. Fråga om färre, eller vänta.`,
  "asking/too-many-open": (p) =>
    `Samma person har högst ${numberSv(p.limit)} obesvarade frågor. Vänta på svar, eller ta tillbaka.`,
  "asking/unknown": () => "Det formuläret finns inte. Hämta listan på nytt.",
  "asking/unknown-question": () =>
    "Frågan går inte att ställa nu: den är besvarad, redan ställd, eller för många på en gång. " +
    "Välj en till tre andra.",

  "audit/broken": (p) =>
    `Loggen håller inte: post ${numberSv(p.number)} är ändrad, borttagen eller har bytt plats.`,
  "audit/rewritten": () =>
    "Loggen är inte den som kontrollpunkten vittnar om: äldre poster har skrivits om.",
  "audit/shorter": (p) =>
    `Loggen har ${numberSv(p.found)} poster, men hade ${numberSv(p.expected)} när kontrollpunkten ` +
    "gjordes: de sista är borttagna, eller så är en äldre databas återställd.",
  "audit/unavailable": () =>
    "Loggen över vem som gjort vad kan inte skrivas, och utan den lämnas inget ut. " +
    "Kontrollera databasen och diskutrymmet.",

  "collect/advisories-changed": () =>
    "Någon annan har uppdaterat säkerhetsråden under tiden. Inget ändrades; kör uppdateringen igen.",
  "collect/advisories-damaged": () =>
    "Säkerhetsråden är skadade eller ofullständiga och används inte. Kopiera mappen på nytt, eller " +
    "töm den och bygg om den med vallgrav update.",
  "collect/advisories-newer": () =>
    "Säkerhetsråden är skrivna av en nyare version av Vallgrav. Uppgradera programmet först.",
  "collect/bad-name": (p) =>
    "En fil i arkivet har ett namn som inte går att använda: tomt, med osynliga tecken eller " +
    `längre än ${numberSv(p.limit)} byte. Packa om arkivet.`,
  "collect/damaged": () => "Filen är skadad i arkivet. Packa om arkivet eller exportera på nytt.",
  "collect/duplicate-name": (p) => `Arkivet har flera filer som heter ”${p.name}”. Packa om det.`,
  "collect/encrypted": () => "Arkivet är låst med lösenord. Packa det utan lösenord.",
  "collect/ldap-address": () =>
    "Adressen till katalogen ska vara ldaps:// eller ldap:// följt av serverns namn, inget mer.",
  "collect/ldap-credentials": () =>
    "Katalogen godtar inte namnet och lösenordet. Kontrollera dem, och att kontot inte är låst.",
  "collect/ldap-no-domain": () =>
    "Katalogen säger inte vilken domän den har. Det som kan samlas in är Active Directory.",
  "collect/ldap-refused": () =>
    "Katalogen svarade med ett fel redan vid inloggningen. Fråga den som sköter domänkontrollanten.",
  "collect/ldap-unreachable": () =>
    "Katalogen svarar inte. Kontrollera serverns namn, nätet och brandväggen (port 636 eller 389).",
  "collect/ldap-untrusted": () =>
    "Katalogens certifikat är inte utfärdat av någon betrodd för det namnet. Ange utfärdarens " +
    "certifikat med --ca.",
  "collect/nested-archive": () =>
    "Ett arkiv i arkivet hoppades över. Packa upp det och läs in filerna var för sig.",
  "collect/no-advisories": () => "Mappen har inga säkerhetsråd än. Läs in dem med vallgrav update.",
  "collect/not-a-zip": () =>
    "Filen är inget helt zip-arkiv. Den kan ha kapats på vägen; kopiera eller exportera den igen.",
  "collect/not-advisories": () =>
    "Filen har inga säkerhetsråd av ett slag som kan läsas: OSV, CVE, NVD, CSAF, KEV eller EPSS. Inget ändrades.",
  "collect/path-outside": (p) =>
    `Filen ”${p.name}” i arkivet pekar utanför arkivets mapp. Inget lästes in; använd bara arkiv ` +
    "från källor ni litar på.",
  "collect/records-left-out": (p) =>
    `Ytterligare ${numberSv(p.count)} poster gick inte att läsa och lämnades utanför.`,
  "collect/special-file": () =>
    "Arkivet har en länk eller annan särskild fil. Packa om det med bara vanliga filer.",
  "collect/too-large": (p) =>
    `Innehållet är större än ${sizeSv(p.limit)}. Inget lästes in; dela upp det.`,
  "collect/too-many-entries": (p) =>
    `Arkivet har fler än ${numberSv(p.limit)} filer och mappar. Inget lästes in; dela upp det.`,
  "collect/unsupported-method": (p) =>
    `Arkivet är packat med en metod som inte kan läsas (nummer ${numberSv(p.method)}). ` +
    "Packa om det som vanlig zip.",
  "collect/zip-bomb": (p) =>
    "Arkivet blir större när det packas upp än det säger, eller mer än " +
    `${numberSv(p.limit)} gånger större än packat. Inget lästes in; exportera på nytt.`,

  ...graphSv,
  ...hygieneSv,
  "identify/no-report": () =>
    "Det finns ingen sådan inläsning, eller så är den inte klar. Se efter bland inläsningarna.",
  "findings/bad-day": (p) =>
    `Dagen har passerat, är ingen dag eller ligger mer än ${numberSv(p.days)} dagar bort. Välj en annan.`,
  "findings/bad-text": (p) =>
    `Texten är tom, längre än ${numberSv(p.limit)} tecken eller ser ut som något hemligt. Skriv om den.`,
  "findings/too-many-decisions": (p) =>
    `Fler än ${numberSv(p.limit)} beslut om brister sparas inte. Ta tillbaka några som inte längre gäller.`,
  "findings/unknown": () => "Den bristen finns inte längre. Hämta listan på nytt.",
  "identify/not-a-pair": () =>
    "Det är inte två saker av samma slag. Välj två olika, av samma slag.",
  "identify/no-such-import": () =>
    "Det finns ingen sådan inläsning, eller så är den redan tillbakatagen. Se vad som är inläst nu.",
  "identify/no-such-mapping": () =>
    "Ingen sådan tolkning är sparad. Se vilka som finns med vallgrav mapping list.",
  "identify/nothing-read": () =>
    "Inget i filerna kunde läsas, och inget är ändrat. Välj en förteckning, en katalogexport " +
    "(SharpHound eller vallgrav collect), en programlista eller en rapport från en skanner som stöds.",
  "identify/out-of-memory": (p) =>
    `Filen behövde mer än ${sizeSv(p.limit)} minne för att läsas. Inget är ändrat. Dela upp den.`,
  "identify/remembered-mapping": (p) =>
    `Kolumnerna lästes som ${p.by} sade ${p.day} att de ska läsas. ` +
    "Stämmer det inte: läs in filen med en annan tolkning, eller glöm den gamla.",
  "identify/too-slow": (p) =>
    `Läsningen av filen stod still i ${countSv(p.seconds, "sekund", "sekunder")} och avbröts. ` +
    "Inget är ändrat. Dela upp filen, eller exportera den på nytt.",
  "identify/numbers-alone": (p) =>
    `Personnummer fanns för ${countSv(p.count, "konto", "konton")} som ingen personallista i samma ` +
    "inläsning har. De sparas aldrig, så läs in personallistan och kontolistan tillsammans. " +
    "Anställningsnummer och inloggningsnamn kopplas ihop ändå, också senare.",
  "identify/too-much": (p) =>
    `Med den här inläsningen skulle underlaget bli ${numberSv(p.found)} uppgifter; ` +
    `${numberSv(p.limit)} ryms. Inget är ändrat. Läs in färre eller mindre exporter.`,
  "identify/unknown-format": () =>
    "Filen känns inte igen och hoppades över. Det som kan läsas är förteckningar, katalogexporter " +
    "(SharpHound och vallgrav collect), programlistor och rapporter från de skannrar som stöds.",
  "identify/unknown-thing": () =>
    "Det finns inte i det som är känt nu. Underlaget kan ha ändrats; sök det på nytt.",

  "jobs/failed": (p) =>
    `Arbetet avbröts av ett fel hos Vallgrav. Försök igen; orsaken står i loggen under ${p.job}.`,
  "jobs/given-up": (p) =>
    `Vallgrav stannade ${countSv(p.attempts, "gång", "gånger")} under arbetet, som därför inte ` +
    "startas om av sig självt. Läs serverns logg och försök sedan igen.",
  "jobs/more-problems": (p) =>
    `Ytterligare ${countSv(p.count, "fel", "fel")} visas inte. Rätta dem som visas först.`,
  "jobs/unknown": () => "Det finns inget sådant arbete. Ladda om sidan.",
  "jobs/unknown-kind": (p) =>
    `Den här versionen kan inte göra arbetet ”${p.kind}”. Starta samma version som beställde det.`,

  ...realitySv,
  "protect/bad-fines": () =>
    "Den lägsta sanktionsavgiften är större än den högsta. Inget är ändrat; rätta den ena först.",
  "protect/bad-price": (p) =>
    `Värdet för ”${p.id}” går inte att använda. Ange noll eller mer, för en andel högst ett, och en ` +
    "källa på högst 300 tecken.",
  "protect/cannot-be-changed": () =>
    "Kostnadsbladet går inte att ändra så, och inget är ändrat. Rätta det som står nedan.",
  "protect/cannot-be-done": () =>
    "De åtgärderna går inte att genomföra tillsammans. Ändra det som står nedan.",
  "protect/free-objective": (p) =>
    `Så många mål faller utan att någon angriper: ${numberSv(p.count)}, till exempel ` +
    `”${p.example}”. Det är ett fel i modellen, inte hos er, och därför visas inga siffror.`,
  "protect/measure-excludes": (p) =>
    `Åtgärderna ”${p.id}” och ”${p.needed}” går inte att välja tillsammans. Välj bort en av dem.`,
  "protect/measure-needs": (p) =>
    `Åtgärden ”${p.id}” bygger på ”${p.needed}”. Välj till den, eller välj bort båda.`,
  "protect/nothing-to-approve": () =>
    "Det finns inget utkast att godkänna. Någon annan kan ha gjort det; hämta bladet på nytt.",
  "protect/too-many-versions": () =>
    "Kostnadsbladet har 500 godkända versioner, och fler sparas inte. Fråga den som sköter Vallgrav.",
  "protect/unknown-factor": (p) => `Kostnadsbladet har ingen rad ”${p.id}”. Hämta bladet på nytt.`,
  "protect/unknown-measure": (p) =>
    `Det finns ingen åtgärd ”${p.id}” i katalogen. Välj en av dem som listas under Åtgärder.`,
  "opinions/later-by-administrator": () =>
    "Bara en administratör får gå vidare utan att någon har hörts. Be en administratör föra in varför.",
  "opinions/needs-reason": () => "Skriv varför yttrandet inte behövs eller kommer senare.",
  "opinions/needs-who": () => "Skriv vem som har yttrat sig: namn och befattning.",
  "opinions/too-long": (p) => `Texten får vara högst ${numberSv(p.limit)} tecken.`,
  "opinions/unknown": () => "Inget sådant yttrande efterfrågas. Hämta sidan på nytt.",
  "protect/bad-frequency": () =>
    "En frekvens anges som ett spann av angrepp per år, från det lägsta till det högsta, högst 1 000, med källa och utan personnummer.",
  "protect/too-many-worlds": () => "Planen kan prövas i 0 till 200 andra världar.",
  "protect/no-model": () =>
    "Det finns inget att räkna på än. Svara på tolv frågor, eller läs in filer ni redan har.",
  "protect/no-such-stop": () =>
    "För den budgeten är ingen plan räknad. Välj en av budgetarna på kurvan.",
  "protect/no-vital-service": () =>
    "Inget system i underlaget bär en samhällsviktig tjänst, så skadan kan inte räknas. Fyll i " +
    "kolumnen Samhällsviktig tjänst i systemförteckningen och läs in den igen.",
  "protect/no-way-in": () =>
    "Underlaget har inget ställe där en angripare kan börja. Kontrollera att katalogexporten är " +
    "hel, och läs in den igen.",
  "protect/nothing-computed": () => "Det är inte räknat än. Vänta tills räkningen är klar.",

  "request/bad-body": () =>
    "Servern förstod inte det som skickades, och inget är ändrat. Ladda om sidan och försök igen.",
  "request/bad-query": () => "Adressen innehåller ett värde som inte går att använda. Rätta den.",
  "request/cut-off": () =>
    "Överföringen avbröts innan allt hade kommit fram. Inget är ändrat; skicka filerna igen.",
  "request/malformed": () => "Servern förstod inte frågan. Ladda om sidan och försök igen.",
  "request/media-type": () =>
    "Servern tar inte emot innehåll av det slaget. Ladda om sidan och försök igen.",
  "request/method": () => "Det går inte att göra så med den adressen. Ladda om sidan.",
  "request/no-host": () =>
    "Frågan säger inte vilken server den är till. Öppna Vallgravs egen adress.",
  "request/not-from-page": () =>
    "Ändringen kom inte från Vallgravs egna sidor och gjordes inte. Ladda om sidan och försök " +
    "igen.",
  "request/other-origin": () =>
    "Ändringen kom från en annan webbplats och gjordes inte. Öppna Vallgravs egen adress.",
  "request/too-large": () =>
    "Det som skickades är större än servern tar emot, och inget är ändrat. Dela upp det.",
  "request/too-many": () => "För många frågor på kort tid. Vänta en stund och försök igen.",
  "request/bad-key": () =>
    "Nyckeln för upprepning (Idempotency-Key) ska vara 1–255 synliga tecken ur ASCII.",
  "request/key-of-another": () =>
    "Nyckeln för upprepning har redan använts för en annan begäran. Välj en ny.",
  "request/told-once": () =>
    "Begäran är redan utförd, och svaret innehöll något som bara visas en gång.",
  "request/under-way": () =>
    "Samma begäran är påbörjad och svaret är inte känt än. Se efter om den är utförd innan du försöker igen.",
  "request/unknown-host": () =>
    "Servern heter inte så. Öppna den adress som visades när Vallgrav startades.",
  "request/unknown-path": () => "Adressen leder ingenstans. Inget är ändrat; gå till Läge.",

  "server/cannot-listen": () =>
    "Servern får inte använda adressen eller porten. Välj en annan med --host eller --port.",
  "server/failed": () =>
    "Något gick fel hos Vallgrav. Det som var sparat finns kvar. Försök igen; hjälper det inte, " +
    "läs serverns logg.",
  "server/bad-organisation": (p) =>
    `Rad ${numberSv(p.line)} i organisation.env i mappen ${p.name} går inte att använda. Rader skrivs VALLGRAV_NAMN=VÄRDE, varje namn en gång; TLS och proxy ställs in för hela servern.`,
  "server/bad-provider": () =>
    "Inställningarna för kommunens inloggning går inte att använda: adressen måste börja med https, och klientens namn och hemlighet måste finnas.",
  "server/home-in-use": () =>
    "En annan Vallgrav använder samma datamapp. Stäng den först, eller välj en annan mapp.",
  "server/key-broken": () =>
    "En nyckelfil går inte att läsa som nyckel. Lägg tillbaka den från en säkerhetskopia; ta inte bort " +
    "den, för då öppnas inte det som är krypterat.",
  "server/needs-host-names": () =>
    "För att nås från andra datorer behöver servern veta vad den heter. " +
    "Ange namnen i VALLGRAV_HOSTS.",
  "server/bad-certificate": () =>
    "Certifikatet eller dess nyckel går inte att använda: filerna måste finnas, vara PEM utan lösenfras och höra ihop. Se VALLGRAV_TLS_CERT och VALLGRAV_TLS_KEY.",
  "server/needs-tls": () =>
    "Andra datorer nås inte utan TLS. Ange certifikat och nyckel i VALLGRAV_TLS_CERT och VALLGRAV_TLS_KEY, eller self som certifikat för att prova. VALLGRAV_PLAIN_HTTP=1 tillåter okrypterat ändå.",
  "server/no-organisations": () =>
    "Mappen har ingen organisation. Var och en är en egen mapp med en fil organisation.env.",
  "watch/cannot-listen": () =>
    "En väg in för loggar öppnas inte: adressen är fel, porten är upptagen, eller så går ett " +
    "certifikat inte att läsa. Se VALLGRAV_WATCH_… i docs/operations.",
  "watch/name-taken": () => "En källa heter redan så. Välj ett annat namn.",
  "watch/unknown": () => "Larmet, källan eller undantaget finns inte, eller inte längre.",
  "watch/needs-tls": () =>
    "För att ta emot loggar via HTTP, RELP eller TLS från andra datorer behöver servern ett " +
    "certifikat: VALLGRAV_WATCH_CERT och VALLGRAV_WATCH_KEY.",
  "server/not-ready": () =>
    "Servern lever men kan inte arbeta: databasen svarar inte, eller så är disken nästan full.",
  "server/organisation-without-hosts": (p) =>
    `Organisationen ${p.name} går inte att nå: ange dess eget datornamn som VALLGRAV_HOSTS i dess organisation.env.`,
  "server/port-taken": () => "Porten används redan av ett annat program. Välj en annan med --port.",
  "server/shared-between-organisations": (p) =>
    `Organisationerna ${p.named} och ${p.name} delar ${own(sharedSv, p.what) ?? p.what}. Var och en måste ha sin egen.`,
  "server/stopping": () => "Servern håller på att stanna. Försök igen när den har startat om.",

  "session/bad-passkey": () =>
    "Lösennyckeln gick inte att använda här. Försök igen, eller logga in med lösenord.",
  "session/incident": () => "Det är incident. Bara namngivna personer släpps in just nu.",
  "session/needs-code": () => "Skriv också koden ur appen, eller en återställningskod.",
  "session/needs-factor": () =>
    "Din roll måste först ha en andra faktor. Lägg till den under Mitt konto.",
  "session/none": () => "Du är inte inloggad. Logga in och försök igen.",
  "session/not-active": () =>
    "Kontot är inte öppet. Be en administratör släppa in det eller låsa upp det.",
  "session/not-allowed": () => "Din roll får inte göra detta. Be en administratör.",
  "session/not-by-token": () => "Det går inte med en nyckel för program. Logga in själv.",
  "session/out-of-scope": () => "Nyckeln för program gäller inte det.",
  "session/unknown": () => "Inloggningen finns inte längre.",
  "session/wait": () => "För många försök. Vänta en stund och försök igen.",
  "session/wrong": () => "Namnet eller lösenordet stämmer inte.",
  "session/wrong-code": () =>
    "Koden stämmer inte. En kod gäller en gång och i en halv minut; vänta på nästa.",

  "storage/advisories-damaged": () =>
    "Säkerhetsråden gick sönder medan de lästes. Kopiera mappen på nytt eller bygg om den med " +
    "vallgrav update.",
  "storage/backup-damaged": () =>
    "Kopian är skadad, ofullständig eller ingen säkerhetskopia. Inget är ändrat; ta en annan kopia.",
  "storage/file-exists": () => "Inget skrevs: filen finns redan. Välj ett annat namn.",
  "storage/backup-refused": () =>
    "Ingen säkerhetskopia gjordes: filen finns redan, eller så ska databasen kopieras med sina " +
    "egna verktyg.",
  "storage/bad-text": () =>
    "Ett namn innehåller tecken som databasen inte kan spara. Skriv om namnet och försök igen.",
  "storage/conflict": () =>
    "Någon annan har ändrat samma sak under tiden. Inget sparades; hämta det på nytt och ändra igen.",
  "storage/import-not-open": () => "Inläsningen är redan avslutad. Läs in filerna på nytt.",
  "storage/import-published": () =>
    "Inläsningen är redan klar och kan inte börja om. Läs in filerna på nytt om något saknas.",
  "storage/key-missing": () =>
    "Nyckeln till det krypterade saknas. Lägg tillbaka filen data.key. Är den förlorad går råfiler, " +
    "inställningar och detaljer i loggen inte att läsa mer; modellen och mätarna påverkas inte.",
  "storage/needs-ca": () =>
    "Filen med certifikat för databasen går inte att läsa. Se sslrootcert i VALLGRAV_DATABASE.",
  "storage/newer-schema": () =>
    "Databasen hör till en nyare version av Vallgrav. Inget är ändrat; starta den nyare versionen.",
  "storage/not-empty": () =>
    "Här finns redan uppgifter. Återställ till en tom mapp eller en tom databas.",
  "storage/seal-broken": () =>
    "Något krypterat är ändrat, flyttat eller skadat. Återställ från en säkerhetskopia.",
  "storage/unavailable": () =>
    "Databasen svarar inte. Kontrollera att den är i gång och har plats, och försök igen.",
  "storage/unknown-evidence": () =>
    "Inläsningen saknar en fil som den hänvisar till. Läs in filerna på nytt.",
  "storage/wrong-hash": () =>
    "En fils innehåll stämmer inte med dess kontrollsumma. Läs in filen på nytt.",
  "webhooks/bad-address": () =>
    "Adressen ska börja med https och inte innehålla namn, lösenord eller #.",
  "webhooks/host-not-named": () =>
    "Maskinen är inte namngiven. Den som driver servern lägger till den i VALLGRAV_WEBHOOK_HOSTS.",
  "webhooks/too-many": (p) => `Det finns redan ${numberSv(p.limit)}. Ta bort en som inte behövs.`,
  "webhooks/unknown": () => "Den finns inte längre. Hämta sidan på nytt.",
  "storage/wrong-passphrase": () => "Lösenfrasen öppnar inte kopian.",
};
