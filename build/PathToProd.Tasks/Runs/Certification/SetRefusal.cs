using PathToProd.Facts.VersionSets;
using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>Refuses sets of which it is known without a test that they cannot run.</summary>
internal static class SetRefusal
{
    /// <summary>Looks at what their members ask of one another, and of the environment.</summary>
    /// <exception cref="PlatformException">Something does not fit (exit code 3): all of it, in prose.</exception>
    public static void Check(EnvironmentManifest environment, IEnumerable<PreparedSet> sets)
    {
        var refusals = sets.Select(set => Refusal(environment, set)).OfType<string>().ToArray();
        if (refusals.Length > 0)
        {
            throw new PlatformException(ExitCode.Refused, string.Join('\n', refusals) + "\nNothing was touched.");
        }
    }

    private static string? Refusal(EnvironmentManifest environment, PreparedSet set)
    {
        var members = set.Components.ToDictionary(
            component => component.Name,
            component => (component.Version, component.Relations),
            StringComparer.Ordinal
        );
        string[] faults =
        [
            .. SetFaults.Among(members).Select(fault => SetFaults.Write(fault, set.Set.Name)),
            .. SetFaults.In(environment, members).Select(fault => SetFaults.Write(fault, environment.Name)),
        ];
        return faults.Length == 0
            ? null
            : $"Because {string.Join(",\nand because ", faults)}, {set.Set.Name} cannot run in {environment.Name}. "
                + "./build.sh --target=Resolve proposes a set whose members fit.";
    }
}
