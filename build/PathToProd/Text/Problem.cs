using System.Text.Json.Serialization;

namespace PathToProd.Text;

/// <summary>Something that a user has to fix before anything can run.</summary>
/// <param name="Where">The place that is wrong; null when the problem is not in a file (an argument, the machine).</param>
/// <param name="What">What is wrong, without a full stop.</param>
/// <param name="Fix">What to do about it, without a full stop.</param>
public sealed record Problem(SourcePosition? Where, string What, string Fix)
{
    /// <summary>The policy that a rendered document breaks; null, the default, for any other problem.</summary>
    [JsonIgnore]
    public string? Policy { get; init; }

    /// <summary>Writes <c>file(line,column): what; how to fix</c>.</summary>
    public override string ToString() => Where is { } where ? $"{where}: {Clause}; {Fix}" : $"{Clause}; {Fix}";

    /// <summary>Messages of the system, which many a problem quotes at its end, have a full stop.</summary>
    private string Clause => What.EndsWith('.') && !What.EndsWith("..", StringComparison.Ordinal) ? What[..^1] : What;
}
