/** Small tables of every kind, fictional, for tests and the fuzzer. */

/** Name, content, and the reader each belongs to. */
export const tableFiles: readonly (readonly [name: string, reader: string, content: string])[] = [
  [
    "personal.csv",
    "people-register",
    `Anställningsnummer;Personnummer;E-post;UserPrincipalName;Förvaltning;Enhet;Befattning;\
Anställd till;Persongrupp
1001;19121212-1212;anna@example.se;anv00001@kommun.example.se;Vård och omsorg;\
Hemtjänst norr;Undersköterska;;anställd
1002;;;anv00002@kommun.example.se;Kommunledning;Kansli;Ledamot;2026-12-31;Förtroendevald
;19121212-1212;;;Vård och omsorg;Hemtjänst norr;Vikarie;;
`,
  ],
  [
    "konsulter.csv",
    "consultant-register",
    `Konsultnummer;Namn;Företag;E-post;Uppdrag till;Ansvarig chef
K1;Kim Exempel;Exempelkonsult AB;kim@konsult.example;2026-03-31;It-chef
K2;Lo Exempel;Exempelkonsult AB;;31/12/2026;
`,
  ],
  [
    "elever.csv",
    "school-register",
    `Elevnummer;Personnummer;Skola;Årskurs;Klass;E-post
E1;20121212-1212;Björkskolan;7;7A;e1@elev.example.se
E2;;Björkskolan;7;7B;e2@elev.example.se
E3;;Granskolan;9;9A;
`,
  ],
  [
    "konton.csv",
    "account-list",
    `SamAccountName,UserPrincipalName,SID,Enabled,EmployeeID,LastLogonDate
anv00001,anv00001@kommun.example.se,S-1-5-21-1-2-3-2001,True,191212121212,2026-02-01 08:00:00
anv00002,anv00002@kommun.example.se,S-1-5-21-1-2-3-2002,False,1002,
`,
  ],
  [
    "leverantorer.csv",
    "supplier-register",
    `Leverantör;Organisationsnummer;Avtal;Avtal till;PUB-avtal;Fjärråtkomst;System
Exempelvård AB;556000-0001;KS 2024/1;2027-06-30;ja;ja;S01|S02
Fiktiv Drift AB;;;;nej;nej;
`,
  ],
  [
    "backup.csv",
    "backup-list",
    `Jobb;System;Servrar;Räckvidd;Oföränderlig;Senast lyckad;Lagringstid (dagar);\
Återläsning provad
Natt;S01;srv-a01.example.se, srv-a02;domän;;2026-02-28;30;nej
Bandkopia;;srv-a01.example.se;;ja;2026-02-25;365;2026-01-10
`,
  ],
  [
    "veeam.csv",
    "veeam",
    `"JobName","VMName","RepositoryName","IsImmutable","LastResult","LastSuccess",\
"RetentionDays"
"Servrar natt","srv-a01","repo1","False","Success","2026-02-28 02:00:00","14"
"Kopia","srv-a01","repo2","True","Failed","","60"
`,
  ],
  [
    "zoner.csv",
    "zone-list",
    `Zon;Nätadress;VLAN;Ändamål
Klienter;10.1.0.0/16;10;klienter
Servrar;10.2.0.0 255.255.0.0|10.3.0.0/24;20;servrar
Fastighet;10.9.0.7;;styrsystem
`,
  ],
  [
    "regler.csv",
    "filter-rules",
    `Nr;Källa;Destination;Tjänst;Åtgärd;Aktiv
1;Klienter;Servrar;tcp/445;neka;ja
2;Klienter;Servrar;tcp/445;tillåt;ja
3;10.1.0.0/16;192.0.2.9;443|udp/53;tillåt;ja
4;Klienter;Fastighet;any;tillåt;nej
5;any;Servrar;22;tillåt;
6;Klienter;Servrar;80-81;kanske;ja
7;any;Servrar;tcp/3389;tillåt;ja
`,
  ],
  [
    "datorer.csv",
    "computer-list",
    `Datornamn;Serienummer;Operativsystem;Modell;MAC-adress;Senast sedd
pc-0001;ABCD1234;Windows 11;Latitude;00-11-22-33-44-55;2026-02-27
;;;;;2026-02-27
`,
  ],
  [
    "lansweeper.csv",
    "lansweeper",
    `AssetName,Domain,AssetType,IPAddress,Mac,Lastseen,OSname,Serialnumber
PC-0001,EXAMPLE,Windows,10.1.0.11,00:11:22:33:44:55,2026-02-27 12:00:00,Windows 11,ABCD1234
`,
  ],
  [
    "cm.csv",
    "configuration-manager",
    `"Name","ResourceID","Domain","DeviceOS","DeviceOSBuild","SerialNumber","MACAddress",\
"LastActiveTime","ADSiteName"
"PC-0002","16777220","example.se","Microsoft Windows NT Workstation 10.0","10.0.26100.1",\
"EFGH5678","00:11:22:33:44:66","2026-02-28 07:00:00","Centrum"
`,
  ],
  [
    "snow.csv",
    "snow",
    `Computer name;Organization;Operating system;Manufacturer;Model;Serial number;Last scanned
PC-0003;Skola;Windows 11;Exempel;E14;IJKL9012;2026-02-26
`,
  ],
  [
    "intune.csv",
    "intune",
    `Device ID,Device name,Last check-in,Azure AD Device ID,OS version,Serial number,\
Manufacturer,Model,Primary user UPN,Compliance,Managed by,Ownership,Encrypted,OS,JoinType
11111111-1111-4111-8111-111111111111,PC-0004,2026-02-28 06:00:00.0000000,\
22222222-2222-4222-8222-222222222222,10.0.26100,MNOP3456,Exempel,E15,\
anv00001@kommun.example.se,Noncompliant,Intune,Company,True,Windows,Hybrid Azure AD joined
`,
  ],
  [
    "exportUsers.csv",
    "entra",
    `userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,\
accountEnabled,directorySynced,createdDateTime
anv00001@kommun.example.se,Anna Exempel,Exempel,anna@example.se,Anna,\
33333333-3333-4333-8333-333333333333,Member,Undersköterska,Vård,True,True,2024-01-02T03:04:05Z
kim_konsult.example#EXT#@example.onmicrosoft.example,Kim,,,,\
44444444-4444-4444-8444-444444444444,Guest,,,True,,2025-01-02
`,
  ],
  [
    "exportGroups.csv",
    "entra",
    `id,displayName,groupType,membershipType,source,mail,securityEnabled,mailEnabled,\
isAssignableToRole,onPremisesSyncEnabled
55555555-5555-4555-8555-555555555555,Alla anställda,Security,Dynamic,Cloud,,True,False,\
False,False
`,
  ],
  [
    "methods.json",
    "entra",
    `{"@odata.context":"https://graph.example/v1.0/$metadata",\
"value":[{"id":"33333333-3333-4333-8333-333333333333",\
"userPrincipalName":"anv00001@kommun.example.se","userType":"member","isAdmin":false,\
"isMfaRegistered":true,"isMfaCapable":true,"isPasswordlessCapable":false,\
"methodsRegistered":["mobilePhone","microsoftAuthenticatorPush"]}]}`,
  ],
  [
    "hyperv.csv",
    "hyperv",
    `"VMName","VMId","State","Generation","ComputerName"
"srv-a02","66666666-6666-4666-8666-666666666666","Running","2","hv-01.example.se"
`,
  ],
  [
    "vm.csv",
    "vsphere",
    `"Name","PowerState","NumCpu","MemoryGB","VMHost","GuestId","HardwareVersion"
"srv-a03","PoweredOn","4","16","esx1.example.se","windows2019srv_64Guest","vmx-19"
`,
  ],
];
