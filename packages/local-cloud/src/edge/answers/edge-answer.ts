/** Answers that the edge gives without asking anybody. */
import { element } from "../../gateway/protocols/xml.ts";
import { type HeaderMap, headOf } from "../headers.ts";
import type { Refusal } from "../signed/verify.ts";
import { pointOfPresence, requestId, via } from "../viewer/edge-identity.ts";
import { failureBody } from "./failure-page.ts";
import type { ViewerAnswer } from "./viewer-answer.ts";

const edgeHeaders = (cache: "Error" | "Redirect", contentType: string, length: number): HeaderMap => ({
  server: "CloudFront",
  date: new Date().toUTCString(),
  "content-type": contentType,
  "content-length": String(length),
  "x-cache": `${cache} from cloudfront`,
  via,
  "x-amz-cf-pop": pointOfPresence,
  "x-amz-cf-id": requestId(),
});

export const edgeFailure = (status: number, detail: string): ViewerAnswer => {
  const body = Buffer.from(failureBody(status, detail));
  return { status, head: headOf(edgeHeaders("Error", "text/html; charset=utf-8", body.length)), body };
};

export const redirectTo = (location: string): ViewerAnswer => {
  const body = Buffer.from(failureBody(301, `Moved to ${location}`));
  return {
    status: 301,
    head: headOf({ ...edgeHeaders("Redirect", "text/html; charset=utf-8", body.length), location }),
    body,
  };
};

export const signatureRefused = ({ code, message }: Refusal): ViewerAnswer => {
  const content = element("Code", code) + element("Message", message);
  const body = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><Error>${content}</Error>`);
  return { status: 403, head: headOf(edgeHeaders("Error", "text/xml", body.length)), body };
};
