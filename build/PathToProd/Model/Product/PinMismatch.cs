using PathToProd.Versions;

namespace PathToProd.Model.Product;

/// <summary>Says that another version of Path to Prod runs than the platform pins.</summary>
public static class PinMismatch
{
    /// <summary>The sentences; null when there is nothing to say.</summary>
    /// <param name="pin">The pin; null when the platform has none.</param>
    /// <param name="running">The version that runs.</param>
    public static string? Text(ProductPin? pin, SemVersion running) =>
        pin is null || pin.Version == running
            ? null
            : $"{pin.Where}: the platform pins Path to Prod {pin.Version}, and {running} runs, which is {(running < pin.Version ? "older" : "newer")}. "
                + $"./build.sh starts the pinned one; ./build.sh --target=Upgrade --to={running} changes the pin.";
}
