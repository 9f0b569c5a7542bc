/** Inventories of computers: kept by hand, or exported by the tools that manage them. */
import type { Shape } from "../table/shape.ts";
import { beginComputers } from "./computer-row.ts";
import type { ComputerColumn } from "./computer-row.ts";

type Headings = Readonly<Partial<Record<ComputerColumn, readonly string[]>>>;
type Inventory = Pick<Shape<ComputerColumn>, "name" | "reader" | "needs" | "unread"> & {
  readonly headings: Headings;
  readonly standing?: "declared";
};

const none: Readonly<Record<ComputerColumn, readonly string[]>> = {
  address: [],
  compliant: [],
  "device-id": [],
  domain: [],
  encrypted: [],
  host: [],
  "join-type": [],
  "last-seen": [],
  mac: [],
  "managed-by": [],
  manufacturer: [],
  model: [],
  name: [],
  "operating-system": [],
  "operating-system-version": [],
  owner: [],
  "primary-user": [],
  serial: [],
  state: [],
  uuid: [],
  zone: [],
};

function inventory({ headings, standing, ...rest }: Inventory): Shape<ComputerColumn> {
  return {
    ...rest,
    counted: "computers",
    lists: null,
    standing: standing ?? "observed",
    report: standing === undefined ? "configuration" : "person",
    headings: { ...none, ...headings },
    least: 3,
    begin: beginComputers,
  };
}

/** A list of computers that people keep, in Swedish or English. */
const computers = inventory({
  name: "computers",
  reader: "computer-list",
  standing: "declared",
  headings: {
    address: ["ip adress", "ip", "ipadress", "ip address", "natadress"],
    domain: ["doman", "domain"],
    encrypted: ["diskkryptering", "krypterad", "disk encryption", "encrypted"],
    "last-seen": ["senast sedd", "senast inventerad", "last seen"],
    mac: ["mac", "mac adress", "mac address"],
    manufacturer: ["tillverkare", "manufacturer"],
    model: ["modell", "model"],
    name: ["datornamn", "dator", "datorns namn", "maskin", "computer name", "computer", "hostname"],
    "operating-system": ["operativsystem", "os", "operating system"],
    "operating-system-version": ["os version", "operativsystemversion"],
    serial: ["serienummer", "serienr", "serial", "serial number"],
  },
  needs: [["name"], ["serial", "mac", "operating-system", "model", "address"]],
});

/** Lansweeper's reports of assets. */
const lansweeper = inventory({
  name: "lansweeper",
  reader: "lansweeper",
  headings: {
    address: ["ipaddress", "ip address"],
    domain: ["domain", "assetdomain"],
    "last-seen": ["lastseen", "last seen"],
    mac: ["mac", "mac address"],
    manufacturer: ["manufacturer"],
    model: ["model"],
    name: ["assetname", "asset name"],
    "operating-system": ["osname", "os", "operating system"],
    "operating-system-version": ["osversion", "os version", "buildnumber"],
    serial: ["serialnumber", "serial number"],
  },
  needs: [["name"], ["address", "mac", "serial", "operating-system", "last-seen"]],
});

/** Devices of Configuration Manager: `Get-CMDevice`, or its views with a zero behind each name. */
const configurationManager = inventory({
  name: "configuration-manager",
  reader: "configuration-manager",
  headings: {
    address: ["ip addresses0", "ipaddresses", "ip address0"],
    domain: ["domain", "resource domain or workgr0", "full domain name0"],
    "last-seen": ["lastactivetime", "last active time", "lasthwscan", "last hw scan"],
    mac: ["macaddress", "mac addresses0", "macaddresses"],
    manufacturer: ["manufacturer0"],
    model: ["model0"],
    name: ["name", "name0", "netbios name0"],
    "operating-system": [
      "deviceos",
      "operating system name and0",
      "operatingsystemnameandversion",
      "caption0",
    ],
    "operating-system-version": ["deviceosbuild", "build0", "buildext"],
    serial: ["serialnumber", "serialnumber0"],
    uuid: ["smbiosguid", "smbios guid0", "resourceid"],
    zone: ["adsitename", "ad site name0", "sitecode"],
  },
  needs: [["name"], ["operating-system", "last-seen"], ["uuid", "zone"]],
});

