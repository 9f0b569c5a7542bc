/** Files in. */
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sweepIncoming } from "./identify/incoming.ts";
import { ask, type House, openHouse, setUp, upload } from "./test/house.ts";

const limits = { files: 3, fileBytes: 1_000, totalBytes: 2_500, leaveBytes: 0 };

async function send(
  house: House,
  token: string,
  ...given: Parameters<typeof upload>
): Promise<Awaited<ReturnType<typeof ask>>> {
  return ask(house, {
    method: "POST",
    url: "/api/imports",
    token,
    ...(await upload(...given)),
  });
}

const shortMapping = JSON.stringify({
  shape: "computers",
  fields: [{ heading: "Burk", field: "name" }],
});

/** Sends a file with what its columns mean. */
async function sendMapped(house: House, token: string, mappings: readonly string[]) {
  const form = new FormData();
  for (const mapping of mappings) form.append("mapping", mapping);
  form.append("files", new Blob(["Burk;Mer\na;b\n"]), "a.csv");
  const packed = new Response(form);
  const headers = { "content-type": packed.headers.get("content-type") ?? "" };
  const body = new Uint8Array(await packed.arrayBuffer());
  return ask(house, { method: "POST", url: "/api/imports", token, headers, body });
}

/** Lets imports wait until the test says so. */
function gate(): { readonly open: () => void; readonly importing: () => Promise<null> } {
  const { promise, resolve } = Promise.withResolvers<null>();
  return { open: () => resolve(null), importing: () => promise };
}

