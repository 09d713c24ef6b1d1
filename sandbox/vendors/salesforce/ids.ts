/** Not the order of JavaScript's strings: small letters come before capitals. */
const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
const COUNTER_LENGTH = 9;

/** The three letters that make 15 characters safe where case is lost: one per five, a bit per capital. */
export function toId18(id15: string): string {
	let suffix = "";
	for (let chunk = 0; chunk < 15; chunk += 5) {
		let bits = 0;
		for (let place = 0; place < 5; place++) {
			const code = id15.charCodeAt(chunk + place);
			if (code >= 65 && code <= 90) bits |= 1 << place;
		}
		suffix += CHECK[bits];
	}
	return id15 + suffix;
}

/** The `n`th id of an object (its three-character prefix) in an org (its three-character pod). */
export function toId(prefix: string, pod: string, n: number): string {
	let digits = "";
	for (let rest = n, place = 0; place < COUNTER_LENGTH; place++) {
		digits = DIGITS[rest % 62] + digits;
		rest = Math.floor(rest / 62);
	}
	return toId18(prefix + pod + digits);
}

/** Accepts 15 and 18 characters; null for what is no id. */
export function parseId(text: string): string | null {
	return /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(text) ? text.slice(0, 15) : null;
}

/** Comparable as a string in the order in which the vendor sorts ids. */
export function toSortKey(id: string): string {
	let key = "";
	for (let place = 0; place < 15; place++) {
		const code = id.charCodeAt(place);
		key += code >= 65 ? String.fromCharCode(code ^ 32) : id[place];
	}
	return key;
}
