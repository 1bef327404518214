using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Solving;

/// <summary>Small questions. The same seed gives the same questions.</summary>
/// <param name="seed">The seed.</param>
/// <param name="kind">What they are like.</param>
internal sealed class RandomQuestions(int seed, QuestionKind kind = QuestionKind.Wild)
{
    private static readonly string[] Names = ["a", "b", "c", "d", "e"];
    private static readonly string[] Versions = ["1.0.0", "1.1.0", "2.0.0", "2.1.0-rc.1", "2.1.0", "3.0.0"];
    private static readonly string[] Ranges =
    [
        "*",
        "1.x",
        ">=1.1",
        "^2",
        ">=2 <3",
        "<2",
        "3.x",
        "2.0.0 || 3.0.0",
        ">=2.1.0-rc.1",
        "1.0.0 - 2.0",
        ">4",
        ">2 <1",
    ];

    private static readonly string[] MildRanges =
    [
        "*",
        "<3",
        ">=1.1",
        "1.x || 2.x",
        "<=2.0",
        "1.x || 3.x",
        ">=2 <3",
        "<2.1",
    ];

    private readonly Random _random = new(seed);
    private readonly bool _isMild = kind != QuestionKind.Wild;
    private readonly bool _isUpgrade = kind is QuestionKind.Upgrade or QuestionKind.KnownGoodUpgrade;

    public SolverQuestion Next()
    {
        var question = _isUpgrade ? Upgraded(Any()) : Any();
        if (kind == QuestionKind.Blocked)
        {
            return question with
            {
                Holds =
                [
                    .. question
                        .Universe.Components.Where(_ => Often(2, 3))
                        .Select(name => new Hold(name, Range(), null)),
                ],
                KnownConflicts = [.. Enumerable.Range(0, 6).Select(_ => Conflict(question.Universe))],
                Kubernetes = null,
                Provider = null,
            };
        }
        return kind is QuestionKind.KnownGood or QuestionKind.KnownGoodUpgrade
            ? question with
            {
                KnownGood = Answers(question),
            }
            : question;
    }

    /// <summary>Some answers, as if they had been tested: of those that are looked at first, and so are new.</summary>
    private ImmutableArray<KnownGoodSet> Answers(SolverQuestion question)
    {
        var all = Oracle.Fewest(question).Take(30).Concat(Oracle.All(question).Take(30)).ToArray();
        return all.Length == 0
            ? []
            : [.. Enumerable.Range(0, _random.Next(4)).Select(index => Good(all[_random.Next(all.Length)], index))];
    }

    /// <summary>What runs is an answer without the newest versions; then some of it is upgraded.</summary>
    private SolverQuestion Upgraded(SolverQuestion question)
    {
        var older = question.Universe.Components.SelectMany(name =>
            question.Universe.Of(name).Skip(_random.Next(2, 6))
        );
        var before = question with
        {
            Universe = new Universe(older),
            Current = question.Current.Clear(),
            Upgrades = null,
        };
        var current = Oracle.Solve(before) ?? question.Current;
        var upgrades = question.Universe.Components.ToArray();
        _random.Shuffle(upgrades);
        return question with { Current = current, Upgrades = [.. upgrades.Take(Often(3, 4) ? 1 : 2)] };
    }

