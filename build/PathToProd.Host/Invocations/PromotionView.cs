using System.Collections.Immutable;
using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Notifications;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Model.Platform.Loading;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Notifications;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Facts.Notifications;
using PathToProd.Tasks.Facts.Promotions;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages;
using PathToProd.Text;
using PathToProd.Tools.Processes;
using PathToProd.Versions;

namespace PathToProd.Host.Invocations;

/// <summary>The path, what was decided on it, and what is known of its environments.</summary>
internal sealed class PromotionView : IDisposable
{
    private readonly Invocation _invocation;
    private readonly Lazy<PromotionPath> _path;
    private readonly Lazy<PromotionRecords> _records;
    private readonly Lazy<Provenance> _provenance;
    private Lookouts? _lookouts;
    private bool _hasLooked;
    private Notifier? _notifier;

    public PromotionView(Invocation invocation)
    {
        _invocation = invocation;
        References = new SetReferences(invocation);
        _path = new Lazy<PromotionPath>(() =>
            PromotionLoader.Load(new DiskPlatformFiles(invocation.Workspace), invocation.Model)
        );
        _records = new Lazy<PromotionRecords>(() =>
            PromotionRecords.Of(invocation.Workspace, invocation.Model.Platform, Path, invocation.Clock)
        );
        _provenance = new Lazy<Provenance>(() => new Provenance(invocation.Workspace.Root));
    }

    /// <summary>The path; empty when there is none.</summary>
    /// <exception cref="PlatformException">Something in it is wrong.</exception>
    public PromotionPath Path => _path.Value;

    /// <summary>The path, which must be there.</summary>
    /// <exception cref="PlatformException">There is none, or something in it is wrong.</exception>
    public PromotionPath NeededPath =>
        Path.IsEmpty
            ? throw new PlatformException([
                new Problem(
                    new SourcePosition(PromotionPath.FileName),
                    "there is no such file, so nothing says which environments sets go through",
                    "write it; docs/promotion.md shows how"
                ),
            ])
            : Path;

    /// <summary>Where what is decided is kept.</summary>
    public PromotionRecords Records => _records.Value;

    /// <summary>The version sets.</summary>
    public SetReferences References { get; }

    /// <summary>The step of the environment that was asked for.</summary>
    /// <exception cref="PlatformException">There is no such environment, or it is not on the path.</exception>
    public PromotionStep StepOf(string environment) =>
        NeededPath.StepOf(environment)
        ?? throw new PlatformException([
            new Problem(
                null,
                $"{environment} is not on the path",
                $"add it to {PromotionPath.FileName}, or name one of {string.Join(", ", Path.Steps.SelectMany(step => step.Environments))}"
            ),
        ]);

    /// <summary>The path of a platform that has one; null for a platform without. Nothing of it is read yet.</summary>
    public static PromotionView? IfThere(Invocation invocation) =>
        File.Exists(System.IO.Path.Combine(invocation.Workspace.Root, PromotionPath.FileName))
            ? new PromotionView(invocation)
            : null;

    /// <summary>What is known at this moment. Every call looks again.</summary>
    /// <param name="only">The environments whose ledgers are read; null for all that the path and its gates name.</param>
    public SeenPath Look(IReadOnlyCollection<string>? only = null)
    {
        var seen = Records.Read();
        var evidence = new EvidenceView(_invocation) { IsLaterLook = _hasLooked };
        foreach (var problem in _hasLooked ? [] : seen.Reading.Problems)
        {
            _invocation.Say(problem.ToString());
        }

        _hasLooked = true;
        var environments = only ?? [.. Path.Environments];
        var (histories, unread) = CurrentLedger.HistoriesOfEach(
            _invocation.Workspace,
            _invocation.Model.Platform,
            environments,
            _invocation.Clock
        );
        return new SeenPath(
            seen,
            new PromotionQuestion
            {
                Path = Path,
                Step = Path.Steps[0],
                Environment = Path.Steps[0].Environments[0],
                Set = Nothing,
                Histories = histories.ToImmutableDictionary(one => one.Environment, StringComparer.Ordinal),
                Unread = unread.ToImmutableDictionary(
                    one => one.Environment,
                    one => Prose.FirstLine(one.Because).TrimEnd('.'),
                    StringComparer.Ordinal
                ),
                Promotions = seen.Reading.History,
                UnreadRecords = seen.Reading.Problems,
                Sets = References.Files.Pinned.Sets,
                Verdicts = evidence.Verdicts,
                Now = _invocation.Clock.GetUtcNow(),
            }
        )
        {
            Unread = unread,
        };
    }

    /// <summary>Where environments of the path stand, in its order, by what is known of them.</summary>
    /// <param name="environments">The environments.</param>
    /// <param name="seen">What is known.</param>
    public IReadOnlyList<EnvironmentStanding> Standings(IReadOnlyCollection<string> environments, SeenPath seen) =>
        StandingDecision.Of(
            WithLocalAnswers([
                .. from step in Path.Steps
                from environment in step.Environments
                where environments.Contains(environment)
                select seen.About(step, environment),
            ])
        );

    /// <summary>Questions about where environments stand, once what the checkout itself knows was looked up.</summary>
    public PromotionQuestion[] WithLocalAnswers(IReadOnlyList<PromotionQuestion> questions)
    {
        var answers = Answers(questions.SelectMany(StandingDecision.Looks));
        return [.. questions.Select(question => question with { Answers = answers })];
    }

