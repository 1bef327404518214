using PathToProd.Decisions.Promotions;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.Signing;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Promotions;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Promotions.Simulation;

/// <summary>People who pin, test, approve, freeze, hold, condemn, override and deploy by hand, and monitoring that lies, fails and comes back.</summary>
internal sealed class PathPeople(PathWorld world, Random random)
{
    /// <summary>Three of the group, and one who is not in it.</summary>
    private static readonly string[] People = ["alice", "bob", "carol", "dave"];

    private int _runs;

    /// <summary>One of them does something.</summary>
    public void Act()
    {
        var step = world.Path.Steps[random.Next(world.Path.Steps.Length)];
        var set = random.Next(3) > 0 ? Next(step) : world.Sets[random.Next(world.Sets.Count)];
        switch (random.Next(20))
        {
            case 0:
                world.Test(world.Pin(), passed: random.Next(5) > 0, ++_runs);
                break;
            case 1:
                world.Test(set, passed: random.Next(4) > 0, ++_runs, random.Next(3) == 0 ? "staging" : "ci-1");
                break;
            case 2 when random.Next(2) == 0:
                Freeze(random.Next(2) == 0 ? null : step.Name);
                break;
            case 3:
                world.Records.Add(
                    new PromotionRecord.Unfrozen { Head = Head(), Place = random.Next(2) == 0 ? null : step.Name }
                );
                break;
            case 4 when random.Next(3) == 0:
                world.Records.Add(new PromotionRecord.Held { Head = Head(), Environment = step.Name });
                break;
            case 5:
                world.Records.Add(new PromotionRecord.Released { Head = Head(), Environment = step.Name });
                break;
            case 6 when random.Next(2) == 0:
                world.Records.Add(new PromotionRecord.Condemned { Head = Head(), Set = Reference(set) });
                break;
            case 7:
                world.Records.Add(new PromotionRecord.Released { Head = Head(), Set = Reference(set) });
                break;
            case 8:
                Override(step, set);
                break;
            case 9 when random.Next(3) == 0:
                ByHand(step, set);
                break;
            case 10 or 11 or 12 or 13 or 14:
                Approve(world.Path.Steps[random.Next(2, 4)]);
                break;
            default:
                world.Mood = random.Next(3) > 0 ? MonitoringMood.Quiet : (MonitoringMood)random.Next(5);
                break;
        }
    }

    /// <summary>What comes next there: what the step before should run.</summary>
    private VersionSet Next(PromotionStep step) =>
        step.After is [var before]
        && world.Records.OfType<PromotionRecord.Promoted>().LastOrDefault(one => one.Environment == before) is { } last
            ? world.Sets.Last(set => set.Digest == last.Set.Digest)
            : world.Sets[^1];

    private void Freeze(string? place) =>
        world.Records.Add(
            new PromotionRecord.Frozen
            {
                Head = Head(),
                Place = place,
                Until = random.Next(4) == 0 ? null : world.Now.AddMinutes(random.Next(1, 60)),
            }
        );

    private void Override(PromotionStep step, VersionSet set) =>
        world.Records.Add(
            new PromotionRecord.Overridden
            {
                Head = Head(),
                Environment = step.Name,
                Set = Reference(set),
                Causes =
                [
                    .. PromotionDecision
                        .Of(world.Ask(step, set))
                        .Gates.SelectMany(gate =>
                            gate.Blocking.Select(cause => PromotionDecision.Acceptance(gate.Gate, cause))
                        )
                        .Where(_ => random.Next(4) > 0),
                ],
                Until = world.Now.AddMinutes(30),
            }
        );

    /// <summary>Somebody deploys one component of another set than was promoted, as soon as the lock is free.</summary>
    private void ByHand(PromotionStep step, VersionSet set)
    {
        if (world.IsBusy(step.Name))
        {
            return;
        }

        var run = $"hand-{++_runs}";
        var attempt = world.Start(step.Name, set, set.Members["ingress"], run, takesBack: null);
        world.End(step.Name, attempt, run, succeeded: random.Next(3) > 0);
    }

    /// <summary>One or two approve, by the command line or by a commit, and not always in a way that counts.</summary>
    private void Approve(PromotionStep step)
    {
        var set = random.Next(5) > 0 ? Next(step) : world.Sets[random.Next(world.Sets.Count)];
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var who = (string[])["alice", "bob", "carol", "dave"] is var people
                ? people[random.Next(people.Length)]
                : "";
            Approve(step, set, who, isInCommit: random.Next(2) == 0);
        }
    }

    private void Approve(PromotionStep step, VersionSet set, string who, bool isInCommit)
    {
        var question = world.Ask(step, set);
        var isForThis = random.Next(10) > 0;
        var wrong = new Digest("sha256:0b");
        var which = random.Next(3);
        var approval = new PromotionRecord.Approved
        {
            Head = new RecordHead($"r{world.Records.Count}-{world.Commits.Count}-{who}", world.Now, $"{who}@laptop"),
            Environment = step.Name,
            Set = Reference(set) with { Digest = isForThis || which > 0 ? set.Digest : wrong },
            Policy = isForThis || which != 1 ? step.Policy.Digest : wrong,
            Plan = isForThis || which != 2 ? question.Plan : wrong,
        };
        var isSigned = !isInCommit || random.Next(5) > 0;
        world.Approvals.Add(
            new TrueApproval(
                isSigned ? who : null,
                step.Name,
                set,
                world.Now,
                isForThis ? PathOracle.There(world, step.Name) : null,
                world.Records.Count
            )
        );
        if (!isInCommit)
        {
            world.Records.Add(approval);
            return;
        }

        world.Commits.Add(
            new CommitApproval(
                approval with
                {
                    Commit = $"c{world.Commits.Count}",
                },
                isSigned ? new SignatureCheck(SignatureState.Valid, who)
                    : random.Next(2) == 0 ? SignatureCheck.Missing
                    : new SignatureCheck(SignatureState.Wrong, null, "no one has the key")
            )
        );
    }

    private static SetReference Reference(VersionSet set) => PromotionDecision.Reference(set);

    private RecordHead Head() => new($"r{world.Records.Count}-ann", world.Now, "ann");
}
