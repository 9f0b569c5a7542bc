/** The pages of Läge: one piece of the program, fetched when one of them is first asked for. */
export { AttackersPage } from "./attackers-page.tsx";
export { PositionPage } from "./position-page.tsx";
export { RealityPage } from "./reality-page.tsx";
