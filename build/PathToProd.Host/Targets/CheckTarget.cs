using System.Collections.Immutable;
using PathToProd.Decisions.Gates;
using PathToProd.Facts.Signing;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Facts.Signing;
using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Tasks.Git;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Targets;

/// <summary>Checks all manifests, which reading them does; that what they describe fits together; and all version sets.</summary>
internal static class CheckTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Check",
            "checks all manifests and version sets",
            "Every other target reads the manifests first. This one also reports what does not fit together, which version sets were changed, "
                + "and which of their artifacts are in no store.",
            [Option.ProblemReports]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        ReportFiles<CheckReport>.Of(invocation);
        var model = invocation.Model;
        var references = new SetReferences(invocation);
        var pinned = references.Files.Pinned;
        var problems = new List<Problem>(FitChecks.Of(model));
        problems.AddRange(Sources(invocation));
        problems.AddRange(Providers(invocation));
        problems.AddRange(model.DeployableEnvironments.SelectMany(environment => Ledger(invocation, environment.Name)));
        problems.AddRange(MergeAttributes.Check(invocation.Workspace, model.DeployableEnvironments, Scope(invocation)));
        problems.AddRange(
            model.DeployableEnvironments.SelectMany(one => TargetFolder.Check(one, invocation.Workspace))
        );
        problems.AddRange(pinned.Problems);
        problems.AddRange(pinned.Sets.SelectMany(set => Names(invocation, references.Files, set)));
        problems.AddRange(Signatures(invocation, references.Files, pinned));
        var failure = Missing(invocation, references.Files, pinned, problems);
        if (failure is not null)
        {
            var reported = problems.Count == 0 ? "" : new PlatformException(problems).Message + "\n";
            throw new PlatformException(failure.ExitCode, reported + failure.Message, failure);
        }

        if (problems.Count > 0)
        {
            throw new PlatformException(problems.Distinct());
        }

        var report = new CheckReport(model.Components.Count, model.Environments.Count, pinned.Sets.Length);
        return new Report { Text = _ => report.Text(), Json = report.Json };
    }

    /// <summary>What is wrong in the folders of components, so that Build would refuse them.</summary>
    private static List<Problem> Sources(Invocation invocation)
    {
        using var platform = new Platform(invocation);
        var scope = Scope(invocation);
        var components = invocation.Model.Components.Values.ToArray();
        platform.Sources.ReadAll(components);
        return [.. components.SelectMany(Of)];

        IEnumerable<Problem> Of(ComponentManifest component)
        {
            var unreadable = SourceChecks.Unreadable(platform.Sources, invocation.Workspace, component).ToArray();
            return unreadable.Length > 0
                ? unreadable.Concat(SourceChecks.Scripts(invocation.Workspace, component))
                : SourceChecks
                    .Of(
                        new ComponentFolder(invocation.Workspace, component, platform.Sources.Of(component), scope),
                        environment: null
                    )
                    .Concat(Backends(invocation, component));
        }
    }

    private static ProcessScope Scope(Invocation invocation) =>
        new()
        {
            Cancellation = invocation.RunInterruption.Politely,
            CancellationAtOnce = invocation.RunInterruption.AtOnce,
        };

    private static IEnumerable<Problem> Backends(Invocation invocation, ComponentManifest component) =>
        component.Type == ComponentType.Terraform
            ? TerraformRoots.Backends(invocation.Workspace, component, invocation.Model.DeployableEnvironments)
            : [];

    /// <summary>Environments on a provider for which no component has a Terraform root: most often a word that is spelled wrong.</summary>
    private static IEnumerable<Problem> Providers(Invocation invocation)
    {
        var providers = invocation
            .Model.Components.Values.Where(component => component.Type == ComponentType.Terraform)
            .SelectMany(component => TerraformRoots.Providers(invocation.Workspace, component))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        return from environment in invocation.Model.DeployableEnvironments
            where providers.Length > 0 && !providers.Contains(environment.Provider)
            select new Problem(
                environment.Source["provider"],
                $"{environment.Name} is on the provider {environment.Provider}, for which no component has a Terraform root",
                Suggestion.Fix(environment.Provider, providers, "provider", "add one")
            );
    }

    /// <summary>Lines of an environment's ledger that are ignored: what a merge, a hand or a crash did to them.</summary>
    private static ImmutableArray<Problem> Ledger(Invocation invocation, string environment)
    {
        var path = invocation.Workspace.Ledger(environment);
        return new LedgerFile(path, invocation.Workspace.Show(path)).Read().Problems;
    }

    /// <summary>A name with two meanings cannot be used.</summary>
    private static IEnumerable<Problem> Names(Invocation invocation, SetFiles files, VersionSet set) =>
        VersionSetName.ProblemIn(set.Name, "a version set", invocation.Model.Environments.Keys) is { } problem
            ? [problem with { Where = new SourcePosition(Shown(invocation, files, set)) }]
            : [];

    private static IEnumerable<Problem> Signatures(Invocation invocation, SetFiles files, PinnedSets pinned)
    {
        if (invocation.Model.Platform.AllowedSigners is null)
        {
            return [];
        }

        if (SshSignatures.MissingSigners(invocation.Workspace, invocation.Model.Platform) is { } missing)
        {
            return [missing];
        }

        var signatures = new Signing(invocation, files).Sets;
        return from set in pinned.Sets
            let check = signatures.Of(set)
            where check.State == SignatureState.Wrong
            select new Problem(
                new SourcePosition($"{Shown(invocation, files, set)}.sig"),
                $"the signature of {set.Name} is wrong: {check.Wrong}",
                "restore it and the set from Git, or remove it"
            );
    }

    /// <summary>Adds what no store has. When the registry does not answer, returns its error: then the rest is unknown.</summary>
    private static PlatformException? Missing(
        Invocation invocation,
        SetFiles files,
        PinnedSets pinned,
        List<Problem> problems
    )
    {
        using var stores = new Stores(invocation);
        var artifacts = stores.Members;
        var asked = new Dictionary<SetMember, Problem?>();
        try
        {
            foreach (var set in pinned.Sets)
            {
                foreach (var member in set.Members.Values)
                {
                    if (!asked.TryGetValue(member, out var missing))
                    {
                        asked.Add(member, missing = artifacts.Missing(member));
                    }

                    if (missing is not null)
                    {
                        problems.Add(missing with { Where = Place(invocation, files, set, member) });
                    }
                }
            }

            return null;
        }
        catch (PlatformException exception)
        {
            return exception;
        }
    }

    private static SourcePosition Place(Invocation invocation, SetFiles files, VersionSet set, SetMember member)
    {
        var lines = File.ReadAllLines(files.PathOf(set.Name));
        var name = Array.IndexOf(lines, $"  {member.Component}:");
        return new SourcePosition(Shown(invocation, files, set), name + 1, name < 0 ? 0 : 3);
    }

    private static string Shown(Invocation invocation, SetFiles files, VersionSet set) =>
        invocation.Workspace.Show(files.PathOf(set.Name));
}
