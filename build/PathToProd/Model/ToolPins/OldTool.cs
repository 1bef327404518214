namespace PathToProd.Model.ToolPins;

/// <summary>Says that the version of a program explains a failure, and how to get another one.</summary>
public static class OldTool
{
    /// <summary>What to do about a failure; null when the program is not too old for what it failed with.</summary>
    /// <param name="pin">What <c>build/tools.yaml</c> says about the tool.</param>
    /// <param name="file">The program that failed.</param>
    /// <param name="version">The version that it printed.</param>
    /// <param name="sign">What it failed with.</param>
    public static string? Explain(ToolPin pin, string file, string version, SignOfAge sign)
    {
        var needed = sign.Since ?? pin.Version;
        if (sign.IsCertain)
        {
            return $"{pin.Name} is {version} here ({file}). {sign.Why}. {Newer(pin)}";
        }

        return IsOlder(version, needed)
            ? $"{pin.Name} {version} ({file}) is older than {needed}, and that may be the only problem. {sign.Why}. {Newer(pin)} "
                + "If that one fails too, fix what the lines above name."
            : null;
    }

    private static bool IsOlder(string version, string? needed) =>
        ToolPin.Numbers(version) is { } here
        && needed is not null
        && ToolPin.Numbers(needed) is { } there
        && here < there;

    /// <summary>An accepted version is on the PATH, so that the pinned one is not installed unless it goes.</summary>
    private static string Newer(ToolPin pin)
    {
        var remedy = $"{char.ToUpperInvariant(pin.Fix[0])}{pin.Fix[1..]}";
        return pin.InstallableVersions.Any()
            ? $"{remedy}, or take this one off the PATH and run ./build.sh --target=InstallTools, which installs {pin.Version}."
            : $"{remedy}.";
    }
}
