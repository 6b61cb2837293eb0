/**
 * A small language for XML documents of the protocol REST-XML: what is written once both reads a document
 * into the shape that the SDK was given, and writes an answer. Elements that are not named are refused.
 * https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
 */
import { AwsError } from "../errors.ts";
import { element, escapeXml } from "./xml.ts";
import { parseXml, type XmlElement, XmlError } from "./xml-document.ts";

export interface XmlShape<T> {
  /** @throws {AwsError} `MalformedXML` */
  read(from: XmlElement): T;
  /** The content of the element. */
  write(value: T): string;
  /** Members of a structure. */
  readonly members?: readonly string[];
}

export type Shaped<S> = S extends XmlShape<infer T> ? T : never;

/** One member of a structure: which elements it is made of. */
export interface XmlMember<T> {
  readonly element?: string;
  readonly required: boolean;
  /** @param from the elements of the member's name, in their order; at least one */
  readonly read: (from: readonly XmlElement[]) => T;
  readonly write: (value: T, name: string) => string;
}

export const malformedXml = (): AwsError =>
  new AwsError(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );

/** Text of an element; control characters, which XML cannot hold as they are, become references. */
const escapeText = (value: string): string =>
  escapeXml(value).replace(/\p{Cc}/gu, (character) =>
    character === "\n" || character === "\t"
      ? character
      : `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
  );

const leaf = <T>(read: (text: string) => T | undefined, write: (value: T) => string): XmlShape<T> => ({
  read: ({ children, text }) => {
    const value = children.length > 0 ? undefined : read(text);
    if (value === undefined) throw malformedXml();
    return value;
  },
  write: (value) => escapeText(write(value)),
});

export const text: XmlShape<string> = leaf((value) => value, String);

export const integer: XmlShape<number> = leaf(
  (value) => (/^\s*-?\d{1,15}\s*$/.test(value) ? Number(value) : undefined),
  String,
);

export const flag: XmlShape<boolean> = leaf((value) => {
  const word = value.trim().toLowerCase();
  return word === "true" ? true : word === "false" ? false : undefined;
}, String);

/** Milliseconds are always zero in what S3 writes. */
export const timestamp: XmlShape<Date> = leaf(
  (value) => {
    const date = new Date(value.trim());
    return Number.isNaN(date.getTime()) ? undefined : date;
  },
  (date) => `${date.toISOString().slice(0, 19)}.000Z`,
);

/** Text that must be one of a few words. */
export const word = <const T extends string>(...words: readonly T[]): XmlShape<T> =>
  leaf((value) => words.find((one) => one === value.trim()), String);

/** A list inside an element of its own: `<TagSet><Tag/><Tag/></TagSet>`. */
export const wrapped = <T>(name: string, item: XmlShape<T>): XmlShape<readonly T[]> => ({
  read: ({ children }) =>
    children.map((child) => {
      if (child.name !== name) throw malformedXml();
      return item.read(child);
    }),
  write: (items) => items.map((one) => element(name, item.write(one))).join(""),
});

const single = <T>(shape: XmlShape<T>, name: string | undefined, required: boolean): XmlMember<T> => ({
  ...(name === undefined ? {} : { element: name }),
  required,
  read: ([only, ...others]) => {
    if (!only || others.length > 0) throw malformedXml();
    return shape.read(only);
  },
  write: (value, written) => element(written, shape.write(value)),
});

/** @param name of the element, where it is not that of the member */
export const optional = <T>(shape: XmlShape<T>, name?: string): XmlMember<T> => single(shape, name, false);

export const required = <T>(
  shape: XmlShape<T>,
  name?: string,
): XmlMember<T> & { readonly required: true } => ({
  ...single(shape, name, true),
  required: true,
});

/** A list that is repeated elements of the structure itself: `<Contents/><Contents/>`. */
export const repeated = <T>(name: string, item: XmlShape<T>): XmlMember<readonly T[]> => ({
  element: name,
  required: false,
  read: (elements) => elements.map((one) => item.read(one)),
  write: (items, written) => items.map((one) => element(written, item.write(one))).join(""),
});

/** A member of whatever type. */
type AnyMember = Omit<XmlMember<never>, "read"> & { readonly read: (from: readonly XmlElement[]) => unknown };
type Members = Readonly<Record<string, AnyMember>>;
type MemberValue<M> = M extends { readonly write: (value: infer T, name: string) => string } ? T : never;
type IsRequired<M> = M extends { readonly required: true } ? true : false;
type Structure<M> = {
  readonly [K in keyof M as IsRequired<M[K]> extends true ? K : never]: MemberValue<M[K]>;
} & {
  readonly [K in keyof M as IsRequired<M[K]> extends true ? never : K]?: MemberValue<M[K]> | undefined;
};

const elementOf = (key: string, { element: name }: AnyMember): string => name ?? key;

/** Members are written in the order in which they are declared. */
export const structure = <const M extends Members>(members: M): XmlShape<Structure<M>> => {
  const entries = Object.entries<AnyMember>(members);
  const known = new Set(entries.map(([key, member]) => elementOf(key, member)));
  return {
    members: Object.keys(members),
    read: ({ children }) => {
      if (children.some(({ name }) => !known.has(name))) throw malformedXml();
      const values: Record<string, unknown> = {};
      for (const [key, member] of entries) {
        const found = children.filter(({ name }) => name === elementOf(key, member));
        if (found.length > 0) values[key] = member.read(found);
        else if (member.required) throw malformedXml();
      }
      return values as Structure<M>;
    },
    write: (value) => {
      const values: Readonly<Record<string, unknown>> = value;
      return entries
        .map(([key, member]) => {
          const one = values[key];
          // The types of the members are those of the value; the loop over them cannot know.
          return one === undefined ? "" : member.write(one as never, elementOf(key, member));
        })
        .join("");
    },
  };
};

/** @throws {AwsError} `MalformedXML` for what is no XML */
export const readElement = (bytes: Buffer): XmlElement => {
  try {
    return parseXml(bytes.toString("utf8"));
  } catch (error) {
    throw error instanceof XmlError ? malformedXml() : error;
  }
};

/** @throws {AwsError} `MalformedXML` when the document is not of this root and shape */
export const readDocument = <T>(bytes: Buffer, root: string, shape: XmlShape<T>): T => {
  const document = readElement(bytes);
  if (document.name !== root) throw malformedXml();
  return shape.read(document);
};

export const writeDocument = <T>(root: string, shape: XmlShape<T>, value: T, namespace: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${shape.write(value)}</${root}>`;
