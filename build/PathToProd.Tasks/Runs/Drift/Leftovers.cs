using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Decisions.Drift;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Drift;

/// <summary>Finds what is in an environment of components that its ledger does not have there.</summary>
internal static class Leftovers
{
    /// <summary>Adds it to what was found.</summary>
    /// <param name="drift">What was found.</param>
    /// <param name="services">What the run shares.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="ledger">What its ledger says.</param>
    /// <param name="silence">Why its cluster does not answer; null when it does, or there is none.</param>
    public static EnvironmentDrift Add(
        EnvironmentDrift drift,
        RunServices services,
        EnvironmentManifest environment,
        LedgerState ledger,
        string? silence
    )
    {
        drift = drift with { NotDeployed = [.. States(services, environment, ledger)] };
        if (ledger.DoubtOfAll is { } doubt)
        {
            return drift with { NotDeployedUnknown = DoubtWriter.Line(doubt) };
        }

        if (silence is not null)
        {
            return drift with { NotDeployedUnknown = silence };
        }

        try
        {
            return drift with
            {
                NotDeployed =
                [
                    .. environment.Target switch
                    {
                        Target.Directory directory => Folders(services, directory, ledger),
                        Target.Cluster cluster => new ClusterLeftovers(services, cluster, ledger).Find(),
                        _ => [],
                    },
                    .. drift.NotDeployed,
                ],
            };
        }
        catch (PlatformException exception)
        {
            return drift with { NotDeployedUnknown = exception.Message };
        }
    }

    private static IEnumerable<DriftFinding> Folders(RunServices services, Target.Directory target, LedgerState ledger)
    {
        var folder = new DirectoryInfo(Path.Combine(services.Workspace.Root, target.Path));
        return folder.Exists
            ? folder
                .EnumerateDirectories()
                // Git's own, and what else is hidden, is no component's.
                .Where(child => !child.Name.StartsWith('.') && IsNotThere(ledger, child.Name))
                .Select(child => services.Workspace.Show(child.FullName))
                .Order(StringComparer.Ordinal)
                .Select(path => new DriftFinding(DriftKind.NotDeployed, path))
            : [];
    }

    /// <summary>State that this checkout keeps, and that still has resources.</summary>
    private static IEnumerable<DriftFinding> States(
        RunServices services,
        EnvironmentManifest environment,
        LedgerState ledger
    )
    {
        var folder = Path.GetDirectoryName(services.Workspace.State(environment.Name, "any"))!;
        return !environment.TerraformBackend.IsEmpty || !Directory.Exists(folder)
            ? []
            : Directory
                .EnumerateFiles(folder, "*.tfstate")
                .Order(StringComparer.Ordinal)
                .Where(file => IsNotThere(ledger, Path.GetFileNameWithoutExtension(file)) && HasResources(file))
                .Select(file => new DriftFinding(DriftKind.NotDeployed, services.Workspace.Show(file))
                {
                    Note = "a Terraform state with resources",
                });
    }

    private static bool HasResources(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file))?["resources"] is JsonArray { Count: > 0 };
        }
        catch (JsonException)
        {
            // What cannot be read may have some.
            return true;
        }
    }

    private static bool IsNotThere(LedgerState ledger, string component) =>
        ledger[component].Presence is Presence.Nothing or Presence.Destroyed;
}
