using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Solving;

/// <summary>
/// A question to the solver as text, so that a universe takes three lines, and one that fails can be pasted into a test:
/// <code>
/// ingress 2.1.0: requires base-k8s >=1.31; optional dns ^2; conflicts mesh &lt;3; kubernetes >=1.30; providers eks, gke
/// base-k8s 1.30.4
/// wish ingress >=2
/// hold base-k8s 1.30.x (nodes follow in May)
/// environment prod-eu
/// kubernetes 1.30.4
/// provider eks
/// current ingress 2.0.0, base-k8s 1.30.4
/// upgrade ingress
/// failed ingress 2.1.0, base-k8s 1.30.4
/// good 2026.10.1 ingress 2.0.0, base-k8s 1.30.4
/// only known good
/// </code>
/// A later line with <c>good</c> is newer evidence.
/// </summary>
internal static class QuestionText
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static SolverQuestion Parse(string text)
    {
        var candidates = new List<Candidate>();
        var question = new SolverQuestion { Universe = new Universe([]) };
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (word, rest) = Split(line, ' ');
            question = word switch
            {
                "wish" => question with { Wishes = question.Wishes.Add(Wish(rest)) },
                "hold" => question with { Holds = question.Holds.Add(Hold(rest)) },
                "environment" => question with { EnvironmentName = rest.Length == 0 ? null : rest },
                "kubernetes" => question with { Kubernetes = SemVersion.Parse(rest) },
                "provider" => question with { Provider = rest },
                "current" => question with { Current = Versions(rest) },
                "upgrade" => question with { Upgrades = [.. Items(rest)] },
                "failed" => question with
                {
                    KnownConflicts = question.KnownConflicts.Add(
                        new KnownConflict(
                            [.. Versions(rest).Select(member => (member.Key, member.Value))],
                            "failed together on ci-1 on 2026-11-22"
                        )
                    ),
                },
                "good" => question with { KnownGood = question.KnownGood.Add(Good(rest, question.KnownGood.Length)) },
                "only" => question with { OnlyKnownGood = true },
                "limit" => question with { Limit = long.Parse(rest) },
                _ => Add(question, candidates, line),
            };
        }

        return question with
        {
            Universe = new Universe(candidates),
        };
    }

    public static string Write(SolverQuestion question)
    {
        var lines = new List<string>();
        foreach (var candidate in question.Universe.Components.SelectMany(name => question.Universe.Of(name)))
        {
            lines.Add($"{candidate.Component} {candidate.Version}: {Relations(candidate.Relations)}".TrimEnd(':', ' '));
        }

        lines.AddRange(question.Wishes.Select(wish => $"wish {wish.Component} {wish.Range.Text}"));
        lines.AddRange(question.Holds.Select(hold => $"hold {hold.Component} {hold.Range.Text}"));
        lines.AddRange(question.Kubernetes is { } kubernetes ? [$"kubernetes {kubernetes}"] : []);
        lines.AddRange(question.Provider is { } provider ? [$"provider {provider}"] : []);
        lines.AddRange(question.Current.IsEmpty ? [] : [$"current {Text(question.Current)}"]);
        lines.AddRange(question.Upgrades is { } upgrades ? [$"upgrade {string.Join(", ", upgrades)}"] : []);
        lines.AddRange(
            question.KnownConflicts.Select(conflict =>
                $"failed {string.Join(", ", conflict.Together.Select(one => $"{one.Component} {one.Version}"))}"
            )
        );
        lines.AddRange(question.KnownGood.Select(set => $"good {set.Name} {Text(set.Versions)}"));
        lines.AddRange(question.OnlyKnownGood ? ["only known good"] : []);
        return string.Join('\n', lines);
    }

    private static string Text(ImmutableSortedDictionary<string, SemVersion> versions) =>
        string.Join(", ", versions.Select(member => $"{member.Key} {member.Value}"));

    private static string Relations(ComponentRelations relations) =>
        string.Join(
            "; ",
            (IEnumerable<string>)
                [
                    .. relations.Requires.Values.Select(one => $"requires {one.Component} {one.Range.Text}"),
                    .. relations.Optional.Values.Select(one => $"optional {one.Component} {one.Range.Text}"),
                    .. relations.Conflicts.Values.Select(one => $"conflicts {one.Component} {one.Range.Text}"),
                    .. relations.Kubernetes is { } kubernetes ? new[] { $"kubernetes {kubernetes.Text}" } : [],
                    .. relations.Providers.IsEmpty
                        ? []
                        : new[] { $"providers {string.Join(", ", relations.Providers)}" },
                ]
        );

    private static SolverQuestion Add(SolverQuestion question, List<Candidate> candidates, string line)
    {
        var (head, tail) = Split(line, ':');
        var (component, version) = Split(head, ' ');
        var relations = new ComponentRelations();
        foreach (var said in tail.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (word, rest) = Split(said, ' ');
            var (other, range) = Split(rest, ' ');
            relations = word switch
            {
                "requires" => relations with { Requires = relations.Requires.Add(other, Requirement(other, range)) },
                "optional" => relations with { Optional = relations.Optional.Add(other, Requirement(other, range)) },
                "conflicts" => relations with { Conflicts = relations.Conflicts.Add(other, Requirement(other, range)) },
                "kubernetes" => relations with { Kubernetes = VersionRange.Parse(rest) },
                "providers" => relations with { Providers = [.. Items(rest)] },
                _ => throw new FormatException($"\"{said}\" is no relation."),
            };
        }

        candidates.Add(
            new Candidate(component, SemVersion.Parse(version), new Digest($"sha256:{component}-{version}"), relations)
        );
        return question;
    }

    private static Requirement Requirement(string component, string range) => new(component, Range(range));

    private static VersionRange Range(string text) => text.Length == 0 ? VersionRange.Any : VersionRange.Parse(text);

    /// <summary>A wish is the user's, unless it says whose it is: <c>wish ingress >=2 (2026.11.1 holds it)</c>.</summary>
    private static Wish Wish(string text)
    {
        var (range, because) = Bracket(text);
        var (component, said) = Split(range, ' ');
        return new Wish(component, Range(said), because ?? "you asked for it");
    }

    private static Hold Hold(string text)
    {
        var (range, reason) = Bracket(text);
        var (component, said) = Split(range, ' ');
        return new Hold(component, Range(said), reason);
    }

    private static (string Text, string? Bracket) Bracket(string text)
    {
        var (before, bracket) = Split(text, '(');
        return (before, bracket.Length == 0 ? null : bracket.TrimEnd(')'));
    }

    private static KnownGoodSet Good(string text, int index)
    {
        var (name, versions) = Split(text, ' ');
        return new KnownGoodSet(name, Versions(versions), Start.AddDays(index));
    }

    private static ImmutableSortedDictionary<string, SemVersion> Versions(string text) =>
        Items(text)
            .Select(item => Split(item, ' '))
            .ToImmutableSortedDictionary(
                item => item.Item1,
                item => SemVersion.Parse(item.Item2),
                StringComparer.Ordinal
            );

    private static string[] Items(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static (string, string) Split(string text, char at) =>
        text.IndexOf(at) is >= 0 and var index ? (text[..index].Trim(), text[(index + 1)..].Trim()) : (text.Trim(), "");
}