    /// <summary>The environments of the path among some, and those that their gates look at.</summary>
    public IReadOnlyCollection<string> WithThoseLookedAt(IReadOnlyCollection<string> environments) =>
        [
            .. environments
                .Where(environment => Path.StepOf(environment) is not null)
                .Concat(Path.LookedAtFrom(Path.Steps.Where(step => step.Environments.Any(environments.Contains))))
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>The same once what the gates must know about some sets was looked up.</summary>
    public PromotionQuestion Answered(PromotionQuestion question, IEnumerable<VersionSet> sets) =>
        question with
        {
            Answers = Answers(sets.Select(set => question with { Set = set })),
        };

    /// <summary>The verdicts, once what the gates must know was looked up: each look once for all of them.</summary>
    public ImmutableArray<PromotionVerdict> Verdicts(IReadOnlyList<PromotionQuestion> questions)
    {
        var answers = Answers(questions);
        return PromotionDecision.Of([.. questions.Select(question => question with { Answers = answers })]);
    }

    private LookAnswers Answers(IEnumerable<PromotionQuestion> questions) =>
        Answers(questions.SelectMany(PromotionDecision.Looks));

    private LookAnswers Answers(IEnumerable<Look> looks) =>
        (_lookouts ??= Lookouts()).AnswerAsync(looks, _invocation.RunInterruption.Politely).GetAwaiter().GetResult();

    /// <summary>Notifies those whom the path names, beside the work.</summary>
    public Notifier Notifier =>
        _notifier ??= new Notifier(
            _invocation.Workspace,
            Path.Notifications,
            new Redactor(),
            _invocation.Clock,
            _invocation.Say
        );

    /// <summary>Notifies people of a record, if it is one of which they are.</summary>
    public void Notify(PromotionRecord record)
    {
        if (Notification.Of(record) is { } notification)
        {
            Notifier.Send(notification);
        }
    }

    /// <summary>Notifies people that a deployment, or its verification, failed, or that it was rolled back.</summary>
    public void Notify(NotificationEvent happened, AdvanceMove.Failed failed) =>
        Notifier.Send(
            Notification.OfRun(
                happened,
                failed.Environment,
                PromotionDecision.Reference(failed.Set),
                string.Join(' ', failed.Causes.Select(cause => cause.About)),
                Prose.List([.. failed.Causes.Select(cause => cause.Because)]),
                _invocation.Clock.GetUtcNow()
            )
        );

    /// <summary>Forgets what was looked up: after a deployment it is looked up again.</summary>
    public void Forget()
    {
        _lookouts?.Dispose();
        _lookouts = null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _notifier?.Finish();
        _notifier?.Dispose();
        Forget();
    }

    private Lookouts Lookouts() =>
        Tasks.Facts.Promotions.Lookouts.Of(
            _invocation.Workspace,
            _invocation.Model.Platform,
            new ProcessScope
            {
                Cancellation = _invocation.RunInterruption.Politely,
                CancellationAtOnce = _invocation.RunInterruption.AtOnce,
            }
        );

    /// <summary>What a new record begins with.</summary>
    public RecordHead Head(string? reason) =>
        new(
            $"{Guid.CreateVersion7():n}",
            _invocation.Clock.GetUtcNow(),
            _provenance.Value.Who,
            reason,
            Product: ProductVersion.Text
        );

    /// <summary>One line that says why.</summary>
    /// <exception cref="PlatformException">It has several lines, or there must be one and is none.</exception>
    public string? Reason(bool isNeeded)
    {
        var reason = _invocation.Arguments[Option.Why];
        return reason is null && isNeeded
                ? throw PlatformException.Wrong("no --reason is given", "add --reason=TEXT: it is kept with the record")
            : reason?.Any(char.IsControl) == true
                ? throw PlatformException.Wrong("--reason has several lines, or a tab", "write one line of text")
            : reason;
    }

    private static VersionSet Nothing { get; } =
        new() { Name = "", Members = ImmutableSortedDictionary<string, SetMember>.Empty };
}

/// <summary>What was known of the path at one moment.</summary>
/// <param name="Records">The records, over which a decision is written.</param>
/// <param name="Question">All that is known, about no set yet.</param>
internal sealed record SeenPath(SeenPromotions Records, PromotionQuestion Question)
{
    /// <summary>The ledgers that could not be read, with the whole messages. Default: none.</summary>
    public ImmutableArray<UnreadLedger> Unread { get; init; } = [];

    /// <summary>Those of some environments.</summary>
    public ImmutableArray<UnreadLedger> UnreadOf(IReadOnlyCollection<string> environments) =>
        [.. Unread.Where(unread => environments.Contains(unread.Environment))];

    /// <summary>Whether nothing was recorded, deployed or tested since.</summary>
    public bool IsAs(SeenPath other) =>
        Question.Histories.Count == other.Question.Histories.Count
        && Question.Histories.All(history =>
            other.Question.Histories.TryGetValue(history.Key, out var before)
            && Ends(history.Value).SequenceEqual(Ends(before))
            && history.Value.Doubts.Length == before.Doubts.Length
        )
        && Question.Promotions.Records.Length == other.Question.Promotions.Records.Length
        && Question
            .Verdicts.All.Select(verdict => verdict.Evidence.Digest)
            .SequenceEqual(other.Question.Verdicts.All.Select(verdict => verdict.Evidence.Digest));

    private static IEnumerable<(string Attempt, AttemptOutcome Outcome)> Ends(DeploymentHistory history) =>
        history
            .Attempts.Select(attempt => (attempt.Started.Attempt, attempt.Outcome))
            .Concat(history.Units.Select(unit => (unit.Started.Attempt, unit.Outcome)));

    /// <summary>The question about an environment.</summary>
    public PromotionQuestion About(PromotionStep step, string environment) =>
        Question with
        {
            Step = step,
            Environment = environment,
        };

    /// <summary>The question about a set in an environment.</summary>
    public PromotionQuestion About(PromotionStep step, string environment, VersionSet set) =>
        Question with
        {
            Step = step,
            Environment = environment,
            Set = set,
        };
}
