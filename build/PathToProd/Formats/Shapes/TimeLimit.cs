using System.Diagnostics.CodeAnalysis;
using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>
/// A duration that a manifest says. A class, because ready-to-run code holds no generics of ours over the framework's
/// structs: each would be compiled at every start.
/// </summary>
internal sealed record TimeLimit(TimeSpan Value)
{
    public static readonly TimeLimit None = new(TimeSpan.Zero);

    public static bool TryParse(string text, [MaybeNullWhen(false)] out TimeLimit limit, out TextError error)
    {
        var isRead = Duration.TryParse(text, out var duration, out error);
        limit = isRead ? new TimeLimit(duration) : null;
        return isRead;
    }

    public static bool TryParsePositive(string text, [MaybeNullWhen(false)] out TimeLimit limit, out TextError error)
    {
        var isRead = Duration.TryParsePositive(text, out var duration, out error);
        limit = isRead ? new TimeLimit(duration) : null;
        return isRead;
    }
}
