/**
 * The asking room: what is unknown becomes questions to the people who know, by a link of one use,
 * by telephone or on paper; their answers become declared facts, and what they moved is shown.
 */
import { randomBytes, randomUUID } from "node:crypto";
import type { Instant } from "@vallgrav/kernel";
import { holdsPersonalNumber, keptNote } from "@vallgrav/readers";
import { newToken, tokenHashOf } from "../accounts/tokens.ts";
import type { AskForm, DialSummary } from "../api/index.ts";
import type { Identify } from "../identify/index.ts";
import { budgetStops, dialSummary, type Protect } from "../protect/index.ts";
import type { Store } from "../storage/index.ts";
import { answeredItems, fileOf, noteOf, questionOf } from "./answers.ts";
import { candidatesOf } from "./candidates.ts";
import type { Answered, Answering, Asking, AskProblem, AskResult, NewAsk } from "./door.ts";
import { questionWords } from "./question-words.ts";
import { changeForms, isOpen, keptMost, type KeptForm, type KeptItem, loadForms } from "./forms.ts";

export type {
  Answered,
  Answering,
  Asking,
  AskProblem,
  AskResult,
  NewAsk,
  OnBehalf,
} from "./door.ts";

/** Questions one person is asked at most: at a time, in thirty days, on one form (DESIGN §4). */
const limits = { open: 3, perMonth: 3, perForm: 3 } as const;
const monthMs = 30 * 86_400_000;
const dayMs = 86_400_000;
const personMost = 120;
/** Longest token looked at. */
const tokenMost = 100;

export type AskingInput = {
  readonly store: Pick<Store, "settings" | "evidence">;
  readonly identify: Pick<Identify, "current" | "status" | "subjectOf">;
  readonly protect: Pick<Protect, "movers" | "storedPlan">;
  readonly now: () => Instant;
};

function refuse(
  code: Exclude<AskProblem["code"], `asking/too-many-${string}` | "asking/bad-person">,
): {
  readonly ok: false;
  readonly problem: AskProblem;
} {
  return { ok: false, problem: { code, severity: "error", at: null, args: {} } };
}

function beyond(
  code: Extract<AskProblem["code"], `asking/too-many-${string}` | "asking/bad-person">,
  limit: number,
): { readonly ok: false; readonly problem: AskProblem } {
  return { ok: false, problem: { code, severity: "error", at: null, args: { limit } } };
}

function later(at: Instant, ms: number): Instant {
  return new Date(Date.parse(at) + ms).toISOString() as Instant;
}

/** One person whatever case and spaces. */
function personKey(person: string): string {
  return person.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, " ").trim();
}

/** Eight signs that are not mistaken for each other on paper. */
function newCode(): string {
  const signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  return [...randomBytes(8)].map((byte) => signs[byte % signs.length]).join("");
}

/** A form as it is shown. */
function viewOf(form: KeptForm, now: Instant): AskForm {
  const { id, code, person, createdAt, expiresAt, by, note, answered, moved } = form;
  const state = form.state === "open" && !isOpen(form, now) ? "expired" : form.state;
  const items = form.items.flatMap(({ asset, question, answer }) => {
    const known = questionOf(question);
    return known === null
      ? []
      : [{ asset, question, words: questionWords(known, asset.name), answer }];
  });
  return { id, code, person, state, createdAt, expiresAt, by, items, note, answered, moved };
}

/** Opens the room. */
export function createAsking(input: AskingInput): Asking {
  const room = new AskingRoom(input);
  return {
    board: () => room.board(),
    make: (ask, by) => room.make(ask, by),
    open: (token) => room.open(token),
    answer: (token, given) => room.answerByLink(token, given),
    answerFor: (id, given, onBehalf) =>
      room.answer(
        (form) => form.id === id,
        given,
        (form) => ({
          at: room.now(),
          by: keptNote(onBehalf.by, personMost) || form.person,
          channel: onBehalf.channel,
          enteredBy: onBehalf.enteredBy,
        }),
      ),
    withdraw: async (id) => {
      const gone = await room.withdraw(id);
      return gone.ok ? { ok: true, value: gone.value.form } : gone;
    },
    withdrawFor: (id) => room.withdraw(id),
  };
}

/** What the room does, over the store. */
class AskingRoom {
  readonly #input: AskingInput;
  constructor(input: AskingInput) {
    this.#input = input;
  }

  now(): Instant {
    return this.#input.now();
  }

