/** Measures on networks, the ways between them and what servers stand on. */
import { control, cost, measure, type Measure } from "../measures.ts";
import { assumption } from "../source.ts";

export const networkMeasures: readonly Measure[] = [
  measure({
    id: "segmentation",
    name: {
      sv: "Skilj servrar, klienter, skola och styrsystem åt",
      en: "Separate servers, clients, school and control systems",
    },
    text: {
      sv: "Brandvägg mellan zonerna; klienter når bara de tjänster de behöver.",
      en: "A firewall between zones; clients reach only the services they need.",
    },
    effects: [control("segmented", 0.95), control("separated", 0.9)],
    cost: cost({ once: 900000, yearly: 300000, hours: { operations: 400 } }),
    source: assumption,
    leadMonths: 9,
  }),
  measure({
    id: "client-walls",
    name: { sv: "Klienter når inte varandra", en: "Clients do not reach each other" },
    text: {
      sv: "Datorernas egna brandväggar stänger för andra klienter; görs med grupprincip.",
      en: "The computers' own firewalls close to other clients; done by group policy.",
    },
    effects: [control("segmented", 0.9, "clients")],
    cost: cost({ hours: { operations: 90 } }),
    leadMonths: 2,
  }),
  measure({
    id: "server-walls",
    name: { sv: "Servrarnas egna brandväggar", en: "The servers' own firewalls" },
    text: {
      sv: "Varje server släpper bara in det den är till för; administration kommer från egna adresser.",
      en: "Every server lets in only what it is for; administration comes from addresses of its own.",
    },
    effects: [control("segmented", 0.9, "servers")],
    cost: cost({ once: 60000, hours: { operations: 260 } }),
    leadMonths: 5,
  }),
  measure({
    id: "control-wall",
    name: { sv: "Mur runt styrnäten", en: "A wall around the control networks" },
    text: {
      sv: "Vatten och fastigheter styrs i egna nät; in kommer man bara genom en hoppdator med andra faktor.",
      en: "Water and buildings are controlled in networks of their own; the way in is one jump computer with a second factor.",
    },
    effects: [control("separated", 0.97, "control-walls")],
    cost: cost({ once: 350000, yearly: 60000, hours: { operations: 200, services: 60 } }),
    leadMonths: 6,
  }),
  measure({
    id: "control-orders",
    name: { sv: "Bara namngivna datorer styr", en: "Only named computers give orders" },
    text: {
      sv: "Styrsystemen tar order bara från namngivna datorer; leverantörens väg in är stängd utom vid besök.",
      en: "Control systems take orders only from named computers; the supplier's way in is shut but for visits.",
    },
    effects: [control("cellGuarded", 0.95, "control-systems")],
    cost: cost({ once: 80000, hours: { operations: 40, services: 80 } }),
    leadMonths: 4,
  }),
  measure({
    id: "pupils-apart",
    name: { sv: "Elevernas nät för sig", en: "The pupils' network apart" },
    text: {
      sv: "Elevernas nät och katalog skiljs från förvaltningens; bara utskrift och lärplattform når över.",
      en: "The pupils' network and directory are separated from the administration's; only printing and the learning platform reach across.",
    },
    effects: [control("separated", 0.95, "pupil-walls")],
    cost: cost({ once: 60000, hours: { operations: 220 } }),
    source: assumption,
    leadMonths: 5,
  }),
  measure({
    id: "guarded-sockets",
    name: {
      sv: "Uttag och trådlöst nät frågar vem som ansluter",
      en: "Sockets and wireless ask who connects",
    },
    text: {
      sv: "802.1X på uttag i publika lokaler och på det trådlösa nätet; gäster hamnar på internet.",
      en: "802.1X on sockets in public rooms and on the wireless network; guests land on the internet.",
    },
    effects: [control("portsGuarded", 0.95)],
    cost: cost({ once: 200000, yearly: 40000, hours: { operations: 320 } }),
    leadMonths: 8,
  }),
  measure({
    id: "gateway-updates",
    name: {
      sv: "Ingången för distansarbete uppdateras inom dagar",
      en: "The gateway for remote work is updated within days",
    },
    text: {
      sv: "Bevaka tillverkarens varningar, ha ett servicefönster varje vecka och öva en nöduppdatering.",
      en: "Watch the maker's warnings, have a service window every week and practise an emergency update.",
    },
    effects: [control("gatewayPatched", 0.97)],
    cost: cost({ hours: { operations: 30 }, yearlyHours: { operations: 60 } }),
    leadMonths: 1,
  }),
  measure({
    id: "gateway-closed",
    name: {
      sv: "Stäng ingången, publicera var sak för sig",
      en: "Close the gateway, publish each thing apart",
    },
    text: {
      sv: "Fjärråtkomst per tjänst genom molnets mellanled i stället för en ingång till hela nätet.",
      en: "Access from afar to one service at a time through the cloud's broker instead of a gateway to the whole network.",
    },
    effects: [control("gatewayPatched", 0.995)],
    cost: cost({ once: 250000, yearly: 180000, hours: { operations: 260 } }),
    excludes: ["gateway-updates"],
    leadMonths: 7,
  }),
  measure({
    id: "platform-apart",
    name: { sv: "Virtualiseringen för sig", en: "The virtualisation platform apart" },
    text: {
      sv: "Plattformen administreras med egna konton, i eget nät, med andra faktor; den är inte med i domänen.",
      en: "The platform is administered with accounts of its own, in a network of its own, with a second factor; it is not joined to the domain.",
    },
    effects: [control("platformSeparate", 0.97)],
    cost: cost({ once: 40000, hours: { operations: 100 } }),
    leadMonths: 3,
  }),
  measure({
    id: "platform-updates",
    name: {
      sv: "Virtualiseringen uppdateras inom veckor",
      en: "The virtualisation platform is updated within weeks",
    },
    text: {
      sv: "Servicefönster varje månad för värdarna; allvarliga brister inom en vecka.",
      en: "A service window every month for the hosts; grave flaws within a week.",
    },
    effects: [control("platformPatched", 0.98)],
    cost: cost({ hours: { operations: 30 }, yearlyHours: { operations: 100 } }),
  }),
];
