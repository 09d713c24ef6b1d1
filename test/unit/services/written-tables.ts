import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

const SERVICES = join(import.meta.dirname, "../../../src/services");
const SCHEMA = join(import.meta.dirname, "../../../src/db");

/** An exported function of a service that changes rows, with the tables it changes. */
export interface Writer {
	/** `folder/file.ts function`. */
	name: string;
	tables: string[];
	/** It, or what it calls, writes to the audit log. */
	isRecorded: boolean;
}

/** Something that stands at the left edge of a file: a function, or a statement that is written out once. */
interface Declaration {
	source: Source;
	name: string;
	isExported: boolean;
	text: string;
}

interface Source {
	file: string;
	declarations: Map<string, Declaration>;
	/** By the name it has here: where it is from, and what it is called there. */
	imports: Map<string, { file: string; name: string }>;
}

/** Tables by the names they have in code, and by those they have in SQL. */
export function readTables(): Map<string, string> {
	const texts = globSync("schema*.ts", { cwd: SCHEMA }).map((file) =>
		readFileSync(join(SCHEMA, file), "utf8"),
	);
	const found = texts.flatMap((text) => [...text.matchAll(/export const (\w+) = sqliteTable\(\s*"(\w+)"/g)]);
	return new Map(found.flatMap(([, code = "", name = ""]) => [[code, name] as const, [name, name] as const]));
}

/** Every exported function in `src/services` that changes rows, itself or by what its file keeps for itself. */
export function findWriters(): Writer[] {
	const tables = readTables();
	const files = globSync("**/*.ts", { cwd: SERVICES }).sort();
	const sources = new Map(files.map((file) => [file, readSource(file)]));
	const everywhere = ({ source }: Declaration, name: string) => {
		const from = source.imports.get(name);
		return from ? sources.get(from.file)?.declarations.get(from.name) : source.declarations.get(name);
	};
	const inFile = ({ source }: Declaration, name: string) => {
		const found = source.declarations.get(name);
		return found?.isExported ? undefined : found;
	};
	return [...sources.values()]
		.flatMap(({ declarations }) => [...declarations.values()])
		.filter(({ isExported }) => isExported)
		.flatMap((one) => {
			const written = closure(one, inFile).flatMap((part) => tablesOf(part, tables));
			if (written.length === 0) return [];
			const isRecorded = closure(one, everywhere).some(({ text }) => /\brecordChange(If)?\(/.test(text));
			const name = `${one.source.file} ${one.name}`;
			return [{ name, tables: [...new Set(written)].sort(), isRecorded }];
		});
}

function readSource(file: string): Source {
	const text = readFileSync(join(SERVICES, file), "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
	const imports: Source["imports"] = new Map();
	for (const [, names = "", from = ""] of text.matchAll(/^import \{([^}]*)\} from "([^"]+)";/gm)) {
		const origin = posix.join(posix.dirname(file), from);
		for (const [, name = "", here] of names.matchAll(/(?:type )?(\w+)(?: as (\w+))?/g)) {
			imports.set(here ?? name, { file: origin, name });
		}
	}
	const source: Source = { file, declarations: new Map(), imports };
	const starts = [...text.matchAll(/^(export )?(?:async function|function|const) (\w+)/gm)];
	for (const [index, match] of starts.entries()) {
		const name = match[2] ?? "";
		const body = text.slice(match.index, starts[index + 1]?.index);
		source.declarations.set(name, { source, name, isExported: match[1] !== undefined, text: body });
	}
	return source;
}

/** What a declaration names, and what that names. */
function closure(
	first: Declaration,
	find: (from: Declaration, name: string) => Declaration | undefined,
): Declaration[] {
	const seen = new Set([first]);
	for (const one of seen) {
		for (const [name] of one.text.matchAll(/\b[A-Za-z_]\w+\b/g)) {
			const other = find(one, name);
			if (other) seen.add(other);
		}
	}
	return [...seen];
}

const STATEMENT =
	/\.(?:insert|update|delete)\(\s*(\w+)\s*\)|\b(?:insert\s+(?:or\s+\w+\s+)?into|delete\s+from|update)\s+(?:\$\{)?(\w+)/gi;

/** `*`: a table that is only known when it runs. */
function tablesOf({ text, source }: Declaration, tables: ReadonlyMap<string, string>): string[] {
	return [...text.matchAll(STATEMENT)].flatMap(([, ofCall, ofText]) => {
		const named = ofCall ?? ofText ?? "";
		const known = tables.get(source.imports.get(named)?.name ?? named);
		if (known) return [known];
		return named === "table" ? ["*"] : [];
	});
}
