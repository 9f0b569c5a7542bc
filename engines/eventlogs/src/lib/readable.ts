/** Which sources, in the words of Sigma, this engine's readers can make events of. */
import { windowsCategories, windowsServices } from "./windows/windows-channels.ts";

/** A source as a rule asks for it; what it does not ask for is null. */
export type AskedSource = {
  readonly product: string | null;
  readonly service: string | null;
  readonly category: string | null;
};

type Reach = {
  /** Null: any. */
  readonly services: ReadonlySet<string> | null;
  readonly categories: ReadonlySet<string>;
};

function reach(services: readonly string[] | null, categories: readonly string[] = []): Reach {
  return {
    services: services === null ? null : new Set(services),
    categories: new Set(categories),
  };
}

const linuxServices = "auditd auth clamav cron guacamole sshd sudo syslog sysmon vsftpd".split(" ");

const reaches: ReadonlyMap<string, Reach> = new Map([
  ["windows", reach(windowsServices, windowsCategories)],
  ["linux", reach(linuxServices, ["process_creation", "file_event", "network_connection"])],
  ["azure", reach(["activitylogs", "auditlogs", "pim", "riskdetection", "signinlogs"])],
  ["m365", reach(["audit", "exchange", "threat_detection", "threat_management"])],
  ["aws", reach(["cloudtrail"])],
  ["zeek", reach(null, ["dns"])],
  ["okta", reach(["okta"])],
  ["github", reach(["audit"])],
  ["bitbucket", reach(["audit"])],
  ["onelogin", reach(["onelogin.events"])],
  ["kubernetes", reach(["audit"], ["application"])],
  ["opencanary", reach([], ["application"])],
  ["gcp", reach(["gcp.audit", "google_workspace.admin", "google_workspace.login"])],
  ["fortigate", reach(["event", "traffic"], ["firewall"])],
  ["fortios", reach(["sslvpnd"])],
  ["paloalto", reach(["globalprotect"], ["appliance"])],
  ["cisco", reach(["aaa", "bgp", "duo", "ldp", "syslog"])],
  ["huawei", reach(["bgp"])],
  ["juniper", reach(["bgp"])],
  ["macos", reach([], ["process_creation", "file_event"])],
  ["rpc_firewall", reach([], ["application"])],
  ...["jvm", "spring", "velocity", "python", "django", "nodejs", "ruby_on_rails"].map(
    (product) => [product, reach([], ["application"])] as const,
  ),
  ["sql", reach([], ["application", "database"])],
  // Of whichever make: these rules name no product.
  ["web", reach(["apache", "nginx"], ["webserver", "proxy"])],
]);

function fits({ services, categories }: Reach, { service, category }: AskedSource): boolean {
  const hasService = service === null || services === null || services.has(service);
  return hasService && (category === null || categories.has(category));
}

/** Whether some reader can make events of a source; which fields they have is another question. */
export function isReadable(asked: AskedSource): boolean {
  if (asked.product !== null) {
    const found = reaches.get(asked.product);
    return found !== undefined && fits(found, asked);
  }
  return [...reaches.values()].some((one) => fits(one, asked));
}
