import { type ComponentChild, type FunctionComponent, isValidElement } from "preact";

/** One element as drawn, its components resolved. */
export interface Drawn {
	tag: string;
	props: Record<string, unknown>;
	children: (Drawn | string)[];
}

/** Calls components that use no hooks until only elements and text are left: enough to see what a block becomes. */
export function drawTree(node: ComponentChild): (Drawn | string)[] {
	if (Array.isArray(node)) return node.flatMap(drawTree);
	if (node === null || node === undefined || typeof node === "boolean") return [];
	if (!isValidElement(node)) return [String(node)];
	const { children, ...props } = node.props as { children?: ComponentChild };
	if (typeof node.type === "function") {
		return drawTree((node.type as FunctionComponent<object>)(node.props as object));
	}
	return [{ tag: String(node.type), props, children: drawTree(children) }];
}

export function textOf(drawn: readonly (Drawn | string)[]): string {
	return drawn.map((one) => (typeof one === "string" ? one : textOf(one.children))).join("");
}

export function findAll(drawn: readonly (Drawn | string)[], tag: string): Drawn[] {
	return drawn.flatMap((one) =>
		typeof one === "string" ? [] : [...(one.tag === tag ? [one] : []), ...findAll(one.children, tag)],
	);
}

export function everyElement(drawn: readonly (Drawn | string)[]): Drawn[] {
	return drawn.flatMap((one) => (typeof one === "string" ? [] : [one, ...everyElement(one.children)]));
}
