/** More than any command needs; what follows is not looked at. */
const MAX_INPUT = 4000;

/** What is neither seen nor meant: controls, zero-width and direction marks, fillers that look like nothing. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0\u2800]/gu;

/**
 * What a person typed after the command: Slack's escapes undone, one kind of space, nothing invisible.
 * Slack sends `<https://…|label>`, `<@U1|name>`, `<#C1|name>` where escaping is on, and the plain form where it is off.
 */
export function cleanCommandText(text: string): string {
	return text
		.slice(0, MAX_INPUT)
		.toWellFormed()
		.replace(/<([^<>]*)>/g, (_, token: string) => ` ${readToken(token)} `)
		.replace(/&(lt|gt|amp);/g, (_, name: string) => (name === "lt" ? "<" : name === "gt" ? ">" : "&"))
		.replaceAll("\ufeff", "")
		.replace(/\s/gu, " ")
		.replace(INVISIBLE, "")
		.replace(/ {2,}/g, " ")
		.trim();
}

/** An id says nothing to a desk, so a mention without a name is left out. */
function readToken(token: string): string {
	const bar = token.indexOf("|");
	const target = bar < 0 ? token : token.slice(0, bar);
	const label = bar < 0 ? "" : token.slice(bar + 1);
	if (/^https?:/i.test(target)) return target;
	if (/^(mailto|tel):/i.test(target)) return label || target.slice(target.indexOf(":") + 1);
	if (/^[@#!]/.test(target)) return label.replace(/^[@#]/, "");
	return `${target} ${label}`;
}

/** The first `max` code points, so that no character is cut in two. */
export function firstCharacters(text: string, max: number): string {
	if (text.length <= max) return text;
	return [...text].slice(0, max).join("").trim();
}
