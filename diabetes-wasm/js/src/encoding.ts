/** Byte-order marks, with the encoding that each indicates. */
const MARKS = [
  { bytes: [0xef, 0xbb, 0xbf], label: "utf-8", encoding: "UTF-8 with a mark" },
  { bytes: [0xff, 0xfe], label: "utf-16le", encoding: "UTF-16LE" },
  { bytes: [0xfe, 0xff], label: "utf-16be", encoding: "UTF-16BE" },
];

/** The text of a file and its encoding: from its byte-order mark, else UTF-8, else Windows-1252. */
export function decode(bytes: Uint8Array): { text: string; encoding: string } {
  const mark = MARKS.find((known) => known.bytes.every((byte, place) => bytes[place] === byte));
  if (mark) return { text: new TextDecoder(mark.label).decode(bytes), encoding: mark.encoding };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
  }
}
