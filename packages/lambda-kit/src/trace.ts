/** W3C trace context, https://www.w3.org/TR/trace-context/#traceparent-header */

const shape = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const zeros = /^0+$/;
// https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
const xrayRoot = /Root=1-([0-9a-f]{8})-([0-9a-f]{24})/;

/** 32 hexadecimal digits, all but six bits of them random. */
const newTraceId = (): string => crypto.randomUUID().replaceAll("-", "");
const newSpanId = (): string => newTraceId().slice(16);

/**
 * Our own span within the caller's trace; a new trace when the caller sent none, or a broken one. Without a
 * caller's trace the id is X-Ray's, so that logs and X-Ray show the same trace.
 */
export const continueTrace = (
  traceparent: string | undefined,
  xray: () => string | undefined = () => process.env._X_AMZN_TRACE_ID,
): string => {
  const [, traceId, parentId, flags] = shape.exec(traceparent ?? "") ?? [];
  if (traceId && parentId && flags && !zeros.test(traceId) && !zeros.test(parentId))
    return `00-${traceId}-${newSpanId()}-${flags}`;
  const [, time, rest] = xrayRoot.exec(xray() ?? "") ?? [];
  return `00-${time && rest ? time + rest : newTraceId()}-${newSpanId()}-01`;
};

/** The trace's id within a `traceparent`. */
export const traceIdOf = (traceparent: string): string => traceparent.slice(3, 35);
