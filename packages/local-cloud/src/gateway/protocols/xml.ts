/** XML of the query protocol: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#response-serialization */

/** A map, which XML writes as entries and not as a structure. Made by {@link xmlMap}. */
export class XmlMap {
  readonly entries: Readonly<Record<string, unknown>>;
  constructor(entries: Readonly<Record<string, unknown>>) {
    this.entries = entries;
  }
}

/**
 * Marks a record of an answer as a map: `<entry><key/><value/></entry>` per entry.
 *
 * @example return { Attributes: xmlMap({ TopicArn: arn }) };
 */
export const xmlMap = (entries: Readonly<Record<string, unknown>>): XmlMap => new XmlMap(entries);

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#xD;",
};

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"\r]/g, (character) => escapes[character] ?? character);

export const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;

const entryOf = ([key, value]: [string, unknown]): string =>
  element("entry", element("key", escapeXml(key)) + element("value", contentOf(value)));

const contentOf = (value: unknown): string => {
  if (value instanceof XmlMap) return Object.entries(value.entries).map(entryOf).join("");
  if (Array.isArray(value)) return value.map((member) => element("member", contentOf(member))).join("");
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (typeof value === "object" && value !== null) return xmlMembers(value);
  return escapeXml(String(value));
};

/** The members of a structure as elements; members without a value are left out. */
export const xmlMembers = (structure: object): string =>
  Object.entries(structure)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => element(name, contentOf(value)))
    .join("");
