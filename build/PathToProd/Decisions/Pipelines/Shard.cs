using System.Collections.Immutable;

namespace PathToProd.Decisions.Pipelines;

/// <summary>What one job tests: one component, or several where a system allows fewer jobs than there are components.</summary>
/// <param name="Name">The component's name, or <c>shard-01</c>.</param>
/// <param name="Components">Their names, sorted.</param>
public sealed record Shard(string Name, ImmutableArray<string> Components)
{
    /// <summary>
    /// How many jobs there are at most in systems whose files list them: GitLab's job can need 50 others, and in Tekton the names of 40
    /// shards fit into the 4,096 bytes of results.
    /// </summary>
    public const int Most = 40;

    /// <summary>The components in shards of about the same size, in the order of names.</summary>
    /// <param name="components">Names of components.</param>
    public static ImmutableArray<Shard> Of(IEnumerable<string> components)
    {
        string[] names = [.. components.Order(StringComparer.Ordinal)];
        if (names.Length <= Most)
        {
            return [.. names.Select(name => new Shard(name, [name]))];
        }

        var size = (names.Length + Most - 1) / Most;
        return [.. names.Chunk(size).Select((chunk, index) => new Shard($"shard-{index + 1:00}", [.. chunk]))];
    }
}
