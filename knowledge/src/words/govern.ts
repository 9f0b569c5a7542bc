/** Words of walls between authorities, their registers, and leaked passwords, in both languages. */
import { numberEn, numberSv } from "./numbers.ts";
import type { Phrases } from "./phrases.ts";
import type { PlatformProblem } from "./platform-problem.ts";

/** What this file has the words of. */
type GovernProblem = Extract<
  PlatformProblem,
  {
    readonly code:
      | "accounts/password-breached"
      | "accounts/too-many-names"
      | "registers/needs-text"
      | "registers/not-yet"
      | "registers/too-many"
      | "registers/unknown"
      | "protect/beyond-wall"
      | "session/behind-wall"
      | "server/bad-breached"
      | "session/would-shut-in";
  }
>;

/** Swedish. */
export const governSv: Phrases<GovernProblem> = {
  "accounts/password-breached": () =>
    "Lösenordet har läckt från någon annan tjänst, och prövas därför först. Välj ett annat.",
  "server/bad-breached": () =>
    "Filen med läckta lösenord går inte att läsa, eller är inte rader av SHA-1 i ordning. Rätta " +
    "VALLGRAV_BREACHED_PASSWORDS.",
  "accounts/too-many-names": (p) =>
    `En enhet får ha högst ${numberSv(p.limit)} andra namn. Ta bort något.`,
  "registers/needs-text": () => "Något saknas: skriv namn, skäl eller vad som har hänt.",
  "registers/not-yet": () => "Tidpunkten har inte varit än. Skriv när det blev känt.",
  "registers/too-many": (p) => `Ett register rymmer högst ${numberSv(p.limit)}.`,
  "registers/unknown": () => "Registret eller raden finns inte. Hämta listan på nytt.",
  "protect/beyond-wall": () =>
    "Mätarna går inte att räkna ut just nu, av ett skäl som en annan myndighet kan rätta. Fråga den " +
    "som sköter Vallgrav.",
  "session/behind-wall": () =>
    "Sidan visar hela kommunen. Ditt konto hör till en nämnd eller ett bolag med sekretessgräns " +
    "och ser bara det som är dess eget.",
  "session/would-shut-in": () =>
    "Ditt eget konto hör till enheten och skulle hamna innanför gränsen. Låt ett konto som inte " +
    "hör till någon enhet dra den.",
};

/** English. */
export const governEn: Phrases<GovernProblem> = {
  "accounts/password-breached": () =>
    "The password has leaked from another service, and is tried first for that. Choose another.",
  "server/bad-breached": () =>
    "The file of leaked passwords cannot be read, or is not lines of SHA-1 in order. Mend " +
    "VALLGRAV_BREACHED_PASSWORDS.",
  "accounts/too-many-names": (p) =>
    `A unit may have ${numberEn(p.limit)} other names at most. Remove one.`,
  "registers/needs-text": () => "Something is missing: a name, a reason, or what happened.",
  "registers/not-yet": () => "That moment has not been yet. Enter when it became known.",
  "registers/too-many": (p) => `A register holds ${numberEn(p.limit)} at most.`,
  "registers/unknown": () => "There is no such register or row. Fetch the list anew.",
  "protect/beyond-wall": () =>
    "The dials cannot be computed just now, for a reason that another authority can mend. Ask " +
    "whoever looks after Vallgrav.",
  "session/behind-wall": () =>
    "This shows the whole municipality. Your account belongs to a committee or a company behind " +
    "a wall of secrecy, and sees only what is its own.",
  "session/would-shut-in": () =>
    "Your own account belongs to the unit and would end up behind the wall. Let an account that " +
    "belongs to no unit raise it.",
};
