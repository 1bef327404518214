using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Tools.Processes.Unix;

namespace PathToProd.Tasks.Stages;

/// <summary>
/// What must be in a component's folder so that it can be built: what its type deploys, and scripts that can be started. Looked
/// at before anything runs, as Build's turn comes only after what is required was deployed.
/// </summary>
public static class SourceChecks
{
    private static readonly Dictionary<ComponentType, string> Folders = new()
    {
        [ComponentType.Helm] = "chart",
        [ComponentType.Terraform] = "terraform",
        [ComponentType.Manifests] = "manifests",
        [ComponentType.Controller] = "manifests",
    };

    /// <summary>Everything that is wrong.</summary>
    /// <param name="folder">The component's folder.</param>
    /// <param name="environment">Where it is to be deployed; null when that is open, as for a check of everything.</param>
    public static IEnumerable<Problem> Of(ComponentFolder folder, EnvironmentManifest? environment) =>
        OfType(folder, environment).Concat(Scripts(folder.Workspace, folder.Component));

    /// <summary>What cannot be read of a component, is declared and not there, or leads out of its folder.</summary>
    /// <param name="sources">Reads them; what was read already is not read again.</param>
    /// <param name="workspace">The checkout.</param>
    /// <param name="component">The component.</param>
    public static IEnumerable<Problem> Unreadable(
        SourceReader sources,
        Workspace workspace,
        ComponentManifest component
    )
    {
        try
        {
            sources.Of(component);
            return [];
        }
        catch (PlatformException exception) when (exception.ExitCode == ExitCode.WrongInput)
        {
            return exception.Problems.Select(problem =>
                problem.Where is { } where && Path.IsPathRooted(where.File)
                    ? problem with
                    {
                        Where = new SourcePosition(workspace.Show(where.File)),
                    }
                    : problem
            );
        }
        catch (PlatformException)
        {
            // A file that changes all the time: Build reads it again, and says so when its turn comes.
            return [];
        }
    }

    /// <summary>What is wrong with what the component's type deploys.</summary>
    internal static IEnumerable<Problem> OfType(ComponentFolder folder, EnvironmentManifest? environment)
    {
        var (workspace, component) = (folder.Workspace, folder.Component);
        return OtherType(workspace, component) is { } other
            ? [other]
            : component.Type switch
            {
                ComponentType.Helm => ChartFile.Check(folder),
                ComponentType.Terraform =>
                [
                    .. TerraformRoots.Check(workspace, component, environment),
                    .. UpstreamChecks.Modules(workspace, component),
                ],
                _ => ManifestFiles.Check(workspace, component),
            };
    }

    /// <summary>The scripts that the artifact carries: each must be a file, and be one that can be started.</summary>
    /// <param name="workspace">The checkout.</param>
    /// <param name="component">The component.</param>
    public static IEnumerable<Problem> Scripts(Workspace workspace, ComponentManifest component)
    {
        foreach (var (key, script) in component.Scripts)
        {
            var file = Path.Combine(workspace.Component(component.Name), script);
            var what = $"{(key == "smoke.script" ? "the smoke test" : "the script")} {workspace.Show(file)}";
            if (OddFile.At(file) is { } odd)
            {
                yield return new Problem(
                    component.Source[key],
                    $"{what} is {odd.What}",
                    "name a file that can be started"
                );
            }
            else if (!File.Exists(file))
            {
                yield return new Problem(
                    component.Source[key],
                    $"{what} does not exist",
                    "add it, or correct its path"
                );
            }
            else if (
                !OperatingSystem.IsWindows()
                && StartFailure.WhyItWillNotStart(file, workspace.Show(file)) is { } failure
            )
            {
                yield return new Problem(component.Source[key], $"{what} {failure.What}", failure.Fix);
            }
        }
    }

    /// <summary>The folder of the type is not there, and that of another type is: one of the two is meant.</summary>
    private static Problem? OtherType(Workspace workspace, ComponentManifest component)
    {
        if (component.Chart is not null)
        {
            return null;
        }

        var root = workspace.Component(component.Name);
        var folder = Folders[component.Type];
        var other = Folders.FirstOrDefault(pair =>
            pair.Value != folder && Directory.Exists(Path.Combine(root, pair.Value))
        );
        return other.Value is null || Directory.Exists(Path.Combine(root, folder))
            ? null
            : new Problem(
                component.Source["type"],
                $"{component.Name} is of type {Word(component.Type)}, but has {other.Value}/ instead of {folder}/",
                $"write type: {Word(other.Key)}, or add {workspace.Show(root)}/{folder}/"
            );
    }

    private static string Word(ComponentType type) => type.ToString().ToLowerInvariant();
}
