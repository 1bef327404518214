using System.Globalization;
using System.Text;
using PathToProd.Text;

namespace PathToProd.Facts.Results;

/// <summary>
/// All stages that are remembered to have passed. As text each is a line of fields between tabs, and so is taking one
/// back; a later line counts more. What a line is stands at its end, so that one that was cut off says nothing: what is
/// not known runs again.
/// </summary>
public sealed class PassedStages
{
    private const string Passed = "passed";
    private const string Forgotten = "forgotten";

    /// <summary>How many results of one stage of a component are worth keeping: enough to go back and forth between branches.</summary>
    private const int MostOfOneStage = 10;

    private readonly Dictionary<string, PassedStage> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PassedStage> _last = new(StringComparer.Ordinal);
    private int _lines;

    /// <summary>Nothing is remembered.</summary>
    public PassedStages() { }

    /// <summary>True when most lines of the text are obsolete, so that it should be rewritten.</summary>
    public bool IsMostlyOld => _lines > 1000 && _lines > 4 * _byKey.Count;

    /// <summary>Reads what <see cref="Write(PassedStage)"/> and <see cref="WriteForgotten"/> wrote.</summary>
    public static PassedStages Read(string text)
    {
        var stages = new PassedStages();
        var rest = text.AsSpan();
        while (rest.IndexOf('\n') is >= 0 and var end)
        {
            stages.Add(rest[..end]);
            rest = rest[(end + 1)..];
        }

        stages.Add(rest);

        return stages;
    }

    /// <summary>The result for exactly these inputs; null if none.</summary>
    public PassedStage? Find(string component, string stage, Digest key) =>
        _byKey.GetValueOrDefault(Id(component, stage, key));

    /// <summary>The last result of a stage, whatever its inputs were; null if none.</summary>
    public PassedStage? Last(string component, string stage) => _last.GetValueOrDefault(Id(component, stage));

    /// <summary>Adds a result.</summary>
    public void Add(PassedStage stage)
    {
        _lines++;
        _byKey[Id(stage.Component, stage.Stage, stage.Key)] = stage;
        _last[Id(stage.Component, stage.Stage)] = stage;
    }

    /// <summary>Takes a result back, as the stage failed on the same inputs since.</summary>
    public void Forget(string component, string stage, Digest key)
    {
        _lines++;
        _byKey.Remove(Id(component, stage, key));
        if (_last.TryGetValue(Id(component, stage), out var last) && last.Key == key)
        {
            _last.Remove(Id(component, stage));
        }
    }

    /// <summary>All that is worth keeping, as text: the newest results of each stage.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        var kept = _byKey
            .Values.GroupBy(stage => Id(stage.Component, stage.Stage))
            .SelectMany(group => group.OrderByDescending(stage => stage.At).Take(MostOfOneStage))
            .OrderBy(stage => stage.At);
        foreach (var stage in kept)
        {
            text.Append(Write(stage)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A result as a line.</summary>
    public static string Write(PassedStage stage) =>
        $"{stage.Component}\t{stage.Stage}\t{stage.Key}\t{stage.Artifact}\t{stage.Run}\t"
        + $"{stage.At.ToString("O", CultureInfo.InvariantCulture)}\t{stage.Parts}\t{Passed}";

    /// <summary>A line that takes a result back.</summary>
    public static string WriteForgotten(string component, string stage, Digest key) =>
        $"{component}\t{stage}\t{key}\t{Forgotten}";

    private void Add(ReadOnlySpan<char> line)
    {
        Span<Range> fields = stackalloc Range[9];
        var count = line.Split(fields, '\t');
        if (count == 4 && line[fields[3]] is Forgotten)
        {
            Forget(line[fields[0]].ToString(), line[fields[1]].ToString(), new Digest(line[fields[2]].ToString()));
        }
        else if (
            count == 8
            && line[fields[7]] is Passed
            && DateTimeOffset.TryParseExact(
                line[fields[5]],
                "O",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var at
            )
        )
        {
            Add(
                new PassedStage(
                    line[fields[0]].ToString(),
                    line[fields[1]].ToString(),
                    new Digest(line[fields[2]].ToString()),
                    new Digest(line[fields[3]].ToString()),
                    line[fields[4]].ToString(),
                    at,
                    line[fields[6]].ToString()
                )
            );
        }
    }

    private static string Id(string component, string stage) => $"{component}\t{stage}";

    private static string Id(string component, string stage, Digest key) => $"{component}\t{stage}\t{key}";
}
