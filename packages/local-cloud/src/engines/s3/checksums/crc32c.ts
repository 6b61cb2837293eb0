/** CRC-32C (Castagnoli), eight bytes at a time: https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4 */
const polynomial = 0x82f63b78;

const tables: readonly Uint32Array[] = (() => {
  const all = Array.from({ length: 8 }, () => new Uint32Array(256));
  const at = (table: number, index: number): number => all[table]?.[index] ?? 0;
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    all[0]?.set([crc >>> 0], byte);
  }
  for (let table = 1; table < 8; table++)
    for (let byte = 0; byte < 256; byte++) {
      const previous = at(table - 1, byte);
      all[table]?.set([(previous >>> 8) ^ at(0, previous & 0xff)], byte);
    }
  return all;
})();

// Signed, so that all arithmetic stays within 32 bits.
const flat = new Int32Array(8 * 256);
for (const [index, table] of tables.entries()) flat.set(table, index * 256);

/** @param crc of what came before; 0 at the start */
export const crc32c = (bytes: Uint8Array, crc = 0): number => {
  const table = flat;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let value = ~crc;
  let at = 0;
  const whole = bytes.byteLength - (bytes.byteLength % 8);
  // Indexes are in range by construction.
  const look = (index: number): number => table[index] as number;
  for (; at < whole; at += 8) {
    const low = view.getUint32(at, true) ^ value;
    const high = view.getUint32(at + 4, true);
    value =
      look(0x700 | (low & 0xff)) ^
      look(0x600 | ((low >>> 8) & 0xff)) ^
      look(0x500 | ((low >>> 16) & 0xff)) ^
      look(0x400 | (low >>> 24)) ^
      look(0x300 | (high & 0xff)) ^
      look(0x200 | ((high >>> 8) & 0xff)) ^
      look(0x100 | ((high >>> 16) & 0xff)) ^
      look(high >>> 24);
  }
  for (; at < bytes.byteLength; at++) value = look((value ^ view.getUint8(at)) & 0xff) ^ (value >>> 8);
  return ~value >>> 0;
};
