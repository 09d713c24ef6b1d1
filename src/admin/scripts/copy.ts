/** A button beside what has to be entered elsewhere: addresses, scopes, the manifest. */
export const COPY = `
for (const source of document.querySelectorAll("code.address, textarea[readonly]")) {
	if (!navigator.clipboard) break;
	const button = document.createElement("button");
	const label = source.getAttribute("aria-label") ?? source.previousElementSibling?.textContent ?? "";
	button.type = "button";
	button.className = "second copy";
	button.textContent = words.copy;
	button.setAttribute("aria-label", words.copy + ": " + label);
	button.addEventListener("click", async () => {
		await navigator.clipboard.writeText(source.value ?? source.textContent);
		button.textContent = words.copied;
		say(words.copied);
		setTimeout(() => {
			button.textContent = words.copy;
		}, 3000);
	});
	source.after(button);
}
`;
