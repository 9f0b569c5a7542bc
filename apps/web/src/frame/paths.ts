/** Addresses of the pages. */

/** Paths of the pages, as the address bar shows them. */
export const paths = {
  position: "/",
  attackers: "/lage/angripare",
  reality: "/lage/verkligheten",
  start: "/borja",
  own: "/konto",
  invitation: "/inbjudan",
  provider: "/inloggning",
  govern: "/styra",
  audit: "/styra/logg",
  accounts: "/styra/konton",
  registers: "/styra/namnder",
  place: "/styra/vallgrav",
  webhooks: "/styra/webbkrokar",
  releases: "/styra/utlamnanden",
  opinions: "/styra/yttranden",
  sources: "/kanna",
  questions: "/kanna/fragor",
  map: "/kanna/karta",
  judging: "/kanna/stammer",
  asking: "/kanna/fraga-agarna",
  askLink: "/fraga",
  search: "/kanna/sok",
  /** Followed by the id of a thing. */
  asset: "/kanna/sak",
  ways: "/skydda",
  plan: "/skydda/plan",
  costs: "/skydda/kostnadsblad",
  measures: "/skydda/atgarder",
  findings: "/skydda/brister",
  affected: "/skydda/drabbade",
  /** Followed by a domain. */
  domains: "/skydda/domaner",
  detect: "/upptacka",
  logSources: "/upptacka/kallor",
  rules: "/upptacka/regler",
  /** Followed by the id of an alert. */
  alert: "/upptacka/larm",
  respond: "/hantera",
  recover: "/aterstalla",
} as const;
