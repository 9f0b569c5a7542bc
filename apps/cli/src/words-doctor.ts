/** Words of `doctor` in the terminal. */
import type { Words } from "./words.ts";

/** Swedish. */
export const doctorSv: Words["doctor"] = {
  state: { ok: "bra", warning: "se över", error: "fel" },
  checks: {
    node: ["Node", "Installera Node 26."],
    "home-rights": ["datamappens rättigheter", "Kör chmod 700 på mappen."],
    "key-rights": ["nycklarnas rättigheter", "Kör chmod 600 på nyckelfilerna."],
    "keys-open": [
      "nyckeln öppnar det krypterade",
      "Lägg tillbaka rätt data.key. Är den förlorad går det krypterade inte att läsa mer.",
    ],
    database: ["databasen är hel", "Återställ från en säkerhetskopia: vallgrav restore."],
    audit: ["loggen håller", "Kör vallgrav audit verify och ta reda på vem som haft tillgång."],
    disk: ["ledigt på disken (MB)", "Frigör minst 1 000 MB."],
    clock: ["klockan", "Loggen har poster ur framtiden. Ställ klockan med en tidsserver."],
    ceiling: ["påståenden (tak 4 000 000)", "Läs inte in fler kataloger i samma installation."],
    certificate: ["certifikatet gäller (dagar)", "Lägg in ett nytt; servern läser det själv."],
    joined: [
      "maskinen hör inte till en domän",
      "Flytta Vallgrav: den som tar domänen får annars kartan med.",
    ],
    copies: [
      "kopiornas plats",
      "Lägg en kopia där domänens konton inte når den: vallgrav place offline NAMN.",
    ],
    "last-copy": [
      "senaste kopian",
      "Kör vallgrav backup varje natt, och spara den på annan plats.",
    ],
    breached: ["läckta lösenord (MB)", "Lägg dit filen på nytt: SHA-1 i ordning, en rad var."],
    outgoing: ["utgående anslutningar", "Ta bort dem som ingen bett om."],
  },
};

/** English. */
export const doctorEn: Words["doctor"] = {
  state: { ok: "good", warning: "look at", error: "wrong" },
  checks: {
    node: ["Node", "Install Node 26."],
    "home-rights": ["rights of the data folder", "Run chmod 700 on the folder."],
    "key-rights": ["rights of the keys", "Run chmod 600 on the key files."],
    "keys-open": [
      "the key opens what is encrypted",
      "Put the right data.key back. If it is lost, what is encrypted can no longer be read.",
    ],
    database: ["the database is whole", "Restore it from a backup: vallgrav restore."],
    audit: ["the log holds", "Run vallgrav audit verify, and find out who has had access."],
    disk: ["free on the disk (MB)", "Free at least 1,000 MB."],
    clock: ["the clock", "The log has entries from the future. Set the clock by a time server."],
    ceiling: ["statements (ceiling 4,000,000)", "Read no more directories into this house."],
    certificate: [
      "certificate holds (days)",
      "Put a new one there; the server reads it by itself.",
    ],
    joined: [
      "the machine is in no domain",
      "Move Vallgrav: whoever takes the domain gets the map else.",
    ],
    copies: [
      "where copies lie",
      "Put one where no account of the domain reaches it: vallgrav place offline NAME.",
    ],
    "last-copy": ["the last copy", "Run vallgrav backup each night, and keep it elsewhere."],
    breached: ["leaked passwords (MB)", "Put the file there anew: SHA-1 in order, one a line."],
    outgoing: ["outgoing connections", "Remove those that nobody asked for."],
  },
};
