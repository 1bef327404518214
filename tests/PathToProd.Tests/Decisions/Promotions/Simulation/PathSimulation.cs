using PathToProd.Decisions.Promotions;
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
    private readonly List<string> _broken = [];
    private int _runs;

    public PathSimulation(int seed)
    {
        _random = new Random(seed);
        World = new PathWorld(
            rollsBack: _random.Next(2) == 0,
            _random.Next(3) == 0 ? PaceChoice.Every : PaceChoice.Latest
        );
        World.Test(World.Pin(), passed: true, ++_runs);
    }

    public PathWorld World { get; }

    /// <summary>What was promoted although it must not have been.</summary>
    public IReadOnlyList<string> Broken => _broken;

    /// <summary>Lets everything happen for a while; then all runs have ended.</summary>
    public void Run(int steps)
    {
        var advances = new List<(IEnumerator<bool> Steps, string Run)>();
        for (var step = 0; step < steps; step++)
        {
            World.Now += TimeSpan.FromSeconds(_random.Next(1, 600));
            var next = _random.Next(10);
            if (next < 3 || advances.Count == 0)
            {
                People();
                if (advances.Count < 3 && _random.Next(2) == 0)
                {
                    var run = $"run-{++_runs}";
                    advances.Add((Advance(run, () => _random.Next(12) > 0).GetEnumerator(), run));
                }

                continue;
            }

            var at = _random.Next(advances.Count);
            var isKilled = _random.Next(40) == 0;
            if (isKilled || !advances[at].Steps.MoveNext())
            {
                World.Running.Remove(advances[at].Run);
                advances.RemoveAt(at);
            }
        }

        foreach (var (_, run) in advances)
        {
            World.Running.Remove(run);
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
                World.Running.Remove(advances[at].Run);
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
                    AdvanceMove.Deploys deploys => Deploy(step, deploys.Set, run, succeeds, back: false),
                    AdvanceMove.Failed { RollsBack: true } => RollBack(step, run, succeeds),
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
            var (state, question) = (World.State, World.Ask(step, set));
            var verdict = PromotionDecision.Of(question);
            yield return true;
            if (!verdict.IsOpen || question.Promotions.Desired(step.Name)?.Set.Digest == set.Digest)
            {
                yield break;
            }

            if (World.State == state)
            {
                Check(verdict, World.Ask(step, set) with { Answers = question.Answers, Now = question.Now });
                World.Records.AddRange(
                    PromotionDecision.Records(verdict, _ => Head("advance"), reason: null, promotes.PassedOver)
                );
                break;
            }
        }

        foreach (var _ in Deploy(step, set, run, succeeds, back: false))
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
                foreach (var _ in Deploy(step, set, run, succeeds, back: true))
                {
                    yield return true;
                }
            }

            yield break;
        }
    }

    /// <summary>The program's Deploy: one run at a time in an environment, each component recorded before and after, and after a failure nothing more.</summary>
    private IEnumerable<bool> Deploy(PromotionStep step, VersionSet set, string run, Func<bool> succeeds, bool back)
    {
        if (World.Ask(step).Histories[step.Name].Attempts.Any(attempt => attempt.Outcome == InProgress))
        {
            yield break;
        }

        World.Running.Add(run);
        foreach (var member in set.Members.Values)
        {
            var attempt = World.Start(step.Name, member, run, back);
            yield return true;
            var succeeded = succeeds();
            World.End(step.Name, attempt, run, succeeded);
            yield return true;
            if (!succeeded)
            {
                break;
            }
        }

        World.Running.Remove(run);
    }

    private const PathToProd.Facts.Ledger.AttemptOutcome InProgress = PathToProd.Facts.Ledger.AttemptOutcome.InProgress;

    /// <summary>At the moment of writing every gate is open, or each of its causes was accepted, and that is recorded.</summary>
    private void Check(PromotionVerdict enforced, PromotionQuestion now)
    {
        var truth = PromotionDecision.Of(now);
        var (set, environment) = (now.Set.Name, now.Environment);
        if (!truth.IsOpen)
        {
            _broken.Add($"{set} was promoted to {environment}: {GatesReport.Reasons(truth, now.Now)}");
        }

        var without = PromotionDecision.Of(
            now with
            {
                Promotions = new PromotionHistory([
                    .. now.Promotions.Records.Where(record => record is not PromotionRecord.Overridden),
                ]),
            }
        );
        if (!without.IsOpen && Promoted(enforced).Accepted.IsEmpty)
        {
            _broken.Add($"{set} was promoted to {environment} by an override that is not recorded");
        }

        var accepted = enforced.Gates.SelectMany(gate => gate.Accepted.Select(_ => gate.Gate)).ToHashSet();
        if (now.Promotions.Condemnation(now.Set.Digest) is not null && !accepted.Contains("condemned"))
        {
            _broken.Add($"{set}, which is condemned, was promoted to {environment}");
        }

        if (now.Promotions.Hold(environment) is not null && !accepted.Contains("hold"))
        {
            _broken.Add($"{set} was promoted to {environment}, which is held");
        }

        if (now.Promotions.Freezes([environment], now.Now).Length > 0 && !accepted.Contains("freeze"))
        {
            _broken.Add($"{set} was promoted to {environment}, which is frozen");
        }
    }

    private PromotionRecord.Promoted Promoted(PromotionVerdict verdict) =>
        (PromotionRecord.Promoted)PromotionDecision.Records(verdict, _ => Head("check"), reason: null, [])[^1];

    /// <summary>Somebody, or monitoring, does something.</summary>
    private void People()
    {
        var step = World.Path.Steps[_random.Next(World.Path.Steps.Length)];
        var set = World.Sets[_random.Next(World.Sets.Count)];
        switch (_random.Next(14))
        {
            case 0 or 1:
                World.Test(World.Pin(), passed: _random.Next(5) > 0, ++_runs);
                break;
            case 2:
                World.Test(set, passed: _random.Next(4) > 0, ++_runs);
                break;
            case 3:
                World.Records.Add(
                    new PromotionRecord.Frozen
                    {
                        Head = Head("ann"),
                        Place = _random.Next(2) == 0 ? null : step.Name,
                        Until = World.Now.AddMinutes(_random.Next(1, 60)),
                    }
                );
                break;
            case 4 when _random.Next(2) == 0:
                World.Records.Add(new PromotionRecord.Held { Head = Head("ann"), Environment = step.Name });
                break;
            case 5 or 6:
                World.Records.Add(new PromotionRecord.Released { Head = Head("ann"), Environment = step.Name });
                break;
            case 7 when _random.Next(2) == 0:
                World.Records.Add(
                    new PromotionRecord.Condemned { Head = Head("ann"), Set = PromotionDecision.Reference(set) }
                );
                break;
            case 8:
                World.Records.Add(
                    new PromotionRecord.Released { Head = Head("ann"), Set = PromotionDecision.Reference(set) }
                );
                break;
            case 9:
                World.Records.Add(
                    new PromotionRecord.Overridden
                    {
                        Head = Head("ann"),
                        Environment = step.Name,
                        Set = PromotionDecision.Reference(set),
                        Causes =
                        [
                            .. PromotionDecision
                                .Of(World.Ask(step, set))
                                .Gates.SelectMany(gate =>
                                    gate.Blocking.Select(cause => PromotionDecision.Acceptance(gate.Gate, cause))
                                )
                                .Where(_ => _random.Next(2) == 0),
                        ],
                        Until = World.Now.AddMinutes(30),
                    }
                );
                break;
            case 10 when _random.Next(3) == 0:
                // By hand, and not what was promoted.
                var attempt = World.Start(step.Name, set.Members["ingress"], $"hand-{++_runs}", back: false);
                World.End(step.Name, attempt, $"hand-{_runs}", succeeded: _random.Next(3) > 0);
                break;
            default:
                World.Mood = _random.Next(2) == 0 ? MonitoringMood.Quiet : (MonitoringMood)_random.Next(5);
                break;
        }
    }

    private RecordHead Head(string who) => new($"r{World.Records.Count}-{who}", World.Now, who);
}
