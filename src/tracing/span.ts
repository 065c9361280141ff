import type { Attributes, Tracer } from "@opentelemetry/api";

/** What makes the spans, and how a failure is said to it; it comes with the exporter, and so is loaded only where there is one. */
interface Tracing {
  readonly tracer: Tracer;
  readonly failed: number;
}

let tracing: Tracing | undefined;

/** Undefined: nobody is told any more. */
export function traceWith(given: Tracing | undefined): void {
  tracing = given;
}

/**
 * Does work as a span of a trace; with nobody to send traces to, just the work.
 * @param name one of few: nothing of who or what it is about
 * @param told what it was, as few words; nothing that could tell who. `after` is asked for more when it went well
 */
export async function inSpan<T>(
  name: string,
  told: () => Attributes,
  work: () => Promise<T>,
  after?: (result: T) => Attributes,
): Promise<T> {
  if (!tracing) return await work();
  const { tracer, failed } = tracing;
  return await tracer.startActiveSpan(name, { attributes: told() }, async (span) => {
    try {
      const result = await work();
      if (after) span.setAttributes(after(result));
      return result;
    } catch (error) {
      // its name only: the text of an error may hold what somebody wrote
      span.setStatus({ code: failed, message: (error as Error).name });
      throw error;
    } finally {
      span.end();
    }
  });
}
