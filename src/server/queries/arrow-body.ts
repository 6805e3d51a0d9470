import type { ArrowHeader } from '../../contract/api/query.ts';

export interface ArrowPart {
  readonly head: Omit<ArrowHeader['parts'][number], 'bytes'>;
  /** One Arrow IPC stream; empty for a part that failed. */
  readonly body: Uint8Array;
}

/** Header length (4 bytes, little-endian), JSON header padded to 8 bytes, then the streams in order. */
export function arrowBody(
  generation: string,
  asOf: string,
  parts: readonly ArrowPart[],
): Uint8Array<ArrayBuffer> {
  const header: ArrowHeader = {
    generation,
    asOf,
    parts: parts.map(({ head, body }) => ({ ...head, bytes: body.byteLength })),
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padding = (8 - ((4 + json.byteLength) % 8)) % 8;
  const headerBytes = json.byteLength + padding;
  const whole = new Uint8Array(4 + headerBytes + parts.reduce((sum, { body }) => sum + body.byteLength, 0));
  new DataView(whole.buffer).setUint32(0, headerBytes, true);
  whole.fill(0x20, 4, 4 + headerBytes);
  whole.set(json, 4);
  let at = 4 + headerBytes;
  for (const { body } of parts) {
    whole.set(body, at);
    at += body.byteLength;
  }
  return whole;
}
