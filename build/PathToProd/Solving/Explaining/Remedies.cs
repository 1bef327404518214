using System.Collections.Immutable;
using PathToProd.Solving.Searching;

namespace PathToProd.Solving.Explaining;

/// <summary>What would lift a refusal: each remedy was tried by solving again.</summary>
internal static class Remedies
{
    public static ImmutableArray<Remedy> Of(SolverQuestion question, List<Incompatibility> proofs) => [];

    public static ImmutableArray<Remedy> WithoutKnownGood(SolverQuestion question) => [];
}
