/**
 * The forty scenarios that coreLang 1.0.0 is published with, as data of our own: who is linked with
 * whom, where the attacker stands, and what falls. Facts of its tests, not their text; of one more
 * that is switched off there nothing is here.
 */
import { dataScenarios } from "./corelang-data-scenarios.ts";
import type { Scenario, World } from "./corelang-scenario.ts";

const application: World = { assets: "app Application", links: "" };

const applications: readonly Scenario[] = [
  {
    name: "a local connection and the application's own login give all of it",
    world: application,
    entries: "app localConnect authenticate",
    atOnce: "app attemptUseVulnerability localAccess fullAccess",
    never:
      "app specificAccessFromLocalConnection specificAccessFromNetworkConnection networkAccess",
  },
  {
    name: "a local connection and a login of few rights give those rights",
    world: application,
    entries: "app localConnect specificAccessAuthenticate",
    atOnce: "app specificAccessFromLocalConnection attemptUseVulnerability specificAccess",
    never: "app specificAccessFromNetworkConnection localAccess networkAccess fullAccess",
  },
  {
    name: "a network connection and the application's own login give all of it",
    world: application,
    entries: "app networkConnectUninspected authenticate",
    atOnce: "app attemptUseVulnerability networkAccess fullAccess",
    never: "app specificAccessFromLocalConnection specificAccessFromNetworkConnection localAccess",
  },
  {
    name: "a network connection and a login of few rights give those rights",
    world: application,
    entries: "app networkConnectUninspected specificAccessAuthenticate",
    atOnce: "app specificAccessFromNetworkConnection attemptUseVulnerability specificAccess",
    never: "app specificAccessFromLocalConnection localAccess networkAccess fullAccess",
  },
  {
    name: "a login without a connection gives nothing",
    world: application,
    entries: "app authenticate",
    never:
      "app specificAccessFromLocalConnection specificAccessFromNetworkConnection " +
      "attemptUseVulnerability localAccess networkAccess fullAccess",
  },
  {
    name: "a login of few rights without a connection gives nothing",
    world: application,
    entries: "app specificAccessAuthenticate",
    atOnce: "app specificAccessAuthenticate",
    never:
      "app specificAccessFromLocalConnection attemptUseVulnerability fullAccess specificAccess",
  },
  {
    name: "few rights over a local connection do not become all",
    world: application,
    entries: "app specificAccessFromLocalConnection specificAccessAuthenticate",
    atOnce: "app specificAccessFromLocalConnection attemptUseVulnerability",
    never: "app specificAccessFromNetworkConnection fullAccess",
  },
];

const machine: World = {
  assets: "machine Hardware, app Application, stored Data",
  links: "machine sysExecutedApps app, machine hostedData stored",
};

const others: readonly Scenario[] = [
  {
    name: "who stands at a machine can stop it, not take it over",
    world: machine,
    entries: "machine physicalAccess",
    atOnce: "machine deny attemptUseVulnerabilityFromPhysicalAccess, app physicalAccessAchieved",
    never: "machine fullAccess",
  },
  {
    name: "who stands at a machine with a weakness takes it over with all it runs and holds",
    world: {
      assets: `${machine.assets}, flaw HardwareVulnerability`,
      links: `${machine.links}, machine vulnerabilities flaw`,
    },
    entries: "machine physicalAccess",
    atOnce:
      "machine deny attemptUseVulnerabilityFromPhysicalAccess fullAccess, " +
      "app physicalAccessAchieved fullAccess, stored attemptRead attemptWrite",
  },
  {
    name: "a group gives what the groups above it have",
    world: {
      assets: "above Group, group Group, below Group",
      links: "above childGroups group, group childGroups below",
    },
    entries: "group assume",
    atOnce: "group assume, above assume",
    never: "below assume",
  },
  {
    name: "an identity gives those it may assume",
    world: {
      assets: "first Identity, second Identity, third Identity, fourth Identity",
      links: "first childId second, second childId third, third childId fourth",
    },
    entries: "third attemptAssume",
    atOnce: "third successfulAssume assume, second assume, first assume",
    never: "fourth assume",
  },
  {
    name: "the right to read data needs the application it lies in",
    world: {
      assets: "net Network, app Application, who Identity, stored Data",
      links: "net applications app, app containedData stored, stored readingIAMs who",
    },
    entries: "who assume, net accessUninspected",
    atOnce:
      "net accessUninspected, app networkConnectUninspected, who assume, " +
      "stored authorizedReadFromIAM deny",
    never:
      "stored authorizedWriteFromIAM authorizedDeleteFromIAM authorizedAccessFromApplication " +
      "authorizedReadFromApplication authorizedWriteFromApplication " +
      "authorizedDeleteFromApplication read write delete",
  },
  {
    name: "an identity that is there can be assumed",
    world: { assets: "who Identity", links: "" },
    entries: "who attemptAssume",
    atOnce: "who successfulAssume assume",
  },
  {
    name: "an identity that is not there cannot",
    world: { assets: "who Identity", links: "", defences: { "who notPresent": 1 } },
    entries: "who attemptAssume",
    never: "who successfulAssume assume",
  },
  {
    name: "either of two credentials gives the identity",
    world: {
      assets: "who Identity, one Credentials, two Credentials",
      links: "who credentials one, who credentials two",
    },
    entries: "one attemptUse",
    atOnce: "who successfulAssume assume",
  },
];

