using PathToProd.Decisions.Promotions;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Promotions;

namespace PathToProd.Tests.Decisions.Promotions.Simulation;

/// <summary>
/// Several Advances, people and monitoring on one path, each a step at a time in an order that a seed decides. An Advance can end at any step, as
/// if it was killed.
/// </summary>
internal sealed class PathSimulation
{
    private readonly Random _random;
    private readonly PathPeople _people;
    private readonly List<string> _broken = [];
    private int _runs;

    public PathSimulation(int seed)
    {
        _random = new Random(seed);
        World = new PathWorld(
            rollsBack: _random.Next(2) == 0,
            _random.Next(3) == 0 ? PaceChoice.Every : PaceChoice.Latest
        );
        _people = new PathPeople(World, _random);
        World.Test(World.Pin(), passed: true, ++_runs);
    }

    public PathWorld World { get; }

    /// <summary>What was promoted although it must not have been.</summary>
    public IReadOnlyList<string> Broken => _broken;

    /// <summary>Everything that happened, for a person who has to find out why.</summary>
    public string Story
    {
        get
        {
            List<(DateTimeOffset At, string Text)> all =
            [
                .. World.Records.Select(one =>
                    (one.Head.At, $"{PromotionText.Title(one)} ({one.Head.Who}, {one.Head.Id})")
                ),
                .. World.Commits.Select(one =>
                    (
                        one.Record.Head.At,
                        $"{PromotionText.Title(one.Record)}, signed {one.Check.State} by {one.Check.Signer}"
                    )
                ),
                .. World.Moods.Select(one => (one.From, $"monitoring: {one.Mood}")),
                .. World.Evidence.Select(one => (one.Start, $"{one.Set} in {one.Environment}: {one.Outcome}")),
                .. World.Path.Steps.SelectMany(step =>
                    World.Ledger(step.Name).Select(one => (one.At, $"{step.Name}: {Text(one)}"))
                ),
            ];
            return string.Join('\n', all.OrderBy(one => one.At).Select(one => $"{one.At:dd HH:mm:ss} {one.Text}"));
        }
    }

    private static string Text(LedgerEntry entry) =>
        entry switch
        {
            LedgerEntry.Started one => $"{one.Attempt} of {one.Run} begins {one.Component} {one.Version} of {one.Set}",
            LedgerEntry.Ended one => $"{one.Attempt} ends: {one.Outcome}",
            _ => $"{entry}",
        };

    /// <summary>Lets everything happen for a while; then all runs have ended.</summary>
    public void Run(int steps)
    {
        var advances = new List<(IEnumerator<bool> Steps, string Run)>();
        for (var step = 0; step < steps; step++)
        {
            World.Now += TimeSpan.FromSeconds(_random.Next(30) == 0 ? _random.Next(3600, 7200) : _random.Next(1, 600));
            if (_random.Next(15) == 0)
            {
                Compare(
                    World.Path.Steps[_random.Next(World.Path.Steps.Length)],
                    World.Sets[^_random.Next(1, Math.Min(World.Sets.Count, 3) + 1)]
                );
            }

            var next = _random.Next(10);
            if (next < 3 || advances.Count == 0)
            {
                _people.Act();
                if (advances.Count < 3 && _random.Next(2) == 0)
                {
                    var run = $"run-{++_runs}";
                    advances.Add((Advance(run, () => _random.Next(8) > 0).GetEnumerator(), run));
                }

                continue;
            }

            var at = _random.Next(advances.Count);
            var isKilled = _random.Next(40) == 0;
            if (isKilled || !advances[at].Steps.MoveNext())
            {
                World.Leave(advances[at].Run);
                advances.RemoveAt(at);
            }
        }

        foreach (var (_, run) in advances)
        {
            World.Leave(run);
        }
    }

    /// <summary>Advances that all go on until they end, in an order that the seed decides; every deployment succeeds.</summary>
    public void AdvanceAtOnce(int count)
    {
        var advances = Enumerable
            .Range(0, count)
            .Select(_ => $"run-{++_runs}")
            .Select(run => (Steps: Advance(run, () => true).GetEnumerator(), Run: run))
            .ToList();
        while (advances.Count > 0)
        {
            var at = _random.Next(advances.Count);
            if (!advances[at].Steps.MoveNext())
            {
                World.Leave(advances[at].Run);
                advances.RemoveAt(at);
            }
        }
    }

    /// <summary>What each environment should run.</summary>
    public string Desired() =>
        string.Join(
            ", ",
            World.Path.Steps.Select(step =>
                $"{step.Name} {new PromotionHistory([.. World.Records]).Desired(step.Name)?.Set.Name ?? "nothing"}"
            )
        );

    /// <summary>The program's Advance: it looks, decides, adds its record to what it looked at or begins again, and deploys, as long as something moves.</summary>
    private IEnumerable<bool> Advance(string run, Func<bool> succeeds)
    {
        foreach (var step in World.Path.Steps)
        {
            var goesOn = true;
            while (goesOn)
            {
                goesOn = false;
                var lines = World.LedgerLines;
                var move = AdvanceDecision.Of(World.Ask(step));
                yield return true;
                var doing = move switch
                {
                    AdvanceMove.Promotes promotes => Promote(step, promotes, run, succeeds),
                    AdvanceMove.Deploys deploys => Deploy(step, deploys.Set, run, succeeds, takesBack: null),
                    AdvanceMove.Failed { RollsBack: true } => RollBack(step, run, succeeds),
                    AdvanceMove.Stays stays => Announce(stays),
                    _ => [],
                };
                foreach (var _ in doing)
                {
                    yield return true;
                }

                goesOn = World.LedgerLines > lines;
            }
        }
    }

