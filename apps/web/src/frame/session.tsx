/** Who is signed in, for the parts that may only show what a role may do. */
import type { Right, SessionState } from "@vallgrav/platform/api";
import { createContext, use } from "react";

/** The signed-in user. */
export type User = Extract<SessionState, { readonly state: "signed-in" }>["user"];

/** Holds the signed-in user below the gate. */
export const UserContext: React.Context<User | null> = createContext<User | null>(null);

/** Whether the signed-in user has a right somewhere. The server judges for itself. */
export function useMay(right: Right): boolean {
  return use(UserContext)?.may.includes(right) === true;
}
