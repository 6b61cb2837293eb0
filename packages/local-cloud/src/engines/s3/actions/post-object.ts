import { RawAnswer } from "../../../gateway/engine.ts";
import { onObject } from "../access/access.ts";
import { requestTagKeys } from "../access/condition-keys.ts";
import type { Action } from "../context.ts";
import { locationOf } from "../objects/location.ts";
import { checkForm, limited } from "../objects/post-policy.ts";
import { type PutInput, putContent } from "../objects/put.ts";
import { tagsOf } from "../objects/write-input.ts";

interface Input extends PutInput {
  /** Fields of the form, by lower-case name. */
  readonly Form: ReadonlyMap<string, string>;
}

const statusOf = (form: ReadonlyMap<string, string>): number => {
  const wanted = form.get("success_action_status");
  return wanted === "200" || wanted === "201" ? Number(wanted) : 204;
};

const redirectOf = (
  form: ReadonlyMap<string, string>,
  result: { readonly bucket: string; readonly key: string; readonly etag: string },
): string | undefined => {
  const target = form.get("success_action_redirect") ?? form.get("redirect");
  if (target === undefined || !URL.canParse(target)) return undefined;
  const url = new URL(target);
  for (const [name, value] of Object.entries(result)) url.searchParams.append(name, value);
  return url.href;
};

/**
 * An upload from a web page.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export const postObject: Action<Input> = (context) => ({
  access: (input, call) => {
    const tags = tagsOf(input);
    const keys = requestTagKeys(tags);
    const put = onObject(context, "PutObject", input, call, keys);
    return tags ? [put, onObject(context, "PutObjectTagging", input, call, keys)] : [put];
  },
  handle: async (input, call) => {
    const { Bucket, Key, Form } = input;
    const size = checkForm(Form, Bucket, context.clock());
    const { ContentLength: _, ...rest } = input;
    const content = { ...rest, Body: limited(input.Body, size) };
    const answer = await putContent(context, content, call, "ObjectCreated:Post", size.check);
    const redirect = redirectOf(Form, { bucket: Bucket, key: Key, etag: answer.ETag });
    if (redirect !== undefined) return new RawAnswer(303, { location: redirect, etag: answer.ETag }, "");
    const Location = locationOf(context.endpoint(), Bucket, Key);
    return { ...answer, HttpStatus: statusOf(Form), Location, Bucket, Key };
  },
});
