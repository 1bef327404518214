using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Promotions.Gates;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.People;
using PathToProd.Model.Promotions;
using PathToProd.Tests.Facts.EvidenceRecords;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Promotions;

/// <summary>
/// May 2026.11.1 go to prod? <c>new AskedPromotion().Says(new PromotionRecord.Held { … }).Causes(new HoldGate())</c>.
/// </summary>
internal sealed class AskedPromotion
{
    public static readonly DateTimeOffset Start = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private readonly List<PromotionRecord> _records = [];
    private readonly Dictionary<Look, object> _answers = [];

    public DateTimeOffset Now { get; set; } = Start;

    public VersionSet Set { get; set; } = SetOf("2026.11.1", "1.4.0");

    /// <summary>What commits approve.</summary>
    public CommitApprovals Commits { get; set; } = CommitApprovals.None;

    /// <summary>The pinned sets; null for the one that is asked about alone.</summary>
    public ImmutableArray<VersionSet>? Sets { get; set; }

    public PeopleDirectory People { get; set; } =
        new()
        {
            Groups = ImmutableSortedDictionary<string, IReadOnlyList<string>>.Empty.Add(
                "release-managers",
                ["alice", "bob", "carol@desk"]
            ),
        };

    public PromotionPolicy Policy { get; set; } = new() { Name = "strict", Text = "{}" };

    public ImmutableDictionary<string, DeploymentHistory> Histories { get; set; } =
        ImmutableDictionary<string, DeploymentHistory>.Empty.Add("prod", new LedgerBuilder().History);

    public ImmutableDictionary<string, string> Unread { get; set; } = ImmutableDictionary<string, string>.Empty;

    public SetReference Reference => new(Set.Name, Set.Digest);

    public PromotionQuestion Question
    {
        get
        {
            var step = new PromotionStep
            {
                Name = "production",
                Environments = ["prod"],
                Policy = Policy,
                Where = new SourcePosition(PromotionPath.FileName),
            };
            return new PromotionQuestion
            {
                Path = new PromotionPath { Steps = [step], People = People },
                Step = step,
                Environment = "prod",
                Set = Set,
                Histories = Histories,
                Unread = Unread,
                Promotions = new PromotionHistory([.. _records]),
                Sets = Sets ?? [Set],
                Verdicts = LatestVerdicts.Of([], EvidenceBuilder.Rules),
                Answers = new LookAnswers(_answers).With(CommitApprovalsLook.For(TimeSpan.FromDays(7), Now), Commits),
                Now = Now,
            };
        }
    }

    public static VersionSet SetOf(string name, string version, string? who = "erin@laptop") =>
        new()
        {
            Name = name,
            Members = ImmutableSortedDictionary<string, SetMember>.Empty.Add(
                "ingress",
                new SetMember("ingress", SemVersion.Parse(version), new Digest($"sha256:{version}"))
            ),
            Who = who,
        };

    /// <summary>The head of the next record, which was written so long ago.</summary>
    public RecordHead Head(string who, TimeSpan ago = default, string? reason = null, string? signature = null) =>
        new($"r{_records.Count + 1}", Now - ago, who, reason, signature);

    public AskedPromotion Says(PromotionRecord record)
    {
        _records.Add(record);
        return this;
    }

    public AskedPromotion Answers<T>(Look<T> look, T answer)
        where T : class
    {
        _answers[look] = answer;
        return this;
    }

    public AskedPromotion IsSilent(Look look, string why)
    {
        _answers[look] = new Silence(why);
        return this;
    }

    /// <summary>Every cause in full, or what holds.</summary>
    public string Says(IGate gate)
    {
        var question = Question;
        var causes = gate.Causes(question).ToArray();
        return causes.Length == 0
            ? $"open, as {gate.Open(question)}"
            : string.Join(
                '\n',
                causes.Select(cause =>
                    $"{cause.Kind.ToString().ToLowerInvariant()} ({cause.About}) because {cause.Because}\n  {cause.Lift}."
                    + (cause.Until is { } until ? $"\n  until {Moment.Text(until)}" : "")
                )
            );
    }
}
