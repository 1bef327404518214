using System.Collections.Immutable;

namespace PathToProd.Tests.Decisions.Solving;

internal static class Sorted
{
    public static ImmutableSortedDictionary<string, TValue> ToImmutableSorted<T, TValue>(
        this IEnumerable<T> items,
        Func<T, string> key,
        Func<T, TValue> value
    ) => items.ToImmutableSortedDictionary(key, value, StringComparer.Ordinal);
}
