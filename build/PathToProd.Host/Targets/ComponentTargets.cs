using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Host.Targets.Pools;
using PathToProd.Host.Targets.Promotions;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform;
using PathToProd.Model.Units;
using PathToProd.Tasks.Facts.Plans;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Runs.Whole;
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
        WorkingCheck.Refuse(invocation, RunTarget.Of(target?.Name ?? name));
        using var platform = new Platform(invocation);
        var reports = RunReportFiles.Of(invocation);
        var save = invocation.Arguments[Option.Save] is { } path
            ? SavedPlanFile.ToWrite(invocation.Workspace, path)
            : null;
        var environment = invocation.Environment;
        var asked = RunTarget.Of(target?.Name ?? name);
        if (asked.ChangesEnvironment && LeasedRun.RunNamed(invocation, leased => Run(leased, name, target)) is { } done)
        {
            return done;
        }

        // Git takes a while, and is asked meanwhile.
        var commit = asked.ChangesEnvironment
            ? Task.Run(() => platform.Provenance.Commit)
            : Task.FromResult<string?>(null);
        var chosen = ChosenVersion.Choose(platform, environment, asked);
        PromotionCheck.Refuse(invocation, environment, asked, chosen);
        var components = InUnits(invocation, asked, chosen.Model, invocation.SelectedOf(chosen.Model));
        var possible = components.IsEmpty ? [.. chosen.Model.Components.Values] : components;
        if (target is null && possible.All(component => !HasOwnTasks(invocation, component.Name)))
        {
            throw Unknown(name);
        }

        var id = invocation.NewRun();
        save?.Forget();
        if (components.IsEmpty && !asked.IsOfWhole)
        {
            var nothing = new RunRequest
            {
                Target = asked,
                Components = [],
                Environment = environment,
            };
            return Nothing(invocation, nothing, id, reports);
        }

        var request = Request(platform, asked, environment, chosen.Set, components, commit, plan: applied?.Plan);
        var (result, trouble) = CarryOut(platform, request, chosen, id, reports, RunAsync);
        var isKept = invocation.Terminal.Ci == CiHost.None;
        return result.PlanDifferences.IsEmpty
            ? Report(invocation, result, style => $"\n{RunSummary.Text(result, style, isKept)}", trouble)
            : OfOtherPlan(invocation, result, trouble);

        async Task<RunResult> RunAsync(Func<RunTarget, RunObserver> observer)
        {
            if (applied is not null)
            {
                var deployed = await PlannedDeploy.RunAsync(platform, request, applied.File, chosen, id, observer);
                return deployed with { PlanFile = applied.File };
            }

            RunResult ended;
            using (var shown = observer(asked))
            {
                ended = await new PlatformRun(platform.Of(id, shown, chosen), request, invocation.Model).RunAsync();
            }

            save?.Write(ended.Plan!);
            return ended with { PlanFile = save?.Shown };
        }
    }

    /// <summary>Has a run carried out, shown, and written to the files of <c>--report</c> and the step's summary, however it ends.</summary>
    /// <param name="platform">What the call works with.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="chosen">What the run takes from the store.</param>
    /// <param name="id">The run.</param>
    /// <param name="reports">The files of <c>--report</c>.</param>
    /// <param name="run">Does it, with what shows a run of a target.</param>
    /// <returns>What became of it, and what could not be written; null if all was.</returns>
    public static (RunResult Result, string? Trouble) CarryOut(
        Platform platform,
        RunRequest request,
        ChosenVersions chosen,
        RunId id,
        ReportFiles<RunResult> reports,
        Func<Func<RunTarget, RunObserver>, Task<RunResult>> run
    )
    {
        var invocation = platform.Invocation;
        var environment = request.Environment.Name;
        RunResult result;
        try
        {
            result = run(Observer).GetAwaiter().GetResult();
        }
        catch (PlatformException exception)
        {
            reports.Write(Empty(request, id, exception.ExitCode, exception.Message));
            StepSummary.Add(invocation, _ => RunPage.OfRefusal(request.Target, environment, exception));
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
            return (result, trouble);
        }

        StepSummary.Add(invocation, result);
        if (invocation.Terminal.Ci == CiHost.GitHub)
        {
            GuardedWriter.Unguarded(invocation.Progress).Write(ErrorAnnotations.Of(result));
        }

        return (result, trouble);

        RunObserver Observer(RunTarget of) =>
            new(invocation, RunViews.Of(invocation, of, environment, Names(of, chosen), request.Components.Length));
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

    /// <summary>All that lines may be about.</summary>
    private static IEnumerable<string> Names(RunTarget target, ChosenVersions chosen) =>
        target.IsOfWhole ? chosen.Model.Components.Keys.Append(PlatformResult.Name) : chosen.Model.Components.Keys;

    /// <summary>What a run is asked, as its journal keeps it; of one that goes on, also what of it is done.</summary>
    public static RunRequest Request(
        Platform platform,
        RunTarget target,
        EnvironmentManifest environment,
        VersionSet? set,
        ImmutableArray<ComponentManifest> components,
        Task<string?> commit,
        RollbackAsked? rollback = null,
        EnvironmentPlan? plan = null
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
                Options = invocation.Arguments.Without(Option.OfCall),
                Components = [.. components.Select(component => component.Name)],
                Set = set?.Digest,
                Plan = plan?.Digest,
                Rollback = rollback,
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
    private static Report Nothing(Invocation invocation, RunRequest request, RunId id, ReportFiles<RunResult> reports)
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

    /// <summary>A run in each form that it can be asked for.</summary>
    public static Report Report(Invocation invocation, RunResult result, Func<Style, string> text, string? trouble) =>
        new()
        {
            Text = text,
            Json = () => RunSummary.Json(result),
            Events = () => $"{RunEvents.Result(invocation.Clock.GetUtcNow(), result)}\n",
            Markdown = () => RunSummary.Markdown(result),
            Trouble = trouble,
            Blames = Blamed(result),
            Findings = Finding.Of(result.Nodes),
            ExitCode = trouble is not null && result.ExitCode == ExitCode.Done ? ExitCode.Failed : result.ExitCode,
        };

    /// <summary>What failed in the environment itself, rather than before anything was touched there.</summary>
    private static string? Blamed(RunResult result) =>
        result
            .Nodes.Where(node =>
                node.Outcome == NodeOutcome.Failed
                && node.Stages is [.., { Name: nameof(Stage.Deploy) or nameof(Stage.Verify) or nameof(Stage.Destroy) }]
            )
            .Select(node => $"{node.Component}: {FailureLine.Cut(node.Error ?? node.Outcome.Verb())}")
            .FirstOrDefault();

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