test("[SV13] files lie in our folder, under names of ours, until their job is over", async () => {
  const { open, importing } = gate();
  const house = await openHouse({ importing, limits });
  const token = await setUp(house);
  const answer = await send(house, token, [
    { name: "../../etc/Användare\u0007.json", bytes: "[1]" },
    { name: "C:\\temp\\b.csv", bytes: "två" },
  ]);
  expect([answer.statusCode, answer.json<{ kind: string }>().kind]).toEqual([202, "import"]);
  const [files = []] = house.imported;
  expect(files.map(({ name, temporary, modifiedAt }) => [name, temporary, modifiedAt])).toEqual([
    ["Användare.json", true, null],
    ["b.csv", true, null],
  ]);
  expect(files.map(({ path }) => readFileSync(path, "utf8"))).toEqual(["[1]", "två"]);
  expect(files.map(({ path }) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
  expect(readdirSync(house.incoming)).toHaveLength(2);
  open();
  await house.jobs.wait(answer.json<{ id: string }>().id);
  await expect.poll(() => readdirSync(house.incoming)).toEqual([]);
});

test("[SV420] what columns mean comes with the files, and goes for each", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  expect((await sendMapped(house, token, [shortMapping])).statusCode).toBe(202);
  expect(house.imported[0]?.map(({ mapping }) => mapping)).toEqual([JSON.parse(shortMapping)]);
});

test("[SV13] too much is refused with the limit it met, and nothing is left", async () => {
  const house = await openHouse({ limits });
  const token = await setUp(house);
  const small = { name: "a", bytes: "x".repeat(900) };
  const cases = [
    [[{ name: "a", bytes: "x".repeat(1_001) }], { limit: "fileBytes", limitBytes: 1_000 }],
    [[small, small, small], { limit: "totalBytes", limitBytes: 2_500 }],
    [[1, 2, 3, 4].map((n) => ({ name: `${n}`, bytes: "x" })), { limit: "files", limitFiles: 3 }],
  ] as const;
  for (const [files, more] of cases) {
    const answer = await send(house, token, files);
    expect(answer.json()).toEqual({
      type: "about:blank",
      title: "Payload Too Large",
      status: 413,
      code: "request/too-large",
      ...more,
    });
  }
  expect(readdirSync(house.incoming)).toEqual([]);
  expect(house.imported).toEqual([]);
});

test("[SV1234] an upload that would leave too little of the disk is refused", async () => {
  const fileBytes = 40_000_000;
  const house = await openHouse({ limits: { ...limits, fileBytes, totalBytes: fileBytes } });
  const token = await setUp(house);
  const given = [{ name: "a", bytes: "x".repeat(20_000_000) }];
  expect((await send(house, token, given)).statusCode).toBe(202);
  const tight = await openHouse({ limits: { ...limits, leaveBytes: Number.MAX_SAFE_INTEGER } });
  const refused = await send(tight, await setUp(tight), [{ name: "a", bytes: "x" }]);
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([
    507,
    "request/no-room",
  ]);
  expect(readdirSync(tight.incoming)).toEqual([]);
});

test("[SV13] a body that says it is too large is refused before it is read", async () => {
  const house = await openHouse({ limits });
  const token = await setUp(house);
  const answer = await ask(house, {
    method: "POST",
    url: "/api/imports",
    token,
    body: Buffer.from("x"),
    headers: { "content-type": "multipart/form-data; boundary=b", "content-length": "9000000" },
  });
  expect([answer.statusCode, answer.json<{ limit: string }>().limit]).toEqual([413, "totalBytes"]);
});

test("[SV13] no file, another field, a text field and another type are refused", async () => {
  const house = await openHouse({ limits });
  const token = await setUp(house);
  const outcome = async (answer: ReturnType<typeof send>) => {
    const { status, code, fields } = (await answer).json<Record<string, unknown>>();
    return [status, code, fields];
  };
  const bad = [400, "request/bad-body", ["/files"]];
  expect(await outcome(send(house, token, []))).toEqual(bad);
  expect(await outcome(send(house, token, [{ name: "a", bytes: "x" }], "other"))).toEqual(bad);
  const form = new FormData();
  form.append("files", "text");
  const packed = new Response(form);
  const headers = { "content-type": packed.headers.get("content-type") ?? "" };
  const body = new Uint8Array(await packed.arrayBuffer());
  const request = { method: "POST", url: "/api/imports", token } as const;
  expect(await outcome(ask(house, { ...request, headers, body }))).toEqual(bad);
  expect(await outcome(ask(house, { ...request, body: {} }))).toEqual([
    415,
    "request/media-type",
    undefined,
  ]);
  for (const mapping of ["no JSON", "{}", `"${"x".repeat(300_000)}"`]) {
    const said = await sendMapped(house, token, [mapping]);
    expect([said.statusCode, said.json<{ code: string }>().code]).toEqual([
      400,
      "request/bad-body",
    ]);
  }
  const twice = await sendMapped(house, token, [shortMapping, shortMapping]);
  expect(twice.statusCode).toBe(400);
  const cut = Buffer.from(body.subarray(0, body.length - 20));
  expect((await ask(house, { ...request, headers, body: cut })).statusCode).toBe(400);
  expect(readdirSync(house.incoming)).toEqual([]);
});

test("[SV13] the example is imported from where it lies, and stays there", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const answer = await ask(house, { method: "POST", url: "/api/example", token });
  expect(answer.statusCode).toBe(202);
  const [files = []] = house.imported;
  expect(files.map(({ name, temporary, modifiedAt }) => [name, temporary, modifiedAt])).toEqual(
    [
      "20261101080000_certtemplates.json",
      "20261101080000_computers.json",
      "20261101080000_domains.json",
      "20261101080000_enterprisecas.json",
      "20261101080000_gpos.json",
      "20261101080000_groups.json",
      "20261101080000_ous.json",
      "20261101080000_users.json",
      "systemregister.csv",
    ].map((name) => [name, false, "2026-11-01T08:00:00.000Z"]),
  );
});

test("[SV15] at start the folder is emptied, but for files of interrupted jobs", async () => {
  const { open, importing } = gate();
  const house = await openHouse({ importing });
  const token = await setUp(house);
  const answer = await send(house, token, [{ name: "a.json", bytes: "{}" }]);
  const kept = readdirSync(house.incoming);
  writeFileSync(join(house.incoming, "left-behind"), "from before");
  await sweepIncoming({ ...house, log: () => undefined }, house.incoming);
  expect(readdirSync(house.incoming)).toEqual(kept);
  open();
  await house.jobs.wait(answer.json<{ id: string }>().id);
  await expect.poll(() => readdirSync(house.incoming)).toEqual([]);
});
