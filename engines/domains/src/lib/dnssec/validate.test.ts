/** Validation over the recorded answers of real servers, and over answers tampered with. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { budget } from "@vallgrav/kernel";
import {
  dataOctets,
  type DnsMessage,
  type DnsReply,
  dnssecLimits,
  type DnsQuestion,
  type DnsRecord,
  keyTagOf,
  parseDomainName,
  readMessage,
  type Validated,
  validatedText,
  writeMessage,
} from "../../index.ts";
import {
  asked,
  cases,
  countingPort,
  keyOf,
  nowSeconds,
  recordedReplies,
  recordedReply,
  rootAnchor,
  sessionOver,
} from "../../../test/recorded-tree.ts";
import { hexOf } from "../dns/octets.ts";
import { keyDigest } from "./zones.ts";
import { base32Octets, hashOf } from "./nsec3.ts";

test("[V1] the verdict is that of the validator beside it", () => {
  const session = sessionOver();
  const told = cases.map(([name, type, oracle]) => {
    const verdict = session.validate(asked(name, type));
    return [name, type, oracle, verdict.reason, verdict.outcome];
  });
  expect(told).toEqual(cases.map((one) => [...one]));
  const strays = cases.filter(
    ([name, type, oracle]) => session.validate(asked(name, type)).status !== oracle,
  );
  expect(strays).toEqual([]);
  const bogus = cases.filter(([, , oracle]) => oracle === "bogus").length;
  expect([cases.length >= 60, bogus >= 25]).toEqual([true, true]);
});

test("[V1] reasons and where they lie are told", () => {
  const session = sessionOver();
  const text = (name: string) => validatedText(session.validate(asked(name, "A")));
  expect(text("www.plain.test")).toBe("secure");
  expect(text("www.expired.test")).toBe("bogus: expired at expired.test");
  expect(text("www.unsigned.plain.test")).toBe(
    "insecure: unsigned-delegation at unsigned.plain.test",
  );
  expect(session.validate(asked("x.wild.plain.test", "A"))).toMatchObject({
    isWildcard: true,
    records: [{ data: { kind: "A", address: "192.0.2.1" } }],
    aliases: [],
  });
  expect(session.validate(asked("alias.plain.test", "A"))).toMatchObject({
    aliases: [["alias", "plain", "test"]],
    records: [{ name: ["www", "plain", "test"] }],
  });
});

test("[V2] the nearest anchor begins the chain, and without one nothing can be said", () => {
  const elsewhere = sessionOver({ anchors: [{ ...rootAnchor, zone: ["plain", "test"] }] });
  expect(validatedText(elsewhere.validate(asked("www.hashed.test", "A")))).toBe(
    "indeterminate: no-anchor at www.hashed.test",
  );
  expect(elsewhere.validate(asked("www.plain.test", "A")).reason).toBe("no-key-for-ds");
  const both = sessionOver({ anchors: [rootAnchor, { ...rootAnchor, zone: ["plain", "test"] }] });
  expect(both.validate(asked("www.plain.test", "A")).reason).toBe("no-key-for-ds");
  expect(both.validate(asked("www.hashed.test", "A")).status).toBe("secure");
});

const failed = (rcode: number): DnsReply => {
  const [any] = recordedReplies.values();
  if (any === undefined) throw new Error("nothing recorded");
  return { kind: "answer", message: { ...any, answers: [], authority: [], rcode } };
};

test("[V3] what is not answered is indeterminate, wherever on the way", () => {
  const question = asked("www.plain.test", "A");
  const ways = sessionOver();
  ways.validate(question);
  for (const silent of ways.questions) {
    const verdictOf = (reply: DnsReply) =>
      sessionOver({
        replyOf: (one) => (keyOf(one) === keyOf(silent) ? reply : recordedReply(one)),
      }).validate(question);
    const name = keyOf(silent);
    expect(verdictOf({ kind: "silence", reason: "timeout" }), name).toMatchObject({
      status: "indeterminate",
      reason: "no-answer",
      at: silent.name,
    });
    expect(verdictOf(failed(2)), name).toMatchObject({
      status: "indeterminate",
      reason: "server-failure",
    });
  }
  expect(ways.questions.length).toBe(6);
});

test("[V3] behind a resolver that gives no signatures nothing can be said", () => {
  const bare = (message: DnsMessage): DnsReply => {
    const without = (records: readonly DnsRecord[]) =>
      records.filter(({ data }) => data.kind !== "RRSIG" && data.kind !== "NSEC");
    const { answers, authority } = message;
    return {
      kind: "answer",
      message: { ...message, answers: without(answers), authority: without(authority) },
    };
  };
  for (const name of ["www.plain.test", "www.unsigned.test", "www.expired.test"])
    expect(tamperedWith(asked(name, "A"), bare), name).toMatchObject({
      status: "indeterminate",
      reason: "resolver-strips",
      at: [],
    });
});

test("[V4] the same answers hold at their time alone", () => {
  const at = (days: number) =>
    sessionOver({ nowSeconds: nowSeconds + days * 86_400 }).validate(asked("www.plain.test", "A"));
  expect(at(0).status).toBe("secure");
  expect(at(29).status).toBe("secure");
  expect(at(31)).toMatchObject({ status: "bogus", reason: "expired" });
  expect(at(-2)).toMatchObject({ status: "bogus", reason: "not-yet-valid" });
  const round = sessionOver({ nowSeconds: nowSeconds + 2 ** 32 });
  expect(round.validate(asked("www.plain.test", "A")).status).toBe("secure");
});

/** The part of a verdict that somebody would act on. */
const truthOf = ({ outcome, records, isWildcard }: Validated) => {
  const data = records.map(({ name, rdata }) => `${name.join(".")} ${hexOf(rdata)}`);
  return [outcome, isWildcard, data.toSorted()];
};

