/** English words for the problems of the platform and the refusals of the server. */
import { own } from "@vallgrav/kernel";
import { calculationsEn } from "./calculations.ts";
import { crowdedEn } from "./crowded.ts";
import { countEn, numberEn, sizeEn } from "./numbers.ts";
import { graphEn } from "./graph.ts";
import { hygieneEn } from "./hygiene.ts";
import { keptListsEn } from "./kept-lists.ts";
import { ownCatalogueEn } from "./own-catalogue.ts";
import type { Phrases } from "./phrases.ts";
import type { PlatformProblem } from "./platform-problem.ts";
import { realityEn } from "./reality.ts";
import { releasesEn } from "./releases.ts";
import { governEn } from "./govern.ts";
import { sharedEn } from "./shared-things.ts";

/** Every code of the platform and the server. */
export const platformEn: Phrases<PlatformProblem> = {
  ...governEn,
  ...calculationsEn,
  ...crowdedEn,
  ...ownCatalogueEn,
  ...keptListsEn,
  ...releasesEn,
  "accounts/already-set-up": () => "There is an account already. Sign in instead.",
  "accounts/bad-link": () =>
    "The link holds no more. It can be used once, and it grows old. Ask for a new one.",
  "accounts/bad-name": (p) =>
    `The name cannot be used. It may have at most ${numberEn(p.limit)} characters, all of them ` +
    "visible.",
  "accounts/bad-passkey": () =>
    "The passkey could not be used here. Try again, or sign in with your password.",
  "accounts/break-glass": () =>
    "An account for the worst day is an administrator's and cannot get another role. Close it instead.",
  "accounts/factor-demanded": () => "Your role must have a second factor. It cannot be removed.",
  "accounts/has-factor": () => "The account has a second factor already. Remove it first.",
  "accounts/identity-taken": () =>
    "The identity belongs to an account already, or the account has one.",
  "accounts/incident": () => "There is an incident. Only named people are let in now.",
  "accounts/last-administrator": () =>
    "The account is the last administrator who can sign in. Let another one in first.",
  "accounts/name-taken": (p) => `The name “${p.name}” is taken. Choose another.`,
  "accounts/locked-by-other": () =>
    "The account was locked by somebody who reaches further than you. Ask an administrator.",
  "accounts/needs-code": () => "Enter the code of the app too, or a recovery code.",
  "accounts/no-factor": () => "No second factor has been begun. Start again.",
  "accounts/no-provider": () =>
    "The municipality's sign-in is not connected to Vallgrav. Sign in with name and password.",
  "accounts/not-active": () =>
    "The account is not open. Ask an administrator to let it in or to unlock it.",
  "accounts/not-first-run": () => "There is an account already. Sign in instead.",
  "accounts/not-from-here": () =>
    "The account is in a state where that cannot be done. Fetch it anew; somebody may have come first.",
  "accounts/not-linked": () =>
    "No account in Vallgrav is linked to you. Ask an administrator for an invitation.",
  "accounts/own-account": () =>
    "This is your own account. Ask another administrator, or use My account.",
  "accounts/password-common": () =>
    "The password is common and easy to guess. Choose another; a sentence is easier to remember.",
  "accounts/password-contains-name": () =>
    "The password contains the account's name. Choose another; a sentence is easier to remember.",
  "accounts/password-too-long": (p) =>
    `The password is too long. It may have at most ${numberEn(p.limit)} characters.`,
  "accounts/password-too-short": (p) =>
    `The password has ${countEn(p.length, "character", "characters")}. ` +
    `It must have at least ${numberEn(p.least)}.`,
  "accounts/provider-away": () =>
    "The municipality's sign-in does not answer. Sign in with name and password instead.",
  "accounts/provider-refused": () =>
    "The sign-in at the municipality could not be used here. Try again from the start.",
  "accounts/provider-weak": () =>
    "Your account must have a second factor, and the municipality's sign-in vouches for none. Sign in with name, password and code.",
  "accounts/too-many-tokens": (p) =>
    `The account has ${numberEn(p.limit)} tokens for programs already. End one first.`,
  "accounts/unit-in-use": () => "Units or accounts lie under the unit, so it cannot be removed.",
  "accounts/unknown": () => "There is no such account.",
  "accounts/unknown-unit": () =>
    "There is no such unit. Fetch the list anew and choose one that is.",
  "accounts/wait": (p) =>
    `Too many attempts. Wait ${countEn(p.seconds, "second", "seconds")} and try again.`,
  "accounts/wrong": () => "The name or the password is wrong.",
  "accounts/wrong-code": () =>
    "The code is wrong. A code holds once and for half a minute; wait for the next.",

  "asking/bad-answer": () =>
    "Each question needs one of the answers that stand there. Nothing was kept; answer again.",
  "asking/bad-link": () =>
    "The link does not hold. It may be used, withdrawn or too old. Ask whoever asked for a new one.",
  "asking/bad-person": (p) =>
    `Write who is to be asked: a name or role of at most ${numberEn(p.limit)} signs, no identity number.`,
  "asking/not-open": () => "The form is open no longer. Fetch the list anew.",
  "asking/too-many-kept": (p) =>
    `There are ${numberEn(p.limit)} forms already. Withdraw some that are not needed.`,
  "asking/too-many-month": (p) =>
    `One person gets at most ${numberEn(p.limit)} questions in thirty days. Ask fewer, or wait.`,
  "asking/too-many-open": (p) =>
    `One person has at most ${numberEn(p.limit)} open questions. Wait for answers, or withdraw.`,
  "asking/unknown": () => "There is no such form. Fetch the list anew.",
  "asking/unknown-question": () =>
    "The question cannot be asked now: it is answered, asked already, or too many at once. " +
    "Choose one to three others.",

  "audit/broken": (p) =>
    `The log does not hold: entry ${numberEn(p.number)} is changed, removed or in another place.`,
  "audit/rewritten": () =>
    "The log is not the one that the checkpoint witnesses: older entries have been written anew.",
  "audit/shorter": (p) =>
    `The log has ${numberEn(p.found)} entries but had ${numberEn(p.expected)} when the checkpoint ` +
    "was made: the last are removed, or an older database has been restored.",
  "audit/unavailable": () =>
    "The log of who did what cannot be written, and without it nothing is given out. " +
    "Check the database and the disk space.",

  "collect/advisories-changed": () =>
    "Somebody else has updated the advisories meanwhile. Nothing was changed; update once more.",
  "collect/advisories-damaged": () =>
    "The advisories are damaged or not whole and are not used. Copy the folder again, or empty it " +
    "and build it anew with vallgrav update.",
  "collect/advisories-newer": () =>
    "The advisories were written by a later version of Vallgrav. Upgrade the program first.",
  "collect/bad-name": (p) =>
    "A file in the archive has a name that cannot be used: empty, with invisible characters or " +
    `longer than ${numberEn(p.limit)} bytes. Pack the archive again.`,
  "collect/damaged": () => "The file is damaged in the archive. Pack it again or export anew.",
  "collect/duplicate-name": (p) =>
    `The archive has several files named “${p.name}”. Pack it again.`,
  "collect/encrypted": () => "The archive is locked with a password. Pack it without one.",
  "collect/ldap-address": () =>
    "The directory's address should be ldaps:// or ldap:// and the server's name, nothing more.",
  "collect/ldap-credentials": () =>
    "The directory does not accept the name and password. Check them, and that the account is not " +
    "locked.",
  "collect/ldap-no-domain": () =>
    "The directory does not say which domain it holds. What can be collected is Active Directory.",
  "collect/ldap-refused": () =>
    "The directory answered with an error already at sign-in. Ask whoever runs the domain controller.",
  "collect/ldap-unreachable": () =>
    "The directory does not answer. Check the server's name, the net and the firewall (port 636 or " +
    "389).",
  "collect/ldap-untrusted": () =>
    "The directory's certificate is from nobody trusted for that name. Give the issuer's " +
    "certificate with --ca.",
  "collect/nested-archive": () =>
    "An archive inside the archive was skipped. Unpack it and import its files one by one.",
  "collect/no-advisories": () =>
    "The folder has no advisories yet. Read them in with vallgrav update.",
  "collect/not-a-zip": () =>
    "The file is no whole zip archive. It may have been cut off; copy or export it again.",
  "collect/not-advisories": () =>
    "The file has no advisories of a kind that can be read: OSV, CVE, NVD, CSAF, KEV or EPSS. Nothing was changed.",
  "collect/path-outside": (p) =>
    `The file “${p.name}” in the archive points outside the archive's folder. Nothing was taken; ` +
    "use only archives from sources you trust.",
  "collect/records-left-out": (p) =>
    `Another ${numberEn(p.count)} records could not be read and were left out.`,
  "collect/special-file": () =>
    "The archive has a link or another special file. Pack it again with ordinary files only.",
  "collect/too-large": (p) =>
    `The content is larger than ${sizeEn(p.limit)}. Nothing was taken; divide it.`,
  "collect/too-many-entries": (p) =>
    `The archive has more than ${numberEn(p.limit)} files and folders. ` +
    "Nothing was taken; divide it.",
  "collect/unsupported-method": (p) =>
    `The archive is packed by a method that cannot be read (number ${numberEn(p.method)}). ` +
    "Pack it again as ordinary zip.",
  "collect/zip-bomb": (p) =>
    "The archive unpacks to more than it says, or to more than " +
    `${numberEn(p.limit)} times its packed size. Nothing was taken; export anew.`,

  ...graphEn,
  ...hygieneEn,
  "identify/no-report": () =>
    "There is no such import, or it is not done yet. Look among the imports.",
  "findings/bad-day": (p) =>
    `The day has passed, is none, or lies more than ${numberEn(p.days)} days ahead. Choose another.`,
  "findings/bad-text": (p) =>
    `The text is empty, longer than ${numberEn(p.limit)} signs or looks like a secret. Write it anew.`,
  "findings/too-many-decisions": (p) =>
    `No more than ${numberEn(p.limit)} decisions on findings are kept. Take some back that hold no more.`,
  "findings/unknown": () => "There is no such finding any more. Fetch the list anew.",
  "identify/not-a-pair": () =>
    "These are not two things of one kind. Choose two different ones, of the same kind.",
  "identify/no-such-import": () =>
    "There is no such import, or it has been withdrawn already. Look at what is read in now.",
  "identify/no-such-mapping": () =>
    "No such mapping is remembered. See which there are by vallgrav mapping list.",
  "identify/nothing-read": () =>
    "Nothing in the files could be read, and nothing has changed. Choose a list, a directory export " +
    "(SharpHound or vallgrav collect), a list of software or a report of a scanner that is supported.",
  "identify/out-of-memory": (p) =>
    `The file needed more than ${sizeEn(p.limit)} of memory to be read. Nothing is changed. Divide it.`,
  "identify/remembered-mapping": (p) =>
    `The columns were read as ${p.by} said on ${p.day} that they should be. ` +
    "If that is wrong, read the file with another mapping, or forget the old one.",
  "identify/too-slow": (p) =>
    `Reading the file stood still for ${countEn(p.seconds, "second", "seconds")} and was stopped. ` +
    "Nothing is changed. Divide the file, or export it anew.",
  "identify/numbers-alone": (p) =>
    `There were personal identity numbers for ${countEn(p.count, "account", "accounts")} that no ` +
    "register of the same import has. They are never kept, so import the lists of people and of " +
    "accounts together. Employee numbers and sign-in names join all the same, later too.",
  "identify/too-much": (p) =>
    `With this import there would be ${numberEn(p.found)} statements; ` +
    `${numberEn(p.limit)} fit. Nothing is changed. Import fewer or smaller exports.`,
  "identify/unknown-format": () =>
    "The file is not recognised and was skipped. What can be read are lists, directory exports " +
    "(SharpHound and vallgrav collect), lists of software and reports of the scanners supported.",
  "identify/unknown-thing": () =>
    "That is not among what is known now. The facts may have changed; search for it anew.",

  "jobs/failed": (p) =>
    "The work was broken off by a fault in Vallgrav. Try again; the log has the cause under " +
    `${p.job}.`,
  "jobs/given-up": (p) =>
    `Vallgrav stopped ${countEn(p.attempts, "time", "times")} during this work, so it is not ` +
    "started again by itself. Read the server's log, then try again.",
  "jobs/more-problems": (p) =>
    `Not shown: ${countEn(p.count, "more problem", "more problems")}. Correct those shown first.`,
  "jobs/unknown": () => "There is no such work. Reload the page.",
  "jobs/unknown-kind": (p) =>
    `This version cannot do the work “${p.kind}”. Start the version that ordered it.`,

  ...realityEn,
  "protect/bad-fines": () =>
    "The least fine is larger than the most. Nothing has changed; correct one of them first.",
  "protect/bad-price": (p) =>
    `The value for “${p.id}” cannot be used. Give zero or more, for a share at most one, and a source of ` +
    "at most 300 characters.",
  "protect/cannot-be-changed": () =>
    "The cost sheet cannot be changed like that, and nothing has changed. Correct what stands below.",
  "protect/cannot-be-done": () =>
    "Those measures cannot be carried out together. Change what stands below.",
  "protect/free-objective": (p) =>
    `Objectives that fall without any attacker: ${numberEn(p.count)}, for example ` +
    `“${p.example}”. ` +
    "That is a fault in the model, not with you, and so no figures are shown.",
  "protect/measure-excludes": (p) =>
    `The measures “${p.id}” and “${p.needed}” cannot be chosen together. Leave one of them out.`,
  "protect/measure-needs": (p) =>
    `The measure “${p.id}” builds on “${p.needed}”. Choose that too, or leave both out.`,
  "protect/nothing-to-approve": () =>
    "There is no draft to approve. Somebody else may have done it; fetch the sheet anew.",
  "protect/too-many-versions": () =>
    "The cost sheet has 500 approved versions, and no more are kept. Ask whoever looks after Vallgrav.",
  "protect/unknown-factor": (p) => `The cost sheet has no line “${p.id}”. Fetch the sheet anew.`,
  "protect/unknown-measure": (p) =>
    `There is no measure “${p.id}” in the catalogue. Choose one of those listed under Measures.`,
  "opinions/later-by-administrator": () =>
    "Only an administrator may go on without somebody having been heard. Ask one to record why.",
  "opinions/needs-reason": () => "Write why the opinion is not needed or comes later.",
  "opinions/needs-who": () => "Write who gave the opinion: name and position.",
  "opinions/too-long": (p) => `The text may have ${numberEn(p.limit)} characters at most.`,
  "opinions/unknown": () => "No such opinion is asked for. Reload the page.",
  "protect/bad-frequency": () =>
    "A frequency is a range of campaigns a year, from the lowest to the highest, 1,000 at most, with its source and no identity number.",
  "protect/too-many-worlds": () => "A plan can be tried in 0 to 200 other worlds.",
  "protect/no-model": () =>
    "There is nothing to compute from yet. Answer twelve questions, or import files that you have.",
  "protect/no-such-stop": () =>
    "No plan is computed for that budget. Choose one of the budgets on the curve.",
  "protect/no-vital-service": () =>
    "No system among the facts carries a vital service, so the damage cannot be computed. Fill " +
    "in " +
    "the column Vital service of the system register and import it again.",
  "protect/no-way-in": () =>
    "The facts have no place where an attacker could begin. Check that the directory export is " +
    "complete, and import it again.",
  "protect/nothing-computed": () => "It is not computed yet. Wait until the computation is done.",

  "request/bad-body": () =>
    "The server did not understand what was sent, and nothing has changed. Reload and try again.",
  "request/bad-query": () => "The address holds a value that cannot be used. Correct it.",
  "request/cut-off": () =>
    "The transfer ended before everything had arrived. Nothing has changed; send the files again.",
  "request/malformed": () => "The server did not understand the request. Reload and try again.",
  "request/media-type": () =>
    "The server does not take content of that kind. Reload the page and try again.",
  "request/method": () => "That cannot be done with this address. Reload the page.",
  "request/no-host": () => "The request names no server. Open Vallgrav's own address.",
  "request/not-from-page": () =>
    "The change did not come from Vallgrav's own pages and was not made. Reload and try again.",
  "request/other-origin": () =>
    "The change came from another site and was not made. Open Vallgrav's own address.",
  "request/too-large": () =>
    "What was sent is larger than the server takes, and nothing has changed. Divide it.",
  "request/too-many": () => "Too many requests in a short time. Wait a while and try again.",
  "request/bad-key": () =>
    "The key of repetition (Idempotency-Key) is to be 1–255 visible characters of ASCII.",
  "request/key-of-another": () =>
    "The key of repetition was used for another request already. Choose a new one.",
  "request/told-once": () =>
    "The request was carried out already, and its answer held what is shown only once.",
  "request/under-way": () =>
    "The same request was begun and its answer is not known yet. See whether it was carried out before you try again.",
  "request/unknown-host": () =>
    "The server has no such name. Open the address that was shown when Vallgrav started.",
  "request/unknown-path": () => "The address leads nowhere. Nothing has changed; go to Position.",

  "server/cannot-listen": () =>
    "The server may not use that address or port. Choose another with --host or --port.",
  "server/failed": () =>
    "Something went wrong in Vallgrav. What was saved is still there. Try again; if that does " +
    "not " +
    "help, read the server's log.",
  "server/bad-organisation": (p) =>
    `Line ${numberEn(p.line)} of organisation.env in the folder ${p.name} cannot be used. Lines are VALLGRAV_NAME=VALUE, each name once; TLS and the proxy are settings of the server as a whole.`,
  "server/bad-provider": () =>
    "The settings of the municipality's sign-in cannot be used: the address must begin with https, and the client's name and secret must be there.",
  "server/home-in-use": () =>
    "Another Vallgrav uses the same data folder. Close it first, or choose another folder.",
  "server/key-broken": () =>
    "A key file cannot be read as a key. Put it back from a backup; do not remove it, or what is " +
    "encrypted stays shut.",
  "server/needs-host-names": () =>
    "To be reached from other computers the server must know its names. " +
    "State them in VALLGRAV_HOSTS.",
  "server/bad-certificate": () =>
    "The certificate or its key cannot be used: the files must be there, be PEM without passphrase, and belong together. See VALLGRAV_TLS_CERT and VALLGRAV_TLS_KEY.",
  "server/needs-tls": () =>
    "Other computers are not served without TLS. State certificate and key in VALLGRAV_TLS_CERT and VALLGRAV_TLS_KEY, or self as the certificate to try. VALLGRAV_PLAIN_HTTP=1 allows it unencrypted all the same.",
  "server/no-organisations": () =>
    "The folder has no organisation. Each is a folder of its own, with a file organisation.env.",
  "watch/cannot-listen": () =>
    "A way in for logs does not open: its address is none, its port is taken, or a certificate cannot " +
    "be read. See VALLGRAV_WATCH_… in docs/operations.",
  "watch/name-taken": () => "A source has that name already. Choose another.",
  "watch/unknown": () => "The alert, source or exception does not exist, or no longer.",
  "watch/needs-tls": () =>
    "To receive logs by HTTP, RELP or TLS from other computers the server needs a certificate: " +
    "VALLGRAV_WATCH_CERT and VALLGRAV_WATCH_KEY.",
  "server/not-ready": () =>
    "The server lives but cannot work: the database does not answer, or the disk is nearly full.",
  "server/organisation-without-hosts": (p) =>
    `The organisation ${p.name} cannot be reached: state its own name of the machine as VALLGRAV_HOSTS in its organisation.env.`,
  "server/port-taken": () => "Another program uses the port already. Choose another with --port.",
  "server/shared-between-organisations": (p) =>
    `The organisations ${p.named} and ${p.name} share ${own(sharedEn, p.what) ?? p.what}. Each must have its own.`,
  "server/stopping": () => "The server is stopping. Try again when it has started anew.",

  "session/bad-passkey": () =>
    "The passkey could not be used here. Try again, or sign in with your password.",
  "session/incident": () => "There is an incident. Only named people are let in now.",
  "session/needs-code": () => "Enter the code of the app too, or a recovery code.",
  "session/needs-factor": () =>
    "Your role must have a second factor first. Add it under My account.",
  "session/none": () => "You are not signed in. Sign in and try again.",
  "session/not-active": () =>
    "The account is not open. Ask an administrator to let it in or to unlock it.",
  "session/not-allowed": () => "Your role may not do this. Ask an administrator.",
  "session/not-by-token": () => "That cannot be done with a program's token. Sign in yourself.",
  "session/out-of-scope": () => "The token of the program does not cover that.",
  "session/unknown": () => "The session has ended already.",
  "session/wait": () => "Too many attempts. Wait a while and try again.",
  "session/wrong": () => "The name or the password is wrong.",
  "session/wrong-code": () =>
    "The code is wrong. A code holds once and for half a minute; wait for the next.",

  "storage/advisories-damaged": () =>
    "The advisories broke while they were read. Copy the folder again or build it anew with " +
    "vallgrav update.",
  "storage/backup-damaged": () =>
    "The copy is damaged, incomplete or no backup. Nothing was changed; take another copy.",
  "storage/backup-refused": () =>
    "No backup was made: the file exists already, or this database is backed up by tools of " +
    "its own.",
  "storage/file-exists": () => "Nothing was written: the file exists already. Choose another name.",
  "storage/bad-text": () =>
    "A name holds characters that the database cannot keep. Write it differently and try again.",
  "storage/conflict": () =>
    "Somebody else has changed the same thing. Nothing was saved; fetch it anew and change it again.",
  "storage/import-not-open": () => "The import has ended already. Import the files again.",
  "storage/import-published": () =>
    "The import is done already and cannot begin again. Import the files anew if any is missing.",
  "storage/key-missing": () =>
    "The key to what is encrypted is missing. Put the file data.key back. If it is lost, raw files, " +
    "settings and details of the log can no longer be read; the model and the dials are unharmed.",
  "storage/needs-ca": () =>
    "The file of certificates for the database cannot be read. See sslrootcert in VALLGRAV_DATABASE.",
  "storage/newer-schema": () =>
    "The database belongs to a newer version of Vallgrav. Nothing has changed; start the newer " +
    "one.",
  "storage/not-empty": () =>
    "There is something here already. Restore into an empty folder or an empty database.",
  "storage/seal-broken": () =>
    "Something encrypted is changed, moved or damaged. Restore it from a backup.",
  "storage/unavailable": () =>
    "The database does not answer. Check that it is running and has room, and try again.",
  "storage/unknown-evidence": () =>
    "The import lacks a file that it refers to. Import the files again.",
  "storage/wrong-hash": () =>
    "The content of a file does not match its checksum. Import the file again.",
  "webhooks/bad-address": () =>
    "The address is to begin with https and have no name, password or # in it.",
  "webhooks/host-not-named": () =>
    "The machine is not named. Whoever runs the server adds it to VALLGRAV_WEBHOOK_HOSTS.",
  "webhooks/too-many": (p) =>
    `There are ${numberEn(p.limit)} already. Remove one that is not needed.`,
  "webhooks/unknown": () => "It is not there any more. Reload the page.",
  "storage/wrong-passphrase": () => "The passphrase does not open the copy.",
};
