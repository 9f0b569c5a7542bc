/** The pages of Skydda: one piece of the program, fetched when one of them is first asked for. */
export { AffectedPage } from "./affected-page.tsx";
export { CostSheetPage } from "./cost-sheet-page.tsx";
export { DomainPage } from "./domain-page.tsx";
export { DomainsPage } from "./domains-page.tsx";
export { FindingsPage } from "./findings-page.tsx";
export { MeasuresPage } from "./measures-page.tsx";
export { PlanPage } from "./plan-page.tsx";
export { WaysPage } from "./ways-page.tsx";
