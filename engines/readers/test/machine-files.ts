/** Small reports of every machine format, fictional, for tests and the fuzzer. */

/** Name and content of each. */
export const machineFiles: readonly (readonly [name: string, content: string])[] = [
  [
    "nmap.xml",
    `<?xml version="1.0"?><!DOCTYPE nmaprun><nmaprun scanner="nmap" start="1764000000">
<host><status state="up"/><address addr="192.0.2.10" addrtype="ipv4"/>
<hostnames><hostname name="srv1.example.se" type="PTR"/></hostnames>
<ports><port protocol="tcp" portid="22"><state state="open"/>
<service name="ssh" product="OpenSSH" version="9.6" method="probed">
<cpe>cpe:/a:x:y:1</cpe></service>
<script id="http-title" output="Start"/><script id="vulners" output=""><table><table>
<elem key="cvss">5.0</elem><elem key="id">CVE-2018-15919</elem></table></table></script>
</port></ports><os><osmatch name="Linux" accuracy="95"/></os></host>
<runstats><hosts up="1" down="0" total="1"/></runstats></nmaprun>`,
  ],
  [
    "openvas.xml",
    `<report><report><gmp/><results><result><host>192.0.2.11<hostname>srv2.example.se</hostname>
</host><port>443/tcp</port><nvt oid="1.3.6.1"><name>Weak cipher</name>
<refs><ref type="cve" id="CVE-2013-0169"/></refs></nvt><threat>High</threat>
<severity>7.5</severity></result></results></report></report>`,
  ],
  [
    "openvas.csv",
    `IP,Hostname,Port,Port Protocol,CVSS,Severity,NVT Name,NVT OID,CVEs,Timestamp
192.0.2.12,srv3.example.se,80,tcp,5.0,Medium,"Old, one",1.3.6.2,CVE-2020-0001,2026-01-01T00:00:00Z
`,
  ],
  [
    "nessus.xml",
    `<NessusClientData_v2><Report name="r"><ReportHost name="192.0.2.13"><HostProperties>
<tag name="host-ip">192.0.2.13</tag><tag name="operating-system">Linux</tag>
<tag name="HOST_END_TIMESTAMP">1764000000</tag></HostProperties>
<ReportItem port="443" protocol="tcp" severity="3" pluginID="1" pluginName="Old protocol">
<cve>CVE-2014-3566</cve><cvss3_base_score>7.5</cvss3_base_score></ReportItem></ReportHost></Report>
</NessusClientData_v2>`,
  ],
  [
    "pingcastle.xml",
    `<HealthcheckData><GenerationDate>2026-01-01T10:00:00+01:00</GenerationDate>
<DomainFQDN>example.se</DomainFQDN><DomainSid>S-1-5-21-1-2-3</DomainSid>
<GlobalScore>10</GlobalScore>
<DomainControllers><HealthcheckDomainController><DCName>DC1</DCName>
<OperatingSystem>Windows</OperatingSystem></HealthcheckDomainController></DomainControllers>
<RiskRules><HealthcheckRiskRule><Points>10</Points><RiskId>A-MinPwdLen</RiskId>
<Rationale>Policy where the password length is less than 8 characters: 1</Rationale>
</HealthcheckRiskRule></RiskRules></HealthcheckData>`,
  ],
  [
    "lynis-report.dat",
    `# Lynis Report
report_version_major=1
report_datetime_end=2026-01-01 00:00:30
hostname=srv4
os_fullname=Debian
linux_version=Debian
package_manager[]=dpkg
warning[]=LOGG-2138|klogd is not running|-|-|
suggestion[]=AUTH-9286|Configure minimum age|-|-|
suggestion[]=AUTH-9286|Configure maximum age|-|-|
installed_packages_array=|apt,3.0.3|libc6:amd64,2.41
`,
  ],
  [
    "testssl.json",
    `[{"id":"BREACH","ip":"www.example.se/192.0.2.14","port":"443","severity":"HIGH",
"finding":"uses gzip","cve":"CVE-2013-3587"}]`,
  ],
  [
    "defender.json",
    `{"value":[{"id":"1","cveId":"CVE-2026-0001","machineId":"m1","productName":"tools",
"productVendor":"vendor","productVersion":"1.2","severity":"High"},{"id":"m1",
"computerDnsName":"pc1.example.se","healthStatus":"Active","osPlatform":"Windows11"}]}`,
  ],
  [
    "bom.json",
    `{"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"timestamp":"2026-01-01T00:00:00Z",
"component":{"type":"application","name":"intranet","version":"3"}},
"components":[{"type":"library","group":"se.example","name":"outer","version":"1.0",
"purl":"pkg:maven/se.example/outer@1.0","cpe":"cpe:2.3:a:example:outer:1.0:*:*:*:*:*:*:*",
"components":[{"type":"library","name":"inner","version":"2.0","purl":"pkg:npm/inner@2.0"}]}],
"dependencies":[{"ref":"a","dependsOn":["b"]},{"ref":"b","dependsOn":["a"]}]}`,
  ],
  [
    "bom.xml",
    `<bom xmlns="http://cyclonedx.org/schema/bom/1.5"><metadata>
<timestamp>2026-01-01T00:00:00Z</timestamp><tools><components><component type="application">
<name>maker</name></component></components></tools></metadata><components>
<component type="library"><group>se.example</group><name>outer</name><version>1.0</version>
<purl>pkg:maven/se.example/outer@1.0</purl><components><component type="library">
<name>inner</name><version>2.0</version><purl>pkg:npm/inner@2.0</purl></component></components>
</component></components></bom>`,
  ],
  [
    "spdx.json",
    `{"spdxVersion":"SPDX-2.3","name":"list","creationInfo":{"created":"2026-01-01T00:00:00Z"},
"packages":[{"SPDXID":"SPDXRef-1","name":"curl","versionInfo":"8.5.0",
"supplier":"Organization: Example AB","externalRefs":[{"referenceCategory":"PACKAGE-MANAGER",
"referenceType":"purl","referenceLocator":"pkg:deb/debian/curl@8.5.0-1?upstream=curl-src"},
{"referenceType":"cpe23Type","referenceLocator":"cpe:2.3:a:haxx:curl:8.5.0:*:*:*:*:*:*:*"}]}]}`,
  ],
  [
    "list.spdx",
    `SPDXVersion: SPDX-2.3
Created: 2026-01-01T00:00:00Z
PackageName: curl
PackageVersion: 8.5.0
PackageSupplier: NOASSERTION
PackageComment: <text>Several lines
PackageName: not-a-package
</text>
ExternalRef: PACKAGE-MANAGER purl pkg:apk/alpine/curl@8.5.0-r0
`,
  ],
  [
    "spdx3.json",
    `{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[
{"type":"CreationInfo","created":"2026-01-01T00:00:00Z"},{"type":"software_Package",
"name":"curl","software_packageVersion":"8.5.0","software_packageUrl":"pkg:npm/curl@8.5.0"},
{"type":"Relationship","from":"a","to":["a"]}]}`,
  ],
  [
    "status",
    `Package: libcurl4
Status: install ok installed
Architecture: amd64
Source: curl (7.88.1-10)
Version: 7.88.1-10+b1

Package: base-files
Status: install ok installed
Architecture: amd64
Version: 12.4+deb12u5

Package: gone
Status: deinstall ok config-files
Version: 1.0
`,
  ],
  [
    "rpms.txt",
    `almalinux-release-9.4-1.el9.x86_64
openssl-libs-1:3.0.7-27.el9.x86_64 openssl-3.0.7-27.el9.src.rpm
curl-7.76.1-29.el9.x86_64
bash-5.1.8-9.el9.x86_64
glibc-2.34-100.el9.x86_64
tzdata-2024a-1.el9.noarch
`,
  ],
  [
    "software.csv",
    `"DisplayName","DisplayVersion","Publisher"
"Example Reader 11.2","11.2","Example AB"
"","1.0",""
`,
  ],
  [
    "graph.json",
    `{"metadata":{"source_kind":"Example"},"graph":{"nodes":[
{"id":"S-1-5-21-1-2-3-1103","kinds":["User","Base"],"properties":{"name":"KIM@EXAMPLE.SE",
"domain":"EXAMPLE.SE","samaccountname":"kim","enabled":true}},
{"id":"S-1-5-21-1-2-3-1201","kinds":["Group","Base"],"properties":{"name":"DRIFT@EXAMPLE.SE"}}],
"edges":[{"kind":"MemberOf","start":{"value":"S-1-5-21-1-2-3-1103"},
"end":{"match_by":"name","value":"DRIFT@EXAMPLE.SE","kind":"Group"},"properties":null},
{"kind":"GenericAll","start":{"value":"S-1-5-21-1-2-3-1201"},"end":{"match_by":"property",
"property_matchers":[{"key":"samaccountname","operator":"equals","value":"kim"}]},
"properties":{"isacl":true,"isinherited":false}}]}}`,
  ],
  [
    "azurehound.json",
    `{"data":[{"kind":"AZTenant","data":{"tenantId":"00000000-0000-4000-8000-000000000001",
"displayName":"FIKTIVA KOMMUN"}},
{"kind":"AZUser","data":{"id":"00000000-0000-4000-8000-000000000011","accountEnabled":true,
"userPrincipalName":"kim@example.se","displayName":"KIM","userType":"Member"}},
{"kind":"AZGroup","data":{"id":"00000000-0000-4000-8000-000000000021","displayName":"DRIFT"}},
{"kind":"AZGroupMember","data":{"groupId":"00000000-0000-4000-8000-000000000021","members":[
{"groupId":"00000000-0000-4000-8000-000000000021",
"member":{"id":"00000000-0000-4000-8000-000000000011"}}]}}],
"meta":{"type":"azure","version":5,"count":4}}`,
  ],
  [
    "osquery.log",
    `{"name":"pack_it_system_info","hostIdentifier":"srv7.example.se","unixTime":1764000000,
"snapshot":[{"hostname":"srv7.example.se","uuid":"11111111-2222-4333-8444-555555555555",
"hardware_serial":"ABC12345","hardware_vendor":"Example","hardware_model":"R1"}]}
{"name":"pack_it_deb_packages","hostIdentifier":"srv7.example.se","snapshot":[
{"name":"curl","version":"7.88.1-10","source":"","arch":"amd64","revision":"10"}]}
`
      .replaceAll(",\n", ",")
      .replaceAll("[\n", "["),
  ],
  [
    "vms.json",
    `{"virtualMachines":[{"name":"srv-a01","config":{"instanceUuid":"50000000-1","template":false},
"guest":{"hostName":"srv-a01.example.se","ipAddress":"192.0.2.71","guestFullName":"Debian 12",
"net":[{"macAddress":"00:50:56:00:00:71","ipAddress":["192.0.2.71"]}]},
"runtime":{"powerState":"poweredOn","host":{"type":"HostSystem","value":"host-9"}}}]}`,
  ],
  [
    "systems.json",
    `{"_meta":{"page":1,"limit":100,"count":1,"totalRecords":1,"totalPages":1},"systems":[
{"id":"a1","systemId":"SYS-001","name":"Omsorgsplan","status":"PRODUCTION","version":"6.1",
"hostingType":"INTERNAL","konfidentialitet":3,"riktighet":3,"tillganglighet":4,
"ownerOrganizationId":"o1","supplierId":"s1"}]}`,
  ],
  [
    "fw.conf",
    `#config-version=FGT70F-7.0.14-FW-build0601-240206:opmode=0:vdom=0:user=admin
config system global
    set hostname "fw1"
end
config system interface
    edit "lan"
        set vdom "root"
        set ip 10.1.0.1 255.255.0.0
        set role lan
    next
    edit "wan1"
        set vdom "root"
        set role wan
    next
end
config firewall address
    edit "servers"
        set subnet 10.2.0.0 255.255.0.0
    next
end
config firewall service custom
    edit "HTTPS"
        set tcp-portrange 443
    next
end
config firewall policy
    edit 1
        set name "up"
        set srcintf "lan"
        set dstintf "wan1"
        set srcaddr "all"
        set dstaddr "servers"
        set action accept
        set service "HTTPS"
        set schedule "always"
    next
end
`,
  ],
  [
    "Policies/{31B2F340-016D-11D2-945F-00C04FB984F9}/Machine/Preferences/Groups/Groups.xml",
    `<?xml version="1.0" encoding="utf-8"?>
<Groups clsid="{3125E937-EB16-4b4c-9934-544FC6D24D26}"><User clsid="{DF5F1855-51E5-4d24-8B1A}"
 name="lokal" changed="2013-07-04 00:07:13" uid="{1}"><Properties action="U" newName=""
 description="" cpassword="" userName="lokal"/></User></Groups>`,
  ],
];
