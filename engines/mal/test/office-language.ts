/**
 * A small language of our own with the types and fields that models of `employees.ts` use, so that
 * they can be tried where coreLang is not. Names of types, fields and defences are coreLang's; the
 * steps and what they lead to are not.
 */
import type { Language } from "../src/index.ts";
import { compileLanguage } from "../src/index.ts";

const source = `#id: "se.example.office" #version: "1.0.0"
category Office {
  asset Network {
    # networkAccessControl -> enter
    | come -> tryEnter, listen
    | tryEnter -> enter
    & enter -> inside
    | inside -> applications.connect, netConnections.cross, outgoingNetConnections.cross, listen
    | listen [Exponential(0.2)] -> heard
    | heard
  }
  asset ConnectionRule {
    # restricted -> pass
    # payloadInspection -> passQuietly
    | cross -> pass, passQuietly, wait
    & pass -> networks.come, networks.inside
    & passQuietly -> networks.inside
    | wait [HardAndUncertain] -> networks.come
  }
  abstract asset Holder {
    | assume -> use
    | use -> lowPrivApps.logOn, execPrivApps.own, readPrivData.see, writePrivData.change
  }
  asset Identity extends Holder { | use +> memberOf.assume }
  asset Group extends Holder { | use +> parentGroup.assume }
  asset Credentials {
    # notGuessable -> guess
    # unique -> reuse
    # notPhishable -> give
    | try -> guess, reuse
    & guess [HardAndCertain] -> known
    & reuse -> known
    & give -> known
    | known -> requiredBy().try, haveFactor
    & haveFactor -> identities.assume
    let requiredBy = credentials
    E alone <- identities -> haveFactor
  }
  asset User {
    # securityAwareness -> deceived
    # noPasswordReuse -> reuse
    | lure -> deceived
    & deceived -> fall
    & reuse -> userIds.credentials.reuse
    | fall [Exponential(0.5)] -> userIds.credentials.give, hardwareSystems.run, reuse
  }
  asset Hardware {
    # hardwareModificationsProtection -> changed
    | run -> sysExecutedApps.connect, changed
    & changed [VeryHardAndUncertain] -> sysExecutedApps.own
  }
  asset SoftwareProduct { | poison [VeryHardAndUncertain] -> softApplications.own }
  asset SoftwareVulnerability {
    # notPresent -> abuse
    # networkAccessRequired -> reached
    # highComplexityExploitRequired -> simple
    | come -> reached
    & reached -> abuse
    & abuse -> simple, slow
    & simple -> softwareProduct.poison, softwareProduct.softApplications.own
    | slow [Exponential(0.05)] -> softwareProduct.softApplications.own
  }
  asset Application {
    | connect -> logOnNow, appSoftProduct.softProductVulnerabilities.come
    | logOn -> logOnNow
    & logOnNow -> inside
    | inside -> containedData.see, appExecutedApps.connect
    | own -> inside, hostApp.connect, containedData.see, containedData.change, networks.inside, take
    | take [Exponential(1)] -> executionPrivIAMs.assume
  }
  asset Data {
    | see -> read
    | change -> write
    | read
    | write -> deny
    | deny [Exponential(2)]
  }
}
associations {
  Network [networks] * <-- Rules --> * [netConnections] ConnectionRule
  Network [outNetworks] * <-- OutRules --> * [outgoingNetConnections] ConnectionRule
  Network [networks] * <-- Exposure --> * [applications] Application
  Group [memberOf] * <-- Members --> * [groupIds] Identity
  Group [parentGroup] * <-- Members --> * [childGroups] Group
  SoftwareProduct [appSoftProduct] 0..1 <-- Product --> * [softApplications] Application
  SoftwareProduct [softwareProduct] 0..1
    <-- Weakness --> * [softProductVulnerabilities] SoftwareVulnerability
  Hardware [hostHardware] 0..1 <-- System --> * [sysExecutedApps] Application
  Application [hostApp] 0..1 <-- Host --> * [appExecutedApps] Application
  Application [containingApp] * <-- Content --> * [containedData] Data
  Holder [executionPrivIAMs] * <-- Runs --> * [execPrivApps] Application
  Holder [lowPrivAppIAMs] * <-- Uses --> * [lowPrivApps] Application
  Holder [readingIAMs] * <-- Reads --> * [readPrivData] Data
  Holder [writingIAMs] * <-- Writes --> * [writePrivData] Data
  User [users] * <-- Accounts --> * [userIds] Identity
  User [users] * <-- Machines --> * [hardwareSystems] Hardware
  Identity [identities] * <-- Secrets --> * [credentials] Credentials
  Credentials [credentials] * <-- Factors --> * [requiredFactors] Credentials
}`;

/** The language; the same at each call. */
export function officeLanguage(): Language {
  const compiled = compileLanguage({ main: "office.mal", read: () => source });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.language;
}
