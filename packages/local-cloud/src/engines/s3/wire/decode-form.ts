/** Uploads from web pages: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html */
import { AwsError } from "../../../gateway/errors.ts";
import { type Form, FormError, readForm } from "../../../gateway/protocols/form-data.ts";
import { readElement } from "../../../gateway/protocols/xml-shape.ts";
import type { Gate, StreamedCall, StreamedRequest } from "../../../gateway/stream-protocol.ts";
import { invalidArgument, preconditionFailed } from "../errors.ts";
import { tagging } from "./bucket-shapes.ts";
import { membersOf } from "./members.ts";

const mostFieldBytes = 20 * 1024;

const readFields = async (request: StreamedRequest): Promise<Form> => {
  const type = request.headers["content-type"];
  if (!type?.toLowerCase().startsWith("multipart/form-data"))
    throw preconditionFailed("Bucket POST must be of the enclosure-type multipart/form-data");
  const source = request.openBody().iterator({ destroyOnReturn: false });
  try {
    return await readForm(type, source, mostFieldBytes);
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    throw error.tooLarge
      ? new AwsError(
          "MaxPostPreDataLengthExceeded",
          "Your POST request fields preceding the upload file were too large.",
        )
      : new AwsError(
          "MalformedPOSTRequest",
          "The body of your POST request is not well-formed multipart/form-data.",
        );
  }
};

/** What the file turns out to be, when it is cut off. */
async function* contentOf(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  try {
    yield* content;
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    throw new AwsError("IncompleteBody", "The form ends before the file does.");
  }
}

/** The form carries tags as a document, all other requests as parameters. One of another name brings none. */
const taggingOf = (document: string | undefined): Record<string, string> => {
  if (document === undefined || document === "") return {};
  const root = readElement(Buffer.from(document));
  if (root.name !== "Tagging") return {};
  const { TagSet = [] } = tagging.read(root);
  return {
    Tagging: new URLSearchParams(Object.fromEntries(TagSet.map(({ Key, Value }) => [Key, Value]))).toString(),
  };
};

export const decodeForm = async (
  request: StreamedRequest,
  bucket: string,
  gate: Gate,
): Promise<StreamedCall> => {
  const { fields, file } = await readFields(request);
  const principal = gate.admitForm(fields);
  const key = fields.get("key");
  if (key === undefined || key === "")
    throw invalidArgument(
      "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
      "key",
      "",
    );
  if (!file) throw invalidArgument("POST requires exactly one file upload per request.", "file", "0");
  const acl = fields.get("acl");
  const input = {
    ...membersOf(fields),
    ...taggingOf(fields.get("tagging")),
    ...(acl === undefined ? {} : { ACL: acl }),
    Bucket: bucket,
    Key: key.replace(/\$\{filename\}/g, (variable) => file.name ?? variable),
    Body: contentOf(file.content),
    Form: fields,
  };
  return { operation: "PostObject", input, principal };
};
