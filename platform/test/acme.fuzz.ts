/**
 * Fuzzes what an authority of certificates answers: conversations that are mostly as they should
 * be, with a status, a header, a member or a piece of text that is not.
 */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { type AcmeAnswer, AcmeFailed, type AcmePorts, newAcmeKey } from "../src/tls/acme.ts";
import { obtainCertificate } from "../src/tls/acme.ts";
import { selfSigned } from "../src/tls/certificate.ts";
import { newProofs } from "../src/tls/keeping.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};
type Next = (below: number) => number;

const nowMs = Date.UTC(2026, 10, 30);
const names = ["vallgrav.example.test"];
const base = "https://ca.example.test";
const settings = { directory: `${base}/directory`, contact: "drift@example.test", binding: null };
const { certificate } = selfSigned({ names, fromMs: nowMs - 86_400_000, days: 30 });
const problem = "urn:ietf:params:acme:error:";

/** What stands at each of the authority's addresses when all is well. */
const good: ReadonlyMap<string, string> = new Map(
  Object.entries({
    directory: { newNonce: `${base}/n`, newAccount: `${base}/account`, newOrder: `${base}/order` },
    account: { status: "valid" },
    order: {
      status: "ready",
      authorizations: [`${base}/authorization`],
      finalize: `${base}/finalize`,
      certificate: `${base}/certificate`,
    },
    authorization: {
      status: "pending",
      challenges: [
        { type: "dns-01", url: `${base}/no`, token: "b".repeat(32) },
        { type: "http-01", url: `${base}/challenge`, token: "a".repeat(32) },
      ],
    },
    challenge: { status: "processing" },
    finalize: { status: "processing" },
  }).map(([name, body]) => [name, JSON.stringify(body)]),
);
const pieces = [
  ...'{ } [ ] , : " \\ null true 7 1e999 __proto__ status valid invalid ready pending'.split(" "),
  ..."http-01 token url type error challenges authorizations finalize ../.. \0 å".split(" "),
  `${problem}badNonce`,
  `${problem}connection`,
  "\r\n",
  "\u001b[2J",
  "http://ca.example.test/x",
  "https://ca.example.test:8443/x",
  "https://else.example.test/",
  "https://ca.example.test@else.example.test/",
  "//else.example.test/",
  "file:///etc/hosts",
];
const statuses = [200, 201, 400, 403, 404, 429, 500, 503, 302, 0];
const waits = ["1", "-5", "0", "1e999", "86400", "Mon, 30 Nov 2026 08:00:00 GMT", "NaN", ""];

/** The text with some of it put in, put out or put elsewhere. */
function changed(text: string, next: Next): string {
  let other = text;
  for (let edits = 1 + next(3); edits > 0; edits -= 1) {
    const at = next(other.length + 1);
    const letter = String.fromCharCode(next(0x180));
    const put = next(3) === 0 ? letter : (pieces[next(pieces.length)] ?? "");
    other = other.slice(0, at) + put + other.slice(at + (next(2) === 0 ? 0 : next(24)));
  }
  return other;
}

/** The next answer at an address; half of them are not as they should be. */
function answerAt(url: string, next: Next, asked: number): AcmeAnswer {
  const name = new URL(url).pathname.slice(1);
  let body = good.get(name) ?? (name === "certificate" ? certificate : '{"status":"invalid"}');
  if (asked > 1)
    body = body.replace(/"(?:pending|ready)"/, next(4) === 0 ? '"invalid"' : '"valid"');
  let status = 200;
  const headers: Record<string, string> = { "replay-nonce": `nonce-${next(2 ** 31)}` };
  if (name === "account" || name === "order") headers["location"] = `${base}/${name}`;
  const way = next(9);
  if (way === 0) status = statuses[next(statuses.length)] ?? 0;
  if (way === 0 && next(2) === 0) body = JSON.stringify({ type: `${problem}badNonce` });
  if (way === 1) headers["replay-nonce"] = "";
  if (way === 2) headers["location"] = changed(base, next);
  if (way === 3) headers["retry-after"] = waits[next(waits.length)] ?? "";
  if (way === 4 || way === 5) body = changed(body, next);
  return { status, headers, body };
}

/** What is wrong with how one conversation goes, or null. */
async function faultOf(next: Next, accountKey: string): Promise<string | null> {
  const faults: string[] = [];
  const asked = new Map<string, number>();
  const proofs = newProofs();
  let [questions, laid] = [0, 0];
  const ports: AcmePorts = {
    ask: async (url) => {
      questions += 1;
      if (new URL(url).origin !== base) faults.push(`asked ${url}`);
      const times = (asked.get(url) ?? 0) + 1;
      asked.set(url, times);
      return answerAt(url, next, times);
    },
    prove: (token, proof) => {
      if (/[^\w-]/.test(token)) faults.push(`laid ${token}`);
      const end = proofs.lay(token, proof);
      laid += 1;
      return () => {
        laid -= 1;
        end();
      };
    },
    wait: async (ms) => {
      if (!(ms >= 1_000 && ms <= 30_000)) faults.push(`waits ${ms} ms`);
    },
    nowMs: () => nowMs,
  };
  try {
    await obtainCertificate(settings, { names, accountKey }, ports);
    // No authority of these answers has seen our new key.
    faults.push("a certificate for another key was taken");
  } catch (error) {
    if (!(error instanceof AcmeFailed)) faults.push(String(error));
    else if (!/^[\w:. -]{0,140}$/.test(error.detail)) faults.push(`says ${error.detail}`);
  }
  if (laid !== 0) faults.push(`${laid} proofs still lie out`);
  if (questions > 2_100) faults.push(`${questions} questions`);
  return faults[0] ?? null;
}

/** Converses for so many seconds; fails where an end has no code, or more is done than may be. */
export async function fuzz(seconds: number, seed: number): Promise<Fuzzed> {
  const key = seeded(drawKey("acme"), String(seed));
  let count = 0;
  const next: Next = (below) => block(key, (count += 1), 0).high % below;
  const accountKey = newAcmeKey();
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const fault = await faultOf(next, accountKey);
    if (fault !== null) failures.push(`case ${cases} of seed ${seed}: ${fault}`);
  }
  return { name: "answers of authorities of certificates", cases, failures };
}
