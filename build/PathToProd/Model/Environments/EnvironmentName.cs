using PathToProd.Formats.Shapes;
using PathToProd.Text;

namespace PathToProd.Model.Environments;

/// <summary>What an environment may be named.</summary>
public static class EnvironmentName
{
    /// <summary>The folder of <c>environments/</c> that holds version sets.</summary>
    internal const string VersionSets = "version-sets";

    /// <summary>What names the set that was proposed last, where a set or an environment is named.</summary>
    internal const string Proposed = "proposed";

    /// <summary>What is wrong with a name that is not in the repository yet; null when nothing is.</summary>
    /// <param name="name">The name.</param>
    /// <param name="label">What the message calls it: the option that gave it.</param>
    public static Problem? ProblemIn(string name, string label) =>
        !TextFormats.Name.Parser(name, out _, out var error)
            ? new Problem(null, TextFormats.Name.Refusal(label, name, error), error.Fix)
        : name == VersionSets
            ? new Problem(null, "environments/version-sets is where version sets are", "choose another name")
        : name == Proposed
            ? new Problem(
                null,
                "proposed means the version set that Resolve proposed last, wherever a set or an environment is named",
                "choose another name"
            )
        : WindowsName.IsDevice(name)
            ? new Problem(
                null,
                $"{name} is the name of a device on Windows, where no checkout could hold environments/{name}",
                "choose another name"
            )
        : null;
}
