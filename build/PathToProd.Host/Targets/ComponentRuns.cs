using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Host.Invocations.Views;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Runs;
using PathToProd.Text;
using PathToProd.Text.Ci;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Targets;

/// <summary>How a run of components is asked for, carried out and told, whichever target it is of.</summary>
internal static class ComponentRuns
{
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

    /// <summary>A run in each form that it can be asked for.</summary>
    public static Report Told(Invocation invocation, RunResult result, Func<Style, string> text, string? trouble) =>
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

    /// <summary>A saved plan that was not applied as a fresh one differs: programs get the differences, and people the same in lines.</summary>
    public static Report OfOtherPlan(Invocation invocation, RunResult result, string? trouble)
    {
        string Page() => RunPage.OfRefusal(result.Target, result.Environment, PlatformException.Refused(result.Error!));
        StepSummary.Add(invocation, _ => Page());
        return Told(invocation, result, _ => "", trouble is null ? result.Error : $"{result.Error}\n{trouble}") with
        {
            Markdown = Page,
        };
    }

    /// <summary>All that lines may be about.</summary>
    private static IEnumerable<string> Names(RunTarget target, ChosenVersions chosen) =>
        target.IsOfWhole ? chosen.Model.Components.Keys.Append(PlatformResult.Name) : chosen.Model.Components.Keys;

    /// <summary>A run that came to no component.</summary>
    public static RunResult Empty(RunRequest request, RunId id, ExitCode exitCode, string? error) =>
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

    /// <summary>What failed in the environment itself, rather than before anything was touched there.</summary>
    private static string? Blamed(RunResult result) =>
        result
            .Nodes.Where(node =>
                node.Outcome == NodeOutcome.Failed
                && node.Stages is [.., { Name: nameof(Stage.Deploy) or nameof(Stage.Verify) or nameof(Stage.Destroy) }]
            )
            .Select(node => $"{node.Component}: {FailureLine.Cut(node.Error ?? node.Outcome.Verb())}")
            .FirstOrDefault();
}
