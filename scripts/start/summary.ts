import type { DemoUser } from "./demo.ts";

const row = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join("  ")
    .trimEnd();

const table = (heading: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = heading.map((title, index) =>
    Math.max(title.length, ...rows.map((cells) => cells[index]?.length ?? 0)),
  );
  return [heading, widths.map((width) => "─".repeat(width)), ...rows]
    .map((cells) => `  ${row(cells, widths)}`)
    .join("\n");
};

/** What a person needs after a start: where everything answers, and who can log in. */
export const summary = (
  urls: readonly { readonly name: string; readonly url: string }[],
  demoUsers: readonly DemoUser[],
  outputsFile: string,
): string => {
  const parts = [
    table(
      ["what", "url"],
      urls.map(({ name, url }) => [name, url]),
    ),
  ];
  if (demoUsers.length > 0)
    parts.push(
      table(
        ["demo login", "password", "groups"],
        demoUsers.map(({ Email, Password, Groups }) => [Email, Password, Groups.join(", ") || "(none)"]),
      ),
    );
  parts.push(`  Everything by name, with keys: ${outputsFile}`);
  return `\n${parts.join("\n\n")}\n`;
};
