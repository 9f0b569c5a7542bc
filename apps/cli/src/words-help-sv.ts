/** What the terminal says of itself, in Swedish: commands under headings, options, variables. */
export const helpSv: string = `vallgrav: kommunens eget system för cyberförsvar
Börja med vallgrav serve; i terminalen med vallgrav example load och plan --budget 1200000.

Börja
  vallgrav serve [--port N] [--host A]        starta servern (annars 127.0.0.1:4600)
  vallgrav serve --organisations MAPP         en server för flera organisationer, var för sig
  vallgrav example load [--json]              läs den påhittade exempelkommunen
  vallgrav example write --to MAPP [--size small|full] [--seed TEXT]  alla dess filer
  vallgrav doctor                             gå igenom installationen

Läsa in
  vallgrav import FIL|MAPP … [--mapping FIL] [--list own|next] [--json]  läs exporter och listor
  vallgrav collect ad|entra|hyperv|intune|veeam > samla.ps1  skriptet som samlar in (PowerShell)
  vallgrav collect ad --ldap URL --user NAMN  samla in katalogen direkt, till en fil
  vallgrav status [--json]                    vad som är känt, och varifrån
  vallgrav withdraw INLÄSNING [--json]        ta tillbaka en inläsning, som om den aldrig gjorts
  vallgrav mapping list|forget ID [--json]    vad kolumner betyder enligt er, och glöm det
  vallgrav questions [--json]                 tolv frågor; --json är filen att fylla i

Läget och planen
  vallgrav plan --budget KR [--json]          båda mätarna, bästa åtgärderna för pengarna, gapet
      --yearly KR --payer NAMN --hours ROLL=N,…  andra gränser, och vem som betalar sedan
      --objective mean|tail|worst|all|falls|hours|persons|sek  vad det ska bli minst av
      --worlds N [--frequency LÅG-HÖG --source TEXT]  mot andra mål, angripare och världar
      --from ÅÅÅÅ-MM --until ÅÅÅÅ-MM          månader; med --until bara det som hinner bli klart
  vallgrav what-if --with ID,… --without ID,… [--budget KR] [--json]  planen ändrad för hand
  vallgrav paths [--json]                     de vanligaste vägarna in, och var de möts
  vallgrav explain --run K --sample N [--json]  vad som drogs i ett försök, och hur det gick
  vallgrav ladder [--json]                    mätarna av varje steg för sig, och av allt
  vallgrav costs [--json]                     kostnadsbladet: priser på åtgärder och på skada
  vallgrav costs set ID VÄRDE|once=N,yearly=N,each=N,each-yearly=N [--source TEXT]  utkast
  vallgrav costs set ID operations=H,… | costs leave-out ID  egna timmar; ta ur alla planer
  vallgrav costs show ID | costs set ID many=N,NYCKEL=N  en åtgärd; eget antal och egen verkan
  vallgrav costs add own-ID --like ID --name NAMN [--text TEXT] | costs remove own-ID  egen åtgärd
  vallgrav costs compare VERSION VERSION      vad som skiljer två versioner; 0 är startvärdena
  vallgrav costs restore ID | costs approve --by NAMN [--note TEXT]  ångra; godkänn utkastet

Fråga och avgöra
  vallgrav ask list [--json]                  frågor till dem som vet, de viktigaste först
  vallgrav ask new PERSON TILLGÅNG FRÅGA …    en till tre frågor: länk och text att skicka
  vallgrav ask answer KOD SVAR … | ask withdraw KOD  skriv in ett svar, eller ta tillbaka
  vallgrav asset find TEXT | asset show ID    sök bland allt som är känt; allt om en sak
  vallgrav same list|judged [--json]          vad som kan vara samma sak, och vad ni sagt om det
  vallgrav same confirm|deny|undo NYCKEL      samma, inte samma, eller ta tillbaka
  vallgrav trust list|settled [--json]        var källorna motsäger varandra, och vad ni valt
  vallgrav trust set TILLGÅNG EGENSKAP KÄLLA  välj vilken källa som gäller; trust undo ångrar

Brister, larm och loggar
  vallgrav findings [show ID | assign ID ÄGARE [DAG] | accept ID DAG SKÄL | reopen ID]
           [--unit ENHET] [--csv]             brister efter vad de betyder för läget, med åtgärd
  vallgrav affected TEXT | -                  vad en varning rör hos er, med brev till ägarna
  vallgrav alerts [--all] | show ID | set ID LÄGE [ANTECKNING]  larm: vad som ligger inom räckhåll
  vallgrav alerts import FIL …                larm från Defender, Sentinel, CSV, mejl från en MDR
  vallgrav alerts graph [set …|forget] | alerts collect  larm ur Microsoft Graph, som bara läses
  vallgrav rules import FIL|ADRESS            andras regler i bruk, som SigmaHQ:s arkiv
  vallgrav rules check SÖKVÄG … [--json]      läs Sigmaregler: filer, mappar, arkiv
  vallgrav rules explain --rules S --rule ID HÄNDELSER  varför en regel slår till eller inte
  vallgrav rules coverage --rules S … [--layer] [LOGG …]  vilka regler som kan slå till på loggarna
  vallgrav hunt --rules S … [--level NIVÅ] [--since DAG] [--remains]
           [--report FIL] [--resume FIL] SÖKVÄG …
      Sigmaregler över loggar, även packade: EVTX, XML, JSON, syslog, auditd, CEF, LEEF
  vallgrav update FIL … [--db MAPP]           läser råd: OSV, CVE, NVD, CSAF, KEV, EUVD, EPSS
  vallgrav match LISTA [--db MAPP] [--json]   vilka kända sårbarheter en programlista har

Domäner, sedda utifrån
  vallgrav clear DOMÄN … --by NAMN --until DAG  domäner som är kommunens egna och får granskas
  vallgrav clear list | clear end DOMÄN       vad som får granskas, och sluta med det
  vallgrav check DOMÄN … [--profile P] [--resolver A] [--anchor FIL]  DNS, e-post, webb, TLS utifrån
  vallgrav check DOMÄN … --roas FIL [--routes FIL]  även om vägarna dit är signerade (RPKI)
  vallgrav check --reports FIL|MAPP …         rapporter om e-posten: vad som håller
  vallgrav check --history [DOMÄN …]          tidigare granskningar

Styra
  vallgrav account list                       vilka som kan logga in, och i vilket läge de är
  vallgrav account invite|assign NAMN --role R [--unit E]  bjud in; ge roll och enhet
  vallgrav account incident NAMN … | account incident-end  släpp bara in dessa; släpp in alla igen
  vallgrav account break-glass NAMN           ett konto för värsta dagen, för ett kuvert
  vallgrav account activate|lock|unlock|reset|close|drop-factor NAMN  ett steg med ett konto
  vallgrav opinions [--json]                  vilka som ska höras före den första inläsningen
  vallgrav opinions draft SLAG                ett färdigt utkast
  vallgrav opinions record SLAG --who NAMN [--reference DNR] [--text TEXT]  för in ett yttrande
  vallgrav opinions not-needed|later SLAG --text SKÄL  behövs inte, eller kommer senare, därför att
  vallgrav committees [--unit NAMN] [--csv]   nämnders och bolags register och klockor
  vallgrav committees wall NAMN committee|company|none [ANNAT NAMN …]  dra en sekretessgräns
  vallgrav releases [--csv]                   vilka som begärt ut vad, och vad som beslutades
  vallgrav releases ask SLAG,… --text TEXT [--who NAMN] [--unit NAMN]  för in en begäran
  vallgrav releases decide ID released|in-part|refused [LAGRUM,…] --by NAMN --text SKÄL
  vallgrav audit verify [--witness FIL]       kontrollera loggen, även mot en kontrollpunkt
  vallgrav audit export | audit checkpoint    loggen som JSON-rader; en signerad kontrollpunkt

Sköta
  vallgrav backup TILL | restore FRÅN         säkerhetskopia under drift; återställ till en tom mapp
  vallgrav export --all TILL | import --all FRÅN  allt i öppna format
  vallgrav export FORM TILL   model, opengraph, navigator, navigator-ics eller graphml
  vallgrav dispose [--dry-run]                gallra det som är för gammalt
  vallgrav keys rotate                        byt krypteringsnyckel
  vallgrav place [offline|outside|inside|forget NAMN]  var Vallgrav självt och dess kopior ligger

Motorerna för sig
  vallgrav calculate FIL [--json]             små fall för hand genom samma motorer
  vallgrav mal compile SPRÅK [--json]         läs ett angreppsspråk: .mal, .mar eller langspec.json
  vallgrav mal graph --lang S --model M [--full] [--json]  angreppsgrafen av en modell
  vallgrav mal simulate --lang S --model M --entry TILLGÅNG:STEG … --goal TILLGÅNG:STEG …
      --samples N --seed TEXT [--threads N] [--json]  hur säkert och snart målen nås

  vallgrav help [KOMMANDO] | version          allt det här, eller bara om ett kommando

  plan, what-if, paths, ladder och explain tar --threads N, --outer N, --inner N, --seed TEXT.
  mal tar --compat toolbox-2.9: mal-toolbox regler där de skiljer sig.
  collect --ldap tar --password-file FIL, --ca FIL (certifikat att lita på), --to FIL.
  backup och restore tar --passphrase-file FIL, restore även --recompute.
  --json skriver ett enda dokument på standard ut; allt annat går till standard fel.
  Slutkod: 0 gjort, 1 indata vägrades, 2 fel skrivet, 3 fel hos oss.

  VALLGRAV_HOME      mappen där allt ligger (annars ./data)
  VALLGRAV_DATABASE  en PostgreSQL-adress i stället för filen i mappen
  VALLGRAV_KEYS      mappen för nycklarna (annars keys i datamappen)
  VALLGRAV_HOSTS     namn som andra når servern under, med komma emellan
  VALLGRAV_PROXY     1 när en proxy på samma maskin står framför
  VALLGRAV_TLS_CERT, VALLGRAV_TLS_KEY  filer med certifikat och nyckel; self: ett eget
  VALLGRAV_REDIRECT_PORT  port där den som kommer utan https skickas vidare
  VALLGRAV_PLAIN_HTTP  1 om andra datorer får nå servern utan TLS
  VALLGRAV_BREACHED_PASSWORDS  fil med läckta lösenord: se docs/operations
  VALLGRAV_GRAPH_HOSTS    fler maskiner som larm får hämtas från: se docs/operations
  VALLGRAV_WEBHOOK_HOSTS  maskiner som får veta när något har hänt: se docs/operations
  VALLGRAV_OIDC_…    kommunens inloggning (OpenID Connect): se docs/operations
  VALLGRAV_WATCH_…   vägar in för loggar (syslog, RELP, HTTP, filer): se docs/operations
  VALLGRAV_LANG      sv eller en

Om ett kommando för sig: vallgrav help plan. Första gången: vallgrav serve.
`;
