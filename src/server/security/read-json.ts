import { TandemError } from '../../contract/errors.ts';

/** [API-6] The JSON body of a request: of the right type, never more than `limit` bytes in memory. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new TandemError('bad_request', { reason: 'body_type' });
  if (Number(request.headers.get('content-length') ?? '0') > limit)
    throw new TandemError('too_large', { bytes: limit });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (request.body) {
    const reader = (request.body as ReadableStream<Uint8Array>).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.byteLength;
      if (bytes > limit) {
        await reader.cancel();
        throw new TandemError('too_large', { bytes: limit });
      }
      chunks.push(value);
    }
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch (cause) {
    throw new TandemError('bad_request', { reason: 'body_no_json' }, { cause });
  }
}
