import type { PageContext } from "../env.ts";
import { messagesFor } from "../render.tsx";

/** Rights that lack, in the words of Salesforce's own setup: `Lead: Read`. */
export function Rights({ c, rights }: { c: PageContext; rights: readonly string[] }) {
	const { right } = messagesFor(c).salesforce.refusal;
	if (rights.length === 0) return null;
	return (
		<ul>
			{rights.map((one) => {
				const [object = "", access = ""] = one.split(": ");
				return <li>{access ? right(object, access) : object}</li>;
			})}
		</ul>
	);
}
