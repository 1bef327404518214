using System.Collections.Immutable;

namespace PathToProd.Reporting;

/// <summary>Where each key of a file stands, so that a problem found long after parsing still names line and column.</summary>
public sealed record SourceMap(string File, ImmutableDictionary<string, SourcePosition> Positions)
{
    /// <summary>The place of a key, written as a dotted path; of its nearest parent when the key is not there.</summary>
    public SourcePosition this[string path]
    {
        get
        {
            for (var key = path; key.Length > 0; key = key[..Math.Max(0, key.LastIndexOf('.'))])
            {
                if (Positions.TryGetValue(key, out var position))
                {
                    return position;
                }
            }

            return new SourcePosition(File);
        }
    }

    /// <summary>A map of a file of which nothing is known but its name.</summary>
    public static SourceMap Of(string file) => new(file, ImmutableDictionary<string, SourcePosition>.Empty);
}
