/**
 * Reads XML as AWS's clients write it: elements, text and attributes. Document types are refused, so that
 * there is nothing to expand and nothing to fetch.
 */
export interface XmlElement {
  /** Without its namespace prefix. */
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** All of the element's own text, entities resolved. */
  readonly text: string;
}

/** Thrown for text that is no well-formed document, or uses what is not supported. */
export class XmlError extends Error {
  override readonly name = "XmlError";
}

interface Open {
  readonly tag: string;
  readonly children: XmlElement[];
  text: string;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const maximumDepth = 32;
const name = "[A-Za-z_][\\w.:-]*";
const attributes = `(?:\\s+${name}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*\\s*`;
const token = new RegExp(
  [
    `<(?<opens>${name})${attributes}(?<closed>/?)>`,
    `</(?<closes>${name})\\s*>`,
    "<!\\[CDATA\\[(?<cdata>[^]*?)\\]\\]>",
    "<!--[^]*?-->",
    "<\\?[^]*?\\?>",
    "(?<text>[^<]+)",
  ].join("|"),
  "y",
);

const characterOf = (reference: string): string => {
  const code = /^#x/i.test(reference)
    ? Number.parseInt(reference.slice(2), 16)
    : Number.parseInt(reference.slice(1), 10);
  if (Number.isNaN(code) || code > 0x10_ff_ff || (code >= 0xd8_00 && code <= 0xdf_ff))
    throw new XmlError(`&${reference}; is no character`);
  return String.fromCodePoint(code);
};

const resolve = (text: string): string => {
  if (!text.includes("&")) return text;
  return text.replace(/&([^;&]{0,10}(?:;|$))|&/g, (_whole, reference: string | undefined) => {
    const entity = reference?.endsWith(";") ? reference.slice(0, -1) : "";
    if (entity.startsWith("#")) return characterOf(entity);
    const character = Object.hasOwn(entities, entity) ? entities[entity] : undefined;
    if (character === undefined) throw new XmlError(`&${entity} is no entity`);
    return character;
  });
};

const localName = (tag: string): string => tag.slice(tag.indexOf(":") + 1);

/**
 * @returns the root element
 * @throws {XmlError}
 */
export const parseXml = (document: string): XmlElement => {
  const root: Open = { tag: "", children: [], text: "" };
  const open: Open[] = [root];
  const text = document.charCodeAt(0) === 0xfe_ff ? document.slice(1) : document;
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const groups = token.exec(text)?.groups;
    if (!groups) throw new XmlError(`The document is not well-formed at character ${at}`);
    const current = open.at(-1);
    if (!current) throw new XmlError("The document has more end tags than elements");
    if (groups.text !== undefined) current.text += resolve(groups.text);
    else if (groups.cdata !== undefined) current.text += groups.cdata;
    else if (groups.opens !== undefined) {
      if (open.length > maximumDepth) throw new XmlError("The document is too deep");
      const element: Open = { tag: groups.opens, children: [], text: "" };
      current.children.push({
        name: localName(element.tag),
        children: element.children,
        get text() {
          return element.text;
        },
      });
      if (!groups.closed) open.push(element);
    } else if (groups.closes !== undefined) {
      if (open.length === 1 || groups.closes !== current.tag)
        throw new XmlError(`</${groups.closes}> closes no element`);
      open.pop();
    }
  }
  const [element, ...others] = root.children;
  if (open.length > 1 || !element || others.length > 0 || root.text.trim() !== "")
    throw new XmlError("The document must be one element");
  return element;
};
