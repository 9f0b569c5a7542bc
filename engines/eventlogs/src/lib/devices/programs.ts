/** Sources that rules ask for, by the programs whose messages they are in syslog. */
import type { LogSource } from "../log-event.ts";

function application(product: string): LogSource {
  return { product, service: null, categories: ["application"] };
}

const jvm = ["jvm", "spring", "velocity"].map(application);
const python = ["python", "django"].map(application);
const database: readonly LogSource[] = [
  { product: "sql", service: null, categories: ["application", "database"] },
];

const programs: readonly (readonly [name: RegExp, sources: readonly LogSource[]])[] = [
  [/^(?:java|tomcat\d*|catalina|jetty|wildfly|jboss|spring.*)$/, jvm],
  [/^(?:python\d*(?:\.\d+)?|gunicorn|uwsgi|django.*)$/, python],
  [/^(?:node|nodejs|pm2)$/, [application("nodejs")]],
  [/^(?:puma|unicorn|rails|passenger)$/, [application("ruby_on_rails")]],
  [/^(?:mysqld?|mariadbd?|postgres(?:ql)?|sqlservr|oracle)$/, database],
  [/^(?:rpd)$/, [{ product: "juniper", service: "bgp", categories: [] }]],
  [
    /^(?:gpsvc|mp-log|gpd)$/,
    [{ product: "paloalto", service: "globalprotect", categories: ["appliance"] }],
  ],
];

/** What a program's messages are to rules besides lines of syslog. */
export function sourcesOfProgram(name: string): readonly LogSource[] {
  return programs.find(([form]) => form.test(name))?.[1] ?? [];
}
