using System.Globalization;
using PathToProd.Text;

namespace PathToProd.Model.Pools;

/// <summary>Some environments of a pool, whichever are free: <c>pool:ci</c>, <c>pool:ci*2</c>.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Count">How many.</param>
public sealed record PoolReference(string Pool, int Count)
{
    private const string Start = "pool:";

    /// <summary>Whether a text means environments of a pool. No environment's name holds a colon.</summary>
    public static bool Is(string text) => text.StartsWith(Start, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads it.</summary>
    /// <exception cref="PlatformException">It names no pool, or a number that is none (exit code 2).</exception>
    public static PoolReference Parse(string text)
    {
        var parts = text[Start.Length..].Split('*', StringSplitOptions.TrimEntries);
        if (parts is [{ Length: > 0 } name])
        {
            return new PoolReference(name, 1);
        }

        if (
            parts is [{ Length: > 0 } pool, var number]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0
        )
        {
            return new PoolReference(pool, count);
        }

        throw PlatformException.Wrong(
            $"--environment={text} names no pool",
            "write --environment=pool:NAME, or --environment=pool:NAME*2 for two of its environments"
        );
    }

    /// <summary>Writes <c>pool:ci*2</c>.</summary>
    public override string ToString() => $"{Start}{Pool}{(Count == 1 ? "" : $"*{Count}")}";
}
