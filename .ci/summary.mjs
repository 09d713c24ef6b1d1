// The closing line: tests of every report, and the steps that failed beside them.
import { readFileSync } from "node:fs";

const [failedSteps = "0", ...reports] = process.argv.slice(2).reverse();
let passed = 0;
let failed = 0;
for (const file of reports) {
	try {
		const report = JSON.parse(readFileSync(file, "utf8"));
		passed += report.numPassedTests;
		failed += report.numFailedTests;
	} catch {
		console.log(`no report in ${file}`);
		failed += 1;
	}
}
const steps = Number(failedSteps);
console.log(`${passed} passed, ${Math.max(failed, steps)} failed`);
process.exit(failed + steps > 0 ? 1 : 0);
