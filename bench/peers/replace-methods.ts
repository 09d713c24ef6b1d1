export type Method = (...args: unknown[]) => unknown;

/** The same object, some of its methods replaced; the rest reach the real one. */
export function replaceMethods<T extends object>(target: T, replace: (name: string) => Method | null): T {
	return new Proxy(target, {
		get(real, name) {
			const replaced = typeof name === "string" ? replace(name) : null;
			if (replaced) return replaced;
			const value: unknown = Reflect.get(real, name, real);
			return typeof value === "function" ? value.bind(real) : value;
		},
	});
}