/** Computers of Snow License Manager. */
const snow = inventory({
  name: "snow",
  reader: "snow",
  headings: {
    address: ["ip address", "ip addresses"],
    domain: ["domain"],
    "last-seen": ["last scanned", "last scan date", "last scan", "lastscandate"],
    manufacturer: ["manufacturer", "vendor"],
    model: ["model"],
    name: ["computer name", "name", "hostname"],
    "operating-system": ["operating system", "operatingsystem"],
    serial: ["serial number", "bios serial number", "biosserialnumber"],
    zone: ["organization", "organisation"],
  },
  needs: [["name"], ["last-seen"], ["operating-system", "serial"]],
});

/** Devices as the Intune admin centre exports them. */
const intuneDevices = inventory({
  name: "intune-devices",
  reader: "intune",
  headings: {
    address: ["wifiipv4address"],
    compliant: ["compliance"],
    "device-id": ["azure ad device id", "microsoft entra device id", "entra device id"],
    encrypted: ["encrypted"],
    "join-type": ["jointype", "join type"],
    "last-seen": ["last check in"],
    mac: ["ethernetmac", "wi fi mac"],
    "managed-by": ["managed by"],
    manufacturer: ["manufacturer"],
    model: ["model"],
    name: ["device name"],
    "operating-system": ["os"],
    "operating-system-version": ["os version"],
    owner: ["ownership"],
    "primary-user": ["primary user upn"],
    serial: ["serial number"],
    uuid: ["device id"],
  },
  needs: [["name"], ["uuid", "device-id"], ["compliant", "last-seen", "managed-by"]],
});

/** The sheet vInfo of RVTools: virtual machines of vSphere. */
const rvtoolsMachines = inventory({
  name: "rvtools-machines",
  reader: "rvtools",
  headings: {
    address: ["primary ip address"],
    host: ["host"],
    name: ["dns name"],
    "operating-system": ["os according to the vmware tools"],
    "operating-system-version": ["hw version"],
    state: ["powerstate"],
    uuid: ["smbios uuid", "vm uuid"],
    zone: ["vm"],
  },
  needs: [["zone"], ["state"], ["host"]],
});

/** The sheet vHost of RVTools: the hypervisors. */
const rvtoolsHosts = inventory({
  name: "rvtools-hosts",
  reader: "rvtools",
  headings: {
    domain: ["domain"],
    manufacturer: ["vendor"],
    model: ["model"],
    name: ["host"],
    "operating-system": ["esx version"],
    serial: ["service tag", "serial number"],
    zone: ["cluster"],
  },
  needs: [["name"], ["operating-system"]],
});

/** Virtual machines of Hyper-V: `Get-VM | Select-Object … | Export-Csv`. */
const hypervMachines = inventory({
  name: "hyperv-machines",
  reader: "hyperv",
  headings: {
    address: ["ipaddresses", "ip addresses"],
    host: ["computername", "host"],
    name: ["vmname", "name"],
    "operating-system": ["guestos", "operatingsystem"],
    state: ["state"],
    uuid: ["vmid", "id"],
    zone: ["generation", "version"],
  },
  needs: [["name"], ["uuid"], ["host"], ["state"]],
});

/** Virtual machines of vSphere: `Get-VM | Select-Object … | Export-Csv` of PowerCLI. */
const vsphereMachines = inventory({
  name: "vsphere-machines",
  reader: "vsphere",
  headings: {
    address: ["ipaddress", "ip address", "ipaddresses"],
    host: ["vmhost"],
    name: ["guesthostname", "hostname", "dnsname", "name"],
    "operating-system": ["guestfullname", "osfullname", "guestos", "guest os"],
    "operating-system-version": ["hardwareversion", "version"],
    state: ["powerstate"],
    uuid: ["id", "uid", "persistentid"],
  },
  // A guest id is the console's own code, no name of a system.
  unread: ["numcpu", "memorygb", "memorymb", "folder", "resourcepool", "guestid"],
  needs: [["name"], ["state"], ["host"]],
});

/** Every inventory, the tools' own before what people keep. */
export const inventories: readonly Shape<ComputerColumn>[] = [
  intuneDevices,
  lansweeper,
  configurationManager,
  snow,
  rvtoolsMachines,
  rvtoolsHosts,
  hypervMachines,
  vsphereMachines,
  computers,
];
