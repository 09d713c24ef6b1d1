import type { TargetValues } from "./fields.ts";

/**
 * 64 bits over what would be written, the same whatever order the fields come in: a record whose hash is known is not
 * written again. Two multiplicative hashes side by side; nobody gains by a collision, which costs one missed write.
 */
export function hashValues(values: TargetValues, accountId: string | null): string {
	const fields = Object.keys(values)
		.sort()
		.map((field) => [field, values[field]]);
	const text = JSON.stringify([fields, accountId]);
	let first = 0xdeadbeef;
	let second = 0x41c6ce57;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		first = Math.imul(first ^ code, 2654435761);
		second = Math.imul(second ^ code, 1597334677);
	}
	return toHex(mix(first, second)) + toHex(mix(second, first));
}

function mix(one: number, other: number): number {
	return Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
}

function toHex(bits: number): string {
	return (bits >>> 0).toString(16).padStart(8, "0");
}
