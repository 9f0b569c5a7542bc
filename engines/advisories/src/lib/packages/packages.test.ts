/** From package URLs to the names that advisories use, and from releases to releases. */
import { expect, test } from "vitest";
import {
  judgePackage,
  packageOf,
  parsePurl,
  readOsv,
  speaksOfRelease,
  splitEcosystem,
} from "../../index.ts";

function named(text: string): string {
  const purl = parsePurl(text);
  if (!purl.ok) return purl.problem.code;
  const found = packageOf(purl.value);
  return found === null
    ? "none"
    : [found.ecosystem, found.release, found.name, found.version].join(" | ");
}

test("[A6] a package URL names the package as its ecosystem does", () => {
  const wanted = {
    "pkg:npm/%40angular/core@12.0.0": "npm |  | @angular/core | 12.0.0",
    "pkg:maven/org.example/thing@1.0": "Maven |  | org.example:thing | 1.0",
    "pkg:golang/example.se/x/y/v2@v2.1.0": "Go |  | example.se/x/y/v2 | v2.1.0",
    "pkg:pypi/Zope.Interface@5.0": "PyPI |  | zope-interface | 5.0",
    "pkg:nuget/Newtonsoft.Json@13.0.1": "NuGet |  | newtonsoft.json | 13.0.1",
    "pkg:composer/Laravel/Framework": "Packagist |  | laravel/framework | ",
    "pkg:deb/debian/libssl3@3.0.11-1?distro=debian-12.4&upstream=openssl":
      "Debian | 12 | openssl | 3.0.11-1",
    "pkg:deb/debian/libx@1.0-1%2Bb2?distro=bookworm&upstream=x%401.0-1": "Debian | 12 | x | 1.0-1",
    "pkg:deb/ubuntu/curl@7.81.0-1ubuntu1.15?distro=ubuntu-22.04":
      "Ubuntu | 22.04 | curl | 7.81.0-1ubuntu1.15",
    "pkg:deb/ubuntu/curl@7.81.0": "Ubuntu |  | curl | 7.81.0",
    "pkg:rpm/redhat/openssl-libs@3.0.7-1.el9?epoch=1&distro=rhel-9.2&upstream=openssl-3-1.src.rpm":
      "Red Hat | 9.2 | openssl | 1:3.0.7-1.el9",
    "pkg:apk/alpine/curl@8.5.0-r0?distro=alpine-3.18.4": "Alpine | v3.18 | curl | 8.5.0-r0",
    "pkg:rpm/opensuse/curl@8.0-1?distro=opensuse-leap-15.5": "openSUSE | Leap 15.5 | curl | 8.0-1",
    "pkg:deb/raspbian/curl@8": "none",
    "pkg:generic/curl@8": "none",
  };
  for (const [text, told] of Object.entries(wanted))
    expect([text, named(text)]).toEqual([text, told]);
});

test("[A7] releases: of the system asked about, of all, or of none that is known", () => {
  expect(splitEcosystem("Ubuntu:22.04:LTS")).toEqual({ ecosystem: "Ubuntu", release: "22.04" });
  expect(splitEcosystem("Maven:https://maven.example.se")).toEqual({
    ecosystem: "Maven",
    release: "",
  });
  expect(speaksOfRelease("Red Hat", "enterprise_linux:9::baseos", "9.2")).toBe(true);
  expect(speaksOfRelease("Red Hat", "rhel_eus:9.2::appstream", "9.2")).toBe(true);
  expect(speaksOfRelease("Red Hat", "rhel_eus:9.0::appstream", "9.2")).toBe(false);
  expect(speaksOfRelease("Rocky Linux", "9", "9.2")).toBe(true);
  expect(speaksOfRelease("Debian", "1", "12")).toBe(false);

  const entry = (release: string, fixed: string): object => ({
    package: { ecosystem: `Debian:${release}`, name: "curl" },
    ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed }] }],
  });
  const made = readOsv({
    id: "TEST-1",
    modified: "2026-01-01T00:00:00Z",
    affected: [entry("11", "7.74.0-2"), entry("12", "7.88.1-11")],
  });
  if (!made.ok) throw new Error(made.problem.code);
  const { statements } = made.value;
  const ask = (release: string | null, version: string): string => {
    const installed = { ecosystem: "Debian", release, name: "curl", version };
    const verdict = judgePackage(statements, installed);
    return verdict === null ? "silent" : `${verdict.status}: ${verdict.reason.kind}`;
  };
  expect(ask("12", "7.88.1-10")).toBe("affected: span");
  expect(ask("11", "7.88.1-10")).toBe("unaffected: outside");
  expect(ask("13", "7.88.1-10")).toBe("silent");
  expect(ask(null, "7.88.1-10")).toBe("unknown: no-release");
  expect(ask(null, "7.0-1")).toBe("affected: span");
  expect(ask(null, "8.0-1")).toBe("unaffected: outside");
});
