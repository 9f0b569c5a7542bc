/** The pages of Upptäcka: one piece of the program, fetched when one of them is first asked for. */
export { AlertPage } from "./alert-page.tsx";
export { AlertsPage } from "./alerts-page.tsx";
export { LogSourcesPage } from "./log-sources-page.tsx";
export { RulesPage } from "./rules-page.tsx";
