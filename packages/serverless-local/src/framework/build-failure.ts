import path from "node:path";
import { LocalError } from "../errors.ts";

interface BuildMessage {
  readonly text: string;
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
}

const messagesOf = (thrown: unknown): readonly BuildMessage[] =>
  (thrown as { errors?: readonly BuildMessage[] } | undefined)?.errors ?? [];

/** esbuild's first complaint on one line: `src/a.ts:3:14: Expected ";" but found "}"`. Other errors as they are. */
export const buildFailure = (thrown: unknown): unknown => {
  const [first, ...others] = messagesOf(thrown);
  if (!first) return thrown;
  const { location, text } = first;
  const at = location ? `${location.file}:${location.line}:${location.column}: ` : "";
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  return new LocalError(`${at}${text}${more}`, { cause: thrown });
};

/** The files that a failed build looked for in vain. */
export const missingImports = (serviceDir: string, thrown: unknown): ReadonlySet<string> =>
  new Set(
    messagesOf(thrown).flatMap(({ text, location }) => {
      const [, specifier] = /^Could not resolve "(\.{1,2}\/[^"]+)"/.exec(text) ?? [];
      if (!specifier || !location) return [];
      const file = path.resolve(serviceDir, path.dirname(location.file), specifier);
      return [file, `${file}.ts`, `${file}.js`, path.join(file, "index.ts")];
    }),
  );
