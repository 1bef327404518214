using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform;
using PathToProd.Model.Units;
using PathToProd.Tasks.Facts.Plans;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Text;
using PathToProd.Text.Ci;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Targets;

/// <summary>Runs a target of components: a stage, or a task of their own.</summary>
internal static class ComponentTargets
{
    public static Report Run(Invocation invocation, string name, HostTarget? target)
    {
        if (target is null && invocation.Arguments[Option.Component] is null)
        {
            throw Unknown(name);
        }

        var applied = PlanToApply.Of(invocation);
        invocation = applied?.Invocation ?? invocation;
        using var platform = new Platform(invocation);
        var reports = RunReportFiles.Of(invocation);
        var save = invocation.Arguments[Option.Save] is { } path
            ? SavedPlanFile.ToWrite(invocation.Workspace, path)
            : null;
        var environment = invocation.Environment;
        var asked = RunTarget.Of(target?.Name ?? name);
        // Git takes a while, and is asked meanwhile.
        var commit = asked.ChangesEnvironment
            ? Task.Run(() => platform.Provenance.Commit)
            : Task.FromResult<string?>(null);
        var chosen = ChosenVersion.Choose(platform, environment, asked);
        var components = InUnits(invocation, asked, chosen.Model, invocation.SelectedOf(chosen.Model));
        var possible = components.IsEmpty ? [.. chosen.Model.Components.Values] : components;
        if (target is null && possible.All(component => !HasOwnTasks(invocation, component.Name)))
        {
            throw Unknown(name);
        }

        var id = RunId.Of(invocation.Clock.GetUtcNow(), (ushort)Random.Shared.Next(ushort.MaxValue + 1));
        save?.Forget();
        if (components.IsEmpty)
        {
            var nothing = new RunRequest
            {
                Target = asked,
                Components = [],
                Environment = environment,
            };
            return Nothing(invocation, nothing, id, reports);
        }

        var request = Request(platform, asked, environment, chosen.Set, components, commit, applied?.Plan);
        RunResult result;
        try
        {
            result = RunAsync().GetAwaiter().GetResult();
            if (save is not null)
            {
                save.Write(result.Plan!);
                result = result with { PlanFile = save.Shown };
            }
        }
        catch (PlatformException exception)
        {
            reports.Write(Empty(request, id, exception.ExitCode, exception.Message));
            StepSummary.Add(invocation, _ => RunPage.OfRefusal(asked, environment.Name, exception));
            throw;
        }
        catch (OperationCanceledException) when (invocation.RunInterruption.IsRequested)
        {
            reports.Write(Empty(request, id, ExitCode.Cancelled, "The run was cancelled before it started."));
            throw;
        }

        // CI systems keep reports where many may read them; a plan has values.
        var trouble = reports.Write(result with { Plan = null });
        if (!result.PlanDifferences.IsEmpty)
        {
            return OfOtherPlan(invocation, result, trouble);
        }

        StepSummary.Add(invocation, result);
        if (invocation.Terminal.Ci == CiHost.GitHub)
        {
            GuardedWriter.Unguarded(invocation.Progress).Write(ErrorAnnotations.Of(result));
        }

        return Report(invocation, result, style => $"\n{RunSummary.Text(result, style)}", trouble);

        async Task<RunResult> RunAsync()
        {
            if (applied is not null)
            {
                var deployed = await PlannedDeploy.RunAsync(platform, request, applied.File, chosen, id, Observer);
                return deployed with { PlanFile = applied.File };
            }

            using var observer = Observer(asked);
            return await new ComponentRun(platform.Of(id, observer, chosen), request).RunAsync();
        }

        RunObserver Observer(RunTarget of) =>
            new(
                invocation,
                RunViews.Of(invocation, of, environment.Name, chosen.Model.Components.Keys, components.Length)
            );
    }

    /// <summary>A saved plan that was not applied as a fresh one differs: programs get the differences, and people the same in lines.</summary>
    private static Report OfOtherPlan(Invocation invocation, RunResult result, string? trouble)
    {
        string Page() => RunPage.OfRefusal(result.Target, result.Environment, PlatformException.Refused(result.Error!));
        StepSummary.Add(invocation, _ => Page());
        return Report(invocation, result, _ => "", trouble is null ? result.Error : $"{result.Error}\n{trouble}") with
        {
            Markdown = Page,
        };
    }