const fromSecure = cases.filter(([, , oracle]) => oracle === "secure");

function tamperedWith(
  question: DnsQuestion,
  tamper: (message: DnsMessage, key: string) => DnsReply,
): Validated {
  return sessionOver({
    replyOf: (one) => {
      const reply = recordedReply(one);
      return reply.kind === "answer" ? tamper(reply.message, keyOf(one)) : reply;
    },
  }).validate(question);
}

const pick = fc.nat();
const secureCase = fc.constantFrom(...fromSecure).map(([name, type]) => asked(name, type));

test("[V5] whatever record is left out, what is still secure is the truth", () => {
  let fallen = 0;
  fc.assert(
    fc.property(secureCase, pick, pick, (question, which, of) => {
      const truth = sessionOver();
      const before = truth.validate(question);
      const victim = truth.questions[of % truth.questions.length];
      const verdict = tamperedWith(question, (message, key) => {
        const isVictim = victim !== undefined && key === keyOf(victim);
        const all = [...message.answers, ...message.authority];
        const lost = isVictim ? all[which % Math.max(1, all.length)] : undefined;
        const left = (records: readonly DnsRecord[]) => records.filter((one) => one !== lost);
        const { answers, authority } = message;
        const changed = { ...message, answers: left(answers), authority: left(authority) };
        return { kind: "answer", message: changed };
      });
      if (verdict.status === "secure") expect(truthOf(verdict)).toEqual(truthOf(before));
      else fallen += 1;
    }),
    { numRuns: 300 },
  );
  expect(fallen).toBeGreaterThan(100);
});

test("[V5] whatever octet is changed, what is still secure is the truth", () => {
  let fallen = 0;
  fc.assert(
    fc.property(
      secureCase,
      pick,
      pick,
      fc.integer({ min: 1, max: 255 }),
      (question, at, of, by) => {
        const truth = sessionOver();
        const before = truth.validate(question);
        const victim = truth.questions[of % truth.questions.length];
        const verdict = tamperedWith(question, (message, key) => {
          if (victim === undefined || key !== keyOf(victim)) return { kind: "answer", message };
          const octets = writeMessage(message);
          const place = 12 + (at % (octets.length - 12));
          octets[place] = (octets[place] ?? 0) ^ by;
          const read = readMessage(octets);
          return read.ok
            ? { kind: "answer", message: read.value }
            : { kind: "silence", reason: "malformed" };
        });
        if (verdict.status === "secure") expect(truthOf(verdict)).toEqual(truthOf(before));
        else fallen += 1;
      },
    ),
    { numRuns: 300 },
  );
  expect(fallen).toBeGreaterThan(100);
});

test("[V5] an answer to another question proves nothing", () => {
  const other = recordedReplies.get("www.plain.test A");
  const verdict = tamperedWith(asked("mx.plain.test", "A"), (message) => {
    return { kind: "answer", message: other ?? message };
  });
  expect(verdict.status).not.toBe("secure");
});

test("[V6] a thousand signatures cost no more than the limit", () => {
  const port = countingPort();
  const verdict = sessionOver({
    port,
    replyOf: (one) => {
      const reply = recordedReply(one);
      if (reply.kind !== "answer" || keyOf(one) !== "www.plain.test A") return reply;
      const many = reply.message.answers.flatMap((record) => {
        if (record.data.kind !== "RRSIG") return [record];
        const signature = record.data.signature.map((octet) => octet ^ 1);
        const data = { ...record.data, signature };
        return Array.from({ length: 1_000 }, () => ({ ...record, data }));
      });
      return { kind: "answer", message: { ...reply.message, answers: many } };
    },
  }).validate(asked("www.plain.test", "A"));
  expect(verdict).toMatchObject({ status: "bogus", reason: "too-much-work" });
  expect(port.checks).toBe(dnssecLimits.signatures);
});

