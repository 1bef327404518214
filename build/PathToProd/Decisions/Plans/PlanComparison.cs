using System.Collections.Immutable;
using PathToProd.Facts.Plans;

namespace PathToProd.Decisions.Plans;

/// <summary>
/// Where a fresh plan means something else than the saved one. When it was made, by whom and in which order does not count; the state that it
/// was made over does.
/// </summary>
public static class PlanComparison
{
    /// <summary>Compares whole plans, before anything is touched, or before a run that broke off goes on.</summary>
    /// <param name="saved">The saved plan.</param>
    /// <param name="fresh">The same planned again.</param>
    /// <param name="begun">The components whose deployment the saved plan began already: the state that they were planned over is gone by that.</param>
    public static ImmutableArray<PlanDifference> Of(
        EnvironmentPlan saved,
        EnvironmentPlan fresh,
        IReadOnlySet<string> begun
    )
    {
        var differences = new Differences("");
        differences.Add("the environment", saved.Environment, fresh.Environment);
        differences.Add("the deployment model", PlanWords.Of(saved.Model), PlanWords.Of(fresh.Model));
        differences.Add("the version set", saved.Set, fresh.Set);
        differences.Add("the version that was asked for", saved.Version, fresh.Version);
        var names = saved
            .Components.Concat(fresh.Components)
            .Select(part => part.Component)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return
        [
            .. differences.All,
            .. names.SelectMany(name =>
                (saved.Of(name), fresh.Of(name)) switch
                {
                    ({ } planned, { } now) => Of(
                        planned,
                        now,
                        begun.Contains(name) ? PlanMoment.Begun
                            : begun.Count > 0 ? PlanMoment.UnderWay
                            : PlanMoment.Before
                    ),
                    ({ } planned, null) => [new PlanDifference(name, "the component", $"{planned.Version}", null)],
                    (_, var now) => [new PlanDifference(name, "the component", null, $"{now!.Version}")],
                }
            ),
        ];
    }

    /// <summary>Compares the plans of one component.</summary>
    /// <param name="saved">The saved plan.</param>
    /// <param name="fresh">The same planned again.</param>
    /// <param name="moment">What came before.</param>
    public static ImmutableArray<PlanDifference> Of(ComponentPlan saved, ComponentPlan fresh, PlanMoment moment)
    {
        var differences = new Differences(saved.Component);
        differences.Add("the version", saved.Version.ToString(), fresh.Version.ToString());
        differences.Add("the artifact", saved.Artifact?.ToString(), fresh.Artifact?.ToString());
        differences.Add(
            "the value ",
            saved.Values,
            // What was not known then may be known by now.
            saved.IsUnknown
            && moment != PlanMoment.Before
                ? fresh.Values.RemoveRange(fresh.Values.Keys.Except(saved.Values.Keys))
                : fresh.Values
        );
        if (moment == PlanMoment.Begun)
        {
            return differences.All;
        }

        differences.Add("the last attempt", saved.Over.Attempt, fresh.Over.Attempt);
        differences.Add("what the ledger says", saved.Over.Ledger, fresh.Over.Ledger);
        differences.Add("Terraform's state", saved.Over.State, fresh.Over.State);
        if (saved.IsUnknown && moment != PlanMoment.Before)
        {
            return differences.All;
        }

        AddChanges(differences, saved.Changes, fresh.Changes, Foreseen(saved, moment));
        AddOutputs(differences, saved.Outputs, fresh.Outputs);
        AddUnknown(differences, saved, fresh, moment);
        return differences.All;
    }

    /// <summary>The changes of which the saved plan did not know what they would come to.</summary>
    private static HashSet<string> Foreseen(ComponentPlan saved, PlanMoment moment) =>
        moment == PlanMoment.Before ? [] : saved.Unknown.Select(one => one.What).ToHashSet(StringComparer.Ordinal);

    private static void AddChanges(
        Differences differences,
        ImmutableArray<PlannedChange> saved,
        ImmutableArray<PlannedChange> fresh,
        HashSet<string> foreseen
    )
    {
        var (planned, now) = (ByWhat(saved), ByWhat(fresh));
        foreach (var what in planned.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (was, becomes) = (planned.GetValueOrDefault(what), now.GetValueOrDefault(what));
            differences.Add(what, Word(was), Word(becomes));
            if (was is null || becomes is null || foreseen.Contains(what))
            {
                continue;
            }

            differences.Add($"{what} ", Shown(was), Shown(becomes));
            differences.Add(
                $"{what}, replaced because of",
                Listed(was.ReplacedBecause),
                Listed(becomes.ReplacedBecause)
            );
        }
    }

