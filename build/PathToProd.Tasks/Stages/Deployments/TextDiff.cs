using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>The differences between two sets of texts, as people read them in a review.</summary>
internal static class TextDiff
{
    private const int Context = 3;

    /// <summary>File by file: what is new, what goes, and the changed lines with some around them; empty when nothing differs.</summary>
    /// <param name="before">The texts that are there, by name.</param>
    /// <param name="after">The texts that should be.</param>
    /// <param name="folder">Stands before each name.</param>
    /// <param name="show">What of two texts that differ may be shown; by default all.</param>
    public static string Of(
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after,
        string folder,
        Func<string?, string?, (string? Before, string? After)>? show = null
    )
    {
        var text = new StringBuilder();
        foreach (var name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var old = before.GetValueOrDefault(name);
            var changed = after.GetValueOrDefault(name);
            if (old == changed)
            {
                continue;
            }

            var sign =
                old is null ? "+ "
                : changed is null ? "- "
                : "~ ";
            text.Append(sign).Append(folder).Append('/').Append(name).Append('\n');
            var (shownOld, shownChanged) = show is null ? (old, changed) : show(old, changed);
            AppendLines(text, shownOld ?? "", shownChanged ?? "");
        }

        return text.ToString();
    }

    private static void AppendLines(StringBuilder text, string old, string changed)
    {
        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(old.TrimEnd('\n'), changed.TrimEnd('\n')).Lines;
        var shown = new bool[lines.Count];
        for (var index = 0; index < lines.Count; index++)
        {
            for (
                var near = index - Context;
                lines[index].Type != ChangeType.Unchanged && near <= index + Context;
                near++
            )
            {
                if (near >= 0 && near < lines.Count)
                {
                    shown[near] = true;
                }
            }
        }

        for (var index = 0; index < lines.Count; index++)
        {
            if (shown[index])
            {
                text.Append("    ").Append(Sign(lines[index].Type)).Append(lines[index].Text).Append('\n');
            }
            else if (index > 0 && shown[index - 1])
            {
                text.Append("    ...\n");
            }
        }
    }

    private static string Sign(ChangeType type) =>
        type switch
        {
            ChangeType.Inserted => "+ ",
            ChangeType.Deleted => "- ",
            _ => "  ",
        };
}