  /** The dials of what is known now; null while they are not computed. */
  async #dials(): Promise<DialSummary | null> {
    const report = await this.#input.protect.storedPlan(budgetStops[0] ?? 0);
    return report === null ? null : dialSummary(report);
  }

  async board(): ReturnType<Asking["board"]> {
    const { store, identify, protect } = this.#input;
    await this.#noteMoved();
    const forms = await loadForms(store.settings);
    const now = this.now();
    const asked = new Set(
      forms
        .filter((form) => isOpen(form, now))
        .flatMap(({ items }) => items.map(({ asset, question }) => `${asset.id} ${question}`)),
    );
    const current = await identify.current();
    const report = await protect.storedPlan(budgetStops[0] ?? 0);
    const speak = report?.before.resistance.speak ?? "words";
    const movers = await protect.movers();
    const told = {
      movers: movers?.facts ?? [],
      services: report?.before.damage.perService ?? [],
    };
    const found =
      current === null
        ? { candidates: [], total: 0 }
        : candidatesOf(current.model, told, (asset, id) => asked.has(`${asset} ${id}`));
    return {
      ...found,
      forms: forms.map((form) => viewOf(form, now)),
      speak,
      parameters: movers?.parameters ?? [],
      limits,
    };
  }

  /** Notes the dials of the first calculation that knows the answers. */
  async #noteMoved(): Promise<void> {
    const { store } = this.#input;
    const waiting = (await loadForms(store.settings)).filter(
      ({ moved, evidence }) => moved !== null && moved.after === null && evidence !== null,
    );
    if (waiting.length === 0) return;
    const after = await this.#dials();
    if (after === null) return;
    // Those in the model that the dials are of: one that came in since has moved nothing yet.
    const { evidence } = await this.#input.identify.status();
    const published = new Set(evidence.map(({ id }) => id));
    const told = new Set(
      waiting
        .filter(
          ({ evidence, moved }) =>
            published.has(evidence ?? "") && moved?.before?.run !== after.run,
        )
        .map(({ id }) => id),
    );
    if (told.size === 0) return;
    await changeForms(store.settings, this.now(), (forms) =>
      forms.map((form) =>
        told.has(form.id) && form.moved !== null && form.moved.after === null
          ? { ...form, moved: { ...form.moved, after, together: told.size } }
          : form,
      ),
    );
  }

  async #itemsOf({ items }: NewAsk): Promise<readonly KeptItem[] | null> {
    const { identify } = this.#input;
    const current = await identify.current();
    if (current === null || items.length === 0 || items.length > limits.perForm) return null;
    const nothing = { movers: [], services: [] };
    const open = candidatesOf(current.model, nothing, () => false, Number.POSITIVE_INFINITY);
    const found: KeptItem[] = [];
    for (const { asset, question } of items) {
      const candidate = open.candidates.find(
        (one) => one.asset.id === asset && one.question === question,
      );
      const subject = candidate === undefined ? null : await identify.subjectOf(asset);
      if (candidate === undefined || subject === null) return null;
      found.push({ asset: candidate.asset, subject, question, answer: null });
    }
    const distinct = new Set(found.map(({ asset, question }) => `${asset.id} ${question}`));
    return distinct.size === found.length ? found : null;
  }

  async make(ask: NewAsk, by: string): ReturnType<Asking["make"]> {
    const person = keptNote(ask.person, personMost);
    if (person === "" || holdsPersonalNumber(ask.person))
      return beyond("asking/bad-person", personMost);
    const items = await this.#itemsOf(ask);
    if (items === null) return refuse("asking/unknown-question");
    const now = this.now();
    const token = newToken();
    const form: KeptForm = {
      id: randomUUID(),
      code: newCode(),
      person,
      state: "open",
      createdAt: now,
      expiresAt: later(now, ask.days * dayMs),
      by,
      tokenHash: tokenHashOf(token),
      items,
      note: null,
      answered: null,
      evidence: null,
      moved: null,
    };
    let problem: ReturnType<typeof beyond> | ReturnType<typeof refuse> | null = null;
    await changeForms(this.#input.store.settings, now, (forms) => {
      problem = overLimit(forms, form, now);
      return problem === null ? [form, ...forms] : null;
    });
    return problem ?? { ok: true, value: { form: viewOf(form, now), token } };
  }

  async open(token: string): ReturnType<Asking["open"]> {
    const hash = tokenHashOf(token.slice(0, tokenMost));
    const now = this.now();
    const forms = await loadForms(this.#input.store.settings);
    const form = forms.find((one) => one.tokenHash === hash && isOpen(one, now));
    if (form === undefined) return refuse("asking/bad-link");
    const { items, expiresAt } = viewOf(form, now);
    return { ok: true, value: { items: items.map(({ words }) => words), expiresAt } };
  }

  answerByLink(token: string, given: Answering): Promise<AskResult<Answered>> {
    const hash = tokenHashOf(token.slice(0, tokenMost));
    return this.answer(
      (form) => form.tokenHash === hash,
      given,
      ({ person }) => ({
        at: this.now(),
        by: person,
        channel: "link",
        enteredBy: null,
      }),
      "asking/bad-link",
    );
  }

  async answer(
    isMeant: (form: KeptForm) => boolean,
    given: Answering,
    how: (form: KeptForm) => NonNullable<KeptForm["answered"]>,
    missing: "asking/bad-link" | "asking/not-open" = "asking/not-open",
  ): Promise<AskResult<Answered>> {
    const { settings } = this.#input.store;
    const now = this.now();
    const before = await this.#dials();
    let found: { readonly was: KeptForm; readonly is: KeptForm } | null = null;
    let file: Answered["file"] = null;
    let problem: "asking/bad-answer" | typeof missing = missing;
    await changeForms(settings, now, (forms) => {
      // Somebody else may have changed the forms since the last try: what it found does not count.
      found = null;
      file = null;
      const was = forms.find((one) => isMeant(one) && isOpen(one, now));
      const items = was === undefined ? null : answeredItems(was, given);
      if (was === undefined || items === null) {
        problem = was === undefined ? missing : "asking/bad-answer";
        return null;
      }
      const answered = how(was);
      const made = fileOf(items, answered, now);
      file = made?.file ?? null;
      const evidence = made?.evidence ?? null;
      const moved = made === null ? null : { before, after: null, together: 1 };
      const state = "answered" as const;
      const note = noteOf(given);
      const is = { ...was, state, items, answered, note, evidence, moved, tokenHash: null };
      found = { was, is };
      return forms.map((one) => (one.id === was.id ? is : one));
    });
    const done = found as { readonly was: KeptForm; readonly is: KeptForm } | null;
    if (done === null) return refuse(problem);
    const undo = async (): Promise<void> => {
      await changeForms(settings, now, (forms) =>
        forms.map((one) => (one.id === done.was.id ? done.was : one)),
      );
    };
    return { ok: true, value: { form: viewOf(done.is, now), file, undo } };
  }

  async withdraw(id: string): ReturnType<Asking["withdrawFor"]> {
    const { settings } = this.#input.store;
    const now = this.now();
    let view: AskForm | null = null;
    let before: KeptForm | null = null;
    let isKnown = false;
    await changeForms(settings, now, (forms) => {
      const form = forms.find((one) => one.id === id);
      isKnown = form !== undefined;
      view = null;
      before = form ?? null;
      if (form === undefined || !isOpen(form, now)) return null;
      const gone: KeptForm = { ...form, state: "withdrawn", tokenHash: null };
      view = viewOf(gone, now);
      return forms.map((one) => (one === form ? gone : one));
    });
    if (view === null) return refuse(isKnown ? "asking/not-open" : "asking/unknown");
    const undo = (): Promise<unknown> =>
      changeForms(settings, this.now(), (forms) =>
        forms.map((one) => (one.id === id && before !== null ? before : one)),
      );
    return { ok: true, value: { form: view, undo } };
  }
}

/** Why a person should not get another form, or null. */
function overLimit(
  forms: readonly KeptForm[],
  form: KeptForm,
  now: Instant,
): ReturnType<typeof beyond> | ReturnType<typeof refuse> | null {
  if (forms.length >= keptMost) return beyond("asking/too-many-kept", keptMost);
  const open = forms.filter((one) => isOpen(one, now));
  const asked = new Set(
    open.flatMap(({ items }) => items.map(({ asset, question }) => `${asset.id} ${question}`)),
  );
  if (form.items.some(({ asset, question }) => asked.has(`${asset.id} ${question}`)))
    return refuse("asking/unknown-question");
  const key = personKey(form.person);
  const theirs = forms.filter(({ person }) => personKey(person) === key);
  const count = (some: readonly KeptForm[]): number =>
    some.reduce((sum, { items }) => sum + items.length, form.items.length);
  if (count(theirs.filter((one) => isOpen(one, now))) > limits.open)
    return beyond("asking/too-many-open", limits.open);
  const since = later(now, -monthMs);
  const recent = theirs.filter(
    ({ createdAt, state }) => createdAt > since && state !== "withdrawn",
  );
  return count(recent) > limits.perMonth ? beyond("asking/too-many-month", limits.perMonth) : null;
}
