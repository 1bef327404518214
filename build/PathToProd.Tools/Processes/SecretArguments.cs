using System.Collections.Immutable;
using Cake.Core.IO;

namespace PathToProd.Tools.Processes;

/// <summary>
/// Takes Cake's arguments apart: what the program gets, what may be shown, and which values are secret, so that they
/// are hidden in what the program prints as well.
/// </summary>
internal static class SecretArguments
{
    private const string CakeMask = "[REDACTED]";

    internal static (ImmutableArray<string> Real, ImmutableArray<string> Shown) Split(
        ProcessArgumentBuilder builder,
        Redactor redactor
    )
    {
        var real = ArgumentSplitter.Split(builder.Render());
        var shown = ArgumentSplitter.Split(builder.RenderSafe());
        foreach (var argument in builder)
        {
            if (argument.Render() != argument.RenderSafe())
            {
                redactor.Add(
                    Secrets(ArgumentSplitter.Split(argument.Render()), ArgumentSplitter.Split(argument.RenderSafe()))
                );
            }
        }

        return (real, [.. shown.Select(text => text.Replace(CakeMask, Redactor.Mask, StringComparison.Ordinal))]);
    }

    private static IEnumerable<string> Secrets(ImmutableArray<string> real, ImmutableArray<string> shown)
    {
        // A secret with blanks that was not quoted falls into several arguments: then each may be part of it.
        if (real.Length != shown.Length)
        {
            return real.Except(shown, StringComparer.Ordinal);
        }

        return real.Zip(shown).Where(pair => pair.First != pair.Second).Select(pair => Secret(pair.First, pair.Second));
    }

    // What stands where the mask stands, as in --password=[REDACTED].
    private static string Secret(string real, string shown)
    {
        var start = shown.IndexOf(CakeMask, StringComparison.Ordinal);
        if (start < 0)
        {
            return real;
        }

        var after = shown.Length - start - CakeMask.Length;
        return start + after <= real.Length ? real[start..^after] : real;
    }
}
