/**
 * What the channel of a Windows event and its number make it, in the words of Sigma.
 * Sources: Sigma specification 2.1.0, taxonomy appendix; the channels that SigmaHQ's rules name in
 * the definitions of their log sources. Not each of them has been seen on a Windows machine.
 */
import { own } from "@vallgrav/kernel";
import type { LogSource } from "../log-event.ts";

/** Channels by service; compared without regard to letter case, since real logs differ in it. */
const channelsOf: Readonly<Record<string, readonly string[]>> = {
  application: ["Application"],
  security: ["Security"],
  system: ["System"],
  sysmon: ["Microsoft-Windows-Sysmon/Operational"],
  powershell: ["Microsoft-Windows-PowerShell/Operational", "PowerShellCore/Operational"],
  "powershell-classic": ["Windows PowerShell"],
  windefend: ["Microsoft-Windows-Windows Defender/Operational"],
  taskscheduler: ["Microsoft-Windows-TaskScheduler/Operational"],
  wmi: ["Microsoft-Windows-WMI-Activity/Operational"],
  ntlm: ["Microsoft-Windows-NTLM/Operational"],
  applocker: [
    "Microsoft-Windows-AppLocker/MSI and Script",
    "Microsoft-Windows-AppLocker/EXE and DLL",
    "Microsoft-Windows-AppLocker/Packaged app-Deployment",
    "Microsoft-Windows-AppLocker/Packaged app-Execution",
  ],
  "appmodel-runtime": ["Microsoft-Windows-AppModel-Runtime/Admin"],
  "appxdeployment-server": ["Microsoft-Windows-AppXDeploymentServer/Operational"],
  "appxpackaging-om": ["Microsoft-Windows-AppxPackaging/Operational"],
  "bits-client": ["Microsoft-Windows-Bits-Client/Operational"],
  capi2: ["Microsoft-Windows-CAPI2/Operational"],
  "certificateservicesclient-lifecycle-system": [
    "Microsoft-Windows-CertificateServicesClient-Lifecycle-System/Operational",
  ],
  "codeintegrity-operational": ["Microsoft-Windows-CodeIntegrity/Operational"],
  "diagnosis-scripted": ["Microsoft-Windows-Diagnosis-Scripted/Operational"],
  "dns-client": ["Microsoft-Windows-DNS-Client/Operational", "DNS Client Events"],
  "dns-server": ["DNS Server"],
  "dns-server-analytic": ["Microsoft-Windows-DNS-Server/Analytical"],
  "dns-server-audit": ["Microsoft-Windows-DNS-Server/Audit"],
  "driver-framework": ["Microsoft-Windows-DriverFrameworks-UserMode/Operational"],
  "firewall-as": ["Microsoft-Windows-Windows Firewall With Advanced Security/Firewall"],
  "hyper-v-worker": ["Microsoft-Windows-Hyper-V-Worker"],
  "iis-configuration": ["Microsoft-IIS-Configuration/Operational"],
  "kernel-event-tracing": ["Microsoft-Windows-Kernel-EventTracing"],
  "kernel-shimengine": [
    "Microsoft-Windows-Kernel-ShimEngine/Operational",
    "Microsoft-Windows-Kernel-ShimEngine/Diagnostic",
  ],
  ldap: ["Microsoft-Windows-LDAP-Client/Debug"],
  ldap_debug: ["Microsoft-Windows-LDAP-Client/Debug"],
  "lsa-server": ["Microsoft-Windows-LSA/Operational"],
  "microsoft-servicebus-client": ["Microsoft-ServiceBus-Client"],
  "msexchange-management": ["MSExchange Management"],
  ntfs: ["Microsoft-Windows-Ntfs/Operational"],
  openssh: ["OpenSSH/Operational"],
  "printservice-admin": ["Microsoft-Windows-PrintService/Admin"],
  "printservice-operational": ["Microsoft-Windows-PrintService/Operational"],
  "security-mitigations": [
    "Microsoft-Windows-Security-Mitigations/Kernel Mode",
    "Microsoft-Windows-Security-Mitigations/User Mode",
  ],
  sense: ["Microsoft-Windows-SENSE/Operational"],
  "servicebus-client": ["Microsoft-ServiceBus-Client"],
  "shell-core": ["Microsoft-Windows-Shell-Core/Operational"],
  "smbclient-connectivity": ["Microsoft-Windows-SmbClient/Connectivity"],
  "smbclient-security": ["Microsoft-Windows-SmbClient/Security"],
  "smbserver-connectivity": ["Microsoft-Windows-SMBServer/Connectivity"],
  "terminalservices-localsessionmanager": [
    "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational",
  ],
  vhdmp: ["Microsoft-Windows-VHDMP/Operational"],
};

