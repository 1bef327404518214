using PathToProd.Decisions.Rollbacks;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Model.Units;
using PathToProd.Tests.Facts.Ledger;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Rollbacks;

/// <summary>Random histories of deployments, failures, removals and rollbacks: rollbacks go further and further back, and come to an end.</summary>
public sealed class RollbackHistoriesTests
{
    private static readonly string[] Components = ["a", "bb", "ccc"];

    private static readonly RollbackScope[] Scopes =
    [
        .. Components.Select(name => new RollbackScope(RollbackKind.Component, name)),
        new(RollbackKind.Environment, "prod"),
    ];

    private static readonly RollbackScope[] Sets = [new(RollbackKind.Unit, DeploymentUnit.Everything)];

    [TestCaseSource(nameof(Seeds))]
    public void Rollbacks_of_components_and_environments_never_come_back_to_what_one_of_them_left(int seed) =>
        new World(seed, DeploymentUnits.Decoupled, Scopes).Live();

    [TestCaseSource(nameof(Seeds))]
    public void So_do_those_of_a_version_set_that_is_deployed_as_one(int seed) =>
        new World(seed, DeploymentUnits.OfAll(Components), Sets).Live();

    private static IEnumerable<int> Seeds() => Cases.Seeds(1, 400);

    /// <summary>An environment that is changed at random by what the decisions say.</summary>
    private sealed class World(int seed, DeploymentUnits units, RollbackScope[] scopes)
    {
        private readonly Random _random = new(seed);
        private readonly LedgerBuilder _ledger = new() { KnowsDigests = true };
        private int _runs;

        // Since the last run that was no rollback.
        private readonly HashSet<SetMember> _left = [];
        private readonly Dictionary<RollbackScope, int> _stands = [];

        public void Live()
        {
            for (var steps = 0; steps < 25; steps++)
            {
                switch (_random.Next(10))
                {
                    case < 5:
                        Deploy();
                        break;
                    case < 6:
                        Destroy();
                        break;
                    default:
                        Rollback(scopes[_random.Next(scopes.Length)]);
                        break;
                }
            }

            // In the end nothing but rollbacks: they stop by themselves.
            var attempts = _ledger.History.Attempts.Length;
            foreach (var scope in scopes)
            {
                var count = 0;
                while (Rollback(scope, mayBeInterrupted: false))
                {
                    (++count).ShouldBeLessThanOrEqualTo(attempts + 1, $"seed {seed}: {scope.Text} goes back forever");
                }
            }
        }

        private void Deploy()
        {
            var components = units.IsMonolithic
                ? Components
                : [.. Components.Where(_ => _random.Next(2) == 0).DefaultIfEmpty(Components[0])];
            var versions = components.ToDictionary(name => name, _ => $"1.{_random.Next(4)}.0");
            Begin();
            if (units.IsMonolithic)
            {
                _ledger.Unit("all", "set", LedgerAction.Deploy, [.. versions.Select(one => (one.Key, one.Value))]);
            }

            var isGood = true;
            foreach (var (component, version) in versions)
            {
                isGood = End(_ledger.Deploy(component, version), _random.Next(8)) && isGood;
                if (!isGood)
                {
                    break;
                }
            }

            EndUnit(isGood && _random.Next(6) > 0);
            Forget();
        }

        private void Destroy()
        {
            if (units.IsMonolithic)
            {
                return;
            }

            Begin();
            var state = _ledger.State[Components[_random.Next(Components.Length)]];
            if (state.Member is { } there)
            {
                End(_ledger.Destroy(there.Component, there.Version.ToString()), _random.Next(8));
                Forget();
            }
        }

        private bool Rollback(RollbackScope scope, bool mayBeInterrupted = true)
        {
            var history = _ledger.History;
            var decided = RollbackDecision.Of(
                new RollbackQuestion
                {
                    Scope = scope,
                    History = history,
                    Units = units,
                    RelationsOf = _ => ComponentRelations.None,
                    Pinned = [],
                    Verdicts = Verdicts(),
                    EvidenceFile = "compatibility.jsonl",
                    Now = Now,
                    Force = true,
                }
            );
            if (decided is not RollbackPlan.Ready plan)
            {
                return false;
            }

            Judge(scope, plan, history);
            Begin();
            if (plan.Units.GetValueOrDefault("all") is { } unit)
            {
                _ledger
                    .Unit(
                        "all",
                        "set",
                        LedgerAction.Deploy,
                        [.. plan.Changes.Select(change => (change.Component, change.To.Version.ToString()))]
                    )
                    .Back(unit.Of, unit.To, unit.Run);
            }

            var isGood = true;
            foreach (var change in plan.Changes.Where(change => change.IsChange))
            {
                var (of, to, run, _) = change.Reference;
                var version = change.To.Version.ToString();
                _left.Add(change.From);
                isGood = End(
                    _ledger.Deploy(change.Component, version).Back(of, to, run),
                    _random.Next(mayBeInterrupted ? 8 : 7)
                );
                if (!isGood)
                {
                    break;
                }
            }

            EndUnit(isGood);
            return true;
        }

        private void Judge(RollbackScope scope, RollbackPlan.Ready plan, DeploymentHistory history)
        {
            var what = $"seed {seed}, {scope.Text} to {plan.To.Id}:\n{_ledger.Text}";
            plan.Changes.ShouldContain(change => change.IsChange, what);
            foreach (var change in plan.Changes.Where(change => change.IsChange))
            {
                _left.ShouldNotContain(change.To, what);
                history.Attempts.ShouldContain(
                    attempt =>
                        attempt.Outcome == AttemptOutcome.Succeeded
                        && attempt.Started.Rollback == null
                        && attempt.Started.Component == change.Component
                        && attempt.Started.Digest == change.To.Digest,
                    what
                );
            }

            if (_stands.TryGetValue(scope, out var before))
            {
                plan.To.At.ShouldBeLessThan(before, what);
            }

            // A rollback of something else in between may have changed what differs.
            _stands.Clear();
            _stands[scope] = plan.To.At;
        }

        private void Begin() => _ledger.Run = $"r{++_runs}";

        private void Forget()
        {
            _left.Clear();
            _stands.Clear();
        }

        private void EndUnit(bool isGood)
        {
            if (units.IsMonolithic)
            {
                _ledger.UnitEnds(isGood ? Outcome.Succeeded : Outcome.Failed);
            }
        }

        private static bool End(LedgerBuilder ledger, int die)
        {
            // Nothing is written of an attempt that was killed.
            _ = die switch
            {
                7 => ledger,
                6 => ledger.IsCancelled(),
                5 => ledger.Fails(),
                _ => ledger.Succeeds(),
            };
            return die < 5;
        }
    }
}