    private static void AddOutputs(
        Differences differences,
        ImmutableArray<PlannedOutput> saved,
        ImmutableArray<PlannedOutput> fresh
    )
    {
        foreach (
            var name in saved
                .Concat(fresh)
                .Select(output => output.Name)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        )
        {
            differences.Add(
                $"the output {name}",
                Shown(saved.FirstOrDefault(output => output.Name == name)),
                Shown(fresh.FirstOrDefault(output => output.Name == name))
            );
        }
    }

    private static void AddUnknown(Differences differences, ComponentPlan saved, ComponentPlan fresh, PlanMoment moment)
    {
        var subjects = saved.Unknown.Concat(fresh.Unknown).Select(one => one.What).Distinct(StringComparer.Ordinal);
        foreach (var subject in subjects.Order(StringComparer.Ordinal))
        {
            var (was, now) = (About(saved, subject), About(fresh, subject));
            var isSame = moment == PlanMoment.Before ? Keys(was).SetEquals(Keys(now)) : Keys(now).IsSubsetOf(Keys(was));
            if (!isSame)
            {
                differences.Add(subject.Length == 0 ? "what would change" : subject, Text(was), Text(now));
            }
        }

        static PlanUnknown[] About(ComponentPlan part, string subject) =>
            [.. part.Unknown.Where(one => one.What == subject)];

        static HashSet<(UnknownCause, string)> Keys(IEnumerable<PlanUnknown> all) =>
            [.. all.Select(one => (one.Cause, one.Of))];

        static string Text(PlanUnknown[] all) =>
            all.Length == 0
                ? "known"
                : $"not known, because {string.Join(", and because ", all.Select(one => $"{one.Because} ({Of(one)})").Distinct(StringComparer.Ordinal))}";

        static string Of(PlanUnknown one) =>
            one.Of.Length == 0 ? PlanWords.Of(one.Cause) : $"{PlanWords.Of(one.Cause)} {one.Of}";
    }

    private static Dictionary<string, PlannedChange> ByWhat(ImmutableArray<PlannedChange> changes) =>
        changes
            .GroupBy(change => change.What, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    private static string? Word(PlannedChange? change) => change is null ? null : PlanWords.Of(change.Action);

    private static ImmutableSortedDictionary<string, string> Shown(PlannedChange change) =>
        change
            .Fields.SetItems(change.Unknown.Select(path => KeyValuePair.Create(path, "known after it is deployed")))
            .SetItems(change.Secret.Select(path => KeyValuePair.Create(path, "a secret value")));

    private static string? Shown(PlannedOutput? output) =>
        output is null
            ? null
            : $"{PlanWords.Of(output.Action)} "
                + (
                    output.IsSecret ? "a secret value"
                    : output.IsUnknown ? "known after it is deployed"
                    : output.Value ?? ""
                );

    private static string? Listed(ImmutableArray<string> paths) =>
        paths.IsEmpty ? null : string.Join(", ", paths.Order(StringComparer.Ordinal));

    private sealed class Differences(string component)
    {
        private readonly ImmutableArray<PlanDifference>.Builder _all = ImmutableArray.CreateBuilder<PlanDifference>();

        public ImmutableArray<PlanDifference> All => _all.ToImmutable();

        public void Add(string what, string? planned, string? now)
        {
            if (planned != now)
            {
                _all.Add(new PlanDifference(component, what.TrimEnd(), planned, now));
            }
        }

        public void Add(
            string before,
            ImmutableSortedDictionary<string, string> planned,
            ImmutableSortedDictionary<string, string> now
        )
        {
            foreach (var path in planned.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                Add($"{before}{path}", planned.GetValueOrDefault(path), now.GetValueOrDefault(path));
            }
        }
    }
}

/// <summary>What came before a comparison of a saved plan with a fresh one.</summary>
public enum PlanMoment
{
    /// <summary>Nothing of the plan was done yet.</summary>
    Before,

    /// <summary>Other components of the plan are deployed, so that some of what was not known is known by now.</summary>
    UnderWay,

    /// <summary>The plan's deployment of the component itself began: only what is deployed counts, not what that changes.</summary>
    Begun,
}
