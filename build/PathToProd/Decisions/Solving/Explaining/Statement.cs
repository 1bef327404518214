using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>Writes what an incompatibility means as a clause.</summary>
internal sealed class Statement(Universe universe)
{
    /// <summary>What cannot be: the clause of an incompatibility without terms.</summary>
    public const string NoAnswer = "no set fulfils everything";

    public string Of(Incompatibility incompatibility)
    {
        var there = incompatibility.Terms.Where(term => term.IsPositive).Select(Prose).ToArray();
        var needed = incompatibility.Terms.Where(term => !term.IsPositive).Select(Needed).ToArray();
        return (there, needed) switch
        {
            ([], []) => NoAnswer,
            ([var one], []) => CannotBe(one),
            ([var one, var other], []) => DoNotGo(one, other),
            (_, []) => $"{All(there)} cannot all be together",
            ([], [var one]) => MustBe(one),
            ([], _) => $"{Or(needed)} must be there",
            ([var one], _) => $"{one.Subject} {(one.IsPlural ? "require" : "requires")} {Or(needed)}",
            _ => $"{All(there)} together require {Or(needed)}",
        };
    }

    private static string DoNotGo(VersionsProse one, VersionsProse other) =>
        one.Negative is { } none ? $"{none} goes with {other.Any}"
        : other.Negative is { } neither ? $"{neither} goes with {one.Any}"
        : $"{one.Subject} {(one.IsPlural ? "do" : "does")} not go with {other.Object}";

    private static string CannotBe(VersionsProse one) =>
        one.Negative is { } none ? $"{none} can be chosen" : $"{one.Object} cannot be chosen";

    private static string MustBe(VersionsProse one) => $"{one.ObjectAnyOf} must be there";

    private static string All(VersionsProse[] there) => PathToProd.Text.Prose.List([.. there.Select(one => one.Any)]);

    private static string Or(VersionsProse[] needed) =>
        PathToProd.Text.Prose.List([.. needed.Select(one => one.ObjectAnyOf)], "or");

    private VersionsProse Prose(Term term) => VersionsProse.Of(universe, term.Component, term.Versions);

    private VersionsProse Needed(Term term) => VersionsProse.Of(universe, term.Component, term.Versions.Complement());
}
