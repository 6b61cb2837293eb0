/** A measurement beside what it should be. */
export interface Bar {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Why there is no value. */
  readonly instead?: string;
  /** None for what is only good to know. */
  readonly bar?: { readonly kind: "at least" | "at most"; readonly value: number };
}

export const isMissed = ({ value, instead, bar }: Bar): boolean => {
  if (!bar || instead !== undefined) return false;
  return bar.kind === "at least" ? !(value >= bar.value) : !(value <= bar.value);
};

const text = (value: number): string =>
  value.toLocaleString("en", {
    maximumFractionDigits: Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0,
  });

export const table = (title: string, bars: readonly Bar[]): string => {
  const rows = bars.map((one) => {
    const { what, value, unit, instead, bar } = one;
    if (instead !== undefined) return `  ${what.padEnd(52)}${"-".padStart(9)} ${instead}`;
    const wanted = bar ? `${bar.kind} ${text(bar.value)}` : "";
    const verdict = !bar ? "" : isMissed(one) ? "missed" : "met";
    return `  ${what.padEnd(52)}${text(value).padStart(9)} ${unit.padEnd(11)}${wanted.padEnd(16)}${verdict}`;
  });
  return [title, "", ...rows].join("\n");
};