    private static RunRequest Request(
        Platform platform,
        RunTarget target,
        EnvironmentManifest environment,
        VersionSet? set,
        ImmutableArray<ComponentManifest> components,
        Task<string?> commit,
        EnvironmentPlan? plan
    )
    {
        var invocation = platform.Invocation;
        var resumption = invocation.Resumption;
        resumption?.Check(set);
        var request = new RunRequest
        {
            Target = target,
            Components = components,
            Environment = environment,
            Set = set,
            Options = platform.Options with { Plan = plan },
            Asked = new RunAsked
            {
                Options = invocation
                    .Arguments.Without(Option.OfCall)
                    .ToImmutableSortedDictionary(StringComparer.Ordinal),
                Components = [.. components.Select(component => component.Name)],
                Set = set?.Digest,
                Plan = plan?.Digest,
                Commit = commit.GetAwaiter().GetResult(),
                Who = platform.Provenance.Who,
                Process = Environment.ProcessId,
                Resumes = resumption?.Run.Id,
            },
        };
        return resumption is null
            ? request
            : request with
            {
                Resumed = resumption.Decide(
                    invocation,
                    target.ChangesEnvironment ? LedgerState.From(Ledgers.History(invocation, environment.Name)) : null,
                    request.Asked.Commit
                ),
            };
    }

    /// <summary>
    /// What a change affects is computed and not chosen, so what the environment deploys with it goes along. A user who names a part of a unit is
    /// refused.
    /// </summary>
    private static ImmutableArray<ComponentManifest> InUnits(
        Invocation invocation,
        RunTarget target,
        PlatformModel model,
        ImmutableArray<ComponentManifest> components
    )
    {
        if (!target.ChangesEnvironment || invocation.Arguments[Option.Component] != Arguments.Affected)
        {
            return components;
        }

        var environment = invocation.Environment;
        var names = components.Select(component => component.Name).ToHashSet(StringComparer.Ordinal);
        var widened = components.ToBuilder();
        foreach (var unit in DeploymentUnits.Of(environment, model).Of(names))
        {
            var others = unit.Members.Where(member => !names.Contains(member)).ToArray();
            if (others.Length > 0)
            {
                invocation.Say(
                    $"{Prose.List(others)} {(others.Length == 1 ? "goes" : "go")} along: {environment.Name} deploys {unit.Text} as one."
                );
                widened.AddRange(others.Select(name => model.Components[name]));
            }
        }

        return widened.ToImmutable();
    }

    /// <summary>A change may affect nothing; then there is nothing to do, which is not a failure.</summary>
    private static Report Nothing(Invocation invocation, RunRequest request, RunId id, RunReportFiles reports)
    {
        var result = Empty(request, id, ExitCode.Done, error: null);
        return Report(invocation, result, _ => $"{invocation.Affected.Nothing}\n", reports.Write(result));
    }

    /// <summary>A run that came to no component.</summary>
    private static RunResult Empty(RunRequest request, RunId id, ExitCode exitCode, string? error) =>
        new()
        {
            Run = id,
            Resumes = request.Asked?.Resumes,
            Target = request.Target,
            Environment = request.Environment.Name,
            Nodes = [],
            ExitCode = exitCode,
            Error = error,
            Duration = TimeSpan.Zero,
            Logs = "",
        };

    private static Report Report(Invocation invocation, RunResult result, Func<Style, string> text, string? trouble) =>
        new()
        {
            Text = text,
            Json = () => RunSummary.Json(result),
            Events = () => $"{RunEvents.Result(invocation.Clock.GetUtcNow(), result)}\n",
            Markdown = () => RunSummary.Markdown(result),
            Trouble = trouble,
            ExitCode = trouble is not null && result.ExitCode == ExitCode.Done ? ExitCode.Failed : result.ExitCode,
        };

    /// <summary>What help says about a task that only a component knows.</summary>
    public static HostTarget Unknown(Invocation invocation, string name) =>
        invocation.Arguments[Option.Component] is null
            ? throw Unknown(name)
            : new HostTarget(
                name,
                "is a target of the component's own",
                Options: [Option.Component, Option.Environment, Option.Since, Option.Depth]
            )
            {
                Formats = HostTarget.RunFormats,
            };

    private static bool HasOwnTasks(Invocation invocation, string component) =>
        new ComponentProject(invocation.Workspace, component).Exists;

    private static PlatformException Unknown(string name) =>
        new([
            new Problem(
                null,
                $"there is no target {name}",
                Suggestion.Fix(name, TargetCatalog.All.Select(target => target.Name), "target", "see --target=Help")
            ),
        ]);
}