/** Categories of Sysmon's events by number. */
const ofSysmon: Readonly<Record<string, readonly string[]>> = {
  1: ["process_creation"],
  2: ["file_change"],
  3: ["network_connection"],
  4: ["sysmon_status"],
  5: ["process_termination"],
  6: ["driver_load"],
  7: ["image_load"],
  8: ["create_remote_thread"],
  9: ["raw_access_thread"],
  10: ["process_access"],
  11: ["file_event"],
  12: ["registry_event", "registry_add", "registry_delete"],
  13: ["registry_event", "registry_set"],
  14: ["registry_event", "registry_rename"],
  15: ["create_stream_hash"],
  16: ["sysmon_status"],
  17: ["pipe_created"],
  18: ["pipe_created"],
  19: ["wmi_event"],
  20: ["wmi_event"],
  21: ["wmi_event"],
  22: ["dns_query"],
  23: ["file_delete"],
  24: ["clipboard_capture"],
  25: ["process_tampering"],
  26: ["file_delete", "file_delete_detected"],
  27: ["file_block_executable"],
  28: ["file_block_shredding"],
  29: ["file_executable_detected"],
  255: ["sysmon_error"],
};

/** Categories of other services' events by number. */
const ofService: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  sysmon: ofSysmon,
  powershell: { 4103: ["ps_module"], 4104: ["ps_script"] },
  "powershell-classic": {
    400: ["ps_classic_start"],
    600: ["ps_classic_provider_start"],
    800: ["ps_classic_script"],
  },
};

/** Several services can be of one channel; each is a source of its own. */
function servicesByChannel(): ReadonlyMap<string, readonly string[]> {
  const services = new Map<string, readonly string[]>();
  for (const [service, channels] of Object.entries(channelsOf))
    for (const channel of channels) {
      const key = channel.toLowerCase();
      services.set(key, [...(services.get(key) ?? []), service]);
    }
  return services;
}

const services = servicesByChannel();

/** Every category that event logs of Windows feed, this engine's views among them. */
export const windowsCategories: readonly string[] = [
  ...new Set([
    ...Object.values(ofService).flatMap((numbers) => Object.values(numbers).flat()),
    "antivirus",
    "file_access",
  ]),
];

/** Categories of an event of Sysmon, on whatever system. */
export function sysmonCategories(eventId: string): readonly string[] {
  return own(ofSysmon, eventId) ?? [];
}

/** Every service whose channel is known. */
export const windowsServices: readonly string[] = Object.keys(channelsOf);

/** Sources kept; a log that makes up ever new channels begins anew. */
const mostKept = 10_000;
const kept = new Map<string, readonly LogSource[]>();

/**
 * What a channel and a number are: mostly one source, without a service where none is known. The
 * same objects for the same arguments, so that what is worked out for a source is found again.
 */
export function windowsSources(channel: string, eventId: string): readonly LogSource[] {
  const key = `${eventId} ${channel}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const found = services.get(channel.toLowerCase()) ?? [null];
  const sources = found.map((service) => {
    const categories = service === null ? [] : (own(own(ofService, service) ?? {}, eventId) ?? []);
    return { product: "windows", service, categories };
  });
  if (kept.size > mostKept) kept.clear();
  kept.set(key, sources);
  return sources;
}
