using PathToProd.Formats.Shapes;
using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>What components may be called.</summary>
public static class ComponentName
{
    /// <summary>What commands take for every component.</summary>
    private const string Everything = "all";

    /// <summary>What commands take for the components that a change touches.</summary>
    private const string Touched = "affected";

    /// <summary>What is wrong with a name that is not in a manifest yet; null when nothing is.</summary>
    /// <param name="name">The name.</param>
    /// <param name="label">What the message calls it: the option that gave it.</param>
    public static Problem? ProblemIn(string name, string label) =>
        TextFormats.Name.Parser(name, out _, out var error)
            ? Reserved(name, where: null)
            : new Problem(null, TextFormats.Name.Refusal(label, name, error), error.Fix);

    /// <summary>The problem that a name means something else; null when it does not.</summary>
    internal static Problem? Reserved(string name, SourcePosition? where) =>
        name switch
        {
            Everything => new Problem(
                where,
                $"{name} means every component on the command line",
                "choose another name"
            ),
            Touched => new Problem(
                where,
                $"{name} means the components that a change touches on the command line",
                "choose another name"
            ),
            _ when WindowsName.IsDevice(name) => new Problem(
                where,
                $"{name} is the name of a device on Windows, where no checkout could hold components/{name}",
                "choose another name"
            ),
            _ => null,
        };
}
