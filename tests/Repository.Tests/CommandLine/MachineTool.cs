using PathToProd.TestTools;

namespace Repository.Tests.CommandLine;

/// <summary>The programs of this machine; a test that does not find one fails and says how to get it.</summary>
internal static class MachineTool
{
    /// <summary>The one that runs these tests.</summary>
    public static string DotNet { get; } =
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : Find("dotnet");

    public static string Find(string name) =>
        name == "helm"
            ? HelmVersions.File(HelmVersions.Current)
            : OnPath(name)
                ?? InCheckout(name)
                ?? throw new AssertionException(
                    $"{name} is not there. Run tests/prepare.sh, or install it as your system does."
                );

    /// <summary>Where tests/prepare.sh puts what it installs for this checkout alone.</summary>
    private static string? InCheckout(string name) =>
        SourceTree.PathOf("artifacts", "tools", name, name) is var file && File.Exists(file) ? file : null;

    private static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
