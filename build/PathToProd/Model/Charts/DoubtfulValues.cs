using System.Globalization;
using System.Numerics;
using PathToProd.Formats.Values;
using PathToProd.Formats.Yaml;
using PathToProd.Model.Kubernetes;
using PathToProd.Text;

namespace PathToProd.Model.Charts;

/// <summary>
/// Numbers without quotes in the values of a chart that are likely to be identifiers. Helm reads every number as a float of
/// 64 bits, so a template prints something else than what was written: <c>12e03</c> becomes 12000, and 123456789012 becomes
/// 1.23456789012e+11.
/// </summary>
public static class DoubtfulValues
{
    /// <summary>The largest whole number up to which each has a float of its own: 2^53.</summary>
    private const double MaxExact = 9_007_199_254_740_992;

    /// <summary>In the merged values of an environment.</summary>
    /// <param name="values">The values; each knows its place.</param>
    /// <param name="rendered">What the chart makes of them.</param>
    public static IEnumerable<Problem> Of(ValueNode.Map values, string rendered) =>
        from leaf in ValueTree.Leaves(values)
        from scalar in Scalars(leaf.Path, leaf.Value)
        where scalar.Scalar.Kind is ScalarKind.WholeNumber or ScalarKind.Number
        let number = double.Parse(ValueText.ToJson(scalar.Scalar), CultureInfo.InvariantCulture)
        let isReal = scalar.Scalar.Kind == ScalarKind.Number
        from problem in Of(scalar.Path, scalar.Scalar.Text, number, isReal, rendered, scalar.Scalar.Where)
        select problem;

    /// <summary>In the chart's own <c>values.yaml</c>.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">What problems call it.</param>
    /// <param name="rendered">What the chart makes of it.</param>
    /// <returns>Nothing when it cannot be read, which Helm says.</returns>
    public static IEnumerable<Problem> Of(string text, string file, string rendered) =>
        YamlDocument.Read(text, file, []) is { } document
            ? from place in ScalarPlaces.Of(document.Root)
            where place.Scalar is { IsPlain: true, Tag: "" }
            let meaning = ScalarMeaning.Of(place.Scalar)
            let number = meaning switch
            {
                long whole => whole,
                ulong whole => whole,
                double real => real,
                _ => (double?)null,
            }
            where number is not null
            from problem in Of(
                ScalarPlaces.Show(place.Path),
                place.Scalar.Text,
                number.Value,
                meaning is double,
                rendered,
                document.At(file, place.Scalar)
            )
            select problem
            : [];

    private static IEnumerable<Problem> Of(
        string path,
        string text,
        double number,
        bool isReal,
        string rendered,
        SourcePosition where
    )
    {
        if (!double.IsFinite(number))
        {
            yield break;
        }

        var printed = GoFloat.Printed(number);
        var isWhole = Math.Floor(number).Equals(number);
        var isDoubtful =
            isReal && text.All(c => char.IsAsciiDigit(c) || c is 'e' or 'E')
            || isWhole && Math.Abs(number) >= MaxExact && text.TrimStart('-', '+') != "9007199254740992"
            || isWhole && printed.Contains('e') && rendered.Contains(printed, StringComparison.Ordinal);
        if (isDoubtful)
        {
            var read = isWhole ? new BigInteger(number).ToString(CultureInfo.InvariantCulture) : printed;
            yield return new Problem(
                where,
                $"{path} is {text}, which Helm reads as the number {read}"
                    + (printed == read ? "" : $" and prints as {printed}"),
                $"quote it if it is an identifier: \"{text}\""
            );
        }
    }

    private static IEnumerable<(string Path, ValueNode.Scalar Scalar)> Scalars(string path, ValueNode node) =>
        node switch
        {
            ValueNode.Scalar scalar => [(path, scalar)],
            ValueNode.List list => list.Items.SelectMany(item => Scalars($"{path}{ScalarPlaces.Item}", item)),
            ValueNode.Map map => map.Entries.SelectMany(entry => Scalars($"{path}.{entry.Key}", entry.Value)),
            _ => [],
        };
}
