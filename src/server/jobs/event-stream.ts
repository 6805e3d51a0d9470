import type { ServerEvent } from '../../contract/api/jobs.ts';
import type { EventHub } from './event-hub.ts';

export interface EventStreamOptions {
  readonly hub: EventHub;
  readonly wanted: (event: ServerEvent) => boolean;
  /** Sent at once: what a page that connects late has missed. */
  readonly first: readonly ServerEvent[];
  readonly signal: AbortSignal;
  readonly heartbeatMs?: number;
}

const frame = (event: ServerEvent): string => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** Server-sent events until the caller goes away or the server closes, with a heartbeat so that proxies keep the line. */
export function eventStream({
  hub,
  wanted,
  first,
  signal,
  heartbeatMs = 15_000,
}: EventStreamOptions): Response {
  const encoder = new TextEncoder();
  let stop: () => void = () => undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string): void => controller.enqueue(encoder.encode(text));
      const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMs);
      heartbeat.unref();
      let open = true;
      stop = () => {
        if (!open) return;
        open = false;
        clearInterval(heartbeat);
        unsubscribe();
        signal.removeEventListener('abort', end);
      };
      const end = (): void => {
        if (!open) return;
        stop();
        controller.close();
      };
      const unsubscribe = hub.subscribe((event) => {
        if (wanted(event)) send(frame(event));
      }, end);
      signal.addEventListener('abort', end);
      send('retry: 2000\n\n');
      for (const event of first) if (wanted(event)) send(frame(event));
      if (signal.aborted) end();
    },
    cancel: () => stop(),
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  });
}