test("[V6] names are hashed no more than the limit", () => {
  const deep = asked("not.there.at.all.hashed.test", "A");
  const enough = sessionOver();
  expect(enough.validate(deep).status).toBe("secure");
  const few = sessionOver({ limits: { hashes: 3 } });
  expect(few.validate(deep)).toMatchObject({ status: "bogus", reason: "too-much-work" });
  const round = sessionOver({ limits: { iterations: 0 } }).validate(deep);
  expect(round.status).toBe("secure");
});

test("[V6] NSEC3 with absurd rounds costs nothing and is never secure", () => {
  const counting = countingPort();
  // Whoever makes such a zone can sign it: nothing is wrong with its signatures.
  const port = { ...counting, verify: () => true };
  const absurd = (records: readonly DnsRecord[]): readonly DnsRecord[] =>
    records.map((record) =>
      record.data.kind === "NSEC3"
        ? { ...record, data: { ...record.data, iterations: 65_535 } }
        : record,
    );
  const verdict = sessionOver({
    port,
    replyOf: (one) => {
      const reply = recordedReply(one);
      if (reply.kind !== "answer" || !keyOf(one).includes("hashed.test")) return reply;
      const { authority, answers } = reply.message;
      const message = { ...reply.message, authority: absurd(authority), answers: absurd(answers) };
      return { kind: "answer", message };
    },
  }).validate(asked("not.there.at.all.hashed.test", "A"));
  expect(verdict).toMatchObject({ status: "insecure", reason: "too-many-iterations" });
  expect(counting.hashes).toBeLessThan(100);
});

test("[V7] aliases end at their limit, and those that lead round nowhere", () => {
  const one = asked("alias.plain.test", "A");
  expect(sessionOver({ limits: { aliases: 1 } }).validate(one).status).toBe("secure");
  expect(sessionOver({ limits: { aliases: 0 } }).validate(one)).toMatchObject({
    status: "indeterminate",
    reason: "alias-loop",
    outcome: "none",
  });
  const question = asked("www.unsigned.test", "A");
  const round = tamperedWith(question, (message, key) => {
    const data = { kind: "CNAME", target: question.name } as const;
    const record = { name: question.name, type: 5, class: 1, ttlSeconds: 1, data };
    const answers = [{ ...record, rdata: dataOctets(data) }];
    return { kind: "answer", message: key === keyOf(question) ? { ...message, answers } : message };
  });
  expect(round).toMatchObject({
    status: "indeterminate",
    reason: "alias-loop",
    // Once round, and not to the limit.
    aliases: [question.name],
  });
  expect(sessionOver().validate(asked("bad.plain.test", "A"))).toMatchObject({
    status: "bogus",
    reason: "expired",
  });
  expect(sessionOver().validate(asked("loose.plain.test", "A"))).toMatchObject({
    status: "insecure",
    reason: "unsigned-delegation",
    outcome: "answer",
  });
});

test("[V8] what is known of zones is not asked again", () => {
  const session = sessionOver();
  session.validate(asked("www.plain.test", "A"));
  const first = session.questions.length;
  session.validate(asked("www.plain.test", "AAAA"));
  expect([first, session.questions.length]).toEqual([6, 7]);
});

test("[V9] tags, digests and hashes are those of the standards' examples", () => {
  // RFC 4034 §5.4.
  const base64 =
    "AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMm" +
    "mAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw==";
  const key = {
    flags: 256,
    protocol: 3,
    algorithm: 5,
    key: new Uint8Array(Buffer.from(base64, "base64")),
  };
  expect(keyTagOf(key)).toBe(60_485);
  const digest = keyDigest(["dskey", "example", "com"], key, 1, countingPort());
  expect(hexOf(digest ?? new Uint8Array())).toBe("2bb183af5f22588179a53b0a98631fad1a292118");
  // RFC 5155 appendix A.
  const names = {
    zone: [],
    all: [],
    iterations: 12,
    salt: Uint8Array.of(0xaa, 0xbb, 0xcc, 0xdd),
    run: {
      setting: { anchors: [], nowSeconds, port: countingPort(), limits: dnssecLimits },
      signatures: budget(1),
      hashes: budget(9),
    },
  };
  const hashed = (text: string) => {
    const parsed = parseDomainName(text);
    return parsed.ok ? hashOf(parsed.value, names) : text;
  };
  const texts = {
    example: "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom",
    "a.example": "35mthgpgcu1qg68fab165klnsnk3dpvl",
    "x.w.example": "b4um86eghhds6nea196smvmlo4ors995",
  };
  for (const [name, text] of Object.entries(texts))
    expect(hashed(name), name).toBe(hexOf(base32Octets(text) ?? new Uint8Array()));
  expect(base32Octets("w")).toBe(null);
});
