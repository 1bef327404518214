using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform;
using PathToProd.Model.Platform.Loading;
using PathToProd.Tasks.Facts.Leases;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Git;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Validation;

/// <summary>
/// The components as the base of a change has them. What was built from the same files before, here or in a pipeline that shares its results, is
/// taken as it is.
/// </summary>
internal static class BaseBuild
{
    /// <summary>Builds them.</summary>
    /// <param name="services">The run of the change.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="commit">The base.</param>
    /// <param name="isNeeded">Whether a component may differ between base and change; the others are not looked at.</param>
    /// <exception cref="PlatformException">The base cannot be checked out or read, or one of its components cannot be built (exit code 1).</exception>
    public static async Task<BaseComponents> RunAsync(
        RunServices services,
        EnvironmentManifest environment,
        string commit,
        Func<string, bool> isNeeded
    )
    {
        using var checkout = BaseCheckout.Of(services.Workspace, commit, services.ProcessScope, services.Observer.Say);
        var model = Read(checkout.Workspace, services, commit);
        ImmutableArray<ComponentManifest> components =
        [
            .. model.Components.Values.Where(component => isNeeded(component.Name)),
        ];
        if (components.IsEmpty)
        {
            return new BaseComponents(model, []);
        }

        using var sources = SourceReader.Open(checkout.Workspace, [.. components.Select(component => component.Name)]);
        var based = services with
        {
            Workspace = checkout.Workspace,
            Model = model,
            Sources = sources,
            Provenance = new Provenance(checkout.Workspace.Root),
            // They remember where the ledgers of the first workspace that asks are.
            Leases = new RunLeases(),
            Ledgers = new RunLedgers(),
        };
        services.Observer.Say(
            $"Building {Prose.Count(components.Length, "component")} of the base, {ShortCommit.Text(commit)}"
        );
        var request = new RunRequest
        {
            Target = RunTarget.Of(Stage.Build),
            Components = components,
            Environment = model.Environments.GetValueOrDefault(environment.Name) ?? environment,
        };
        var result = await new ComponentRun(based, request).RunAsync();
        return result.ExitCode == ExitCode.Done
            ? new BaseComponents(model, result.Nodes)
            : throw new PlatformException(
                result.ExitCode,
                $"The base {ShortCommit.Text(commit)} cannot be built, so nothing says what the change starts from:\n"
                    + string.Concat(
                        result
                            .Nodes.Where(node => node.Error is not null)
                            .Select(node => $"{node.Component}: {node.Error}\n")
                    )
                    + "Rebase the change onto a commit that builds."
            );
    }

    private static PlatformModel Read(Workspace workspace, RunServices services, string commit)
    {
        try
        {
            var policies = (services with { Workspace = workspace }).Policies;
            return PlatformLoader.Load(new DiskPlatformFiles(workspace), policies.Names, fromStore: true);
        }
        catch (PlatformException exception)
        {
            throw new PlatformException(
                exception.ExitCode,
                $"The manifests of the base {ShortCommit.Text(commit)} are wrong, so nothing says what the change starts from:\n"
                    + $"{exception.Message}\nRebase the change onto a commit where --target=Check passes.",
                exception
            );
        }
    }
}

/// <summary>What the base of a change holds.</summary>
/// <param name="Model">Its manifests.</param>
/// <param name="Nodes">What was built of it.</param>
internal sealed record BaseComponents(PlatformModel Model, ImmutableArray<NodeResult> Nodes)
{
    /// <summary>What of it was built, as members of a set.</summary>
    public IEnumerable<SetMember> Members => ValidateRun.MembersOf(Nodes);
}
