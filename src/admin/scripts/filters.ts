/** A list follows its filter without the page being loaded anew, so that the keyboard stays in the filter. */
export const FILTERS = `
const main = document.querySelector("main");

/** The part of the page that holds the filter: what comes after it is its list. */
function partOf(form, whole) {
	let part = form;
	while (part.parentNode !== whole) part = part.parentNode;
	return part;
}
for (const form of document.querySelectorAll("main form[data-live]")) {
	let asked = 0;
	const look = async () => {
		asked += 1;
		const mine = asked;
		const address = new URL(form.action);
		address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
		const html = await load(address);
		if (mine !== asked) return;
		// What is wrong with a field stands beside it, on the page itself.
		if (html === null) return form.requestSubmit();
		const other = document.createElement("template");
		other.innerHTML = html.slice(html.indexOf("<main"), html.lastIndexOf("</main>"));
		const whole = other.content.querySelector("main");
		const same = whole.querySelector("form[data-live]");
		if (!same) return form.requestSubmit();
		const theirs = partOf(same, whole);
		const ours = partOf(form, main);
		while (ours.nextSibling) ours.nextSibling.remove();
		while (theirs.nextSibling) main.append(theirs.nextSibling);
		main.append(live);
		history.replaceState(null, "", address);
		say(words.updated);
	};
	const soon = later(look);
	form.addEventListener("change", (event) => event.target.type !== "search" && soon(0));
	form.addEventListener("input", (event) => event.target.type === "search" && soon(300));
}
`;
