/** Package URLs. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { makePurl, parsePurl, purlText } from "../../index.ts";

function canonical(text: string): string {
  const made = parsePurl(text);
  return made.ok
    ? purlText(made.value)
    : `${made.problem.code} ${JSON.stringify(made.problem.args)}`;
}

function wrong(what: string): string {
  return `advisories/not-a-purl ${JSON.stringify({ what })}`;
}

test("[P1] the parts come out decoded, and the same text goes back", () => {
  const text = "pkg:maven/org.apache.xmlgraphics/batik-anim@1.9.1?classifier=dist&type=zip#a/b%20c";
  expect(parsePurl(text)).toEqual({
    ok: true,
    value: {
      type: "maven",
      namespace: "org.apache.xmlgraphics",
      name: "batik-anim",
      version: "1.9.1",
      qualifiers: { classifier: "dist", type: "zip" },
      subpath: "a/b c",
    },
  });
  expect(canonical(text)).toBe(text);
  const scoped = parsePurl("pkg:npm/%40angular/animation@12.3.1");
  expect(scoped).toMatchObject({ value: { namespace: "@angular", name: "animation" } });
  expect(canonical("pkg:npm/@angular/animation")).toBe("pkg:npm/%40angular/animation");
});

test("[P2] what a type says of case and of its parts holds", () => {
  expect(canonical("PKG://PyPI/Django_Package@1.11.1.DEV1")).toBe(
    "pkg:pypi/django-package@1.11.1.dev1",
  );
  expect(canonical("pkg:deb/Debian/Curl@7.50.3-1?distro=jessie&Arch=i386")).toBe(
    "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie",
  );
  expect(canonical("pkg:docker/x@sha256%3Aab?repository_url=gcr.io/a")).toBe(
    "pkg:docker/x@sha256:ab?repository_url=gcr.io%2Fa",
  );
  expect(canonical("pkg:cargo/a/rand@0.7.2")).toBe(wrong("namespace"));
  expect(canonical("pkg:composer/laravel")).toBe(wrong("namespace"));
  expect(canonical("pkg:cpan/LWP::UserAgent@6.7.6")).toBe(wrong("name"));
  expect(canonical("pkg:chrome-extension/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@1-b")).toBe(
    wrong("version"),
  );
  expect(canonical("pkg:swid/Example/Product@1.0")).toBe(wrong("qualifiers"));
});

test("[P3] what is no package URL is refused with its part", () => {
  expect(canonical("EnterpriseLibrary.Common@6.0.1304")).toBe(wrong("scheme"));
  expect(canonical("pkg:n&g?inx/nginx@0.8.9")).toBe(wrong("name"));
  expect(canonical("pkg:3nginx/nginx@0.8.9")).toBe(wrong("type"));
  expect(canonical("pkg:maven/@1.3.4")).toBe(wrong("name"));
  expect(canonical("pkg:swift/github.com/Alamofire/@5.4.3")).toBe(wrong("name"));
  expect(canonical("pkg:npm/a@1.0.0?in%20production=true")).toBe(wrong("qualifiers"));
  expect(canonical("pkg:npm/a?b=1&B=2")).toBe(wrong("qualifiers"));
  expect(canonical("pkg:npm/a@%zz")).toBe(wrong("version"));
  expect(canonical(`pkg:npm/${"a".repeat(4096)}`)).toBe(wrong("length"));
});

test("[P4] any text is read or refused, and a canonical text is its own canonical text", () => {
  const pieces = fc.constantFrom(
    ..."pkg: pkg:npm/ / @ ? # & = %40 %2F % : a B 1.0 .. å \ud800 \0 deb debian".split(" "),
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(pieces, { maxLength: 14 }).map((all) => all.join("")),
    fc.array(pieces, { maxLength: 14 }).map((all) => `pkg:npm/${all.join("")}`),
  );
  fc.assert(
    fc.property(text, (one) => {
      const first = canonical(one);
      if (first.startsWith("pkg:")) expect(canonical(first)).toBe(first);
    }),
    { numRuns: 3000 },
  );
});

test("[P4] parts that are well formed come back from their text", () => {
  const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
  const name = word.filter((one) => one.isWellFormed() && !/^[/.]|\//.test(one));
  const parts = fc.record({
    type: fc.constantFrom("generic", "golang", "maven", "oddity"),
    namespace: name,
    name,
    version: fc.option(name),
    subpath: fc.option(name),
    qualifiers: fc.dictionary(fc.constantFrom("arch", "os", "x.y"), word),
  });
  fc.assert(
    fc.property(parts, (given) => {
      const made = makePurl(given);
      if (!made.ok) throw new Error(JSON.stringify(made.problem));
      expect(parsePurl(purlText(made.value))).toEqual(made);
    }),
  );
});
