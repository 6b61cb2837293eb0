import type { AttributeValue, Item } from "../item.ts";

const bytes = (text: string) => Buffer.byteLength(text, "utf8");

const numberSize = (text: string) => Math.ceil(text.replace(/[-.]|^0+/g, "").length / 2) + 1;

/** Every list and map costs 3 bytes, and 1 byte for each of its members. */
const nestedSize = (members: number) => 3 + members;

const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

const valueSize = (value: AttributeValue): number => {
  const [type, content] = Object.entries(value)[0] ?? ["NULL", true];
  const texts = Array.isArray(content) ? (content as readonly string[]) : [String(content)];
  switch (type) {
    case "S":
    case "SS":
      return sum(texts.map(bytes));
    case "N":
    case "NS":
      return sum(texts.map(numberSize));
    case "B":
    case "BS":
      return sum(texts.map((text) => Buffer.from(text, "base64").length));
    case "L": {
      const members = content as readonly AttributeValue[];
      return nestedSize(members.length) + sum(members.map(valueSize));
    }
    case "M": {
      const members = content as Item;
      return nestedSize(Object.keys(members).length) + itemSize(members);
    }
    default:
      return 1;
  }
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export const itemSize = (item: Item): number =>
  sum(Object.entries(item).map(([name, value]) => bytes(name) + valueSize(value)));
