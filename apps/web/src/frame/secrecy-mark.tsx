/** Says on screen and paper that what stands below may be secret. */
import { type ReactNode, use } from "react";
import { useSpeech } from "../words/language.tsx";
import { paths } from "./paths.ts";
import { usePath } from "./router.tsx";
import { UserContext } from "./session.tsx";

/** Pages that tell nothing of systems, weaknesses or incidents. All others are marked. */
const open: ReadonlySet<string> = new Set([
  paths.start,
  paths.own,
  paths.invitation,
  paths.provider,
  paths.govern,
  paths.accounts,
  paths.webhooks,
  paths.measures,
  paths.respond,
  paths.recover,
]);

/** The mark; nothing for those who see nothing of the municipality. */
export function SecrecyMark(): ReactNode {
  const { words } = useSpeech();
  const path = usePath();
  const sees = (use(UserContext)?.may.length ?? 0) > 0;
  if (!sees || open.has(path)) return null;
  return <p className="secrecy-mark">{words.releases.mark}</p>;
}
