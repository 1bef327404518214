using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Model.Charts;

/// <summary>A value that the <c>values.schema.json</c> of a chart refuses, as Helm says it.</summary>
/// <param name="Keys">The keys and numbers of items that lead to it; none for the values as a whole.</param>
/// <param name="Why">What Helm says of it.</param>
public sealed partial record ValuesRefusal(ImmutableArray<string> Keys, string Why)
{
    private const string Start = "values don't meet the specifications of the schema(s)";

    /// <summary>
    /// What Helm printed as such; nothing when it printed something else. Helm 4 and the newest of Helm 3 write
    /// <c>- at '/image/tag': got number, want string</c>, older ones <c>- image.tag: Invalid type. Expected: string, given: integer</c>.
    /// </summary>
    /// <param name="lines">The lines.</param>
    /// <param name="chart">The chart's name; lines about another are about a chart in it, whose values stand below its name.</param>
    public static ImmutableArray<ValuesRefusal> Of(IEnumerable<string> lines, string chart)
    {
        var refusals = ImmutableArray.CreateBuilder<ValuesRefusal>();
        var (hasBegun, below) = (false, ImmutableArray<string>.Empty);
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (line.Contains(Start, StringComparison.Ordinal))
            {
                hasBegun = true;
            }
            else if (hasBegun && Line().Match(line) is { Success: true } match)
            {
                refusals.AddRange(Read(below, match));
            }
            else if (hasBegun && line.EndsWith(':') && !line.StartsWith('-'))
            {
                below = line[..^1] == chart ? [] : [line[..^1]];
            }
        }

        return refusals.ToImmutable();
    }

    /// <summary>A problem at the place that says the value; at another where none of these files says it.</summary>
    /// <param name="chart">The chart's name.</param>
    /// <param name="layers">The files' values; of what several say, the first counts.</param>
    /// <param name="elsewhere">The other place.</param>
    public Problem Problem(string chart, IEnumerable<ValueNode.Map> layers, SourcePosition elsewhere) =>
        new(
            layers.Select(Place).FirstOrDefault(place => place is not null) ?? elsewhere,
            $"the values.schema.json of {chart} refuses {(Keys.IsEmpty ? "the values" : string.Join('.', Keys))}: {Why}",
            "correct the value"
        );

    /// <summary>One for each key that should not be there, which the value around them is blamed for.</summary>
    private static IEnumerable<ValuesRefusal> Read(ImmutableArray<string> below, Match match)
    {
        var why = match.Groups["why"].Value.TrimEnd('.');
        var path =
            match.Groups["pointer"] is { Success: true } pointer
                ? pointer
                    .Value.Split('/')
                    .Skip(1)
                    .Select(key =>
                        key.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
                    )
            : match.Groups["path"].Value is not "(root)" and var dotted ? dotted.Split('.')
            : [];
        ImmutableArray<string> keys = [.. below, .. path];
        var additional = Additional().Match(why);
        return additional.Success
            ? additional.Groups["key"].Captures.Select(key => new ValuesRefusal([.. keys, key.Value], "it is unknown"))
            : [new ValuesRefusal(keys, why)];
    }

    private SourcePosition? Place(ValueNode.Map layer)
    {
        (ValueNode Node, SourcePosition Where)? at = (layer, layer.Where);
        foreach (var key in Keys)
        {
            at = at is (var node, _) ? Below(node, key) : null;
        }

        return at?.Where;
    }

    private static (ValueNode Node, SourcePosition Where)? Below(ValueNode node, string key) =>
        node switch
        {
            ValueNode.Map map when map.Find(key) is { } entry => (entry.Value, entry.KeyWhere),
            ValueNode.List list
                when int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < list.Items.Length => (list.Items[index], list.Items[index].Where),
            _ => null,
        };

    [GeneratedRegex(
        "^- (?:at '(?<pointer>[^']*)'|(?<path>[^:]+)): (?<why>.+)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Line();

    [GeneratedRegex(
        "^(additional properties ('(?<key>[^']+)'(, )?)+ not allowed|Additional property (?<key>.+) is not allowed)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Additional();
}
