/** Who is signed in, for the parts that may only show what a role may do. */
import type { Role, SessionState } from "@vallgrav/platform/api";
import { createContext, use } from "react";

/** The signed-in user. */
export type User = Extract<SessionState, { readonly state: "signed-in" }>["user"];

/** Holds the signed-in user below the gate. */
export const UserContext: React.Context<User | null> = createContext<User | null>(null);

const changing: Readonly<Record<Role, boolean>> = {
  administrator: true,
  "security-officer": true,
  reader: false,
};

/** Whether the signed-in user may start and stop things. */
export function useMayChange(): boolean {
  const user = use(UserContext);
  return user !== null && changing[user.role];
}
