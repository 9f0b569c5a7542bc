/** Every file of the fictional municipality, by what would export it. */
import { collectedDirectory } from "./collection-ad.ts";
import { consoleCollections } from "./collections-consoles.ts";
import { graphCollections } from "./collections-graphs.ts";
import { collectionFile } from "./directory-objects.ts";
import type { ExampleFile } from "./example-file.ts";
import { cloudLists } from "./lists-cloud.ts";
import { machineLists } from "./lists-machines.ts";
import { peopleLists } from "./lists-people.ts";
import { registerFile, serviceLists } from "./lists-services.ts";
import {
  authorities,
  computerCount,
  computers,
  domains,
  policies,
  templates,
  units,
} from "./machines.ts";
import { accountCount, accounts, groups } from "./people.ts";
import { agentReports } from "./reports-agents.ts";
import { machineReports } from "./reports-machines.ts";
import { networkReports } from "./reports-network.ts";
import { softwareLists } from "./reports-software.ts";
import type { Size } from "./size.ts";

/** The directory as its own collector writes it. */
function directoryFiles(size: Size): readonly ExampleFile[] {
  const small = [
    ["groups", groups(size)],
    ["domains", domains()],
    ["ous", units()],
    ["gpos", policies()],
    ["certtemplates", templates()],
    ["enterprisecas", authorities(size)],
  ] as const;
  return [
    collectionFile("users", accountCount(size), () => accounts(size)),
    collectionFile("computers", computerCount(size), () => computers(size)),
    ...small.map(([kind, objects]) => collectionFile(kind, objects.length, () => objects)),
  ];
}

/** All files, sorted by path. The large ones are made piece by piece as they are written. */
export function exampleFilesOf(size: Size): readonly ExampleFile[] {
  return [
    ...directoryFiles(size),
    registerFile(size),
    ...peopleLists(size),
    ...machineLists(size),
    ...serviceLists(size),
    ...cloudLists(size),
    collectedDirectory(size),
    ...graphCollections(size),
    ...consoleCollections(size),
    ...networkReports(size),
    ...machineReports(size),
    ...softwareLists(size),
    ...agentReports(size),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}