const networks: readonly Scenario[] = [
  {
    name: "rules let through in their direction only, and a firewall is not had by passing it",
    world: {
      assets:
        "a Network, b Network, c Network, d Network, one ConnectionRule, two ConnectionRule, " +
        "three ConnectionRule, app Application, wall RoutingFirewall",
      links:
        "one networks a, one networks b, one outNetworks c, two outNetworks a, two inNetworks d, " +
        "three outNetworks d, three applications app, wall connectionRules one, " +
        "wall connectionRules two, wall connectionRules three",
    },
    entries: "a accessUninspected",
    atOnce: "b accessUninspected, d accessUninspected, app networkConnectUninspected",
    never: "c accessUninspected, wall attemptUseVulnerability fullAccess",
  },
  {
    name: "a firewall with a weakness opens what its rules divide",
    world: {
      assets:
        "a Network, b Network, c Network, app Application, one ConnectionRule, " +
        "two ConnectionRule, wall RoutingFirewall, flaw SoftwareVulnerability",
      links:
        "one networks a, one networks b, one applications app, two outNetworks c, " +
        "two inNetworks b, wall connectionRules one, wall connectionRules two, " +
        "wall vulnerabilities flaw",
    },
    entries: "wall networkConnectUninspected, a accessUninspected",
    atOnce:
      "a accessUninspected, b accessUninspected, c accessUninspected, " +
      "wall attemptUseVulnerability fullAccess",
  },
];

/** A person with an identity that may run an application, with credentials or without. */
function person(hasCredentials: boolean): World {
  const links = "person userIds who, who execPrivApps app";
  return {
    assets: "person User, key Credentials, app Application, who Identity",
    links: hasCredentials ? `${links}, who credentials key` : links,
  };
}

const people: readonly Scenario[] = [
  {
    name: "who is lured gives credentials away, and with effort the application",
    world: person(true),
    entries: "person attemptSocialEngineering",
    reached: "person credentialTheft, key credentialTheft use, who assume",
    withEffort: "app fullAccess",
  },
  {
    name: "who is lured and has no credentials of note gives the identity away",
    world: person(false),
    entries: "person attemptSocialEngineering",
    reached: "person credentialTheft, who assume",
    withEffort: "app fullAccess",
    never: "key use",
  },
  {
    name: "who is lured where there is a way back gives credentials and application away",
    world: person(true),
    entries: "person attemptSocialEngineering, app attemptReverseReach",
    reached: "person credentialTheft, key credentialTheft use, who assume, app fullAccess",
  },
  {
    name: "who is lured where there is a way back, without credentials, gives the application away",
    world: person(false),
    entries: "person attemptSocialEngineering, app attemptReverseReach",
    reached: "person credentialTheft, who assume, app fullAccess",
    never: "key use",
  },
];

function weakness(defences: Readonly<Record<string, number>>): World {
  return { assets: "flaw SoftwareVulnerability", links: "", defences };
}

const weaknesses: readonly Scenario[] = [
  {
    name: "a weakness is used at once",
    world: weakness({}),
    entries: "flaw attemptAbuse",
    atOnce: "flaw abuse impact",
  },
  {
    name: "one that is removed is not",
    world: weakness({ "flaw notPresent": 1 }),
    entries: "flaw attemptAbuse",
    never: "flaw abuse impact",
  },
  {
    // Published as the one that needs a person. Defences are set there by their place in the list
    // though, and in that place stands this one: a person may do it unasked, in half of all runs.
    name: "one that needs high privileges is not used without",
    world: weakness({ "flaw highPrivilegesRequired": 1 }),
    entries: "flaw attemptAbuse",
    never: "flaw abuse impact",
  },
];

/** All forty. */
export const scenarios: readonly Scenario[] = [
  ...applications,
  ...dataScenarios,
  ...others,
  ...networks,
  ...people,
  ...weaknesses,
];
