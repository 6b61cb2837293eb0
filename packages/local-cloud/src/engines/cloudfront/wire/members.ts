/** What CloudFront's documents have beyond the plain shapes of REST-XML. */

import type { XmlElement } from "../../../gateway/protocols/xml-document.ts";
import {
  integer,
  optional,
  structure,
  wrapped,
  type XmlMember,
  type XmlShape,
} from "../../../gateway/protocols/xml-shape.ts";
import { inconsistentQuantities, unsupported as unsupportedError } from "../errors.ts";

/** A list that says how long it is: `<Aliases><Quantity>1</Quantity><Items><CNAME/></Items></Aliases>` */
export const counted = <T>(name: string, item: XmlShape<T>): XmlShape<readonly T[]> => {
  const shape = structure({ Quantity: optional(integer), Items: optional(wrapped(name, item)) });
  return {
    read: (from) => {
      const { Quantity, Items = [] } = shape.read(from);
      if (Quantity !== undefined && Quantity !== Items.length) throw inconsistentQuantities(from.name);
      return Items;
    },
    // AWS leaves `Items` out of an empty list.
    write: (items) => shape.write({ Quantity: items.length, Items: items.length > 0 ? items : undefined }),
  };
};

const off = new Set(["", "0", "false", "none"]);

/** Clients send what they do not use, too: `<FunctionAssociations><Quantity>0</Quantity></FunctionAssociations>`. */
const isOff = ({ children, text }: XmlElement): boolean =>
  children.length === 0 ? off.has(text.trim().toLowerCase()) : children.every(isOff);

/** A member that is refused by its name, unless it asks for nothing. */
export const unsupported = (why: string): XmlMember<undefined> => ({
  required: false,
  read: (elements) => {
    for (const element of elements) if (!isOff(element)) throw unsupportedError(element.name, why);
    return undefined;
  },
  write: () => "",
});

export const namespace = "http://cloudfront.amazonaws.com/doc/2020-05-31/";
