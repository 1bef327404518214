using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Decisions.Compatibility;

/// <summary>Where version sets may be tested: the environments that say <c>for-tests: true</c>.</summary>
public static class TestPlaces
{
    /// <summary>What to do first where no environment is for tests.</summary>
    public const string None =
        "No environment is for tests yet: write for-tests: true in the environment.yaml of one that tests may change, and Certify works there.";

    /// <summary>The command that tests a set in the first of them, and what it is for; null if none.</summary>
    /// <param name="set">The set's name.</param>
    /// <param name="environments">The environments that are for tests, the best first.</param>
    /// <param name="why">What the command does.</param>
    internal static NextStep? Certify(string set, IReadOnlyList<string> environments, string why) =>
        environments.Count == 0
            ? null
            : new NextStep(
                $"./build.sh --target=Certify --set={set} --environment={environments[0]}",
                environments.Count == 1
                    ? why
                    : $"{why}; {Prose.List([.. environments.Skip(1)])} {(environments.Count == 2 ? "is" : "are")} for tests too"
            );

    /// <summary>What to do instead of testing in an environment that is not for tests.</summary>
    public static string Instead(string environment, IReadOnlyList<string> environments) =>
        $"If tests may change {environment}, write for-tests: true in environments/{environment}/environment.yaml. "
        + (
            environments.Count == 0
                ? "No other environment has it yet."
                : $"Otherwise name one that has it: {Prose.List([.. environments.Select(name => $"--environment={name}")], "or")}."
        );
}
