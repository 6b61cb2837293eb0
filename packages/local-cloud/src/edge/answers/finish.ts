/** From what the cache or the origin has to what one viewer asked for. */
import type { Retrieved } from "../cache/retrieve.ts";
import { type HeaderMap, headerText } from "../headers.ts";
import type { ViewerRequest } from "../viewer/viewer-request.ts";
import { isKnown, rangeHolds } from "./conditions.ts";
import { bytesOf, rangeOf } from "./ranges.ts";
import type { AnswerDraft } from "./viewer-answer.ts";

const notModified = (headers: HeaderMap): AnswerDraft => {
  const { "content-length": _length, "content-encoding": _encoding, ...kept } = headers;
  return { status: 304, headers: kept, body: undefined };
};

/** How long the whole body is; of one that is compressed as it comes, that is known at its end. */
const lengthOf = async ({ entry }: Retrieved): Promise<number | undefined> => {
  const { body, headers } = entry;
  const said = headerText(headers, "content-length");
  if (body.total === undefined && said !== undefined) return Number(said);
  return (await body.complete()) ? body.total : undefined;
};

const partOf = async (request: ViewerRequest, retrieved: Retrieved): Promise<AnswerDraft | undefined> => {
  const { headers, body } = retrieved.entry;
  const wanted = rangeOf(headerText(request.headers, "range"));
  if (!wanted || !rangeHolds(request.headers, headers)) return undefined;
  const length = await lengthOf(retrieved);
  // A range of nobody knows how much is no range: https://www.rfc-editor.org/rfc/rfc9110#section-14.2
  if (length === undefined) return undefined;
  const range = bytesOf(wanted, length);
  const { "content-length": _length, ...kept } = headers;
  if (!range)
    return {
      status: 416,
      headers: { ...kept, "content-range": `bytes */${length}`, "content-length": "0" },
      body: undefined,
    };
  return {
    status: 206,
    headers: {
      ...kept,
      "content-range": `bytes ${range.first}-${range.last}/${length}`,
      "content-length": String(range.last - range.first + 1),
    },
    body,
    from: range.first,
    to: range.last + 1,
  };
};

/** Answers that have no body, and so no length of one. */
const bodiless = new Set([204, 304]);

export const whole = ({ method }: ViewerRequest, { entry, status: cache }: Retrieved): AnswerDraft => {
  const { status, headers, body } = entry;
  // Of a HEAD that was passed on, only the origin knows how long the body would be.
  const told = headers["content-length"] !== undefined || (method === "HEAD" && cache === "Miss");
  const { total } = body;
  if (told || total === undefined || bodiless.has(status)) return { status, headers, body };
  return { status, headers: { ...headers, "content-length": String(total) }, body };
};

/** Conditions and ranges of a viewer, which the edge answers itself for what it could keep. */
export const finish = async (request: ViewerRequest, retrieved: Retrieved): Promise<AnswerDraft> => {
  const { status, headers, body } = retrieved.entry;
  if (status !== 200) return whole(request, retrieved);
  if (isKnown(request.headers, headers)) {
    body.ignore();
    return notModified(headers);
  }
  const part = request.method === "GET" ? await partOf(request, retrieved) : undefined;
  if (part && part.body === undefined) body.ignore();
  return part ?? whole(request, retrieved);
};
