/** Free forms of Python versions, as setuptools ordered them before PEP 440. */
import {
  compareNumbers,
  compareTexts,
  digitsEnd,
  end,
  isZero,
  lettersEnd,
  mark,
  numberKey,
  type Order,
  orderOf,
  type Part,
} from "./key.ts";

/** A word or a number of a version. */
type Piece = Part & { readonly isWord: boolean };

const dot = 0x2e;

function wordPiece(text: string): Piece {
  return { text, from: 0, to: text.length, isWord: true };
}

const final = wordPiece("final");
const dash = wordPiece("final-");
const zero: Piece = { text: "0", from: 0, to: 1, isWord: false };

/** Words that count as another. */
const renamed: readonly (readonly [word: string, piece: Piece])[] = [
  ["pre", wordPiece("c")],
  ["preview", wordPiece("c")],
  ["-", dash],
  ["rc", wordPiece("c")],
  ["dev", wordPiece("@")],
];

/** The place after the letters that begin at a place, or after the one other sign there. */
function wordEnd(text: string, from: number): number {
  const stop = lettersEnd(text, from);
  return stop === from ? from + 1 : stop;
}

function pieceOf(text: string, from: number, to: number): Piece {
  for (const [word, piece] of renamed)
    if (word.length === to - from && text.startsWith(word, from)) return piece;
  return { text, from, to, isWord: true };
}

/** Words before `final` are early: dashes before them vanish, as zeros do before every word. */
function push(pieces: Piece[], word: Piece): void {
  if (compareTexts(word, final) < 0) while (pieces.at(-1) === dash) pieces.pop();
  while (pieces.at(-1) === zero) pieces.pop();
  pieces.push(word);
}

/** The pieces of a text that count; all zeros are one and the same. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length;) {
    const digits = digitsEnd(text, at);
    const stop = digits === at ? wordEnd(text, at) : digits;
    if (digits > at)
      pieces.push(isZero(text, at, digits) ? zero : { text, from: at, to: digits, isWord: false });
    else if (text.charCodeAt(at) !== dot) push(pieces, pieceOf(text, at, stop));
    at = stop;
  }
  push(pieces, final);
  return pieces;
}

/** The key of a text in lower case; any text has one. */
export function legacyKey(text: string): string {
  let key = "";
  for (const { text: source, from, to, isWord } of piecesOf(text))
    key += isWord ? mark(2) + source.slice(from, to) + end : mark(3) + numberKey(source, from, to);
  return key;
}

/** The order of two texts in lower case, as their keys have it. */
export function compareLegacy(a: string, b: string): Order {
  const [first, second] = [piecesOf(a), piecesOf(b)];
  for (const [at, piece] of first.entries()) {
    const other = second[at];
    if (other === undefined) return 1;
    if (piece.isWord !== other.isWord) return piece.isWord ? -1 : 1;
    const order = piece.isWord ? compareTexts(piece, other) : compareNumbers(piece, other);
    if (order !== 0) return order;
  }
  return orderOf(first.length, second.length);
}
