/**
 * What consoles give: machines of vSphere as PowerCLI and govc list them, the system register as
 * the interface of Sundsvall's answers, a firewall's backup, and preferences of group policies.
 * Secrets stand in some of them as people leave them; all are invented.
 */
import { guidOf } from "./directory-objects.ts";
import { serversOf } from "./estate.ts";
import {
  csvFile,
  type ExampleFile,
  jsonItems,
  type JsonItem,
  type TableRow,
  xml,
} from "./example-file.ts";
import { filterRules, networkZones } from "./lists-services.ts";
import type { Size } from "./size.ts";
import { systemRows } from "./systems.ts";
import { zipOf } from "./zip.ts";

/** What vSphere calls the systems of guests. */
const guestIds = {
  alma: "almalinux_64Guest",
  debian: "debian12_64Guest",
  windows: "windows2019srv_64Guest",
} as const;

function* powerCliRows(size: Size): Generator<TableRow> {
  const machines = serversOf(size).filter(({ host }) => host.kind === "vsphere");
  for (const [n, { is, name, host, platform }] of machines.entries()) {
    const state = n % 15 === 14 ? "PoweredOff" : "PoweredOn";
    yield { cells: [name, state, 4, host.fqdn, guestIds[platform]], about: [["computer", is]] };
  }
}

function* govcMachines(size: Size): Generator<JsonItem> {
  const machines = serversOf(size).filter(({ host }) => host.kind === "vsphere");
  for (const [n, server] of machines.entries()) {
    if (size.sample !== null && n >= size.sample) return;
    const { is, name, fqdn, address, mac, uuid, host, operatingSystem } = server;
    yield {
      value: {
        name,
        config: {
          instanceUuid: uuid,
          guestFullName: operatingSystem,
          annotation: n === 0 ? "lösenord: Fiktivt-Exempel-91" : "",
        },
        guest: {
          hostName: fqdn,
          ipAddress: address,
          guestFullName: operatingSystem,
          net: [{ macAddress: mac.toLowerCase(), ipAddress: [address] }],
        },
        runtime: {
          powerState: n % 15 === 14 ? "poweredOff" : "poweredOn",
          host: { type: "HostSystem", value: `host-${host.fqdn.slice(3, 5)}` },
        },
      },
      about: [["computer", is]],
    };
  }
}

/** Machines of vSphere, in two forms. */
function vsphere(size: Size): readonly ExampleFile[] {
  return [
    csvFile(
      "collections/vsphere-powercli.csv",
      [",", "utf-8"],
      [["Name", "PowerState", "NumCpu", "VMHost", "GuestId"], () => powerCliRows(size)],
    ),
    {
      path: "collections/vsphere-govc.json",
      *pieces(note) {
        yield '{"virtualMachines":[\n';
        yield* jsonItems(note, "/virtualMachines", govcMachines(size));
        yield "\n]}\n";
      },
    },
  ];
}

/** Where a system runs, in the words of the register's interface. */
const hostingTypes = { "egen drift": "INTERNAL", leverantör: "EXTERNAL", moln: "CLOUD" } as const;

function suppliersOf(size: Size): ReadonlyMap<string, string> {
  const names = new Set(systemRows(size).map(({ supplier }) => supplier));
  names.delete("");
  return new Map([...names].map((name, n) => [name, guidOf(1, 5_000 + n)]));
}

/** Identifiers by which the register's answers find each other. */
function innerIds(size: Size): ReadonlyMap<string, string> {
  return new Map(systemRows(size).map(({ id }, n) => [id, guidOf(1, 1_000 + n)]));
}

function* registerSystems(size: Size): Generator<JsonItem> {
  const [inner, suppliers] = [innerIds(size), suppliersOf(size)];
  for (const { id, name, hosting, classes, supplier } of systemRows(size)) {
    const [konfidentialitet, riktighet, tillganglighet] = classes;
    const supplierId = suppliers.get(supplier);
    yield {
      value: {
        id: inner.get(id),
        systemId: id,
        name,
        status: "PRODUCTION",
        hostingType: hostingTypes[hosting],
        konfidentialitet,
        riktighet,
        tillganglighet,
        ...(supplierId === undefined ? {} : { supplierId }),
      },
      about: [["system", `system/${id}`]],
    };
  }
}

function* registerDependencies(size: Size): Generator<JsonItem> {
  const inner = innerIds(size);
  let n = 0;
  for (const { id, dependsOn } of systemRows(size))
    for (const other of dependsOn) {
      const [sourceSystemId, targetSystemId] = [inner.get(id), inner.get(other)];
      if (targetSystemId === undefined) throw new Error(`${id} depends on no system: ${other}`);
      n += 1;
      yield { value: { id: guidOf(1, 10_000 + n), sourceSystemId, targetSystemId } };
    }
}

function* registerSuppliers(size: Size): Generator<JsonItem> {
  // No numbers of organisations: an invented one could be somebody's.
  for (const [name, id] of suppliersOf(size))
    yield { value: { id, name, orgNumber: "", isActive: true } };
}

/** The register as the interface answers, an answer a file. */
function registerAnswers(size: Size): readonly ExampleFile[] {
  const total = systemRows(size).length;
  const paging = { page: 1, limit: total, totalRecords: total, totalPages: 1 };
  const list = (path: string, items: () => Iterable<JsonItem>): ExampleFile => ({
    path,
    *pieces(note) {
      yield "[\n";
      yield* jsonItems(note, "", items());
      yield "\n]\n";
    },
  });
  return [
    {
      path: "collections/systemregister-system.json",
      *pieces(note) {
        yield `{"_meta":${JSON.stringify(paging)},"systems":[\n`;
        yield* jsonItems(note, "/systems", registerSystems(size));
        yield "\n]}\n";
      },
    },
    list("collections/systemregister-beroenden.json", () => registerDependencies(size)),
    list("collections/systemregister-leverantorer.json", () => registerSuppliers(size)),
  ];
}

