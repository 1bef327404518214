using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Decisions.Solving.Searching;

/// <summary>Whether what a version asks of its surroundings holds.</summary>
internal static class CandidateRelations
{
    public static bool RunsOn(ImmutableArray<string> providers, string provider) =>
        providers.IsEmpty || providers.Contains(provider);

    /// <summary>The providers that a version runs on, as prose; null when on any.</summary>
    public static string? Providers(Candidate candidate) =>
        candidate.Relations.Providers is { IsEmpty: false } providers ? Prose.List(providers, "or") : null;

    /// <summary>Whether a version says the same about another component.</summary>
    public static bool Says(Candidate candidate, RelationKind kind, Requirement said)
    {
        var all = kind switch
        {
            RelationKind.Requires => candidate.Relations.Requires,
            RelationKind.Optional => candidate.Relations.Optional,
            _ => candidate.Relations.Conflicts,
        };
        return all.TryGetValue(said.Component, out var other) && other.Range.Text == said.Range.Text;
    }
}
