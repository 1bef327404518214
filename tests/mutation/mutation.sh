#!/usr/bin/env bash
# Mutation testing: changes the code in small ways, and counts how many of the changes no test notices.
#
#   tests/mutation/mutation.sh [folders below build/PathToProd, Versions Solving Compatibility unless said]
#
# Prints the score of each folder and of all. 0 when it is at least 85, 1 when it is not. It takes long: two hours for all on
# two processors. Tests of random input take one case in twenty meanwhile, as each runs thousands of times.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
root=$PWD/../..
stryker_version=5.1.0
tool=$root/artifacts/tools/dotnet-stryker/$stryker_version
[ -x "$tool/dotnet-stryker" ] || dotnet tool install dotnet-stryker --version "$stryker_version" --tool-path "$tool" >&2

[ $# -gt 0 ] || set -- Versions Solving Compatibility
mutate=()
for folder; do
  [ -d "$root/build/PathToProd/$folder" ] || { echo "There is no build/PathToProd/$folder." >&2 && exit 2; }
  mutate+=(--mutate "$folder/**/*.cs")
done

export PATH_TO_PROD_TEST_CASES=5 RunAnalyzers=false
output=$root/artifacts/mutation
rm -rf "$output"
echo "Follow it with: tail -f ${output#"$root"/}.log" >&2
"$tool/dotnet-stryker" --config-file stryker-config.json --output "$output" "${mutate[@]}" >"$output.log" 2>&1 ||
  { tail -n 30 "$output.log" >&2 && exit 2; }

# Killed and timed out over all that was tried; what no test covers counts as survived.
node --eval '
  const report = JSON.parse(require("fs").readFileSync(process.argv[1]));
  const totals = {};
  for (const [file, { mutants }] of Object.entries(report.files)) {
    const folder = file.replace(/.*PathToProd\//, "").split("/")[0];
    for (const { status } of mutants) {
      for (const name of [folder, "all"]) {
        const total = (totals[name] ??= { found: 0, all: 0 });
        total.found += ["Killed", "Timeout"].includes(status) ? 1 : 0;
        total.all += ["Killed", "Timeout", "Survived", "NoCoverage"].includes(status) ? 1 : 0;
      }
    }
  }
  const score = ({ found, all }) => (100 * found) / Math.max(1, all);
  for (const [name, total] of Object.entries(totals).filter(([, total]) => total.all > 0)) {
    console.log(`${name.padEnd(16)} ${score(total).toFixed(1).padStart(6)}  ${total.found} of ${total.all}`);
  }
  const kept = score(totals.all) >= 85;
  console.log(`mutation score at least 85: ${kept ? "kept" : "NOT KEPT"}`);
  process.exit(kept ? 0 : 1);
' "$output/reports/mutation-report.json"
