using PathToProd.Formats.Shapes;
using PathToProd.Text;

namespace PathToProd.Model.Platform;

/// <summary>What a platform may be named.</summary>
public static class PlatformName
{
    /// <summary>What is wrong with a name that is not in a manifest yet; null when nothing is.</summary>
    /// <param name="name">The name.</param>
    /// <param name="label">What the message calls it: the option that gave it.</param>
    public static Problem? ProblemIn(string name, string label) =>
        TextFormats.Name.Parser(name, out _, out var error)
            ? null
            : new Problem(null, TextFormats.Name.Refusal(label, name, error), error.Fix);
}