/** A network as the device writes it: an address of its own, and the mask. */
function addressAndMask(network: string, last: 0 | 1): string {
  const [address = "", bits = "32"] = network.split("/");
  const mask = (0xffff_ffff << (32 - Number(bits))) >>> 0;
  const dotted = [24, 16, 8, 0].map((shift) => (mask >>> shift) & 255).join(".");
  return `${address.replace(/\d+$/, String(last))} ${dotted}`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(" ");
}

type Edit = readonly [name: string | number, sets: readonly string[]];

function section(name: string, edits: readonly Edit[]): string {
  const lines = edits.map(([key, sets]) => {
    const inner = sets.map((one) => `        set ${one}\n`).join("");
    return `    edit ${typeof key === "number" ? key : `"${key}"`}\n${inner}    next\n`;
  });
  return `config ${name}\n${lines.join("")}end\n`;
}

/** The same rules as the list's, in the device's words. */
function policyOf([number, from, to, services, action, active]: readonly string[]): Edit {
  const zoneNames = new Set(networkZones.map(([name]) => name));
  const zoneOf = (end: string): string =>
    String(networkZones.find(([name, network]) => name === end || network === end)?.[0] ?? end);
  const addressOf = (end: string): string => (zoneNames.has(end) ? "all" : `net ${zoneOf(end)}`);
  const names = services === "any" ? ["ALL"] : (services ?? "").split("|").map(serviceName);
  return [
    Number(number),
    [
      `srcintf "${zoneOf(from ?? "")}"`,
      `dstintf "${zoneOf(to ?? "")}"`,
      `srcaddr "${addressOf(from ?? "")}"`,
      `dstaddr "${addressOf(to ?? "")}"`,
      `service ${quoted(names)}`,
      'schedule "always"',
      ...(action === "tillåt" ? ["action accept"] : []),
      ...(active === "nej" ? ["status disable"] : []),
    ],
  ];
}

function serviceName(service: string): string {
  return service.toUpperCase().replace("/", "-");
}

/** The firewall's backup: the zones and rules of the lists, and what an administrator left. */
function fortigate(): ExampleFile {
  const rules = filterRules.map((cells) => cells.map(String));
  const services = new Set(
    rules.flatMap(([, , , service = ""]) => service.split("|")).filter((one) => one !== "any"),
  );
  return {
    path: "collections/fortigate.conf",
    *pieces(note) {
      note("1:1", "computer", "firewall/fw01");
      yield "#config-version=FGT70F-7.4.5-FW-build0000-261001:opmode=0:vdom=0:user=admin\n";
      yield 'config system global\n    set hostname "fw01"\nend\n';
      yield section("system interface", [
        ["wan1", ["role wan", "mode dhcp"]],
        ...networkZones.map(([name, network, vlan]): Edit => [
          String(name),
          [`ip ${addressAndMask(String(network), 1)}`, `vlanid ${vlan}`, "role lan"],
        ]),
      ]);
      yield section("system snmp community", [[1, ['name "fiktivt-exempel-92"']]]);
      yield section("system admin", [["admin", ['password ENC "RmlrdGl2dC1FeGVtcGVsLTkz"']]]);
      yield section("firewall address", [
        ["all", []],
        ...networkZones.map(([name, network]): Edit => [
          `net ${name}`,
          [`subnet ${addressAndMask(String(network), 0)}`],
        ]),
      ]);
      yield section("firewall service custom", [
        ["ALL", ["protocol IP"]],
        ...[...services].map((one): Edit => [
          serviceName(one),
          [`${one.replace(/\/.*/, "")}-portrange ${one.replace(/^.*\//, "")}`],
        ]),
      ]);
      yield section("firewall policy", rules.map(policyOf));
    },
  };
}

/** Preferences of the policy that reaches all servers, with a password left in them. */
function preferences(): ExampleFile {
  const folder = `Policies/{${guidOf(2, 2).toUpperCase()}}/Machine/Preferences`;
  const users = [
    ["lokaladmin", "RmlrdGl2dC1FeGVtcGVsLTk0", ""],
    ["matkonto", "", "Påhittat konto för mätning"],
  ] as const;
  const items = users.map(
    ([name, encrypted, description]) =>
      `<User clsid="{DF5F1855-51E5-4d24-8B1A-D9BDE98BA1D1}" name="${name}">` +
      `<Properties action="U" userName="${name}" cpassword="${encrypted}" ` +
      `description="${xml(description)}"/></User>\n`,
  );
  const text =
    '<?xml version="1.0" encoding="utf-8"?>\n' +
    `<Groups clsid="{3125E937-EB16-4b4c-9934-544FC6D24D26}">\n${items.join("")}</Groups>\n`;
  return {
    path: "collections/policyer.zip",
    *pieces() {
      yield zipOf([{ name: `${folder}/Groups/Groups.xml`, text }]);
    },
  };
}

/** Everything that consoles give. */
export function consoleCollections(size: Size): readonly ExampleFile[] {
  return [...vsphere(size), ...registerAnswers(size), fortigate(), preferences()];
}