    private SolverQuestion Any()
    {
        var components = Names[
            .._random.Next(
                _isUpgrade ? 4
                    : _isMild ? 3
                    : 2,
                Names.Length + 1
            )
        ];
        var universe = new Universe(components.SelectMany(name => Candidates(name, components)).ToArray());
        var upgrades = components.Where(_ => Often(1, 3)).ToArray();
        _random.Shuffle(upgrades);
        return new SolverQuestion
        {
            Universe = universe,
            Wishes =
            [
                .. components
                    .Where(_ => Often(_isUpgrade ? 4 : 2, 5))
                    .Select(name => new Wish(name, _isUpgrade ? VersionRange.Any : Range(), "you asked for it")),
            ],
            Holds =
            [
                .. components.Where(_ => Often(1, _isUpgrade ? 20 : 6)).Select(name => new Hold(name, Range(), null)),
            ],
            Kubernetes = Often(1, 2) ? Version() : null,
            Provider = Often(1, 2) ? Provider() : null,
            KnownConflicts = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Conflict(universe))],
            KnownGood =
            [
                .. Enumerable.Range(0, !_isMild && Often(1, 3) ? 2 : 0).Select(index => Good(universe, index)),
            ],
            Current = Some(universe, 2, 3),
            Upgrades = Often(1, 2) ? [.. upgrades] : null,
            OnlyKnownGood = !_isMild && Often(1, 20),
        };
    }

    private IEnumerable<Candidate> Candidates(string name, string[] components) =>
        Versions
            .Where(_ => _isMild ? Often(5, 6) : Often(1, 2))
            .Select(version => new Candidate(
                name,
                SemVersion.Parse(version),
                new Digest($"sha256:{name}-{version}"),
                new ComponentRelations
                {
                    Requires = _isUpgrade
                        ? Near(components.Where(other => other != name), version)
                        : Relations(components, 1, 3),
                    Optional = Relations(components, 1, 8),
                    Conflicts = Relations(components.Where(other => other != name), 1, _isUpgrade ? 40 : 10),
                    Kubernetes = Often(1, _isUpgrade ? 20 : 6) ? Range() : null,
                    Providers = Often(1, _isUpgrade ? 20 : 6) ? [Provider()] : [],
                }
            ));

    private ImmutableSortedDictionary<string, Requirement> Relations(IEnumerable<string> others, int times, int of) =>
        others
            .Append(_isMild ? "b" : "nowhere")
            .Distinct(StringComparer.Ordinal)
            .Where(other => Often(times, other == "nowhere" ? of * 10 : of))
            .ToImmutableSortedDictionary(
                other => other,
                other => new Requirement(other, Range()),
                StringComparer.Ordinal
            );

    /// <summary>Some others, in versions that are about as old.</summary>
    private ImmutableSortedDictionary<string, Requirement> Near(IEnumerable<string> others, string version)
    {
        var at = Array.IndexOf(Versions, version);
        string From() => Versions[Math.Max(0, at - _random.Next(6))];
        string To() => Versions[Math.Min(Versions.Length - 1, at + _random.Next(6))];
        return others
            .Where(_ => Often(3, 5))
            .ToImmutableSorted(
                other => other,
                other => new Requirement(other, VersionRange.Parse($">={From()} <={To()}"))
            );
    }

    private KnownConflict Conflict(Universe universe) =>
        new(
            [.. Some(universe, 1, 2).Take(_random.Next(1, 4)).Select(one => (one.Key, one.Value))],
            "failed together on ci-1 on 2026-11-22"
        );

    private KnownGoodSet Good(Universe universe, int index) => Good(Some(universe, 4, 5), index);

    private static KnownGoodSet Good(ImmutableSortedDictionary<string, SemVersion> versions, int index) =>
        new($"good-{index}", versions, new DateTimeOffset(2026, 11, 1 + index, 0, 0, 0, TimeSpan.Zero));

    private ImmutableSortedDictionary<string, SemVersion> Some(Universe universe, int times, int of) =>
        universe
            .Components.Where(_ => Often(times, of))
            .ToImmutableSortedDictionary(
                name => name,
                name => universe.Of(name)[_random.Next(universe.Of(name).Length)].Version,
                StringComparer.Ordinal
            );

    private bool Often(int times, int of) => _random.Next(of) < times;

    private VersionRange Range()
    {
        var ranges = _isMild ? MildRanges : Ranges;
        return VersionRange.Parse(ranges[_random.Next(ranges.Length)]);
    }

    private SemVersion Version() => SemVersion.Parse(Versions[_random.Next(Versions.Length)]);

    private string Provider() => Often(1, 2) ? "eks" : "gke";
}

/// <summary>What random questions are like.</summary>
internal enum QuestionKind
{
    /// <summary>Much goes wrong.</summary>
    Wild,

    /// <summary>Most have an answer that takes some search.</summary>
    Mild,

    /// <summary>Mild ones, in which something that runs together is upgraded.</summary>
    Upgrade,

    /// <summary>Mild ones, some of whose answers are known good.</summary>
    KnownGood,

    /// <summary>Mild ones with many holds and conflicts.</summary>
    Blocked,

    /// <summary>Upgrades, some of whose answers are known good.</summary>
    KnownGoodUpgrade,
}
