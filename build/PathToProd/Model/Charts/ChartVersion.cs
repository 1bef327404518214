using System.Diagnostics.CodeAnalysis;
using PathToProd.Versions;

namespace PathToProd.Model.Charts;

/// <summary>
/// The version of a chart that others wrote. Helm is less strict than SemVer: it takes <c>v1.8.2</c> and <c>1.8</c>, and
/// compares them as <c>1.8.2</c> and <c>1.8.0</c>.
/// </summary>
public static class ChartVersion
{
    /// <summary>The version that a chart says, as SemVer writes it; false when Helm would refuse it too.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SemVersion? version)
    {
        version = null;
        if (text is null)
        {
            return false;
        }

        var numbers = text.StartsWith('v') ? text[1..] : text;
        var end = numbers.AsSpan().IndexOfAny('-', '+');
        var rest = end < 0 ? "" : numbers[end..];
        numbers = end < 0 ? numbers : numbers[..end];
        var missing = 2 - numbers.Count(c => c == '.');
        var padded = missing > 0 ? numbers + string.Concat(Enumerable.Repeat(".0", missing)) : numbers;
        return SemVersion.TryParse(padded + rest, out version);
    }
}
