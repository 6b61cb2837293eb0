/** Reads S3's answers: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
import { parseXML } from "@aws-sdk/xml-builder";

/** The content of one element: text, or its children by name. */
export type Element = unknown;

/** The content of the document's root. */
export const rootOf = (document: string): Element => {
  const parsed: unknown = parseXML(document);
  return Object.values(Object(parsed))[0];
};

/** The children of a name: none, one or many. */
export const childrenOf = (parent: Element, name: string): readonly Element[] => {
  const found: unknown = Reflect.get(Object(parent), name);
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
};

/** The text of the child of that name; empty where there is none. */
export const textOf = (parent: Element, name: string): string => {
  const [child] = childrenOf(parent, name);
  return typeof child === "string" ? child : "";
};

/** Text that was asked for with `encoding-type=url`, because XML has no words for some characters of keys. */
export const decoded = (text: string): string => decodeURIComponent(text.replaceAll("+", "%20"));
