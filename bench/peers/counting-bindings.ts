import type { Counts } from "./counts.ts";

type Method = (...args: unknown[]) => unknown;

/** The same object, some of its methods replaced; the rest reach the real one. */
function replaceMethods<T extends object>(target: T, replace: (name: string) => Method | null): T {
	return new Proxy(target, {
		get(real, name) {
			const replaced = typeof name === "string" ? replace(name) : null;
			if (replaced) return replaced;
			const value: unknown = Reflect.get(real, name, real);
			return typeof value === "function" ? value.bind(real) : value;
		},
	});
}

interface Prepared {
	real: D1PreparedStatement;
	sql: string;
	values: unknown[];
}

const RUNS = ["all", "run", "first", "raw"];

/** A database, or a session of one. */
export function countDatabase<T extends D1Database | D1DatabaseSession>(database: T, counts: Counts): T {
	// A batch wants the real statements back.
	const prepared = new WeakMap<object, Prepared>();

	function countRun({ sql, values }: Prepared): void {
		counts.d1Queries += 1;
		counts.lastRead = { sql, values };
	}

	function wrapStatement(statement: Prepared): D1PreparedStatement {
		const { real, sql } = statement;
		const wrapped = replaceMethods(real, (name) => {
			if (name === "bind") {
				return (...values) => wrapStatement({ real: real.bind(...values), sql, values });
			}
			if (!RUNS.includes(name)) return null;
			return (...args) => {
				countRun(statement);
				return Reflect.apply(Reflect.get(real, name), real, args);
			};
		});
		prepared.set(wrapped, statement);
		return wrapped;
	}

	return replaceMethods(database, (name) => {
		switch (name) {
			case "prepare":
				return (sql) =>
					wrapStatement({ real: database.prepare(sql as string), sql: sql as string, values: [] });
			case "batch":
				return (statements) => {
					const known = (statements as object[]).flatMap((statement) => prepared.get(statement) ?? []);
					known.forEach(countRun);
					return database.batch(known.map(({ real }) => real));
				};
			case "withSession":
				return (consistency) =>
					countDatabase((database as D1Database).withSession(consistency as "first-primary"), counts);
			default:
				return null;
		}
	});
}

/** Every method of every stub counts as a call, whichever way the stub was had. */
export function countNamespace(namespace: DurableObjectNamespace, counts: Counts): DurableObjectNamespace {
	return replaceMethods(namespace, (name) => {
		if (name !== "get" && name !== "getByName") return null;
		return (...args) => {
			const stub = Reflect.apply(Reflect.get(namespace, name), namespace, args) as Record<string, Method>;
			return new Proxy(stub, {
				get(real, method) {
					return (...methodArgs: unknown[]) => {
						counts.objectCalls += 1;
						return real[method as string]?.(...methodArgs);
					};
				},
			});
		};
	});
}