    private IEnumerable<bool> Promote(
        PromotionStep step,
        AdvanceMove.Promotes promotes,
        string run,
        Func<bool> succeeds
    )
    {
        var set = promotes.Verdict.Question.Set;
        for (var tries = 0; tries < 20; tries++)
        {
            var (state, question, mood) = (World.State, World.Ask(step, set), World.Mood);
            var verdict = PromotionDecision.Of(question);
            yield return true;
            if (!verdict.IsOpen || question.Promotions.Desired(step.Name)?.Set.Digest == set.Digest)
            {
                yield break;
            }

            if (World.State == state)
            {
                var number = World.Records.Count;
                var records = PromotionDecision.Records(
                    verdict,
                    _ => new RecordHead($"r{number++}-advance", World.Now, "advance"),
                    reason: null,
                    promotes.PassedOver
                );
                Check(step, set, (PromotionRecord.Promoted)records[^1], new PathOracle(World, question.Now, mood));
                World.Records.AddRange(records);
                break;
            }
        }

        foreach (var _ in Deploy(step, set, run, succeeds, takesBack: null))
        {
            yield return true;
        }
    }

    private IEnumerable<bool> RollBack(PromotionStep step, string run, Func<bool> succeeds)
    {
        while (true)
        {
            var (records, question) = (World.Records.Count, World.Ask(step));
            var move = AdvanceDecision.Of(question);
            yield return true;
            if (move is not AdvanceMove.Failed { RollsBack: true } failed)
            {
                yield break;
            }

            var back = AdvanceDecision.GoingBack(failed, question.Promotions, _ => Head("advance"));
            if (World.Records.Count != records)
            {
                continue;
            }

            World.Records.AddRange(back);
            yield return true;
            if (failed.Back is { } set)
            {
                var attempt = World
                    .Ledger(step.Name)
                    .OfType<LedgerEntry.Started>()
                    .Last(one => one.Set == failed.Set.Name);
                foreach (var _ in Deploy(step, set, run, succeeds, attempt.Attempt))
                {
                    yield return true;
                }
            }

            yield break;
        }
    }

    /// <summary>The program's Deploy: one run at a time in an environment, each component recorded before and after, and after a failure nothing more.</summary>
    private IEnumerable<bool> Deploy(
        PromotionStep step,
        VersionSet set,
        string run,
        Func<bool> succeeds,
        string? takesBack
    )
    {
        if (World.IsBusy(step.Name))
        {
            yield break;
        }

        World.Begin(run);
        foreach (var member in set.Members.Values)
        {
            var attempt = World.Start(step.Name, set, member, run, takesBack);
            yield return true;
            var succeeded = succeeds();
            World.End(step.Name, attempt, run, succeeded);
            yield return true;
            if (!succeeded)
            {
                break;
            }
        }

        World.Leave(run);
    }

    private IEnumerable<bool> Announce(AdvanceMove.Stays stays)
    {
        foreach (var verdict in stays.Blocked.Where(AdvanceDecision.NeedsNotice))
        {
            yield return true;
            World.Records.Add(
                new PromotionRecord.Announced
                {
                    Head = Head("advance"),
                    Environment = stays.Environment,
                    Set = PromotionDecision.Reference(verdict.Question.Set),
                }
            );
        }
    }

    /// <summary>At the moment of writing nothing is in the way, or it was accepted by its name, and that is recorded.</summary>
    private void Check(PromotionStep step, VersionSet set, PromotionRecord.Promoted record, PathOracle oracle)
    {
        foreach (var obstacle in oracle.Of(step, set))
        {
            if (!oracle.IsAccepted(step.Name, set, obstacle))
            {
                _broken.Add($"{set.Name} was promoted to {step.Name}, and in the way is {obstacle}");
            }
            else if (!record.Accepted.Any(obstacle.IsNamedBy))
            {
                _broken.Add(
                    $"{set.Name} was promoted to {step.Name}, and it is not recorded that accepted is {obstacle}"
                );
            }
        }
    }

    /// <summary>Gate by gate, what is shown is what is true: not open when it is not, and open when it is.</summary>
    private void Compare(PromotionStep step, VersionSet set)
    {
        var obstacles = new PathOracle(World, World.Now, World.Mood).Of(step, set);
        foreach (var gate in PromotionDecision.Of(World.Ask(step, set)).Gates)
        {
            var truth = obstacles.Where(obstacle => obstacle.Gate == gate.Gate).ToArray();
            if (gate.Causes.IsEmpty != (truth.Length == 0))
            {
                _broken.Add(
                    $"{gate.Gate} says of {set.Name} in {step.Name} \"{gate.Holds}{string.Join("; ", gate.Causes.Select(cause => cause.Because))}\", and true is: {string.Join("; ", truth.Select(one => one.ToString()))}"
                );
            }
        }
    }

    private RecordHead Head(string who) => new($"r{World.Records.Count}-{who}", World.Now, who);
}
