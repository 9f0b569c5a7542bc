/** The words of plans on terms of one's own, and of plans looked at from all sides. */

/** Swedish; its shape is law for the other. */
export const svPlanTerms = {
  title: "Egna gränser",
  lead:
    "Fyll i budgeten och det som annars begränsar er; det andra kan lämnas tomt. Planen räknas om inom " +
    "alla gränser samtidigt.",
  open: "Fyll i gränser",
  budget: "Budget, kr",
  yearly: "Högst per år därefter, kr",
  payer: "Vem betalar det årliga",
  payerHint: "Nämnd eller enhet som har lovat att stå för kostnaden efter första året.",
  payerMissing: "Skriv vem som betalar det årliga, eller lämna gränsen tom.",
  hours: "Egna timmar per roll",
  hoursHint: "Tomt i alla: den vanliga gränsen för alla roller tillsammans.",
  roles: {
    communication: "Kommunikation",
    leadership: "Ledning",
    operations: "IT-drift",
    personnel: "Personal",
    services: "Verksamhet",
  },
  from: "Börja tidigast",
  until: "Allt klart senast",
  noMonth: "ingen gräns",
  objective: "Det ska bli minst av",
  objectives: {
    mean: "skadan i genomsnitt",
    tail: "skadan i den värsta tiondelen",
    worst: "skadan från den värsta angriparen",
    all: "skadan från alla angripare",
    falls: "risken att något viktigt faller",
    hours: "timmar utan viktiga tjänster",
    persons: "personer vars uppgifter röjs",
    sek: "kostnad",
  },
  left: {
    mean: "Genomsnitt",
    tail: "Värsta tiondelen",
    worst: "Värsta angriparen",
    all: "Alla angripare",
    falls: "Något faller",
    hours: "Timmar",
    persons: "Personer",
    sek: "Kronor",
  },
  badNumber: "Skriv ett helt tal, utan bokstäver.",
  noBudget: "Skriv en budget. Noll går bra.",
  badMonths: "Sista månaden ligger före den första.",
  compute: "Räkna planen inom gränserna",
  reset: "Ta bort gränserna",
  again: "Räkna igen",
  madeFor: (budget: string) => `Planen på sidan är räknad för ${budget} inom era egna gränser.`,
  yearlySum: (amount: string) => `Den kostar ${amount} om året.`,
  yearlyWithin: (amount: string, most: string) =>
    `Efter första året kostar den ${amount} om året, av högst ${most}.`,
  payerSum: (payer: string) => `Därefter betalar: ${payer}.`,
  noPayer: "Ingen är utsedd att betala det efter första året.",
  inTime: (until: string) => `Allt hinner bli klart till och med ${until}.`,
  noYearly: (left: string) => `Ryms inte i de ${left} om året som är kvar.`,
  noTime: (until: string) => `Hinner inte bli klar till och med ${until} tillsammans med de valda.`,
  sides: "Planen från alla håll",
  sidesLead:
    "Vilken plan hade blivit bäst om målet varit ett annat, och i hur många andra världar, som det vi vet " +
    "tillåter, hör varje åtgärd hemma i den bästa planen?",
  sidesAsk: "Räkna från alla håll",
  sidesTime: "Det tar några minuter. Sidan kan lämnas medan det räknas.",
  payOff: "Andel av dagens skada som är kvar",
  payOffFirst:
    "Första tabellen, på några få genomspelade angrepp. Den ersätts när alla är räknade; då kommer också " +
    "målen som rör alla angripare.",
  payOffStands: (planning: string, runs: string) =>
    `Antal genomspelade angrepp: ${planning} som planerna är valda på, och ${runs} andra som andelarna är ` +
    "av. Sista kolumnen säger hur stor del av den möjliga minskningen planen högst kan ha missat för sitt " +
    "eget mål. En annan plan kan lämna mindre av ett mål än målets egen: de båda slagen av angrepp skiljer " +
    "sig åt.",
  missed: "Kan ha missat",
  worldsAsk: "Räkna i 50 andra världar",
  worldsTime:
    "Varje värld planeras på nytt. Det tar omkring en kvart, för en stor kommun längre. Sidan kan lämnas " +
    "medan det räknas.",
  planFor: "Plan för",
  costs: "Kostnad",
  inEvery: (measures: string) => `I planen för varje mål: ${measures}.`,
  inNone: "Ingen åtgärd finns i planen för varje mål.",
  worlds: (count: string, runs: string) =>
    `${count} andra världar, var och en med sina fakta fastlagda och ${runs} genomspelade angrepp`,
  fewer: (wanted: string) =>
    `Det är färre än de ${wanted} som varje värld ska ha: modellen är stor, så att varje angrepp tar tid ` +
    "att räkna, eller så är beräkningen ställd att vara liten. I enskilda världar kan en åtgärd därför ha " +
    "hamnat fel.",
  world: "Andel av världarna",
  interval: "95\u00A0%",
  verdict: "Omdöme",
  safe: "säkert val",
  depends: (what: string) => `beror på: ${what}`,
  unclear: "beror på mer än en sak",
  inPlan: "I planen",
  knowing: {
    title: "Är något värt att ta reda på innan ni väljer?",
    none: (looked: string) =>
      `Nej, inget enskilt: av ${looked} okända uppgifter skulle ingen ändra valet mellan planerna mer än slumpen gör.`,
    lead: (plans: string, looked: string) =>
      `Så mycket mer av dagens skada kunde ni i medeltal slippa, om ni visste svaret innan ni valde mellan ${plans} ` +
      `olika planer för målen ovan. ${looked} okända uppgifter är prövade, och det som så många prövningar ger av en ` +
      "slump är borträknat.",
    worth: "Värt, av dagens skada",
  },
  yes: "ja",
  no: "nej",
  pays: (years: string) =>
    `I kronor lönar sig planen om ett sådant angrepp kommer minst en gång på ${years} år; timmar och ` +
    "personer är då inte räknade.",
  paysNever: "Planen sparar inga kronor; den sparar timmar och personer.",
};

