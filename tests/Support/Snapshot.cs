using System.Runtime.CompilerServices;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using NUnit.Framework;

namespace PathToProd.Support;

/// <summary>
/// Compares a text with a verified file beside the test: <c>Snapshots/&lt;class&gt;.&lt;test or name&gt;.verified.txt</c>.
/// <c>UPDATE_SNAPSHOTS=1</c> rewrites the files; a person then reads the diff.
/// </summary>
public static class Snapshot
{
    /// <summary>Fails with a readable diff unless <paramref name="actual"/> equals the verified file.</summary>
    public static void Match(
        string actual,
        string? name = null,
        [CallerMemberName] string test = "",
        [CallerFilePath] string file = ""
    )
    {
        var folder = Path.Combine(Path.GetDirectoryName(file)!, "Snapshots");
        var path = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(file)}.{name ?? test}.verified.txt");
        var normal = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(path, normal);
            return;
        }

        if (!File.Exists(path))
        {
            Assert.Fail($"There is no {path}.\nRun again with UPDATE_SNAPSHOTS=1 and read what it writes:\n\n{normal}");
        }

        var verified = File.ReadAllText(path).ReplaceLineEndings("\n");
        if (verified != normal)
        {
            Assert.Fail($"The text differs from {path} (- verified, + actual):\n\n{Diff(verified, normal)}");
        }
    }

    /// <summary>The same of a report for programs, which has to fit the schema that users have.</summary>
    public static void MatchReport(
        string report,
        string actual,
        string? name = null,
        [CallerMemberName] string test = "",
        [CallerFilePath] string file = ""
    )
    {
        ReportSchema.ShouldFit(actual, report);
        Match(actual, name, test, file);
    }

    private static string Diff(string verified, string actual) =>
        string.Join(
            '\n',
            new InlineDiffBuilder(new Differ())
                .BuildDiffModel(verified, actual)
                .Lines.Select(line =>
                    line.Type switch
                    {
                        ChangeType.Inserted => "+ " + line.Text,
                        ChangeType.Deleted => "- " + line.Text,
                        _ => "  " + line.Text,
                    }
                )
        );
}
