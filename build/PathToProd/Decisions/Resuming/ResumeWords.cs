using System.Collections.Immutable;
using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Decisions.Resuming;

/// <summary>The options with which a run goes on: its own, and what may be said again.</summary>
public static class ResumeWords
{
    private const string Component = "component";

    /// <summary>Puts them together.</summary>
    /// <param name="run">The run that goes on.</param>
    /// <param name="said">What the command line says beside what is about this call alone, by the words of the options.</param>
    /// <param name="mayDiffer">The options that say how a run goes rather than what it does.</param>
    /// <returns>All options, with the components by their names.</returns>
    /// <exception cref="PlatformException">Some contradict what the run was asked: all of them at once.</exception>
    public static ImmutableSortedDictionary<string, string> Of(
        PastRun run,
        IReadOnlyDictionary<string, string> said,
        IReadOnlyCollection<string> mayDiffer
    )
    {
        var asked = run.Asked!;
        var problems = said.Where(word => !mayDiffer.Contains(word.Key) && !IsTheSame(asked, word.Key, word.Value))
            .Select(word => Contradiction(run, word.Key, word.Value))
            .ToArray();
        PlatformException.ThrowIfAny(problems);

        var all = asked.Options;
        foreach (var (word, value) in said.Where(word => mayDiffer.Contains(word.Key)))
        {
            all = all.SetItem(word, value);
        }

        return all.SetItem(Component, string.Join(',', asked.Components));
    }

    private static bool IsTheSame(RunAsked asked, string word, string value) =>
        asked.Options.GetValueOrDefault(word) == value
        || (word == Component && Names(value).SetEquals(asked.Components));

    private static HashSet<string> Names(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);

    private static Problem Contradiction(PastRun run, string word, string value)
    {
        var written = value.Length == 0 ? $"--{word}" : $"--{word}={value}";
        var was = run.Asked!.Options.TryGetValue(word, out var other)
            ? $"was asked with {(other.Length == 0 ? $"--{word}" : $"--{word}={other}")}"
            : $"was asked without --{word}";
        return new Problem(
            null,
            $"{Printable.Line(written)} contradicts run {run.Id}, which {was}",
            $"leave --{word} out, or start a new run without --resume"
        );
    }
}
