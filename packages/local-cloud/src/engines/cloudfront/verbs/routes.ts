/** Where the verbs are found: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Operations.html */
import type { RestRoute } from "../../../gateway/engine.ts";
import { readDocument, text, writeDocument, type XmlShape } from "../../../gateway/protocols/xml-shape.ts";
import type { CloudFrontContext } from "../context.ts";
import type { Kind } from "../kinds/kind.ts";
import type { Stored } from "../stored.ts";
import { namespace } from "../wire/members.ts";
import { type Page, writePage } from "./list.ts";

export const apiVersion = "2020-05-31";

/** Content that is written already. */
const verbatim: Pick<XmlShape<string>, "write"> = { write: (content) => content };

/** A whole document around content that is written already. */
export const documentOf = (root: string, content: string): string =>
  writeDocument(root, { ...text, ...verbatim }, content, namespace);

/** The document of a request, as the member of the input that it becomes. */
export const inputDocument = <T>(member: string, root: string, shape: XmlShape<T>) => ({
  member,
  read: (body: Buffer): T => readDocument(body, root, shape),
});

const ifMatch = { headers: { "if-match": "IfMatch" } };
const tagged = { output: { headers: { etag: "ETag" } } };
const made = { status: 201, output: { headers: { etag: "ETag", location: "Location" } } };

export const routesOf = <Config>(kind: Kind<Config>, context: CloudFrontContext): readonly RestRoute[] => {
  const { name, plural, path, shape, updatePath } = kind;
  const all = `/${apiVersion}/${path}`;
  const one = `${all}/{Id}`;
  const input = inputDocument("Config", `${name}Config`, shape);
  const resource = {
    member: "Result",
    write: (stored: Stored<Config>) => documentOf(name, kind.write(stored, context)),
  };
  const config = {
    member: "Result",
    write: (value: Config) => writeDocument(`${name}Config`, shape, value, namespace),
  };
  const page = {
    member: "Result",
    write: (items: Page<Stored<Config>>) =>
      documentOf(
        `${name}List`,
        writePage(items, `${name}Summary`, (item) => kind.summarise(item, context)),
      ),
  };
  return [
    { method: "POST", path: all, operation: `Create${name}`, ...made, xml: { input, output: resource } },
    { method: "GET", path: all, operation: `List${plural}`, xml: { output: page } },
    { method: "GET", path: one, operation: `Get${name}`, ...tagged, xml: { output: resource } },
    {
      method: "GET",
      path: `${one}/config`,
      operation: `Get${name}Config`,
      ...tagged,
      xml: { output: config },
    },
    {
      method: "PUT",
      path: `${one}${updatePath}`,
      operation: `Update${name}`,
      ...ifMatch,
      ...tagged,
      xml: { input, output: resource },
    },
    { method: "DELETE", path: one, operation: `Delete${name}`, status: 204, ...ifMatch },
  ];
};
