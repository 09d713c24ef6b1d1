import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeEntities, htmlToText } from "../../../src/lib/html-text.ts";

describe("htmlToText", () => {
	it.each([
		["plain text", "plain text"],
		["<div>one</div><div>two</div>", "one\ntwo"],
		["<p>one</p><p>two</p>", "one\n\ntwo"],
		["one<br>two<br/>three<BR />four", "one\ntwo\nthree\nfour"],
		["<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"],
		["a<br><br><br><br>b", "a\n\nb"],
		["  a \n\t b  ", "a b"],
		["<b>bold</b> and <i>italic</i>", "bold and italic"],
		["<b>bold</b><i>italic</i>", "bolditalic"],
		["<ul><li>one</li><li>two</li></ul>", "• one\n• two"],
		["<ol><li>one</li><li><p>two</p></li></ol>", "1. one\n2. two"],
		["<ul><li></li><li>two</li></ul>after", "• two\nafter"],
		["<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"],
		["<pre>a\n  b</pre>c", "a\n  b\nc"],
		["before<script>alert('</div>')</script>after", "beforeafter"],
		["before<STYLE>p{}</style >after", "beforeafter"],
		["before<script>never closed", "before"],
		["<title>Subject</title>text", "text"],
		["a<!-- <b>hidden</b> -->b", "ab"],
		["a<!-- never closed", "a"],
		["<!doctype html><p>a</p>", "a"],
		['<a href="https://x.example/?a>b" title=">">link</a>', "link"],
		["<a title='never closed>link</a> rest", "link rest"],
		["5 < 6 and 7 > 6", "5 < 6 and 7 > 6"],
		["a <3 b", "a <3 b"],
		["<", "<"],
		["text <unfinished", "text"],
		["&lt;b&gt; &amp;amp; &#169; &#x1F600; &hellip;", "<b> &amp; © 😀 …"],
		["&copy;&eacute;&yuml;&nbsp;&unknown; &amp", "©éÿ &unknown; &amp"],
		["a&nbsp;&nbsp;b", "a  b"],
		["a\u0000b\u0007c", "abc"],
		["İİİ<script>x</script>end", "İİİend"],
		["日本語<br>テキスト", "日本語\nテキスト"],
		["", ""],
	])("%j → %j", (html, text) => {
		expect(htmlToText(html)).toBe(text);
	});

	it("gives back any words that were escaped into it", () => {
		const words = fc.array(
			fc.string({ minLength: 1 }).filter((word) => !/[\s\p{Cc}]/u.test(word)),
			{ minLength: 1 },
		);
		fc.assert(
			fc.property(words, (list) => {
				const text = list.join(" ").replace(/\s+/g, " ").trim();
				const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
				expect(htmlToText(`<div>${escaped}</div>`)).toBe(text);
			}),
		);
	});

	it("never throws, and never keeps a script", () => {
		const piece = fc.oneof(
			fc.constantFrom(
				"<",
				">",
				"</",
				'"',
				"'",
				"&",
				"&#",
				";",
				"<!--",
				"-->",
				"<script>",
				"</script>",
				"<pre>",
			),
			fc.constantFrom(
				"<li>",
				"<ol>",
				"</ol>",
				"<p>",
				"</p>",
				"<br>",
				"<td>",
				"<a href='",
				"<style>",
				"SECRET",
			),
			fc.string(),
		);
		fc.assert(
			fc.property(fc.array(piece), (pieces) => {
				expect(typeof htmlToText(pieces.join(""))).toBe("string");
				expect(
					htmlToText(`<script>${"SECRET"}</script>${pieces.join("").replaceAll("SECRET", "")}`),
				).not.toContain("SECRET");
			}),
		);
	});

	it.each(["<a '", "<", "<!--", "<script>", "&#", "<li><ol>", "<p "])(
		"takes %j a hundred thousand times",
		(piece) => {
			const started = performance.now();
			htmlToText(piece.repeat(100_000));
			expect(performance.now() - started).toBeLessThan(4_000);
		},
	);
});

describe("decodeEntities", () => {
	it("decodes once and replaces what is no character", () => {
		expect(decodeEntities("&amp;lt; &#0; &#xD800; &#x110000; &#65;")).toBe("&lt; \ufffd \ufffd \ufffd A");
	});
});
