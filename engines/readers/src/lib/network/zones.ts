/** Lists of network zones: their names, networks, and what they are for. */
import type { Claim, Subject } from "@vallgrav/kernel";
import { observe } from "../gathering.ts";
import { withoutPersonalNumbers } from "../personal-number.ts";
import * as cells from "../table/cells.ts";
import type { RowReader, Shape, ShapedRows } from "../table/shape.ts";
import { badCell, say, take, takeWord } from "../table/telling.ts";
import { networkIn } from "./network.ts";

type Column = "name" | "purpose" | "subnets" | "vlan";

/** What zones are for. */
const purposeWords: cells.Words = {
  clients: ["klienter", "klient", "arbetsplatser", "kontor", "clients", "office", "user"],
  guests: ["gaster", "gast", "gastnat", "guests", "guest"],
  servers: ["servrar", "server", "servers", "datacenter"],
  management: ["administration", "drift", "hantering", "management", "admin"],
  school: ["skola", "elever", "skolnat", "school", "pupils"],
  control: ["styrsystem", "fastighet", "va", "scada", "ot", "ics", "control", "building"],
  edge: ["dmz", "publik", "yttre", "edge", "public"],
  internet: ["internet", "wan", "untrust", "utsida"],
  backup: ["sakerhetskopior", "backup"],
};

/** The claim of a zone by its name; null where nothing is left of it. */
export function zoneClaim(name: string): Claim | null {
  const slug = cells.slugOf(withoutPersonalNumbers(name));
  return slug === "" ? null : { space: "register", value: `zone/${slug}` };
}

/** The claim of a zone by a network of its own. */
export function networkClaim(network: string): Claim {
  return { space: "register", value: `network/${network}` };
}

function begin({ into }: ShapedRows<Column>): RowReader<Column> {
  return {
    row: (given) => {
      const row = { ...given, into };
      const name = withoutPersonalNumbers(row.cell("name"));
      const claim = zoneClaim(name);
      if (claim === null) return { skipped: "no-name" };
      const networks: string[] = [];
      for (const part of cells.partsOf(row.cell("subnets"))) {
        const network = networkIn(part);
        if (network === null) badCell(row, "subnets", "address");
        else networks.push(network);
      }
      const zone: Subject = { kind: "zone", claims: [claim, ...networks.map(networkClaim)] };
      observe(into, row.place("name"), zone, { is: "present" });
      observe(into, row.place("name"), zone, { property: "name", value: name });
      if (networks.length > 0)
        observe(into, row.place("subnets"), zone, {
          property: "subnets",
          value: cells.sortedWords(networks),
        });
      say(row, [zone, "vlan", "vlan"], take.wholeNumber);
      say(row, [zone, "purpose", "purpose"], takeWord(purposeWords));
      return { id: claim.value };
    },
  };
}

/** Network zones, segments or VLANs. */
export const zones: Shape<Column> = {
  name: "zones",
  reader: "zone-list",
  counted: "zones",
  lists: null,
  standing: "declared",
  report: "person",
  headings: {
    name: ["zon", "zonnamn", "natzon", "segment", "natsegment", "zone", "zone name", "vlan namn"],
    purpose: ["andamal", "syfte", "anvandning", "typ", "purpose", "use", "type"],
    subnets: ["natadress", "natadresser", "subnat", "nat", "subnet", "subnets", "cidr", "network"],
    vlan: ["vlan", "vlan id", "vlan nummer"],
  },
  needs: [["name"], ["subnets", "vlan", "purpose"]],
  least: 3,
  begin,
};
