import { type Attributes, SpanStatusCode, trace } from "@opentelemetry/api";

const tracer = trace.getTracer("skridt");

/**
 * Does work as a span of a trace; with nobody to send traces to, just the work.
 * @param name one of few: nothing of who or what it is about
 * @param told what it was, as few words; nothing that could tell who. `after` is asked for more when it went well
 */
export async function inSpan<T>(
  name: string,
  told: Attributes,
  work: () => Promise<T>,
  after?: (result: T) => Attributes,
): Promise<T> {
  return await tracer.startActiveSpan(name, { attributes: told }, async (span) => {
    try {
      const result = await work();
      if (after && span.isRecording()) span.setAttributes(after(result));
      return result;
    } catch (error) {
      // its name only: the text of an error may hold what somebody wrote
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name });
      throw error;
    } finally {
      span.end();
    }
  });
}
