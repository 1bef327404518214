using System.Collections.Immutable;
using PathToProd.Decisions.Resuming;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Model.Components;
using PathToProd.Tasks.Runs;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Invocations;

/// <summary>A run that goes on: what it was asked, from its journal. No other process resumes it meanwhile.</summary>
internal sealed class Resumption : IDisposable
{
    private readonly ResumeChoice.Found _found;
    private readonly IDisposable _claim;

    private Resumption(ResumeChoice.Found found, IDisposable claim, Arguments arguments) =>
        (_found, _claim, Arguments) = (found, claim, arguments);

    /// <summary>The run.</summary>
    public PastRun Run => _found.Run;

    /// <summary>The names of the run and of those that it went on with.</summary>
    public IEnumerable<string> Runs => _found.Chain.Select(run => run.Id.Text);

    /// <summary>What was asked of the run, as if the command line said it.</summary>
    public Arguments Arguments { get; }

    /// <summary>Finds the run.</summary>
    /// <param name="invocation">The call, with <c>--resume</c>.</param>
    /// <param name="name">The target.</param>
    /// <param name="isKnown">Whether it is a target of the program, and not a component's own.</param>
    /// <exception cref="PlatformException">No run goes on: all reasons are in the message.</exception>
    public static Resumption Of(Invocation invocation, string name, bool isKnown)
    {
        var arguments = invocation.Arguments;
        if (!isKnown)
        {
            throw PlatformException.Wrong(
                $"--resume means nothing for {name}, which only components have",
                "leave it out: such a task runs from its start"
            );
        }

        var question = new ResumeQuestion(RunTarget.Of(name))
        {
            Run = arguments[Option.Resume] is { Length: > 0 } run ? run : null,
            // One that does not exist is reported as such, and not as one without runs.
            Environment = arguments.Has(Option.Environment) ? invocation.Environment.Name : null,
            DefaultEnvironment = invocation.Model.Platform.DefaultEnvironment,
        };
        var choice = ResumeChoice.Of(question, RunJournals.Read(invocation.Workspace));
        if (choice is ResumeChoice.Refused refused)
        {
            throw refused.Why;
        }

        var found = (ResumeChoice.Found)choice;
        var words = ResumeWords.Of(
            found.Run,
            arguments.Without(Option.OfCall),
            [.. Option.MayDiffer.Select(option => option.Word)]
        );
        var environment = KeyValuePair.Create(Option.Environment.Word, found.Run.Story!.Start.Environment);
        return new Resumption(
            found,
            RunJournals.TryHold(invocation.Workspace, found.Run.Id) ?? throw Claimed(found.Run),
            arguments.Only(Option.OfCall, words.Append(environment))
        );
    }

    /// <summary>Refuses to go on with another set than the run was started with.</summary>
    /// <exception cref="PlatformException">The set has changed since, as the proposed one does.</exception>
    public void Check(VersionSet? set)
    {
        if (Run.Asked!.Set is { } before && set is not null && set.Digest != before)
        {
            throw PlatformException.Wrong(
                $"run {Run.Id} was started with the version set {set.Name} as {before.ShortText}, and now it is {set.Digest.ShortText}",
                "start a new run with the set as it is now, without --resume"
            );
        }
    }

    /// <summary>Refuses to go on with another plan than the run was started with.</summary>
    /// <exception cref="PlatformException">The file holds another plan since.</exception>
    public void Check(EnvironmentPlan plan, string file)
    {
        if (Run.Asked!.Plan is { } before && plan.Digest != before)
        {
            throw PlatformException.Wrong(
                $"run {Run.Id} was started with the plan {file} as {before.ShortText}, and now it holds {plan.Digest.ShortText}",
                "restore the file, or start a new run without --resume"
            );
        }
    }

    /// <summary>Decides what of it is done, and says so.</summary>
    public ImmutableDictionary<string, ResumedComponent> Decide(
        Invocation invocation,
        LedgerState? ledger,
        string? commit
    )
    {
        var components = ResumeDecision.Of(_found, ledger);
        var style = Style.Plain with { Width = invocation.Style.Width };
        invocation.Say(ResumeReport.Text(Run, components, commit, style, invocation.Clock.GetUtcNow()));
        return components.ToImmutableDictionary(component => component.Component, StringComparer.Ordinal);
    }

    public void Dispose() => _claim.Dispose();

    private static PlatformException Claimed(PastRun run) =>
        PlatformException.Refused(
            $"Run {run.Id} is being resumed by another process. Nothing was touched. Wait for that to end, then run the same command again."
        );
}
