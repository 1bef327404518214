using System.Collections.Immutable;

namespace PathToProd.Tasks.Tests.Processes;

internal static class Variables
{
    internal static ImmutableDictionary<string, string?> Of(string name, string? value) =>
        ImmutableDictionary<string, string?>.Empty.Add(name, value);
}
