/** The pages of Styra: one piece of the program, fetched when one of them is first asked for. */
export { AccountsPage } from "./accounts-page.tsx";
export { AuditPage } from "./audit-page.tsx";
export { OpinionsPage } from "./opinions-page.tsx";
export { PlacePage } from "./place-page.tsx";
export { RegistersPage } from "./registers-page.tsx";
export { ReleasesPage } from "./releases-page.tsx";
export { WebhooksPage } from "./webhooks-page.tsx";
