#!/usr/bin/env bash
# Mutation testing: changes the code in small ways, and counts how many of the changes no test notices.
#
#   tests/mutation/mutation.sh [folders below build/PathToProd; Versions Decisions/Solving Decisions/Compatibility by default]
#
# Prints the score of each folder: what its own tests (the folder of that name below tests/PathToProd.Tests) notice. A change that
# made them run endlessly was noticed too, and is counted separately as well, as a busy machine looks the same. 0 when all scores
# are at least 85, 1 when one is not. It takes long. Tests of random input take one case in twenty meanwhile, as each change runs
# them again.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
root=$PWD/../..
stryker_version=5.1.0
tool=$root/artifacts/tools/dotnet-stryker/$stryker_version
[ -x "$tool/dotnet-stryker" ] || dotnet tool install dotnet-stryker --version "$stryker_version" --tool-path "$tool" >&2

[ $# -gt 0 ] || set -- Versions Decisions/Solving Decisions/Compatibility
for folder; do
  for part in build/PathToProd tests/PathToProd.Tests; do
    [ -d "$root/$part/$folder" ] || { echo "There is no $part/$folder." >&2 && exit 2; }
  done
done

export PATH_TO_PROD_TEST_CASES=5 RunAnalyzers=false
kept=0
printf '%-28s %6s  %s\n' folder score noticed
for folder; do
  output=$root/artifacts/mutation/$folder
  rm -rf "$output"
  mkdir -p "$output"
  echo "Follow it with: tail -f ${output#"$root"/}/log" >&2
  PATH_TO_PROD_TESTED_FOLDER=$folder "$tool/dotnet-stryker" --config-file stryker-config.json --output "$output" --mutate "$folder/**/*.cs" >"$output/log" 2>&1 ||
    { tail -n 30 "$output/log" >&2 && exit 2; }

  # What no test covers counts as not noticed.
  FOLDER=$folder node --eval '
    const report = JSON.parse(require("fs").readFileSync(process.argv[1]));
    const count = { Killed: 0, Timeout: 0, Survived: 0, NoCoverage: 0 };
    for (const { mutants } of Object.values(report.files)) {
      for (const { status } of mutants) {
        if (status in count) count[status]++;
      }
    }
    const all = Object.values(count).reduce((sum, one) => sum + one, 0);
    const found = count.Killed + count.Timeout;
    const score = (100 * found) / Math.max(1, all);
    console.log(
      `${process.env.FOLDER.padEnd(28)} ${score.toFixed(1).padStart(6)}  ${found} of ${all}, ${count.Timeout} of them by running endlessly`,
    );
    process.exit(score >= 85 ? 0 : 1);
  ' "$output/reports/mutation-report.json" || kept=1
done
echo "mutation scores at least 85: $([ $kept = 0 ] && echo kept || echo 'NOT KEPT')"
exit $kept
