using System.Reflection;

namespace PathToProd.Versions;

/// <summary>The version of Path to Prod that runs: that of all its packages.</summary>
public static class ProductVersion
{
    private static readonly Lazy<SemVersion> Running = new(() =>
        SemVersion.Parse(
            typeof(ProductVersion)
                .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
                .InformationalVersion
        )
    );

    /// <summary>The version of this assembly.</summary>
    public static SemVersion Current => Running.Value;

    /// <summary>The same as text, which is what is kept with all that it writes.</summary>
    public static string Text => Current.ToString();
}