/** English. */
export const enPlanTerms: typeof svPlanTerms = {
  title: "Limits of your own",
  lead:
    "Fill in the budget and what else limits you; the rest may be left empty. The plan is computed within " +
    "all limits at the same time.",
  open: "Fill in limits",
  budget: "Budget, SEK",
  yearly: "At most a year from then on, SEK",
  payer: "Who pays the yearly cost",
  payerHint: "The committee or unit that has promised to bear the cost after the first year.",
  payerMissing: "Say who pays the yearly cost, or leave the limit empty.",
  hours: "Own hours by role",
  hoursHint: "All empty: the usual limit on all roles together.",
  roles: {
    communication: "Communication",
    leadership: "Leadership",
    operations: "IT operations",
    personnel: "Personnel",
    services: "Services",
  },
  from: "Begin no earlier than",
  until: "All done by",
  noMonth: "no limit",
  objective: "There should be least of",
  objectives: {
    mean: "damage on the mean",
    tail: "damage in the worst tenth",
    worst: "damage by the worst attacker",
    all: "damage by all attackers",
    falls: "the risk that something vital falls",
    hours: "hours without vital services",
    persons: "persons whose data is exposed",
    sek: "cost",
  },
  left: {
    mean: "Mean",
    tail: "Worst tenth",
    worst: "Worst attacker",
    all: "All attackers",
    falls: "Something falls",
    hours: "Hours",
    persons: "Persons",
    sek: "Money",
  },
  badNumber: "Write a whole number, without letters.",
  noBudget: "Write a budget. Zero will do.",
  badMonths: "The last month is before the first.",
  compute: "Compute the plan within the limits",
  reset: "Remove the limits",
  again: "Compute again",
  madeFor: (budget) => `The plan on this page is computed for ${budget} within limits of your own.`,
  yearlySum: (amount) => `It costs ${amount} a year.`,
  yearlyWithin: (amount, most) =>
    `After the first year it costs ${amount} a year, of ${most} at most.`,
  payerSum: (payer) => `From then on paid by: ${payer}.`,
  noPayer: "Nobody is named to pay it after the first year.",
  inTime: (until) => `All of it is done by the end of ${until}.`,
  noYearly: (left) => `Does not fit into the ${left} a year that are left.`,
  noTime: (until) => `Is not done by the end of ${until} together with those chosen.`,
  sides: "The plan from all sides",
  sidesLead:
    "Which plan had been best if the aim were another, and in how many other worlds that what we know " +
    "allows does each measure belong to the best plan?",
  sidesAsk: "Compute from all sides",
  sidesTime: "It takes some minutes. The page may be left meanwhile.",
  payOffFirst:
    "A first table, on a few simulated attacks. It gives way when all are computed; the aims that are of " +
    "all attackers come then.",
  payOffStands: (planning, runs) =>
    `Simulated attacks: ${planning} that the plans are chosen on, and ${runs} others that the shares are ` +
    "of. The last column says what share of the possible reduction a plan may at most have missed by its " +
    "own aim. Another plan may leave less of an aim than the aim's own: the two kinds of attacks differ.",
  missed: "May have missed",
  worldsAsk: "Compute in 50 other worlds",
  worldsTime:
    "Each world is planned anew. It takes about a quarter of an hour, longer for a large municipality. " +
    "The page may be left meanwhile.",
  payOff: "Share of today's damage that is left",
  planFor: "Plan for",
  costs: "Cost",
  inEvery: (measures) => `In the plan of every aim: ${measures}.`,
  inNone: "No measure is in the plan of every aim.",
  worlds: (count, runs) =>
    `${count} other worlds, each with its facts settled and ${runs} simulated attacks`,
  fewer: (wanted) =>
    `These are fewer than the ${wanted} that each world should have: the model is large, so that each ` +
    "attack takes time to compute, or the calculation is set to be small. In single worlds a measure may " +
    "therefore have come out wrong.",
  world: "Share of worlds",
  interval: "95%",
  verdict: "Judgement",
  safe: "safe choice",
  depends: (what) => `depends on: ${what}`,
  unclear: "depends on more than one thing",
  inPlan: "In the plan",
  knowing: {
    title: "Is anything worth finding out before you choose?",
    none: (looked) =>
      `No, nothing by itself: of ${looked} unknowns none would change the choice between the plans more than chance does.`,
    lead: (plans, looked) =>
      `So much more of today's damage you could be spared on the mean, if you knew the answer before choosing among ` +
      `${plans} different plans for the aims above. ${looked} unknowns were tried, and what so many trials give by ` +
      "chance is left out.",
    worth: "Worth, of today's damage",
  },
  yes: "yes",
  no: "no",
  pays: (years) =>
    `In money the plan pays if such an attack comes at least once in ${years} years; hours and persons ` +
    "not counted.",
  paysNever: "The plan saves no money; it saves hours and persons.",
};
