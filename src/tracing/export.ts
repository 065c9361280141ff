import { context, SpanStatusCode } from "@opentelemetry/api";
import { traceWith } from "./span.ts";

/** Where traces go. */
export interface Tracing {
  /** sends what is left */
  stop(): Promise<void>;
}

/**
 * Sends traces to a collector by OTLP over HTTP, in batches and beside the work.
 * @param endpoint as OTEL_EXPORTER_OTLP_ENDPOINT: the address of the collector, without /v1/traces
 */
export async function openTracing(endpoint: string): Promise<Tracing> {
  // nobody else needs them: loaded only here
  const [{ OTLPTraceExporter }, { TracerProvider, BatchSpanProcessor }, { resourceFromAttributes }, contexts] =
    await Promise.all([
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/sdk-trace"),
      import("@opentelemetry/resources"),
      import("@opentelemetry/context-async-hooks"),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, "")}/v1/traces` });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": "skridt" }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  context.setGlobalContextManager(new contexts.AsyncLocalStorageContextManager().enable());
  traceWith({ tracer: provider.getTracer("skridt"), failed: SpanStatusCode.ERROR });
  return {
    async stop() {
      // a collector that is away is no reason not to stop
      await provider.shutdown().catch(() => undefined);
      traceWith(undefined);
      context.disable();
    },
  };
}
