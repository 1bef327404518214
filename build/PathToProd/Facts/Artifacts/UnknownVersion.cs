using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.Artifacts;

/// <summary>The failure to find a version, with the nearest existing ones.</summary>
public static class UnknownVersion
{
    /// <summary>The failure, exit code 2.</summary>
    /// <param name="catalogue">What is there.</param>
    /// <param name="component">The component.</param>
    /// <param name="version">The missing version.</param>
    /// <param name="stores">Where it was searched for, such as <c>artifacts/store</c>.</param>
    public static PlatformException Of(
        Catalogue catalogue,
        string component,
        SemVersion version,
        params IReadOnlyList<string> stores
    )
    {
        var nearest = catalogue.Nearest(component, version);
        var where = Prose.List(stores, "or");
        var all = $"All of them: --target=Versions --component={component}.";
        var fix = nearest.Length switch
        {
            0 => $"It has no version of {component}: build one with --target=Build --component={component}.",
            1 => $"The nearest one is {nearest[0]}. {all}",
            _ => $"The nearest ones are {Prose.List([.. nearest.Select(near => near.ToString())])}. {all}",
        };
        return new PlatformException(ExitCode.WrongInput, $"There is no {component} {version} in {where}. {fix}");
    }
}
