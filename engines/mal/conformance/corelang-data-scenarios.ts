/** coreLang's published scenarios of data: in transit, by privilege, signed, within other data. */
import type { Scenario, World } from "./corelang-scenario.ts";

const transit: World = {
  assets:
    "near Network, far Network, in ConnectionRule, out ConnectionRule, app Application, " +
    "arriving Data, leaving Data",
  links:
    "app ingoingAppConnections in, app outgoingAppConnections out, app receivedData arriving, " +
    "app sentData leaving, in networks near, out networks far, near transitData arriving, " +
    "far transitData leaving",
};

const inTransit: readonly Scenario[] = [
  {
    name: "who has the application reads what it receives and writes what it sends",
    world: transit,
    entries: "app fullAccess",
    atOnce: "arriving read, leaving read write",
    never: "arriving write",
  },
  {
    name: "who has the one network has what passes there",
    world: transit,
    entries: "near attemptAccessUninspectedFromPhysicalAccess",
    atOnce: "arriving read write",
    never: "leaving read write",
  },
  {
    name: "who has the other network has what passes there",
    world: transit,
    entries: "far attemptAccessUninspectedFromPhysicalAccess",
    atOnce: "leaving read write",
    never: "arriving read write",
  },
];

/** Which rights an identity has over the outer of two data, one within the other. */
function privileged(fields: readonly string[], hasRest: boolean): World {
  const all = ["readPrivData", "writePrivData", "deletePrivData"];
  const rest = hasRest ? all.filter((field) => !fields.includes(field)) : [];
  const links = [
    "who lowPrivApps app",
    ...fields.map((field) => `who ${field} outer`),
    "app containedData outer",
    "outer containedData inner",
    ...(hasRest ? ["other lowPrivApps app"] : []),
    ...rest.map((field) => `other ${field} outer`),
  ];
  const assets = "app Application, who Identity, outer Data, inner Data";
  return { assets: hasRest ? `${assets}, other Identity` : assets, links: links.join(", ") };
}

const privileges: readonly Scenario[] = [false, true].flatMap((hasRest): readonly Scenario[] => {
  const entries = "app networkConnectUninspected, who assume";
  const beside = hasRest ? ", and another has the rest" : "";
  return [
    {
      name: `a right to read is no right to write or delete${beside}`,
      world: privileged(["readPrivData"], hasRest),
      entries,
      atOnce: "outer read, inner read",
      never: "outer write delete, inner write delete",
    },
    {
      name: `a right to write is one to delete, not to read${beside}`,
      world: privileged(["writePrivData"], hasRest),
      entries,
      atOnce: "outer write delete, inner write delete",
      never: "outer read, inner read",
    },
    {
      name: `a right to delete is no right to read or write${beside}`,
      world: privileged(["deletePrivData"], hasRest),
      entries,
      atOnce: "outer delete, inner delete",
      never: "outer read write, inner read write",
    },
  ];
});

function signature(data: string): string {
  return `, ${data} signingCreds key`;
}

function onNetwork(isSigned: boolean): World {
  return {
    assets: "net Network, outer Data, inner Data, key Credentials",
    links: `net transitData outer, outer containedData inner${isSigned ? signature("outer") : ""}`,
  };
}

function nested(isSigned: boolean): World {
  return {
    assets: "top Data, middle Data, bottom Data, key Credentials",
    links:
      "top containedData middle, middle containedData bottom" +
      (isSigned ? signature("middle") : ""),
  };
}

const signed: readonly Scenario[] = [
  {
    name: "what passes a network unsigned is the attacker's",
    world: onNetwork(false),
    entries: "net accessUninspected",
    atOnce: "outer read write delete, inner read write delete",
  },
  {
    name: "what passes a network signed can be read only",
    world: onNetwork(true),
    entries: "net accessUninspected",
    atOnce: "outer read, inner read",
    never: "outer write delete, inner write delete",
  },
  {
    name: "unsigned data within data goes with it",
    world: nested(false),
    entries: "top attemptRead attemptWrite",
    atOnce: "middle read write delete, bottom read write delete",
  },
  {
    name: "signed data within data can be read and deleted, not written",
    world: nested(true),
    entries: "top attemptRead attemptWrite",
    atOnce: "middle read delete, bottom read delete",
    never: "middle write, bottom write",
  },
];

const vessel: World = {
  assets: "box Data, plain Data, sealed Data, missing Data, key Credentials",
  links:
    "box containedData plain, box containedData sealed, box containedData missing, " +
    "sealed encryptCreds key",
  defences: { "missing notPresent": 1 },
};
const all = "read write delete";

const contained: readonly Scenario[] = [
  {
    name: "data within data goes with it, unless encrypted or not there",
    world: vessel,
    entries: "box attemptRead attemptWrite",
    atOnce: `box ${all}, plain ${all}`,
    never: `sealed ${all}, missing ${all}`,
  },
  {
    name: "without an attacker no data falls",
    world: vessel,
    entries: "",
    never: `box ${all}, plain ${all}, sealed ${all}, missing ${all}`,
  },
  {
    name: "the key opens what is encrypted",
    world: vessel,
    entries: "box attemptRead attemptWrite, key use",
    atOnce: `box ${all}, plain ${all}, sealed ${all}`,
    never: `missing ${all}`,
  },
];

/** Sixteen of the forty: 3, 6, 4 and 3. */
export const dataScenarios: readonly Scenario[] = [
  ...inTransit,
  ...privileges,
  ...signed,
  ...contained,
];
