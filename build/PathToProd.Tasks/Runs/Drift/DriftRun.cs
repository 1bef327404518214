using System.Collections.Concurrent;
using System.Collections.Immutable;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;
using PathToProd.Decisions.Drift;
using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Facts.Drift;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Tasks.Stages.Drift;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Runs.Drift;

/// <summary>
/// Compares an environment with its ledger, many components at once. It takes no lock and waits for none, and changes nothing
/// but what is remembered of looks.
/// </summary>
/// <param name="services">What all components share.</param>
/// <param name="environment">The environment.</param>
/// <param name="options">How many at once.</param>
public sealed class DriftRun(RunServices services, EnvironmentManifest environment, RunOptions options)
{
    private readonly ConcurrentDictionary<string, ComponentDrift> _found = new(StringComparer.Ordinal);

    /// <summary>Looks at all of it.</summary>
    /// <param name="ledger">What the ledger says.</param>
    /// <param name="asked">The components that were asked for; null for all, and what else is there.</param>
    /// <exception cref="PlatformException">Wrong input; or it was cancelled.</exception>
    public async Task<EnvironmentDrift> RunAsync(LedgerState ledger, IReadOnlyCollection<string>? asked)
    {
        var at = services.Clock.GetUtcNow();
        var states = States(ledger, asked);
        Refuse(states);
        Observe(
            new JournalEvent.RunStarted(at, services.Run, LookForDrift.Target, environment.Name)
            {
                Product = ProductVersion.Text,
            }
        );
        var open = new List<ComponentState>();
        foreach (var state in states)
        {
            if (ComponentDrift.Of(state) is { } known)
            {
                _found[state.Component] = known;
            }
            else
            {
                open.Add(state);
            }
        }

        // Asked once for all; where nothing is known to be, and only some were asked for, not at all.
        var silence = asked is null || open.Count > 0 ? Silence() : null;
        await LookAsync(ledger, open, silence);
        services.Cancellation.ThrowIfCancellationRequested();
        var drift = new EnvironmentDrift(environment.Name, at, [.. states.Select(state => _found[state.Component])]);
        if (asked is null)
        {
            drift = Leftovers.Add(drift, services, environment, ledger, silence);
        }

        DriftRecords.Keep(services.Workspace, drift);
        Observe(new JournalEvent.RunEnded(services.Clock.GetUtcNow(), ExitCode.Done));
        return drift;
    }

    private ComponentState[] States(LedgerState ledger, IReadOnlyCollection<string>? asked) =>
        [
            .. (asked ?? All(ledger))
                .Order(StringComparer.Ordinal)
                .Select(name => ledger[name])
                .Where(state => asked is not null || state.Presence is not (Presence.Nothing or Presence.Destroyed)),
        ];

    // A line that may be about any component leaves all in doubt that there could be.
    private IEnumerable<string> All(LedgerState ledger) =>
        ledger.DoubtOfAll is null
            ? ledger.Components.Keys
            : ledger.Components.Keys.Union(services.Model.Components.Keys, StringComparer.Ordinal);

    /// <summary>What is wrong whatever is there.</summary>
    private void Refuse(ComponentState[] states)
    {
        var components = states
            .Select(state => services.Model.Components.GetValueOrDefault(state.Component))
            .OfType<ComponentManifest>()
            .ToArray();
        PlatformException.ThrowIfAny([
            .. TargetFolder.Check(environment, services.Workspace),
            .. CallerChecks.Check(services, environment, components),
            .. Kubeconfig.Check(environment, services.Workspace),
        ]);
    }

    private async Task LookAsync(LedgerState ledger, List<ComponentState> states, string? silence)
    {
        var byName = states.ToDictionary(state => state.Component, StringComparer.Ordinal);
        var parallel = new ParallelRun(
            Concurrency.Of(options, services.Model.Platform, environment, Environment.ProcessorCount)
        );
        var ended = await parallel.RunAsync(
            RequirementGraph.WithoutEdges(byName.Keys),
            (name, _) =>
            {
                _found[name] = ComponentDrift.Of(byName[name], Look(byName[name], ledger, silence));
                return Task.FromResult(NodeOutcome.Done);
            },
            notRun: null,
            services.Cancellation
        );
        foreach (var (name, exception) in ended.Exceptions)
        {
            _found[name] = ComponentDrift.Of(byName[name], new TargetLook.NotPossible(exception.ToString()));
        }
    }

    /// <summary>Why the environment's cluster does not answer; null when it does, or there is none.</summary>
    /// <exception cref="PlatformException">It is another environment's (exit code 2).</exception>
    private string? Silence()
    {
        if (environment.Target is not Target.Cluster target)
        {
            return null;
        }

        try
        {
            ClusterBinding.Check(services, environment, target);
            return null;
        }
        catch (PlatformException exception) when (exception.Problems.Count == 0)
        {
            return exception.Message;
        }
    }

    private TargetLook Look(ComponentState state, LedgerState ledger, string? silence)
    {
        var last = ((Presence.Deployed)state.Presence).Deployment;
        FoundArtifact artifact;
        try
        {
            artifact = FoundArtifact.Of(
                services.Store,
                services.Members.Get(new SetMember(last.Component, last.Version, last.Digest))
            );
            foreach (var tool in StageNeeds.Tools(artifact.Manifest.Type, environment))
            {
                services.Tools.Get(tool);
            }
        }
        catch (PlatformException exception)
        {
            return new TargetLook.NotPossible(exception.Message);
        }

        return silence is not null && artifact.Manifest.Type != ComponentType.Terraform
            ? new TargetLook.NotPossible(silence)
            : Look(artifact, ledger, last);
    }

    private TargetLook Look(FoundArtifact artifact, LedgerState ledger, Deployment last)
    {
        var session = new ComponentSession(
            services with
            {
                Model = services.Model.With([artifact.Manifest], areAll: false),
            },
            artifact.Manifest,
            environment,
            options,
            ComponentProject.StandardDigest,
            artifact.Artifact
        );
        var question = new DriftQuestion(ledger, last);
        var graph = new ComponentGraph(
            session,
            ownTasks: null,
            collection => collection.AddSingleton(question).AddSingleton<IFrostingTask, LookForDrift>()
        );
        var result = graph.Run(LookForDrift.Target);
        return question.Found
            ?? new TargetLook.NotPossible(
                services.Redactor.Hide(
                    result.Failure is PlatformException or OperationCanceledException
                        ? result.Failure.Message
                        : result.Failure?.ToString() ?? "the look at it was ended"
                )
            );
    }

    private void Observe(JournalEvent happening) => services.Observer.Observe(happening);
}
