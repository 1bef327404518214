using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;
using PathToProd.Model.Environments;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>Writes facts as clauses that can stand after "because".</summary>
internal sealed class FactProse(SolverQuestion question)
{
    private const int MostVersions = 5;

    private readonly Universe _universe = question.Universe;

    /// <summary>The clauses of several facts: what versions say first, who asked last.</summary>
    public string[] Write(IReadOnlyCollection<Fact> all)
    {
        var clauses = new List<string>();
        var rest = all.Where(fact => fact is not Fact.Wished).OrderBy(fact => fact is Fact.Held ? 1 : 0).ToList();
        if (
            rest is [Fact.Says one, Fact.Says { Component: var last } other]
            && _universe.IndexOf(other.Other) == one.Component
        )
        {
            rest = last == one.Component ? rest : [other, one];
        }

        clauses.AddRange(rest.Select(Write));
        foreach (var wishes in all.OfType<Fact.Wished>().Select(fact => fact.Wish).GroupBy(wish => wish.Because))
        {
            clauses.Add(
                wishes.ToArray() is [var single]
                    ? Write(new Fact.Wished(single))
                    : Wished(wishes.Key, Prose.List([.. wishes.Select(What)]))
            );
        }

        return [.. clauses];
    }

    /// <summary>The clause of a fact.</summary>
    public string Write(Fact fact) =>
        fact switch
        {
            Fact.Wished wished => Wished(wished.Wish) + WishedButMissing(wished.Wish),
            Fact.Held held => Held(question, held.Hold) + HeldButMissing(held.Hold),
            Fact.NeedsKubernetes needs =>
                $"{Subject(needs.Component, needs.Which, "needs", "need")} Kubernetes {needs.Range.Text}"
                    + $" ({Place(question)} has {question.Kubernetes})",
            Fact.NeedsProvider needs =>
                $"{Subject(needs.Component, needs.Which, "runs", "run")} on {needs.Providers} only"
                    + $" ({Place(question)} is on {question.Provider})",
            Fact.Says says => Says(says),
            Fact.Supposed { Versions.HasAbsent: true } supposed =>
                $"{_universe.Components[supposed.Component]} is not there",
            Fact.Supposed supposed => $"{_universe.Components[supposed.Component]} is "
                + VersionsProse.Of(_universe, supposed.Component, supposed.Versions).AnyOf,
            Fact.FailedTogether failed => FailedTogether(failed.Conflict),
            Fact.Kept kept => Kept(kept),
            Fact.Uncalled uncalled => $"then nothing would require {_universe.Components[uncalled.Component]}",
            _ => throw new InvalidOperationException($"There are no words for {fact}."),
        };

    /// <summary>Who wishes a component: <c>you asked for ingress &gt;=2.1</c>.</summary>
    public static string Wished(Wish wish) => Wished(wish.Because, What(wish));

    private static string Wished(string because, string what) =>
        because.EndsWith(" it", StringComparison.Ordinal) ? because[..^2] + what : $"{what} must be there ({because})";

    private static string What(Wish wish) => $"{wish.Component}{RangeAfterName(wish.Range)}";

    /// <summary>Who holds a component: <c>prod-eu holds base-k8s at 1.30.4 (nodes follow in May)</c>.</summary>
    public static string Held(SolverQuestion question, Hold hold)
    {
        var reason = hold.Reason is null ? "" : $" ({hold.Reason})";
        return $"{Place(question)} holds {hold.Component} at {hold.Range.Text.TrimStart('=', ' ')}{reason}";
    }

    /// <summary>What failed together: <c>ingress 2.1.0 and base-k8s 1.30.4 failed together on ci-1 on 2026-11-22</c>.</summary>
    public static string FailedTogether(KnownConflict conflict)
    {
        const string Together = "failed together";
        var evidence =
            conflict.Together.Length == 1 && conflict.Evidence.StartsWith(Together, StringComparison.Ordinal)
                ? "failed" + conflict.Evidence[Together.Length..]
                : conflict.Evidence;
        return $"{Prose.List([.. conflict.Together.Select(one => $"{one.Component} {one.Version}")])} {evidence}";
    }

    public static string Place(SolverQuestion question) => question.EnvironmentName ?? "the environment";

    private string Kept(Fact.Kept kept)
    {
        var name = _universe.Components[kept.Component];
        var what =
            kept.Bit == 0 ? $"{name} stays out" : $"{name} {_universe.At(kept.Component)[kept.Bit - 1].Version} stays";
        return kept.IsEverywhere
            ? $"{what} so that as few components as possible change"
            : $"{what}, as changing others instead takes no more changes";
    }

    /// <summary>Which versions of a component there are: <c>there are 2.1.0 and 2.0.5</c>.</summary>
    public string Existing(string component)
    {
        var versions = _universe.Of(component).Select(candidate => candidate.Version.ToString()).ToArray();
        return versions.Length switch
        {
            1 => $"there is {versions[0]}",
            <= MostVersions => $"there are {Prose.List(versions)}",
            _ => $"the newest of {versions.Length} are {Prose.List([.. versions.Take(MostVersions)])}",
        };
    }

    private string Says(Fact.Says says)
    {
        var other = $"{says.Other}{RangeAfterName(says.Range)}";
        return says.Kind switch
        {
            RelationKind.Requires =>
                $"{Subject(says.Component, says.Which, "requires", "require")} {other}{RequiredButMissing(says)}",
            RelationKind.Optional =>
                $"{Subject(says.Component, says.Which, "needs", "need")} {other} where {says.Other} is there",
            _ => $"{Subject(says.Component, says.Which, "conflicts", "conflict")} with {other}",
        };
    }

    private string Subject(int component, VersionBits which, string verb, string plural)
    {
        var prose = VersionsProse.Of(_universe, component, which);
        return $"{prose.Subject} {(prose.IsPlural ? plural : verb)}";
    }

    private string RequiredButMissing(Fact.Says says) =>
        _universe.IndexOf(says.Other) < 0 ? $", {Unknown(says.Other)}"
        : IsMissing(says.Other, says.Range) ? $", {Missing(says.Other, says.Range)}"
        : "";

    private string WishedButMissing(Wish wish) =>
        _universe.IndexOf(wish.Component) < 0 ? $", {Unknown(wish.Component)}"
        : IsMissing(wish.Component, wish.Range) ? $", {Missing(wish.Component, wish.Range)}"
        : "";

    private string HeldButMissing(Hold hold) =>
        IsMissing(hold.Component, hold.Range) ? $", {Missing(hold.Component, hold.Range)}" : "";

    private bool IsMissing(string component, VersionRange range) =>
        !_universe.Of(component).Any(candidate => range.Contains(candidate.Version));

    private string Unknown(string component)
    {
        var nearest = Suggestion.For(component, _universe.Components);
        return "of which no artifact was ever built or published"
            + (nearest is null ? "" : $" (did you mean {nearest}?)");
    }

    private string Missing(string component, VersionRange range)
    {
        if (range.IsEmpty)
        {
            return "a range that admits no version";
        }

        string[] early =
        [
            .. _universe.PrereleasesOf(component, range).Take(MostVersions).Select(one => one.ToString()),
        ];
        return early.Length == 0
            ? $"of which no version exists ({Existing(component)})"
            : $"of which only pre-releases exist ({Prose.List(early)}), and it names none of them";
    }

    private static string RangeAfterName(VersionRange range) => range.Equals(VersionRange.Any) ? "" : $" {range.Text}";
}
